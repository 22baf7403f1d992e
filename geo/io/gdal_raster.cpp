// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/io/by_gdal.hpp"
#include "geo/io/gdal_session.hpp"
#include "geo/measure/geodesic.hpp"

#include <gdal_alg.h>
#include <gdal_priv.h>
#include <gdal_utils.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace geo::detail {

namespace {

/// Cells in the plane of a view that GDAL marks.
constexpr double marked_seen = 255;
constexpr double no_height = -32768;
/// Refraction of light makes the earth look flatter: 1 - 1/7, GDAL's own default.
constexpr double curvature = 6.0 / 7;

std::string number(double value) {
    char text[40];
    (void)std::snprintf(text, sizeof text, "%.10f", value);
    return text;
}

class gdal_raster : public raster {
public:
    explicit gdal_raster(const std::string& path);

    [[nodiscard]] sight seen_from(lon_lat eye, const view_options& options) const override;
    [[nodiscard]] std::optional<lon_lat> highest_near(lon_lat p, metres radius) const override;

private:
    [[nodiscard]] dataset_ptr around(lon_lat middle, double half, double cell) const;

    std::string path_;
    dataset_ptr file_;
    double cell_metres_ = 0;
};

/// Heights in a square about a position, `half` metres each way.
dataset_ptr gdal_raster::around(lon_lat middle, double half, double cell) const {
    const std::string plane = "+proj=aeqd +lat_0=" + number(middle.lat.value()) +
                              " +lon_0=" + number(middle.lon.value()) +
                              " +datum=WGS84 +units=m +no_defs";
    const std::vector<std::string> words{
        "-of",
        "MEM",
        "-t_srs",
        plane,
        "-te",
        number(-half),
        number(-half),
        number(half),
        number(half),
        "-tr",
        number(cell),
        number(cell),
        "-r",
        "bilinear",
        "-ot",
        "Float32",
        "-dstnodata",
        number(no_height)};
    std::vector<char*> raw;
    for (const auto& word : words) {
        raw.push_back(const_cast<char*>(word.c_str()));
    }
    raw.push_back(nullptr);
    const std::unique_ptr<GDALWarpAppOptions, void (*)(GDALWarpAppOptions*)> options(
        GDALWarpAppOptionsNew(raw.data(), nullptr), GDALWarpAppOptionsFree
    );
    GDALDatasetH source = GDALDataset::ToHandle(file_.get());
    const message_trap trap;
    dataset_ptr out(
        GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &source, options.get(), nullptr))
    );
    if (!out) {
        throw geometry_error(path_ + ": " + trap.text("heights cannot be brought to a plane"));
    }
    return out;
}

gdal_raster::gdal_raster(const std::string& path) : path_(path) {
    static constexpr const char* formats[] = {
        "GTiff", "AAIGrid", "SRTMHGT", "DTED", "HFA", "ENVI", nullptr};
    register_all_drivers();
    const message_trap trap;
    file_.reset(GDALDataset::FromHandle(
        GDALOpenEx(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, formats, nullptr, nullptr)
    ));
    if (!file_) {
        throw io_error(path + ": " + trap.text("not an elevation raster"));
    }
    double place[6];
    if (file_->GetRasterCount() < 1 || file_->GetGeoTransform(place) != CE_None ||
        file_->GetSpatialRef() == nullptr) {
        throw input_error(
            path + ": an elevation raster needs a band of heights, a place (geotransform) and a "
                   "coordinate reference system"
        );
    }
    const bool geographic = file_->GetSpatialRef()->IsGeographic() != 0;
    // A degree of latitude; cells only have to be of about the right size.
    cell_metres_ = std::abs(place[5]) * (geographic ? 111200.0 : 1.0);
}

raster::sight gdal_raster::seen_from(lon_lat eye, const view_options& options) const {
    sight out;
    out.radius = std::min(options.radius, metres(50000));
    const double cell = std::max(cell_metres_, out.radius.value() / 200);
    out.cell = metres(cell);
    // The eye is in the middle of a cell.
    const int half = static_cast<int>(std::ceil(out.radius.value() / cell));
    out.side = 2 * half + 1;
    const auto ground = around(eye, (half + 0.5) * cell, cell);
    const message_trap trap;
    const dataset_ptr seen(GDALDataset::FromHandle(GDALViewshedGenerate(
        GDALRasterBand::ToHandle(ground->GetRasterBand(1)),
        "MEM",
        "",
        nullptr,
        0,
        0,
        options.eye.value(),
        options.target.value(),
        marked_seen,
        0,
        0,
        -1,
        curvature,
        GVM_Edge,
        out.radius.value(),
        nullptr,
        nullptr,
        GVOT_NORMAL,
        nullptr
    )));
    if (!seen) {
        throw geometry_error(path_ + ": " + trap.text("no view could be computed"));
    }
    // GDAL gives the part of the ground within the distance only.
    double ground_place[6];
    double seen_place[6];
    ground->GetGeoTransform(ground_place);
    seen->GetGeoTransform(seen_place);
    const int left = static_cast<int>(std::lround((seen_place[0] - ground_place[0]) / cell));
    const int top = static_cast<int>(std::lround((ground_place[3] - seen_place[3]) / cell));
    const int width = seen->GetRasterXSize();
    const int height = seen->GetRasterYSize();
    const auto count = static_cast<std::size_t>(out.side) * static_cast<std::size_t>(out.side);
    out.seen.assign(count, 0);
    std::vector<float> heights(count);
    std::vector<std::uint8_t> marks(
        static_cast<std::size_t>(width) * static_cast<std::size_t>(height)
    );
    const auto read = [](GDALRasterBand& band, void* into, int w, int h, GDALDataType type) {
        if (band.RasterIO(GF_Read, 0, 0, w, h, into, w, h, type, 0, 0, nullptr) != CE_None) {
            throw geometry_error("elevation: a view cannot be read back");
        }
    };
    read(*ground->GetRasterBand(1), heights.data(), out.side, out.side, GDT_Float32);
    read(*seen->GetRasterBand(1), marks.data(), width, height, GDT_Byte);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const int column = x + left;
            const int row = y + top;
            if (column < 0 || row < 0 || column >= out.side || row >= out.side) {
                continue;
            }
            const auto at = static_cast<std::size_t>(row) * static_cast<std::size_t>(out.side) +
                            static_cast<std::size_t>(column);
            const auto mark = marks
                [static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                 static_cast<std::size_t>(x)];
            const bool known = static_cast<double>(heights[at]) > no_height;
            out.seen[at] = mark == static_cast<std::uint8_t>(marked_seen) && known ? 1 : 0;
        }
    }
    return out;
}

std::optional<lon_lat> gdal_raster::highest_near(lon_lat p, metres radius) const {
    const double cell = std::max(cell_metres_, radius.value() / 100);
    const int half = static_cast<int>(std::ceil(radius.value() / cell));
    const int side = 2 * half + 1;
    const auto ground = around(p, (half + 0.5) * cell, cell);
    std::vector<float> heights(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    if (ground->GetRasterBand(1)->RasterIO(
            GF_Read, 0, 0, side, side, heights.data(), side, side, GDT_Float32, 0, 0, nullptr
        ) != CE_None) {
        throw geometry_error(path_ + ": heights cannot be read");
    }
    double best = no_height;
    double east = 0;
    double north = 0;
    for (int row = 0; row < side; ++row) {
        for (int column = 0; column < side; ++column) {
            const double x = (column - half) * cell;
            const double y = (half - row) * cell;
            const double height = static_cast<double>(
                heights
                    [static_cast<std::size_t>(row) * static_cast<std::size_t>(side) +
                     static_cast<std::size_t>(column)]
            );
            if (std::hypot(x, y) <= radius.value() && height > best) {
                best = height;
                east = x;
                north = y;
            }
        }
    }
    if (best <= no_height) {
        return std::nullopt;
    }
    const double azimuth = std::atan2(east, north) * 180 / 3.14159265358979323846;
    return destination(p, degrees(azimuth), metres(std::hypot(east, north)));
}

}  // namespace

std::unique_ptr<raster> by_gdal::open_raster(const std::string& path) {
    return std::make_unique<gdal_raster>(path);
}

}  // namespace geo::detail
