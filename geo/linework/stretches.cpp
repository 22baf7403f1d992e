// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/stretches.hpp"

#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/linework/line_measure.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/distance_field.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace geo {

namespace {

/// Edges straight in lon/lat as geodesics, for the distance field.
constexpr metres edge_gap{0.01};
/// Longer steps would leave `farthest` too coarse.
constexpr double longest_step = 1000;
constexpr double along_line = 0.001;

class walker {
public:
    walker(
        const multi_line_string<lon_lat>& line,
        const multi_polygon<lon_lat>& area,
        const stretch_options& options
    )
        : measure_(line, options.edges), box_(box_of(area)), chart_(local_frame::chart(box_)),
          inside_(project(chart_, area)), edge_(edges_of(area), {}),
          tolerance_(options.tolerance.value()),
          shortest_(std::clamp(options.tolerance.value() / 50, 0.01, longest_step)) {}

    std::vector<line_stretch> walk() {
        for (std::size_t part = 0; part < measure_.parts(); ++part) {
            if (measure_.length_of(part) > metres(0)) {
                walk_part(part);
            }
        }
        return std::move(out_);
    }

private:
    struct reading {
        lon_lat at;
        double distance = 0;  ///< from the edge
        stretch_kind kind{};

        /// How far one may walk before the kind can change.
        [[nodiscard]] double free_way(double tolerance) const {
            return std::abs(distance - tolerance);
        }
    };

    static multi_line_string<lon_lat> edges_of(const multi_polygon<lon_lat>& area) {
        multi_line_string<lon_lat> out;
        for_each_ring(area, [&](const ring<lon_lat>& r) {
            out.push_back(
                densify(line_string<lon_lat>(r.begin(), r.end()), edge_reading::lonlat, edge_gap)
            );
        });
        return out;
    }

    [[nodiscard]] reading read(std::size_t part, double along) const {
        reading out;
        out.at = measure_.position_at(part, metres(along)).position;
        out.distance = edge_.quick(out.at).value();
        out.kind = out.distance <= tolerance_ ? stretch_kind::on
                   : box_.contains(out.at) && inside_.contains(chart_.project(out.at))
                       ? stretch_kind::inside
                       : stretch_kind::outside;
        return out;
    }

    void open(std::size_t part, double along, const reading& here) {
        auto& made = out_.emplace_back();
        made.kind = here.kind;
        made.part = part;
        made.from = measure_.start_of(part) + metres(along);
        made.start = here.at;
        made.farthest_at = here.at;
        note(here);
    }
    void note(const reading& here) {
        auto& last = out_.back();
        if (here.distance >= last.farthest.value()) {
            last.farthest = metres(here.distance);
            last.farthest_at = here.at;
        }
    }
    void close(std::size_t part, double along, lon_lat at) {
        out_.back().to = measure_.start_of(part) + metres(along);
        out_.back().end = at;
    }

    void walk_part(std::size_t part) {
        const double length = measure_.length_of(part).value();
        double along = 0;
        auto here = read(part, 0);
        open(part, 0, here);
        while (along < length) {
            const double step = std::clamp(here.free_way(tolerance_), shortest_, longest_step);
            double next = std::min(length, along + step);
            auto there = read(part, next);
            if (there.kind != here.kind) {
                double same = along;
                while (next - same > along_line) {
                    const double middle = (same + next) / 2;
                    const auto between = read(part, middle);
                    if (between.kind == here.kind) {
                        same = middle;
                    } else {
                        next = middle;
                        there = between;
                    }
                }
                close(part, next, there.at);
                open(part, next, there);
            }
            along = next;
            here = there;
            note(here);
        }
        close(part, length, here.at);
        if (out_.back().from == out_.back().to && out_.size() > 1) {
            out_.pop_back();  // the last change was the part's very end
        }
    }

    line_measure measure_;
    lon_lat_box box_;
    local_frame chart_;
    area_index inside_;
    distance_field edge_;
    double tolerance_;
    double shortest_;
    std::vector<line_stretch> out_;
};

}  // namespace

std::string_view name(stretch_kind kind) {
    switch (kind) {
    case stretch_kind::inside:
        return "inside";
    case stretch_kind::on:
        return "on";
    case stretch_kind::outside:
        break;
    }
    return "outside";
}

std::vector<line_stretch> stretches_along(
    const multi_line_string<lon_lat>& line,
    const multi_polygon<lon_lat>& area,
    const stretch_options& options
) {
    if (area.empty()) {
        throw input_error("there is no area to compare the line with");
    }
    if (!(options.tolerance >= metres(0.01)) || !(options.tolerance <= metres(1e5))) {
        throw input_error(
            "the tolerance must lie between 1 cm and 100 km, not " +
            std::to_string(options.tolerance.value()) + " m"
        );
    }
    auto out = walker(line, area, options).walk();
    if (out.empty()) {
        throw input_error("the line has no length");
    }
    return out;
}

}  // namespace geo
