// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/measure/grid_reference.hpp"
#include "geo/measure/position_text.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>
#include <string>

using Catch::Matchers::Contains;
using geo::axis_order;
using geo::parse_position;

namespace {

geo::lon_lat place(const geo::typed_position& typed) {
    return {geo::longitude(typed.lon.value()), geo::latitude(typed.lat.value())};
}

/// 48°35'27.0"N 39°39'58.0"E.
const geo::lon_lat luhansk{
    geo::longitude(39 + 39.0 / 60 + 58.0 / 3600), geo::latitude(48 + 35.0 / 60 + 27.0 / 3600)};

double off(const std::string& text, std::optional<axis_order> order = {}) {
    return geo::distance(place(parse_position(text, order)), luhansk).value();
}

std::string why(const std::string& text, std::optional<axis_order> order = {}) {
    try {
        (void)parse_position(text, order);
    } catch (const geo::input_error& problem) {
        return problem.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("position: one place in the ways people write it", "[geo][measure]") {
    for (const std::string text : {
             "48°35'27.0\"N 39°39'58.0\"E",
             "48°35′27″N, 39°39′58″E",
             "N48°35'27\" E39°39'58\"",
             "N 48 35 27 E 39 39 58",
             "48 35 27 N 39 39 58 E",
             "39°39'58.0\"E 48°35'27.0\"N",
             "48-35-27N 39-39-58E",
             "48d35m27N 39d39m58E",
             "48°35'27,0\" пн.ш. 39°39'58,0\" сх.д.",
             "48°35'27\" с. ш., 39°39'58\" в. д.",
             "48°35.45'N 39°39.96667'E",
             "lat 48.5908333 lon 39.6661111",
             "Latitude: 48.5908333, Longitude: 39.6661111",
             "48.5908333n 39.6661111e",
             "48,5908333N 39,6661111E",
             "48°35'27''N/39°39'58''E",
         }) {
        INFO(text);
        CHECK(off(text) < 0.02);
    }
}

TEST_CASE("position: without hemispheres the order is asked for", "[geo][measure]") {
    CHECK(off("48.5908333 39.6661111", axis_order::lat_lon) < 0.02);
    CHECK(off("39.6661111,48.5908333", axis_order::lon_lat) < 0.02);
    CHECK(off("48,5908333 39,6661111", axis_order::lat_lon) < 0.02);
    CHECK(off("48 35 27 39 39 58", axis_order::lat_lon) < 0.02);
    CHECK(off("48°35'27\" 39°39'58\"", axis_order::lat_lon) < 0.02);
    CHECK_THAT(why("48.59 39.66"), Contains("which is latitude"));
    const auto south = parse_position("-33.5 -70.25", axis_order::lat_lon);
    CHECK(south.lat == geo::degrees(-33.5));
    CHECK(south.lon == geo::degrees(-70.25));
    const auto both = parse_position("33 30 S, 70 15 W");
    CHECK(both.lat == geo::degrees(-33.5));
    CHECK(both.lon == geo::degrees(-70.25));
}

TEST_CASE("position: grid references name the centre of their square", "[geo][measure]") {
    // Any position lies within half the diagonal of what its own reference says.
    std::mt19937 random(4);
    std::uniform_real_distribution<double> lon(-180, 180);
    std::uniform_real_distribution<double> lat(-79.9, 83.9);
    for (int i = 0; i < 1000; ++i) {
        const geo::lon_lat p{geo::longitude(lon(random)), geo::latitude(lat(random))};
        for (const int digits : {1, 3, 4, 5}) {
            const auto text = geo::mgrs(p, digits);
            const auto read = parse_position(text);
            INFO(text);
            // The grid's scale is 0.9996 to 1.0010 (NGA.SIG.0012).
            CHECK(geo::distance(p, place(read)) <= 1.0011 * read.resolution);
            CHECK(read.on_grid);
        }
    }
    CHECK(parse_position("36T WU 12345 67890").resolution.value() == Approx(std::sqrt(0.5)));
    // UTM of 33 E, 50 N: as in read_test.cpp.
    const auto utm = parse_position("36U 500000 5538631");
    CHECK(std::abs(utm.lon.value() - 33) < 1e-6);
    CHECK(std::abs(utm.lat.value() - 50) < 1e-5);
}

TEST_CASE("position: what the last digits stand for", "[geo][measure]") {
    // Half a second north and east at 48.6 N: 15.5 m and 10.2 m.
    CHECK(parse_position("48°35'27\"N 39°39'58\"E").resolution.value() == Approx(18.5).margin(0.3));
    CHECK(parse_position("48.59N 39.66E").resolution.value() == Approx(668).margin(8));
    // A printed position lies no farther from the true one.
    std::mt19937 random(5);
    std::uniform_real_distribution<double> lon(-179, 179);
    std::uniform_real_distribution<double> lat(-89, 89);
    for (int i = 0; i < 1000; ++i) {
        const geo::lon_lat p{geo::longitude(lon(random)), geo::latitude(lat(random))};
        for (const int decimals : {0, 1, 2}) {
            const auto read = parse_position(geo::dms(p, decimals));
            INFO(geo::dms(p, decimals));
            CHECK(geo::distance(p, place(read)) <= 1.01 * read.resolution);
        }
    }
}

TEST_CASE("position: what cannot be one is told by its reason", "[geo][measure]") {
    CHECK_THAT(why(""), Contains("no position"));
    CHECK_THAT(why("48°75'27\"N 39°39'58\"E"), Contains("75 minutes"));
    CHECK_THAT(why("48°35'60\"N 39°39'58\"E"), Contains("60 seconds"));
    CHECK_THAT(why("98.5N 39.6E"), Contains("beyond 90"));
    CHECK_THAT(why("48.5N 239.6E"), Contains("beyond 180"));
    CHECK_THAT(why("48.5N 39.6N"), Contains("two latitudes"));
    CHECK_THAT(why("-48.5N 39.6E"), Contains("minus and a hemisphere"));
    CHECK_THAT(why("48.5.1N 39.6E"), Contains("two decimal points"));
    CHECK_THAT(why("48.5 35 N 39.6 E"), Contains("have decimals"));
    CHECK_THAT(why("1 2 3"), Contains("put a comma"));
    CHECK_THAT(why("48.59"), Contains("put a comma"));
    CHECK_THAT(why("somewhere near Izium"), Contains("write a position as"));
    CHECK_THAT(why("36T"), !Contains("accepted"));
    CHECK_THAT(why("37U ZZ 01683 82750"), Contains("no grid reference"));
    CHECK_THAT(why("37UDQ"), Contains("100 km"));
    CHECK_THAT(why("48,5,39,6", axis_order::lat_lon), Contains("more than one ','"));
}

TEST_CASE("position: no text makes it crash", "[geo][measure]") {
    std::mt19937 random(6);
    const std::string alphabet = "0123456789.,;'\"NSEWnsew -+:/dm\xc2\xb0\xe2\x80\xb2QTUlatlon";
    std::uniform_int_distribution<std::size_t> letter(0, alphabet.size() - 1);
    std::uniform_int_distribution<int> length(0, 40);
    int accepted = 0;
    for (int i = 0; i < 50000; ++i) {
        std::string text;
        for (int n = length(random); n > 0; --n) {
            text += alphabet[letter(random)];
        }
        INFO(text);
        try {
            const auto read = parse_position(text, axis_order::lat_lon);
            ++accepted;
            REQUIRE(geo::is_on_earth(place(read)));
            REQUIRE(read.resolution > geo::metres(0));
        } catch (const geo::input_error&) {
            continue;
        }
    }
    CHECK(accepted > 0);
}
