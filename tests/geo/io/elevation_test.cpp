// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/io/elevation.hpp"
#include "geo/measure/geodesic.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <unistd.h>

using namespace geo;

namespace {

constexpr lon_lat raster_middle{longitude(15), latitude(49.9971)};
/// UTM zone 33: easting 500 km is 15 E; the middle lies at this northing, to some metres.
constexpr double northing = 5538300;

class folder {
public:
    folder() {
        auto pattern = (std::filesystem::temp_directory_path() / "armistice-dem-XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }
    ~folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    [[nodiscard]] std::string file(const std::string& name) const {
        return (path_ / name).string();
    }

private:
    std::filesystem::path path_;
};

/// A grid of 50 m cells, 12 km wide, with heights by metres east and north of its middle.
std::string grid(const folder& in, const std::function<double(double, double)>& height) {
    constexpr int side = 240;
    const auto name = in.file("heights.asc");
    std::ofstream out(name);
    out << "ncols 240\nnrows 240\nxllcorner 494000\nyllcorner "
        << static_cast<long>(northing - 6000) << "\ncellsize 50\nNODATA_value -9999\n";
    for (int row = 0; row < side; ++row) {
        for (int column = 0; column < side; ++column) {
            out << height((column - 119.5) * 50, (119.5 - row) * 50) << ' ';
        }
        out << '\n';
    }
    std::ofstream(in.file("heights.prj")
    ) << R"(PROJCS["WGS_1984_UTM_Zone_33N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",15.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])";
    return name;
}

lon_lat away(double azimuth, double distance) {
    return destination(raster_middle, degrees(azimuth), metres(distance));
}

}  // namespace

TEST_CASE("elevation: on flat ground all within the radius is seen", "[geo][io]") {
    const folder in;
    const elevation ground(grid(in, [](double, double) { return 100; }));
    const auto view = ground.seen_from(raster_middle, {.radius = metres(4000)});
    for (double azimuth = 3; azimuth < 360; azimuth += 13) {
        CAPTURE(azimuth);
        CHECK(view.sees(away(azimuth, 500)));
        CHECK(view.sees(away(azimuth, 3800)));
        CHECK_FALSE(view.sees(away(azimuth, 4100)));
    }
}

TEST_CASE("elevation: a ridge hides what is lower than the line of sight over it", "[geo][io]") {
    const folder in;
    // 50 m high, 1 km to the east, from north to south; a tower of 200 m and one of 120 m behind.
    const elevation ground(grid(in, [](double east, double north) {
        const bool ridge = std::abs(east - 1000) < 60;
        const bool high = std::hypot(east - 3000, north) < 120;
        const bool low = std::hypot(east - 3000, north - 1500) < 120;
        return ridge ? 50.0 : high ? 200.0 : low ? 100.0 : 0.0;
    }));
    const auto view = ground.seen_from(raster_middle, {.radius = metres(5000)});
    CHECK(view.sees(away(90, 900)));
    CHECK(view.sees(away(90, 1000)));
    CHECK_FALSE(view.sees(away(90, 1500)));
    CHECK_FALSE(view.sees(away(90, 2500)));
    // Sight from 2 m over 50 m at 1 km stands at 146 m above ground 3 km away, at 128 m over the
    // ridge where it is crossed obliquely.
    CHECK(view.sees(away(90, 2930)));
    CHECK_FALSE(view.sees(away(63.4349, 3354)));
    CHECK(view.sees(away(270, 3000)));
    // From above the ridge everything is seen.
    const auto high = ground.seen_from(raster_middle, {.eye = metres(500), .radius = metres(5000)});
    CHECK(high.sees(away(90, 1500)));
}

TEST_CASE("elevation: the earth falls away from sight", "[geo][io]") {
    const folder in;
    const elevation ground(grid(in, [](double, double) { return 0; }));
    // The horizon of an eye 0.1 m above the sea is 1.2 km away with refraction: d2 = 2 R h 7 / 6.
    const auto low = ground.seen_from(
        raster_middle, {.eye = metres(0.1), .target = metres(0), .radius = metres(5000)}
    );
    CHECK(low.sees(away(0, 800)));
    CHECK_FALSE(low.sees(away(0, 4500)));
}

TEST_CASE("elevation: the highest place near by", "[geo][io]") {
    const folder in;
    const elevation ground(grid(in, [](double east, double north) {
        return std::hypot(east + 700, north - 400) < 60 ? 90.0 : 10.0;
    }));
    const auto top = ground.highest_near(raster_middle, metres(1500));
    REQUIRE(top);
    const auto way = inverse(raster_middle, *top);
    CHECK(std::abs(way.length.value() - std::hypot(700, 400)) < 110);
    CHECK_FALSE(ground.highest_near({longitude(16), latitude(50)}, metres(500)));
}

TEST_CASE("elevation: what is no raster is refused", "[geo][io]") {
    const folder in;
    std::ofstream(in.file("text.txt")) << "not a raster\n";
    CHECK_THROWS_AS(elevation(in.file("text.txt")), io_error);
    CHECK_THROWS_AS(elevation(in.file("missing.tif")), io_error);
    const auto name = grid(in, [](double, double) { return 0; });
    std::filesystem::remove(in.file("heights.prj"));
    CHECK_THROWS_AS(elevation(name), input_error);
}
