// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>

/// Random numbers that are equal on every machine.
namespace support {

/// Uniform in [0, 1).
inline double share(std::mt19937_64& generator) {
    return static_cast<double>(generator() >> 11U) * 0x1p-53;
}

class dice {
public:
    explicit dice(std::uint64_t seed) : generator_(seed) {}
    double between(double low, double high) {
        return low + (high - low) * static_cast<double>(generator_() >> 11U) * 0x1p-53;
    }

private:
    std::mt19937_64 generator_;
};

}  // namespace support
