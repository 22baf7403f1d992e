// SPDX-License-Identifier: Apache-2.0
#include "geo/io/layer_maker.hpp"

#include "geo/base/error.hpp"
#include "geo/io/axis_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace geo::detail {

namespace {

/// 180.00000000000003 is 180: the noise of other people's arithmetic.
lon_lat without_noise(lon_lat p) {
    constexpr double noise = 1e-9;
    const auto settle = [](double value, double bound) {
        return std::abs(value) > bound && std::abs(value) <= bound + noise
                   ? std::copysign(bound, value)
                   : value;
    };
    return {longitude(settle(p.lon.value(), 180.0)), latitude(settle(p.lat.value(), 90.0))};
}

/// Longitudes up to 360 are taken as continued past the antimeridian, and cut there.
bool can_be_placed(lon_lat p) {
    return std::abs(p.lon.value()) <= 360.0 && std::abs(p.lat.value()) <= 90.0;
}

template <class Chain>
Chain chain_of(const std::vector<lon_lat>& positions) {
    return Chain(positions.begin(), positions.end());
}

std::optional<raw_position> not_finite(const raw_shape& shape) {
    std::optional<raw_position> found;
    shape.for_each_chain([&](const raw_chain& chain) {
        const auto at = std::find_if(chain.begin(), chain.end(), [](const auto& p) {
            return !std::isfinite(p.x) || !std::isfinite(p.y);
        });
        if (!found && at != chain.end()) {
            found = *at;
        }
    });
    return found;
}

/// A longitude beyond 180 of a point has nothing to be cut: it is the same meridian.
void wrap_points(std::vector<lon_lat>& points, const tidy_context& about) {
    for (auto& p : points) {
        if (std::abs(p.lon.value()) > 180.0) {
            about.book.add(
                finding_code::coordinate_antimeridian,
                severity::warning,
                "longitude beyond 180 was brought back by a full turn",
                about.feature,
                p
            );
            p.lon = longitude(std::remainder(p.lon.value(), 360.0));
        }
    }
}

}  // namespace

layer_maker::layer_maker(layer_origin from, const read_options& options)
    : from_(std::move(from)), options_(options), book_(from_.shown, from_.table) {}

bool layer_maker::is_wanted(const raw_shape& shape, const std::string& id) {
    const auto& keep = options_.keep;
    std::string not_wanted;
    const auto check = [&](bool present, bool kept, const char* kind) {
        if (present && !kept) {
            not_wanted += (not_wanted.empty() ? "" : " and ") + std::string(kind);
        }
        return present && kept;
    };
    bool any = check(!shape.points.empty(), keep.points, "points");
    any = check(!shape.lines.empty(), keep.lines, "lines") || any;
    any = check(!shape.areas.empty(), keep.areas, "areas") || any;
    if (!not_wanted.empty()) {
        book_.add(
            finding_code::feature_kind_unexpected,
            severity::warning,
            "holds " + not_wanted + ", of no use here; left out",
            id
        );
    }
    return any || shape.kinds() == 0;
}

void layer_maker::add(raw_feature item) {
    const auto& id = item.made.id;
    if (!is_wanted(item.shape, id)) {
        return;
    }
    if (item.shape.kinds() == 0) {
        book_.add(finding_code::feature_without_geometry, severity::warning, "has no geometry", id);
    }
    if (item.shape.has_curves) {
        book_.count(
            finding_code::feature_curve_linearised,
            "curves were made chains of chords within 1e-5 of their radius",
            id
        );
    }
    if (item.shape.has_heights) {
        book_.count(
            finding_code::coordinate_height_dropped,
            "heights (or measures) of positions were dropped; nothing else changed",
            id
        );
    }
    features_.push_back(std::move(item));
}

void layer_maker::check_degrees(bool by_definition) {
    axis_check check(options_.expected);
    for (const auto& item : features_) {
        check.add(item.shape);
    }
    if (const auto cause = check.refusal(by_definition)) {
        throw input_error(from_.shown + ": " + *cause);
    }
    std::erase_if(features_, [&](const raw_feature& item) {
        const auto where = check.swapped_position(item.shape);
        if (where) {
            book_.add(
                finding_code::coordinate_swapped,
                severity::error,
                fmt::format(
                    "lies outside the expected area at ({}, {}) and inside when the two numbers "
                    "change places: latitude seems to come first; left out",
                    where->x,
                    where->y
                ),
                item.made.id
            );
        }
        return where.has_value();
    });
}

void layer_maker::place_all(placement& to_wgs84, layer& out) {
    for (auto& item : features_) {
        place(item, to_wgs84, out);
    }
}

void layer_maker::place(raw_feature& item, placement& to_wgs84, layer& out) {
    const auto& id = item.made.id;
    if (const auto bad = not_finite(item.shape)) {
        book_.add(
            finding_code::coordinate_not_finite,
            severity::error,
            fmt::format("a coordinate is no number: ({}, {}); left out", bad->x, bad->y),
            id
        );
        return;
    }
    std::optional<raw_position> lost;
    const auto placed = [&](const raw_chain& chain, bool is_chain) {
        auto made = is_chain ? to_wgs84.edges(chain) : to_wgs84.positions(chain);
        std::transform(made.begin(), made.end(), made.begin(), without_noise);
        if (!lost && !std::all_of(made.begin(), made.end(), can_be_placed)) {
            const auto corners = to_wgs84.positions(chain);
            const auto at = std::find_if_not(corners.begin(), corners.end(), [](lon_lat p) {
                return can_be_placed(without_noise(p));
            });
            const auto where = at == corners.end() ? 0 : at - corners.begin();
            lost = chain[static_cast<std::size_t>(where)];
        }
        return made;
    };
    std::vector<lon_lat> points = placed(item.shape.points, false);
    multi_line_string<lon_lat> lines;
    for (const auto& line : item.shape.lines) {
        lines.push_back(chain_of<line_string<lon_lat>>(placed(line, true)));
    }
    multi_polygon<lon_lat> areas;
    for (const auto& rings : item.shape.areas) {
        auto& area = areas.emplace_back();
        area.outer = chain_of<ring<lon_lat>>(placed(rings.front(), true));
        for (std::size_t i = 1; i < rings.size(); ++i) {
            area.holes.push_back(chain_of<ring<lon_lat>>(placed(rings[i], true)));
        }
    }
    if (lost) {
        book_.add(
            finding_code::coordinate_out_of_range,
            severity::error,
            fmt::format(
                "coordinate ({}, {}) of {} is not on earth; left out", lost->x, lost->y, out.crs
            ),
            id
        );
        return;
    }
    const tidy_context about{book_, id, from_.is_json};
    wrap_points(points, about);
    tidy(lines, about);
    tidy(areas, about);

    const auto& keep = options_.keep;
    const bool split = item.shape.kinds() > 1;
    const auto before = out.features.size();
    const auto give = [&](auto& shape, bool wanted, const char* kind) {
        if (wanted && !shape.empty()) {
            auto& made = out.features.emplace_back(item.made);
            made.id += split ? kind : "";
            made.shape = std::move(shape);
        }
    };
    give(points, keep.points, ".points");
    give(lines, keep.lines, ".lines");
    give(areas, keep.areas, ".areas");
    if (split) {
        book_.add(
            finding_code::feature_collection_split,
            severity::note,
            fmt::format(
                "holds several kinds of shape; became {} features, their ids ending in the kind",
                out.features.size() - before
            ),
            id
        );
    }
    if (out.features.size() == before) {
        out.features.push_back(item.made);  // its attributes are still of use
    }
}

void layer_maker::name_twins(const layer& out) {
    std::set<std::string> seen;
    for (const auto& item : out.features) {
        if (!seen.insert(item.id).second) {
            book_.add(
                finding_code::feature_duplicate_id,
                severity::warning,
                "another feature before has the same id; both are kept",
                item.id
            );
        }
    }
}

void layer_maker::conclude(layer& out) {
    if (out.features.empty() && features_.empty()) {
        book_.add(
            finding_code::layer_empty,
            severity::warning,
            options_.where.empty() ? "the layer has no features"
                                   : "no feature satisfies the filter " + options_.where
        );
    }
    name_twins(out);
    out.found = book_.finish();
}

}  // namespace geo::detail
