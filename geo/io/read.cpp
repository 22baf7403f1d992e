// SPDX-License-Identifier: Apache-2.0
#include "geo/io/read.hpp"

#include "geo/base/error.hpp"
#include "geo/io/attribute_reading.hpp"
#include "geo/io/axis_check.hpp"
#include "geo/io/layer_choice.hpp"
#include "geo/io/raw_shape.hpp"
#include "geo/io/source.hpp"
#include "geo/io/tidy.hpp"
#include "geo/io/turning_points.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace geo {

namespace {

using detail::file_format;
using detail::finding_book;
using detail::message_trap;
using detail::raw_shape;
using detail::source;

struct raw_feature {
    feature made;
    raw_shape shape;
};

/// Reading of one layer: the steps share these.
class layer_reading {
public:
    layer_reading(source& opened, OGRLayer& table, const read_options& options)
        : opened_(opened), table_(table), options_(options),
          book_(opened.shown, opened.dataset->GetLayerCount() > 1 ? table.GetName() : "") {}

    layer read() {
        const auto declared = detail::crs_of(opened_, table_, options_, book_);
        layer out;
        out.file = opened_.shown;
        out.name = table_.GetName();
        out.crs = detail::name_of(declared.crs);
        out.edges = options_.edges.value_or(edge_reading::lonlat);
        filter();
        collect();
        if (declared.crs.IsGeographic() != FALSE) {
            check_degrees(declared.by_definition);
        }
        transform(declared.crs, out);
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
        return out;
    }

private:
    void filter();
    [[noreturn]] void refuse_filter(const std::string& why) const;
    void collect();
    void take(OGRFeature& item, std::size_t ordinal);
    void check_degrees(bool by_definition);
    void transform(const OGRSpatialReference& crs, layer& out);
    void finish(raw_feature& item, detail::reprojection& to_wgs84, layer& out);
    void name_twins(const layer& out);
    [[nodiscard]] std::string id_of(OGRFeature& item, std::size_t ordinal);
    [[nodiscard]] bool is_wanted(const raw_shape& shape, const std::string& id);

    source& opened_;
    OGRLayer& table_;
    const read_options& options_;
    finding_book book_;
    std::vector<raw_feature> features_;
    std::vector<std::size_t> left_out_;
    std::size_t room_ = 0;
    std::optional<bool> numbers_are_ids_;
};

void layer_reading::refuse_filter(const std::string& why) const {
    std::string columns;
    const auto* defined = table_.GetLayerDefn();
    for (int i = 0; i < defined->GetFieldCount(); ++i) {
        columns +=
            (columns.empty() ? "" : ", ") + std::string(defined->GetFieldDefn(i)->GetNameRef());
    }
    throw input_error(fmt::format(
        "{}: the filter {} does not work: {}; the attributes are: {}",
        opened_.shown,
        options_.where,
        why,
        columns.empty() ? "none" : columns
    ));
}

void layer_reading::filter() {
    if (options_.where.empty()) {
        return;
    }
    const message_trap trap;
    if (table_.SetAttributeFilter(options_.where.c_str()) != OGRERR_NONE) {
        refuse_filter(trap.text("not understood"));
    }
}

/// The attribute that names features; -1 for none.
int id_column(OGRFeature& item, const std::string& wanted) {
    return item.GetFieldIndex(wanted.empty() ? "id" : wanted.c_str());
}

std::string layer_reading::id_of(OGRFeature& item, std::size_t ordinal) {
    const int column = id_column(item, options_.id_field);
    if (column >= 0 && item.IsFieldSetAndNotNull(column) != FALSE) {
        return detail::as_utf8(item.GetFieldAsString(column)).value;
    }
    if (opened_.format == file_format::geojson && options_.id_field.empty()) {
        // GDAL counts from 0 where a GeoJSON file has no ids; its numbers are the file's own when
        // they differ from counting, or when the file's text has an id 0.
        const auto own = static_cast<std::uint64_t>(item.GetFID());
        if (!numbers_are_ids_ || (own != ordinal && !*numbers_are_ids_)) {
            numbers_are_ids_ = (own != ordinal && options_.where.empty()) ||
                               (own == 0 && detail::mentions_id_zero(opened_));
        }
        if (*numbers_are_ids_) {
            return std::to_string(item.GetFID());
        }
        return "#" + std::to_string(item.GetFID());
    }
    return "#" + std::to_string(ordinal);
}

bool layer_reading::is_wanted(const raw_shape& shape, const std::string& id) {
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

void layer_reading::take(OGRFeature& item, std::size_t ordinal) {
    raw_feature made;
    made.made.id = id_of(item, ordinal);
    const auto& id = made.made.id;
    const int skip = options_.id_field.empty() ? id_column(item, {}) : -1;
    made.made.attributes = detail::attributes_of(item, skip, id, book_);
    if (const auto* shape = item.GetGeometryRef()) {
        try {
            made.shape = detail::raw_shape_of(*shape, room_);
            if (!opened_.json.cuts.empty()) {
                detail::put_back(made.shape, opened_.text, opened_.json.cuts, room_);
            }
        } catch (const input_error&) {
            throw input_error(fmt::format(
                "{}: holds more than {} positions, the limit; cut it to the area of interest",
                opened_.shown,
                options_.max_positions
            ));
        }
    }
    if (!is_wanted(made.shape, id)) {
        return;
    }
    if (made.shape.kinds() == 0) {
        book_.add(finding_code::feature_without_geometry, severity::warning, "has no geometry", id);
    }
    if (made.shape.has_curves) {
        book_.count(
            finding_code::feature_curve_linearised,
            "curves were made chains of chords within 1e-5 of their radius",
            id
        );
    }
    if (made.shape.has_heights) {
        book_.count(
            finding_code::coordinate_height_dropped,
            "heights (or measures) of positions were dropped; nothing else changed",
            id
        );
    }
    features_.push_back(std::move(made));
}

void layer_reading::collect() {
    room_ = options_.max_positions;
    message_trap trap;
    table_.ResetReading();
    std::size_t ordinal = 0;
    while (const auto item = OGRFeatureUniquePtr(table_.GetNextFeature())) {
        if (ordinal == options_.max_features) {
            throw input_error(fmt::format(
                "{}: holds more than {} features, the limit; filter or cut it",
                opened_.shown,
                options_.max_features
            ));
        }
        const auto failures = trap.take_failures();
        if (failures.empty()) {
            take(*item, ordinal);
        } else {
            book_.add(
                finding_code::layer_driver_message,
                severity::error,
                "could not be read and was left out: " + failures.front(),
                "#" + std::to_string(ordinal)
            );
        }
        ++ordinal;
    }
    if (trap.failed() && ordinal == 0 && !options_.where.empty()) {
        refuse_filter(trap.text(""));  // SQL formats notice only now
    }
    if (trap.failed()) {
        throw input_error(fmt::format(
            "{}: cannot be read beyond feature {}: {}; is it damaged or cut short?",
            opened_.shown,
            ordinal,
            trap.text("")
        ));
    }
    if (opened_.format == file_format::flatgeobuf && options_.where.empty() &&
        table_.GetFeatureCount() > static_cast<GIntBig>(ordinal)) {
        throw input_error(fmt::format(
            "{}: is cut short: {} of {} features; get the file again",
            opened_.shown,
            ordinal,
            table_.GetFeatureCount()
        ));
    }
    for (const auto& warning : trap.take_warnings()) {
        // Open rings are judged, and named, by ourselves.
        if (warning.find("Non closed ring") == std::string::npos) {
            book_.add(finding_code::layer_driver_message, severity::warning, warning);
        }
    }
}

void layer_reading::check_degrees(bool by_definition) {
    detail::axis_check check(options_.expected);
    for (const auto& item : features_) {
        check.add(item.shape);
    }
    if (const auto cause = check.refusal(by_definition)) {
        throw input_error(opened_.shown + ": " + *cause);
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

void layer_reading::transform(const OGRSpatialReference& crs, layer& out) {
    std::optional<metres> tolerance = options_.edge_tolerance;
    if (out.edges == edge_reading::geodesic) {
        tolerance.reset();  // only the corners count
    }
    const auto had = features_.size();
    try {
        detail::reprojection to_wgs84(crs, tolerance);
        const message_trap trap;
        for (auto& item : features_) {
            finish(item, to_wgs84, out);
        }
        if (!to_wgs84.is_identity()) {
            const char* datum = crs.GetAttrValue("DATUM");
            book_.add(
                finding_code::layer_reprojected,
                severity::note,
                fmt::format(
                    "reprojected from {} (datum {}) to WGS 84; {} positions were added to keep "
                    "its edges",
                    out.crs,
                    datum == nullptr ? "unknown" : datum,
                    to_wgs84.added()
                )
            );
        }
        if (had > 0 && out.features.empty() && trap.failed()) {
            throw crs_error(trap.text(""));
        }
    } catch (const crs_error& failure) {
        throw crs_error(fmt::format(
            "{}: cannot be brought from {} to WGS 84: {}", opened_.shown, out.crs, failure.what()
        ));
    }
}

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

std::optional<detail::raw_position> not_finite(const raw_shape& shape) {
    std::optional<detail::raw_position> found;
    shape.for_each_chain([&](const detail::raw_chain& chain) {
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
void wrap_points(std::vector<lon_lat>& points, const detail::tidy_context& about) {
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

void layer_reading::finish(raw_feature& item, detail::reprojection& to_wgs84, layer& out) {
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
    std::optional<detail::raw_position> lost;
    const auto placed = [&](const detail::raw_chain& chain, bool is_chain) {
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
    const detail::tidy_context about{book_, id, opened_.format == file_format::geojson};
    wrap_points(points, about);
    detail::tidy(lines, about);
    detail::tidy(areas, about);

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

void layer_reading::name_twins(const layer& out) {
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

}  // namespace

layer detail::read_layer_cutting(
    const std::string& path, const read_options& options, std::size_t least_cut_bytes
) {
    const detail::scoped_option open_rings("OGR_GEOMETRY_ACCEPT_UNCLOSED_RING", "YES");
    auto opened = detail::open_source(path, options, least_cut_bytes);
    const message_trap trap;
    if (options.keep.lines) {
        if (const auto text = detail::turning_point_table(opened)) {
            return detail::read_turning_points(*text, opened.shown, options);
        }
    }
    auto* table = detail::choose_layer(opened, options.layer);
    return layer_reading(opened, *table, options).read();
}

layer read_layer(const std::string& path, const read_options& options) {
    return detail::read_layer_cutting(path, options, detail::long_coordinates);
}

std::vector<std::string> layer_names(const std::string& path) {
    const auto opened = detail::open_source(path, {});
    const message_trap trap;
    if (const auto text = detail::turning_point_table(opened)) {
        return detail::turning_point_lines(*text, opened.shown);
    }
    std::vector<std::string> out;
    for (auto* table : detail::layers_with_shapes(opened)) {
        out.emplace_back(table->GetName());
    }
    return out;
}

}  // namespace geo
