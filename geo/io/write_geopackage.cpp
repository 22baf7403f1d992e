// SPDX-License-Identifier: Apache-2.0
#include "geo/io/write_geopackage.hpp"

#include "geo/base/error.hpp"
#include "geo/io/ascii_case.hpp"
#include "geo/io/by_gdal.hpp"
#include "geo/io/gdal_session.hpp"
#include "geo/io/ogr_tables.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <regex>
#include <set>
#include <utility>

namespace geo {

namespace {

/// The table that QGIS looks for, with its columns.
///
/// Source    QGIS 3.22, QgsOgrProviderMetadata::saveStyle.
void add_styles(
    detail::ogr_tables& into,
    const std::vector<geopackage_layer>& layers,
    const std::string& timestamp
) {
    const bool any = std::any_of(layers.begin(), layers.end(), [](const auto& given) {
        return !given.style_qml.empty() || !given.style_sld.empty();
    });
    if (!any) {
        return;
    }
    CPLStringList options;
    options.SetNameValue("FID", "id");
    auto* table = into.dataset().CreateLayer("layer_styles", nullptr, wkbNone, options.List());
    into.require(table != nullptr, "layer_styles cannot be made");
    const std::pair<const char*, OGRFieldType> columns[] = {
        {"f_table_catalog", OFTString},
        {"f_table_schema", OFTString},
        {"f_table_name", OFTString},
        {"f_geometry_column", OFTString},
        {"styleName", OFTString},
        {"styleQML", OFTString},
        {"styleSLD", OFTString},
        {"useAsDefault", OFTInteger},
        {"description", OFTString},
        {"owner", OFTString},
        {"ui", OFTString},
        {"update_time", OFTDateTime}};
    for (const auto& [name, type] : columns) {
        OGRFieldDefn defined(name, type);
        if (std::string(name) == "useAsDefault") {
            defined.SetSubType(OFSTBoolean);
        }
        into.require(table->CreateField(&defined) == OGRERR_NONE, "layer_styles cannot be made");
    }
    for (const auto& given : layers) {
        if (given.style_qml.empty() && given.style_sld.empty()) {
            continue;
        }
        const OGRFeatureUniquePtr made(OGRFeature::CreateFeature(table->GetLayerDefn()));
        made->SetField("f_table_catalog", "");
        made->SetField("f_table_schema", "");
        made->SetField("f_table_name", given.table.name.c_str());
        made->SetField(
            "f_geometry_column",
            into.dataset().GetLayerByName(given.table.name.c_str())->GetGeometryColumn()
        );
        made->SetField("styleName", given.table.name.c_str());
        made->SetField("styleQML", detail::without_zeros(given.style_qml).value.c_str());
        made->SetField("styleSLD", detail::without_zeros(given.style_sld).value.c_str());
        made->SetField("useAsDefault", 1);
        made->SetField("description", given.title.c_str());
        made->SetField("owner", "");
        (void)detail::set_time(*made, made->GetFieldIndex("update_time"), timestamp);
        into.require(table->CreateFeature(made.get()) == OGRERR_NONE, "layer_styles");
    }
}

/// GDAL wants milliseconds.
std::string with_milliseconds(const std::string& timestamp, const std::string& shown) {
    static const std::regex form(R"((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{3})?Z)");
    std::smatch part;
    if (!std::regex_match(timestamp, part, form)) {
        throw input_error(
            shown + ": '" + timestamp + "' is no timestamp in UTC, as 2022-10-15T00:00:00Z"
        );
    }
    return part[1].str() + (part[2].matched ? part[2].str() : ".000") + "Z";
}

void check_names(const std::vector<geopackage_layer>& layers, const std::string& shown) {
    std::set<std::string> names{"layer_styles"};
    for (const auto& given : layers) {
        if (given.table.name.empty()) {
            throw input_error(shown + ": a layer has no name");
        }
        if (!names.insert(detail::lower(given.table.name)).second) {
            throw input_error(shown + ": two layers are named " + given.table.name);
        }
    }
}

findings write_to(
    const std::string& path,
    const std::string& shown,
    const std::vector<geopackage_layer>& layers,
    const geopackage_options& options
) {
    check_names(layers, shown);
    const auto timestamp = with_milliseconds(options.timestamp, shown);
    const detail::scoped_option date("OGR_CURRENT_DATE", timestamp.c_str());
    const detail::scoped_option journal("OGR_SQLITE_JOURNAL", "DELETE");
    const detail::scoped_option flushing("OGR_SQLITE_SYNCHRONOUS", "OFF");  // commit() flushes
    findings found;
    detail::ogr_tables made("GPKG", path, shown);
    for (const auto& given : layers) {
        auto names = detail::ogr_tables::free_names(given.table);
        const auto& title = given.title.empty() ? given.table.name : given.title;
        names.SetNameValue("IDENTIFIER", title.c_str());
        made.add(given.table, names.List(), found);
    }
    add_styles(made, layers, timestamp);
    made.close();
    return found;
}

}  // namespace

findings detail::by_gdal::write_geopackage(
    const std::string& path,
    const std::vector<geopackage_layer>& layers,
    existing policy,
    const geopackage_options& options
) {
    check_names(layers, path);
    (void)with_milliseconds(options.timestamp, path);
    atomic_path target(path, policy);
    auto found = write_to(target.temporary(), path, layers, options);
    target.commit();
    return found;
}

std::string detail::by_gdal::to_geopackage(
    const std::vector<geopackage_layer>& layers, findings& found, const geopackage_options& options
) {
    const detail::memory_file file("plan.gpkg");
    append(found, write_to(file.path(), "GeoPackage", layers, options));
    return file.bytes();
}

}  // namespace geo
