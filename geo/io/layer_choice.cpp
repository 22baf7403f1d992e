// SPDX-License-Identifier: Apache-2.0
#include "geo/io/layer_choice.hpp"

#include "geo/base/error.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <initializer_list>

namespace geo::detail {

namespace {

std::string names_of(const std::vector<OGRLayer*>& tables) {
    std::string out;
    for (const auto* table : tables) {
        out += (out.empty() ? "" : ", ") + std::string(const_cast<OGRLayer*>(table)->GetName());
    }
    return out.empty() ? "none" : out;
}

[[noreturn]] void refuse_without_shapes(const source& opened) {
    if (opened.format == file_format::csv) {
        throw input_error(
            opened.shown + ": no column holds coordinates; wanted are lon and lat, longitude and "
                           "latitude, x and y, or WKT"
        );
    }
    throw input_error(opened.shown + ": no layer holds shapes");
}

OGRSpatialReference parsed_crs(const std::string& text, const std::string& shown) {
    OGRSpatialReference out;
    const message_trap trap;
    // Neither a file nor an address: the text itself has to say it.
    if (out.SetFromUserInput(
            text.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()
        ) != OGRERR_NONE) {
        throw crs_error(fmt::format(
            "{}: '{}' is no coordinate reference system: {}; write it as EPSG:32636",
            shown,
            text,
            trap.text("unknown")
        ));
    }
    out.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return out;
}

bool is_unknown(const OGRSpatialReference* crs) {
    if (crs == nullptr || crs->IsEmpty() || crs->IsLocal() != FALSE) {
        return true;
    }
    // GeoPackage srs_id -1 and 0 (OGC 12-128r18, requirement 11).
    const char* name = crs->GetName();
    return name != nullptr && std::string(name).find("ndefined") != std::string::npos;
}

bool has_lon_lat_columns(const OGRLayer& table) {
    const auto* columns = const_cast<OGRLayer&>(table).GetLayerDefn();
    const auto has = [&](std::initializer_list<const char*> names) {
        return std::any_of(names.begin(), names.end(), [&](const char* name) {
            return columns->GetFieldIndex(name) >= 0;
        });
    };
    return has({"lon", "longitude", "long", "lng"}) && has({"lat", "latitude"});
}

}  // namespace

std::vector<OGRLayer*> layers_with_shapes(const source& opened) {
    std::vector<OGRLayer*> out;
    for (auto* table : opened.dataset->GetLayers()) {
        if (table->GetGeomType() != wkbNone) {
            out.push_back(table);
        }
    }
    return out;
}

OGRLayer* choose_layer(const source& opened, const std::string& wanted) {
    auto tables = layers_with_shapes(opened);
    if (!wanted.empty()) {
        const auto at = std::find_if(tables.begin(), tables.end(), [&](auto* table) {
            return wanted == table->GetName();
        });
        if (at == tables.end()) {
            throw input_error(fmt::format(
                "{}: no layer named {}; there are: {}", opened.shown, wanted, names_of(tables)
            ));
        }
        return *at;
    }
    if (tables.empty()) {
        refuse_without_shapes(opened);
    }
    if (tables.size() > 1) {
        auto filled = tables;
        std::erase_if(filled, [](auto* table) { return table->GetFeatureCount() == 0; });
        if (filled.size() != 1) {
            throw input_error(fmt::format(
                "{}: holds several layers, name one of: {}", opened.shown, names_of(tables)
            ));
        }
        return filled.front();
    }
    return tables.front();
}

std::string name_of(const OGRSpatialReference& crs) {
    const char* authority = crs.GetAuthorityName(nullptr);
    const char* code = crs.GetAuthorityCode(nullptr);
    if (authority != nullptr && code != nullptr) {
        return std::string(authority) + ":" + code;
    }
    const char* name = crs.GetName();
    return name == nullptr ? "unnamed" : name;
}

declared_crs crs_of(
    const source& opened, OGRLayer& table, const read_options& options, finding_book& book
) {
    const auto* own = table.GetSpatialRef();
    // GDAL says EPSG:4979 of GeoJSON with heights; a `crs` member of old files says anything else.
    const bool is_json = opened.format == file_format::geojson && !is_unknown(own) &&
                         (name_of(*own) == "EPSG:4326" || name_of(*own) == "EPSG:4979" ||
                          name_of(*own) == "OGC:CRS84");
    const bool is_table = opened.format == file_format::csv && has_lon_lat_columns(table);
    const bool by_definition = is_json || is_table || opened.format == file_format::kml;
    const bool may_override = is_json || opened.format == file_format::csv;
    if (!options.assume_crs.empty() && (is_unknown(own) || may_override)) {
        book.add(
            finding_code::layer_crs_assumed,
            severity::warning,
            "coordinates were taken as " + options.assume_crs + ", as asked"
        );
        return {parsed_crs(options.assume_crs, opened.shown), false};
    }
    if (by_definition && is_unknown(own)) {
        return {parsed_crs("EPSG:4326", opened.shown), true};
    }
    if (is_unknown(own) && opened.format == file_format::coordinates) {
        throw input_error(
            opened.shown +
            ": the list does not say its datum, and the same figures on another one are "
            "up to some hundred metres away; write a line `datum: WGS 84` (or Pulkovo "
            "1942, ED50, ...) above the positions, or give --assume-crs EPSG:4326"
        );
    }
    if (is_unknown(own)) {
        throw input_error(fmt::format(
            "{}: layer {} does not say its coordinate reference system; give it, as in "
            "--assume-crs EPSG:4326",
            opened.shown,
            table.GetName()
        ));
    }
    if (!options.assume_crs.empty()) {
        book.add(
            finding_code::layer_crs_assumed,
            severity::note,
            fmt::format("{} was not assumed: the file says {}", options.assume_crs, name_of(*own))
        );
    }
    return {*own, by_definition};
}

}  // namespace geo::detail
