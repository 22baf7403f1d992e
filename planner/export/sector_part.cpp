// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/export/field_plan.hpp"
#include "planner/model/count_text.hpp"
#include "planner/model/plain_text.hpp"

#include <algorithm>

namespace planner {

namespace {

/// Whether shapes meet an area: on a chart of both, edges straight in longitude and latitude.
class sector_test {
public:
    explicit sector_test(const geo::multi_polygon<geo::lon_lat>& ground)
        : ground_(ground), box_(geo::box_of(ground)) {}

    [[nodiscard]] bool meets(const geo::feature& item) const {
        return meets_points(geo::points(item)) || meets_lines(geo::lines(item)) ||
               meets_areas(geo::areas(item));
    }

private:
    [[nodiscard]] bool apart(const geo::lon_lat_box& other) const {
        return other.empty() || other.west > box_.east || other.east < box_.west ||
               other.south > box_.north || other.north < box_.south;
    }
    [[nodiscard]] geo::local_frame chart_with(geo::lon_lat_box other) const {
        other.add({geo::longitude(box_.west), geo::latitude(box_.south)});
        other.add({geo::longitude(box_.east), geo::latitude(box_.north)});
        return geo::local_frame::chart(other);
    }

    [[nodiscard]] bool meets_points(const std::vector<geo::lon_lat>& points) const {
        return std::any_of(points.begin(), points.end(), [&](const geo::lon_lat& p) {
            return box_.contains(p) && is_inside(p);
        });
    }
    /// Even-odd over all rings: holes count themselves out.
    [[nodiscard]] bool is_inside(geo::lon_lat p) const {
        bool inside = false;
        geo::for_each_ring(ground_, [&](const geo::ring<geo::lon_lat>& ring) {
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                const auto& a = ring[i];
                const auto& b = ring[i + 1];
                if ((a.lat.value() > p.lat.value()) != (b.lat.value() > p.lat.value())) {
                    const auto part =
                        (p.lat.value() - a.lat.value()) / (b.lat.value() - a.lat.value());
                    const auto lon = a.lon.value() + part * (b.lon.value() - a.lon.value());
                    inside = inside != (p.lon.value() < lon);
                }
            }
        });
        return inside;
    }
    [[nodiscard]] bool meets_lines(const geo::multi_line_string<geo::lon_lat>& lines) const {
        const auto box = geo::box_of(lines);
        if (apart(box)) {
            return false;
        }
        const auto chart = chart_with(box);
        return !geo::clip(geo::project(chart, lines), geo::project(chart, ground_)).empty();
    }
    [[nodiscard]] bool meets_areas(const geo::multi_polygon<geo::lon_lat>& areas) const {
        const auto box = geo::box_of(areas);
        if (apart(box)) {
            return false;
        }
        const auto chart = chart_with(box);
        return !geo::intersection(geo::project(chart, areas), geo::project(chart, ground_)).empty();
    }

    geo::multi_polygon<geo::lon_lat> ground_;
    geo::lon_lat_box box_;
};

}  // namespace

std::vector<std::string> sectors_of(const field_plan& plan) {
    std::vector<std::string> out;
    for (const auto& one : plan.layer("sectors").features) {
        out.push_back(one.id);
    }
    if (out.empty()) {
        throw geo::input_error(plan.folder + ": the plan has no sectors");
    }
    return out;
}

std::string file_name_of(const std::string& id) {
    std::string out;
    for (const char c : id.substr(0, longest_shown_name)) {
        const bool stays = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        out += stays ? c : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : '-';
    }
    return out.empty() ? "sector" : out;
}

field_plan sector_part(const field_plan& whole, const std::string& sector) {
    const geo::feature* found = nullptr;
    std::vector<std::string> known;
    for (const auto& one : whole.layer("sectors").features) {
        known.push_back(one.id);
        found = one.id == sector ? &one : found;
    }
    if (found == nullptr) {
        throw geo::input_error(
            whole.folder + ": has no sector '" + sector + "'" +
            (known.empty() ? "; the plan has none at all" : "; its sectors are " + listed(known))
        );
    }
    const sector_test test(geo::areas(*found));
    field_plan out = whole;
    out.sector = sector;
    out.sector_name = geo::text(*found, "name").value_or(sector);
    for (auto& layer : out.layers) {
        std::erase_if(layer.features, [&](const geo::feature& item) {
            if (layer.name == "sectors") {
                return item.id != sector;
            }
            if (layer.name == "posts") {
                return geo::text(item, "sector").value_or("") != sector;
            }
            return !test.meets(item);
        });
    }
    return out;
}

}  // namespace planner
