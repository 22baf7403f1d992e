// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rapidcheck.h>

namespace support {

/// A number that RapidCheck chooses, in steps of a millionth of the range.
inline double uniform(double low, double high) {
    return low + (high - low) * *rc::gen::inRange(0, 1'000'000) / 1e6;
}

}  // namespace support
