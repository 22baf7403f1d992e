// SPDX-License-Identifier: Apache-2.0
#include "geo/index/place_order.hpp"

#include "geo/geometry/box.hpp"

#include <array>

namespace geo {

namespace {

constexpr double cells_a_side = 256;

/// Eight bits with a zero before each.
constexpr std::uint32_t apart(std::uint32_t bits) {
    bits = (bits | bits << 4U) & 0x0f0fU;
    bits = (bits | bits << 2U) & 0x3333U;
    return (bits | bits << 1U) & 0x5555U;
}

}  // namespace

void place_order::find_cells() {
    lon_lat_box box;
    for (const auto& p : places_) {
        box.add(p);
    }
    const auto cells_per = [](double size) { return size > 0 ? cells_a_side / size : 0.0; };
    const double columns_per_degree = cells_per(box.east - box.west);
    const double rows_per_degree = cells_per(box.north - box.south);
    const auto cell = [](double at) {
        return static_cast<std::uint32_t>(at < cells_a_side ? at : cells_a_side - 1);
    };
    entries_.clear();
    for (const auto& p : places_) {
        entries_.push_back(
            {apart(cell((p.lon.value() - box.west) * columns_per_degree)) |
                 apart(cell((p.lat.value() - box.south) * rows_per_degree)) << 1U,
             static_cast<std::uint32_t>(entries_.size())}
        );
    }
}

/// By eight bits of the cell; what is equal in them stays as it was.
void place_order::sort_by(unsigned shift) {
    std::array<std::uint32_t, 257> begins{};
    const auto digit = [shift](const entry& one) { return (one.cell >> shift) & 0xffU; };
    for (const auto& one : entries_) {
        ++begins[digit(one) + 1];
    }
    for (std::size_t i = 1; i < begins.size(); ++i) {
        begins[i] += begins[i - 1];
    }
    spare_.resize(entries_.size());
    for (const auto& one : entries_) {
        spare_[begins[digit(one)]++] = one;
    }
    entries_.swap(spare_);
}

const std::vector<std::uint32_t>& place_order::sorted() {
    find_cells();
    sort_by(0);
    sort_by(8);
    sorted_.clear();
    for (const auto& one : entries_) {
        sorted_.push_back(one.number);
    }
    return sorted_;
}

}  // namespace geo
