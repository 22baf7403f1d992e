// SPDX-License-Identifier: Apache-2.0
#include "planner/model/number_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planner {

std::string grouped(double value) {
    auto digits = fmt::format("{:.0f}", std::abs(value));
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), "\u202f");
    }
    if (value <= -0.5) {
        digits.insert(digits.begin(), '-');
    }
    return digits;
}

std::string area_figure(geo::square_metres size) {
    const double value = geo::in_square_kilometres(size);
    const double step =
        value > 0 ? std::max(1.0, std::pow(10.0, std::floor(std::log10(value)) - 2)) : 1.0;
    return grouped(std::round(value / step) * step);
}

std::string area_text(geo::square_metres size) {
    return area_figure(size) + " km²";
}

std::string people_text(double count) {
    const double step = count >= 100000 ? 1000 : (count >= 1000 ? 100 : 10);
    return grouped(std::round(count / step) * step);
}

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace planner
