// SPDX-License-Identifier: Apache-2.0
#include "tests/geo/io/fixtures.hpp"

#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <unistd.h>

namespace fixtures {

namespace fs = std::filesystem;

temporary_folder::temporary_folder() {
    static std::atomic<int> count{0};
    folder_ = fs::temp_directory_path() /
              ("armistice_io_" + std::to_string(::getpid()) + "_" + std::to_string(count++));
    fs::create_directories(folder_);
}

temporary_folder::~temporary_folder() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

std::string temporary_folder::path(const std::string& name) const {
    return (folder_ / name).string();
}

std::string temporary_folder::with(const std::string& name, const std::string& bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
}

std::vector<std::string> temporary_folder::files() const {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder_)) {
        out.push_back(entry.path().filename().string());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void cut_short(const std::string& path, double fraction) {
    fs::resize_file(
        path, static_cast<std::uintmax_t>(static_cast<double>(fs::file_size(path)) * fraction)
    );
}

std::string collection(const std::vector<std::string>& geometries) {
    std::string out = R"({"type":"FeatureCollection","features":[)";
    for (std::size_t i = 0; i < geometries.size(); ++i) {
        out += (i == 0 ? "" : ",") + std::string(R"({"type":"Feature","properties":{"n":)") +
               std::to_string(i + 1) + R"(},"geometry":)" + geometries[i] + "}";
    }
    return out + "]}";
}

void make_with_gdal(
    const std::string& path,
    const std::string& driver,
    const std::string& crs,
    const std::vector<row>& rows,
    const std::string& layer
) {
    GDALAllRegister();
    auto* made_by = GetGDALDriverManager()->GetDriverByName(driver.c_str());
    REQUIRE(made_by != nullptr);
    OGRSpatialReference reference;
    if (!crs.empty()) {
        REQUIRE(reference.SetFromUserInput(crs.c_str()) == OGRERR_NONE);
        reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    }
    // A GeoPackage may already be there: layers are added to it.
    GDALDatasetUniquePtr dataset(
        fs::exists(path) ? GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)
                         : made_by->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr)
    );
    REQUIRE(dataset != nullptr);
    OGRGeometry* first_shape = nullptr;
    if (!rows.empty()) {
        OGRGeometryFactory::createFromWkt(rows.front().wkt.c_str(), nullptr, &first_shape);
    }
    const std::unique_ptr<OGRGeometry> owner(first_shape);
    const auto type =
        first_shape == nullptr || driver == "GPKG" ? wkbUnknown : first_shape->getGeometryType();
    auto* table = dataset->CreateLayer(
        layer.c_str(), crs.empty() ? nullptr : &reference, rows.empty() ? wkbPoint : type, nullptr
    );
    REQUIRE(table != nullptr);
    OGRFieldDefn name("name", OFTString);
    OGRFieldDefn when("seen", OFTDate);
    table->CreateField(&name);
    if (driver != "LIBKML") {
        table->CreateField(&when);
    }
    for (const auto& item : rows) {
        const OGRFeatureUniquePtr made(OGRFeature::CreateFeature(table->GetLayerDefn()));
        made->SetField("name", item.name.c_str());
        if (driver != "LIBKML") {
            made->SetField("seen", 2022, 10, 15);
        }
        OGRGeometry* shape = nullptr;
        if (!item.wkt.empty()) {
            REQUIRE(
                OGRGeometryFactory::createFromWkt(item.wkt.c_str(), nullptr, &shape) == OGRERR_NONE
            );
            made->SetGeometryDirectly(shape);
        }
        REQUIRE(table->CreateFeature(made.get()) == OGRERR_NONE);
    }
}

const geo::finding& first(const geo::findings& found, geo::finding_code code) {
    const auto at =
        std::find_if(found.begin(), found.end(), [&](const auto& one) { return one.code == code; });
    INFO("no finding " << geo::name(code));
    REQUIRE(at != found.end());
    return *at;
}

}  // namespace fixtures
