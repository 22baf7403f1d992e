// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace planner::detail {

/// A set of small numbers.
class bits {
public:
    bits() = default;
    explicit bits(std::size_t size) : words_((size + 63) / 64) {}

    void add(std::size_t i) { words_[i / 64] |= std::uint64_t{1} << (i % 64); }
    void remove(std::size_t i) { words_[i / 64] &= ~(std::uint64_t{1} << (i % 64)); }
    [[nodiscard]] bool has(std::size_t i) const { return ((words_[i / 64] >> (i % 64)) & 1U) != 0; }
    [[nodiscard]] bool empty() const {
        for (const auto word : words_) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }
    [[nodiscard]] bool is_within(const bits& other) const {
        for (std::size_t w = 0; w < words_.size(); ++w) {
            if ((words_[w] & ~other.words_[w]) != 0) {
                return false;
            }
        }
        return true;
    }
    [[nodiscard]] std::size_t common(const bits& other) const {
        std::size_t sum = 0;
        for (std::size_t w = 0; w < words_.size(); ++w) {
            sum += static_cast<std::size_t>(std::popcount(words_[w] & other.words_[w]));
        }
        return sum;
    }
    void subtract(const bits& other) {
        for (std::size_t w = 0; w < words_.size(); ++w) {
            words_[w] &= ~other.words_[w];
        }
    }
    friend bool operator==(const bits&, const bits&) = default;

private:
    std::vector<std::uint64_t> words_;
};

}  // namespace planner::detail
