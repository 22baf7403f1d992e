// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/plan.hpp"

namespace planner {

/// Arithmetic of figures that are known as low, typical and high, all not below 0: the result is
/// the least, usual and most that the operands allow.
[[nodiscard]] inline number_range exactly(double value) {
    return {value, value, value};
}
[[nodiscard]] inline number_range operator+(const number_range& a, const number_range& b) {
    return {a.low + b.low, a.typical + b.typical, a.high + b.high};
}
[[nodiscard]] inline number_range operator-(const number_range& a, const number_range& b) {
    return {a.low - b.high, a.typical - b.typical, a.high - b.low};
}
[[nodiscard]] inline number_range operator*(const number_range& a, const number_range& b) {
    return {a.low * b.low, a.typical * b.typical, a.high * b.high};
}
[[nodiscard]] inline number_range operator/(const number_range& a, const number_range& b) {
    return {a.low / b.high, a.typical / b.typical, a.high / b.low};
}

}  // namespace planner
