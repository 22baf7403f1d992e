// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/io/write_dxf.hpp"
#include "geo/measure/geodesic.hpp"
#include "tests/geo/io/fixtures.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <limits>

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using Catch::Matchers::WithinAbs;
using support::at;

namespace {

struct read_entity {
    std::string layer;
    std::string text;
    std::string kind;
    std::vector<std::pair<double, double>> places;
};

/// By GDAL's reader.
std::vector<read_entity> entities(const std::string& bytes) {
    const fixtures::temporary_folder folder;
    GDALAllRegister();
    const GDALDatasetUniquePtr read(
        GDALDataset::Open(folder.with("a.dxf", bytes).c_str(), GDAL_OF_VECTOR)
    );
    REQUIRE(read);
    std::vector<read_entity> out;
    for (const auto& item : *read->GetLayer(0)) {
        auto& made = out.emplace_back();
        made.layer = item->GetFieldAsString("Layer");
        made.text = item->GetFieldAsString("Text");
        made.kind = item->GetGeometryRef()->getGeometryName();
        if (const auto* line = dynamic_cast<const OGRLineString*>(item->GetGeometryRef())) {
            for (int i = 0; i < line->getNumPoints(); ++i) {
                made.places.emplace_back(line->getX(i), line->getY(i));
            }
        } else if (const auto* point = dynamic_cast<const OGRPoint*>(item->GetGeometryRef())) {
            made.places.emplace_back(point->getX(), point->getY());
        }
    }
    return out;
}

double distance_to(
    const std::vector<std::pair<double, double>>& line, const std::pair<double, double>& p
) {
    double out = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const auto dx = line[i + 1].first - line[i].first;
        const auto dy = line[i + 1].second - line[i].second;
        const auto along = ((p.first - line[i].first) * dx + (p.second - line[i].second) * dy) /
                           (dx * dx + dy * dy);
        const auto part = std::clamp(along, 0.0, 1.0);
        out = std::min(
            out,
            std::hypot(p.first - line[i].first - part * dx, p.second - line[i].second - part * dy)
        );
    }
    return out;
}

const geo::multi_polygon<geo::lon_lat> square_zone{
    {{at(32.9, 48), at(33.1, 48), at(33.1, 48.2), at(32.9, 48.2), at(32.9, 48)}, {}}};

template <class Error>
std::string refusal(const std::vector<geo::drawing_item>& items, const std::string& crs) {
    geo::drawing_options options;
    options.crs = crs;
    try {
        (void)geo::to_dxf(items, options);
    } catch (const Error& thrown) {
        return thrown.what();
    }
    FAIL("nothing was thrown");
    return {};
}

}  // namespace

TEST_CASE("dxf: shapes and labels on their layers, in metres", "[geo][io][dxf]") {
    const auto made = geo::to_dxf(
        {{"ZONES", "Z1", {200, 0, 0}, square_zone, at(33, 48.1)},
         {"POSTS", "P01 ALPHA", {0, 0, 200}, std::vector<geo::lon_lat>{at(33, 48)}, at(33, 48)},
         {"LINES", "", {}, geo::multi_line_string<geo::lon_lat>{{at(33, 48), at(33, 48.1)}}, {}}}
    );
    CHECK(made.crs == "WGS 84 / UTM zone 36N (EPSG:32636)");
    CHECK_THAT(
        made.bytes, StartsWith("999\nCoordinates: WGS 84 / UTM zone 36N (EPSG:32636), metres.")
    );
    const auto read = entities(made.bytes);
    REQUIRE(read.size() == made.entities);
    REQUIRE(read.size() == 5);
    CHECK(read[0].layer == "ZONES");
    CHECK(read[0].kind == "LINESTRING");
    CHECK(read[0].places.front() == read[0].places.back());
    CHECK(read[1].text == "Z1");
    // The central meridian of zone 36 is 33 E: easting 500,000 by definition; meridian arc from the
    // equator to 48 N, 5,318,457.49 m by the series of Helmert (GRS 80 and WGS 84 agree here to 0.1 mm),
    // times 0.9996.
    CHECK(read[2].layer == "POSTS");
    CHECK_THAT(read[2].places[0].first, WithinAbs(500000, 0.001));
    CHECK_THAT(
        read[2].places[0].second,
        WithinAbs(0.9996 * geo::distance(at(33, 0), at(33, 48)).value(), 0.001)
    );
    CHECK(read[3].text == "P01 ALPHA");
    const auto& line = read[4].places;
    const auto drawn = std::hypot(
        line.back().first - line.front().first, line.back().second - line.front().second
    );
    // Coordinates are rounded to 0.1 mm, 1e-8 of this line.
    const auto ground = geo::distance(at(33, 48), at(33, 48.1)).value();
    CHECK(drawn / ground >= made.least_scale - 1e-7);
    CHECK(drawn / ground <= made.largest_scale + 1e-7);
    CHECK_THAT(made.least_scale, WithinAbs(0.9996, 1e-6));
}

TEST_CASE("dxf: an edge along a parallel gets the positions that it needs", "[geo][io][dxf]") {
    const geo::multi_line_string<geo::lon_lat> line{{at(30, 48), at(36, 48)}};
    const auto fine = entities(geo::to_dxf({{"L", "", {}, line, {}}}).bytes);
    REQUIRE(fine.size() == 1);
    CHECK(fine[0].places.size() > 50);
    // One drawn a thousand times finer lies within the tolerance of it.
    geo::drawing_options exact;
    exact.tolerance = geo::metres(1e-4);
    double farthest = 0;
    const auto finer = entities(geo::to_dxf({{"L", "", {}, line, {}}}, exact).bytes);
    for (const auto& p : finer.at(0).places) {
        farthest = std::max(farthest, distance_to(fine[0].places, p));
    }
    CHECK(farthest < 0.1);
    CHECK(farthest > 0.005);
    geo::drawing_options coarse;
    coarse.tolerance = geo::metres(1000);
    const auto few = entities(geo::to_dxf({{"L", "", {}, line, {}}}, coarse).bytes);
    CHECK(few[0].places.size() < fine[0].places.size() / 10);
}

TEST_CASE("dxf: a text cannot become an entity", "[geo][io][dxf]") {
    const std::string text = "a\"b\n0\nLINE\n8\nX {\\C1;red} %%c \xd0\x94 <b>";
    const auto made = geo::to_dxf(
        {{"P", text, {}, std::vector<geo::lon_lat>{at(33, 48)}, at(33, 48)}},
        {"", {"c\n0\nEOF"}, {}}
    );
    const auto read = entities(made.bytes);
    REQUIRE(read.size() == 2);
    CHECK(read[1].text == "a'b 0 LINE 8 X (/C1;red) % % c \xd0\x94 <b>");
    CHECK_THAT(made.bytes, StartsWith("999\nc 0 EOF\n"));
}

TEST_CASE("dxf: southern zones, the last zone, the poles", "[geo][io][dxf]") {
    const auto crs_at = [](double lon, double lat) {
        return geo::to_dxf({{"P", "", {}, std::vector<geo::lon_lat>{at(lon, lat)}, {}}}).crs;
    };
    CHECK_THAT(crs_at(36, -1), Contains("EPSG:32737"));
    CHECK_THAT(crs_at(180, 10), Contains("EPSG:32660"));
    CHECK_THAT(crs_at(-180, 10), Contains("EPSG:32601"));
    CHECK_THAT(crs_at(10, 85), Contains("EPSG:32661"));
}

TEST_CASE("dxf: what cannot be drawn is refused", "[geo][io][dxf]") {
    const std::vector<geo::drawing_item> one{{"Z", "", {}, square_zone, {}}};
    CHECK_THAT(refusal<geo::input_error>(one, "EPSG:4326"), Contains("not projected in metres"));
    CHECK_THAT(refusal<geo::input_error>(one, "EPSG:2263"), Contains("not projected in metres"));
    CHECK_THAT(
        refusal<geo::input_error>(one, "nonsense"), Contains("no reference system 'nonsense'")
    );
    CHECK_THAT(refusal<geo::input_error>(one, "/etc/passwd"), Contains("no reference system"));
    CHECK_THAT(refusal<geo::input_error>({}, ""), Contains("nothing to draw"));
    CHECK_THAT(
        refusal<geo::input_error>({{"Z", "x", {}, std::monostate{}, {}}}, ""), Contains("nothing")
    );
}
