// SPDX-License-Identifier: Apache-2.0
#include "geo/io/plain_shape.hpp"

#include <algorithm>
#include <utility>

namespace geo::detail {

const std::array<plain_shape::named_kind, 6> plain_shape::kinds{{
    {"Point", kind::point, 1},
    {"MultiPoint", kind::points, 2},
    {"LineString", kind::line, 2},
    {"MultiLineString", kind::lines, 3},
    {"Polygon", kind::area, 3},
    {"MultiPolygon", kind::areas, 4},
}};

bool plain_shape::name_type(std::string_view text) {
    const auto* found = std::find_if(kinds.begin(), kinds.end(), [&](const named_kind& known) {
        return known.name == text;
    });
    if (kind_ != nullptr || found == kinds.end()) {
        return false;
    }
    kind_ = found;
    return true;
}

void plain_shape::open() {
    judge_.open();
    ++level_;
    numbers_ = 0;
}

bool plain_shape::number(std::string_view digits, double value) {
    judge_.number(digits);
    if (numbers_ < position_.size()) {
        position_[numbers_] = value;
    }
    ++numbers_;
    return judge_.doubtful() == nullptr;
}

bool plain_shape::close(std::size_t size, std::size_t& room) {
    const auto depth = judge_.depth();
    is_read_ = judge_.close(size);
    if (judge_.doubtful() != nullptr || judge_.has_heights) {
        return false;
    }
    const auto above = depth - level_--;  // 0: of a position
    if (above == 0) {
        chain_.push_back({position_[0], position_[1]});
        return room-- != 0;
    }
    if (above == 1) {
        chains_.push_back(std::exchange(chain_, {}));
    } else if (above == 2) {
        groups_.push_back(std::exchange(chains_, {}));
    }
    return true;
}

bool plain_shape::finish(raw_shape& out) {
    if (kind_ == nullptr || !is_read_ || kind_->depth != judge_.depth()) {
        return false;
    }
    switch (kind_->what) {
    case kind::point:
        out.points = std::move(chain_);
        break;
    case kind::points:
        out.points = std::move(chains_.front());
        break;
    case kind::line:
        out.lines = std::move(chains_);
        break;
    case kind::lines:
        out.lines = std::move(groups_.front());
        break;
    case kind::area:
    case kind::areas:
        out.areas = std::move(groups_);
        break;
    }
    return true;
}

}  // namespace geo::detail
