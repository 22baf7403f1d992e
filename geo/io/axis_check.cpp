// SPDX-License-Identifier: Apache-2.0
#include "geo/io/axis_check.hpp"

#include <fmt/format.h>

#include <cmath>

namespace geo::detail {

namespace {

/// Web Mercator ends at pi times the semi-major axis; UTM eastings lie well within.
constexpr double web_mercator_end = 20037508.4;

std::string likely_cause(raw_position p) {
    if (std::abs(p.x) > 166000 && p.x < 834001 && p.y >= 0 && p.y <= 10000000) {
        return "they look like metres of a UTM zone";
    }
    if (p.x > 1000000 && p.x < 33000000 && p.y > 0 && p.y < 10000000) {
        return "they look like metres of a Gauss-Krueger zone or of Web Mercator";
    }
    if (std::abs(p.x) <= web_mercator_end && std::abs(p.y) <= web_mercator_end) {
        return "they look like metres of a map projection";
    }
    return "they belong to no common map projection either";
}

}  // namespace

bool axis_check::lies_swapped(raw_position p) const {
    return expected_ && !expected_->contains({longitude(p.x), latitude(p.y)}) &&
           expected_->contains({longitude(p.y), latitude(p.x)});
}

void axis_check::add(const raw_shape& shape) {
    const auto note = [](std::optional<raw_position>& first, std::size_t& count, raw_position p) {
        ++count;
        if (!first) {
            first = p;
        }
    };
    const auto high_before = high_;
    const auto before = positions_;
    shape.for_each_chain([&](const raw_chain& chain) {
        for (const auto& p : chain) {
            if (!std::isfinite(p.x) || !std::isfinite(p.y)) {
                continue;
            }
            ++positions_;
            first_is_latitude_ = first_is_latitude_ && std::abs(p.x) <= 90.0;
            if (std::abs(p.x) > 360.0 || std::abs(p.y) > 180.0) {
                note(first_impossible_, impossible_, p);
            } else if (std::abs(p.y) > 90.0) {
                note(first_high_, high_, p);
            }
            if (lies_swapped(p)) {
                note(first_outside_, outside_, p);
            }
        }
    });
    shapes_ += positions_ > before ? 1 : 0;
    shapes_high_ += high_ > high_before ? 1 : 0;
}

std::optional<std::string> axis_check::refusal(bool by_definition) const {
    constexpr std::size_t odd_ones = 10;  // one shape in so many may be wrong by itself
    if (first_high_ && first_is_latitude_ && shapes_high_ * odd_ones >= shapes_) {
        return fmt::format(
            "coordinates look swapped: ({}, {}) has a second number that is no latitude, while "
            "every first number could be one; write longitude first",
            first_high_->x,
            first_high_->y
        );
    }
    if (first_outside_ && outside_ * 2 > positions_) {
        return fmt::format(
            "coordinates look swapped: ({}, {}) lies outside the expected area and inside when the "
            "two numbers change places; write longitude first",
            first_outside_->x,
            first_outside_->y
        );
    }
    if (first_impossible_ && impossible_ * 2 > positions_) {
        return fmt::format(
            "coordinates cannot be degrees: ({}, {}); {}; {}",
            first_impossible_->x,
            first_impossible_->y,
            likely_cause(*first_impossible_),
            by_definition ? "say which with --assume-crs EPSG:n, or reproject the file"
                          : "the file names a wrong coordinate reference system; correct it there"
        );
    }
    return std::nullopt;
}

std::optional<raw_position> axis_check::swapped_position(const raw_shape& shape) const {
    std::optional<raw_position> first;
    bool all = true;
    shape.for_each_chain([&](const raw_chain& chain) {
        for (const auto& p : chain) {
            all = all && lies_swapped(p);
            if (!first) {
                first = p;
            }
        }
    });
    return all ? first : std::nullopt;
}

}  // namespace geo::detail
