// SPDX-License-Identifier: Apache-2.0
#include "geo/io/coordinate_source.hpp"

#include "geo/base/error.hpp"
#include "geo/io/coordinate_list.hpp"

#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <cmath>

namespace geo::detail {

namespace {

std::string content_of(const std::string& path, const std::string& shown) {
    VSILFILE* const file = VSIFOpenL(path.c_str(), "rb");
    if (file == nullptr) {
        throw io_error(shown + ": cannot be opened");
    }
    std::string out;
    std::string block(1U << 16U, '\0');
    std::size_t got = block.size();
    while (got == block.size()) {
        got = VSIFReadL(block.data(), 1, block.size(), file);
        out.append(block, 0, got);
    }
    VSIFCloseL(file);
    return out;
}

void fill(OGRSimpleCurve& curve, const listed_shape& shape) {
    for (const auto& p : shape.positions) {
        curve.addPoint(p.lon.value(), p.lat.value());
    }
}

void add(OGRLayer& table, const listed_shape& shape) {
    OGRFeature item(table.GetLayerDefn());
    if (!shape.name.empty()) {
        item.SetField("name", shape.name.c_str());
    }
    item.SetField("resolution_m", std::ceil(shape.resolution.value() * 10) / 10);
    if (shape.is_area) {
        OGRLinearRing outline;
        fill(outline, shape);
        outline.closeRings();
        OGRPolygon area;
        area.addRing(&outline);
        item.SetGeometry(&area);
    } else {
        OGRLineString line;
        fill(line, shape);
        item.SetGeometry(&line);
    }
    if (table.CreateFeature(&item) != OGRERR_NONE) {
        throw io_error("no memory for a list of coordinates");
    }
}

}  // namespace

dataset_ptr open_coordinate_list(const std::string& path, const std::string& shown) {
    const auto list = parse_coordinate_list(content_of(path, shown), shown);
    register_drivers({"Memory"});
    auto* driver = GetGDALDriverManager()->GetDriverByName("Memory");
    dataset_ptr out(driver->Create("", 0, 0, 0, GDT_Unknown, nullptr));
    OGRSpatialReference datum;
    if (!list.crs.empty()) {
        const message_trap trap;
        if (datum.SetFromUserInput(list.crs.c_str()) != OGRERR_NONE ||
            datum.IsGeographic() == FALSE) {
            throw crs_error(
                shown + ": datum " + list.crs + " is not one of geographic coordinates"
            );
        }
        datum.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    }
    auto* table =
        out->CreateLayer("coordinates", list.crs.empty() ? nullptr : &datum, wkbUnknown, nullptr);
    OGRFieldDefn name("name", OFTString);
    OGRFieldDefn resolution("resolution_m", OFTReal);
    table->CreateField(&name);
    table->CreateField(&resolution);
    for (const auto& shape : list.shapes) {
        add(*table, shape);
    }
    return out;
}

}  // namespace geo::detail
