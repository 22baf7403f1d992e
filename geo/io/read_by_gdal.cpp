// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/io/attribute_reading.hpp"
#include "geo/io/by_gdal.hpp"
#include "geo/io/layer_choice.hpp"
#include "geo/io/layer_maker.hpp"
#include "geo/io/raw_shape.hpp"
#include "geo/io/source.hpp"
#include "geo/io/turning_points.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <utility>

namespace geo::detail {

namespace {

/// Reading of one layer: the steps share these.
class layer_reading {
public:
    layer_reading(source& opened, OGRLayer& table, const read_options& options)
        : opened_(opened), table_(table), options_(options),
          maker_(
              {opened.shown,
               opened.dataset->GetLayerCount() > 1 ? table.GetName() : "",
               opened.format == file_format::geojson},
              options
          ) {}

    layer read() {
        const auto declared = crs_of(opened_, table_, options_, maker_.book());
        layer out;
        out.file = opened_.shown;
        out.name = table_.GetName();
        out.crs = name_of(declared.crs);
        out.edges = options_.edges.value_or(edge_reading::lonlat);
        filter();
        collect();
        if (declared.crs.IsGeographic() != FALSE) {
            maker_.check_degrees(declared.by_definition);
        }
        transform(declared.crs, out);
        maker_.conclude(out);
        return out;
    }

private:
    void filter();
    [[noreturn]] void refuse_filter(const std::string& why) const;
    void collect();
    void take(OGRFeature& item, std::size_t ordinal);
    void transform(const OGRSpatialReference& crs, layer& out);
    [[nodiscard]] std::string id_of(OGRFeature& item, std::size_t ordinal);

    source& opened_;
    OGRLayer& table_;
    const read_options& options_;
    layer_maker maker_;
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
        return as_utf8(item.GetFieldAsString(column)).value;
    }
    if (opened_.format == file_format::geojson && options_.id_field.empty()) {
        // GDAL counts from 0 where a GeoJSON file has no ids; its numbers are the file's own when
        // they differ from counting, or when the file's text has an id 0.
        const auto own = static_cast<std::uint64_t>(item.GetFID());
        if (!numbers_are_ids_ || (own != ordinal && !*numbers_are_ids_)) {
            numbers_are_ids_ = (own != ordinal && options_.where.empty()) ||
                               (own == 0 && mentions_id_zero(opened_));
        }
        if (*numbers_are_ids_) {
            return std::to_string(item.GetFID());
        }
        return "#" + std::to_string(item.GetFID());
    }
    return "#" + std::to_string(ordinal);
}

void layer_reading::take(OGRFeature& item, std::size_t ordinal) {
    raw_feature made;
    made.made.id = id_of(item, ordinal);
    const auto& id = made.made.id;
    const int skip = options_.id_field.empty() ? id_column(item, {}) : -1;
    made.made.attributes = attributes_of(item, skip, id, maker_.book());
    if (const auto* shape = item.GetGeometryRef()) {
        try {
            made.shape = raw_shape_of(*shape, room_);
            if (!opened_.json.cuts.empty()) {
                put_back(made.shape, opened_.text, opened_.json.cuts, room_);
            }
        } catch (const input_error&) {
            throw input_error(fmt::format(
                "{}: holds more than {} positions, the limit; cut it to the area of interest",
                opened_.shown,
                options_.max_positions
            ));
        }
    }
    maker_.add(std::move(made));
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
            maker_.book().add(
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
            maker_.book().add(finding_code::layer_driver_message, severity::warning, warning);
        }
    }
}

void layer_reading::transform(const OGRSpatialReference& crs, layer& out) {
    std::optional<metres> tolerance = options_.edge_tolerance;
    if (out.edges == edge_reading::geodesic) {
        tolerance.reset();  // only the corners count
    }
    const auto had = maker_.size();
    try {
        reprojection to_wgs84(crs, tolerance);
        const message_trap trap;
        maker_.place_all(to_wgs84, out);
        if (!to_wgs84.is_identity()) {
            const char* datum = crs.GetAttrValue("DATUM");
            maker_.book().add(
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

}  // namespace

layer read_layer_cutting(
    const std::string& path, const read_options& options, std::size_t least_cut_bytes
) {
    const scoped_option open_rings("OGR_GEOMETRY_ACCEPT_UNCLOSED_RING", "YES");
    auto opened = open_source(path, options, least_cut_bytes);
    const message_trap trap;
    if (options.keep.lines) {
        if (const auto text = turning_point_table(opened)) {
            return read_turning_points(*text, opened.shown, options);
        }
    }
    auto* table = choose_layer(opened, options.layer);
    return layer_reading(opened, *table, options).read();
}

layer by_gdal::read_layer(const std::string& path, const read_options& options) {
    return read_layer_cutting(path, options, long_coordinates);
}

std::vector<std::string> by_gdal::layer_names(const std::string& path) {
    const auto opened = open_source(path, {});
    const message_trap trap;
    if (const auto text = turning_point_table(opened)) {
        return turning_point_lines(*text, opened.shown);
    }
    std::vector<std::string> out;
    for (auto* table : layers_with_shapes(opened)) {
        out.emplace_back(table->GetName());
    }
    return out;
}

}  // namespace geo::detail
