// SPDX-License-Identifier: Apache-2.0
#include "geo/io/read.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/export/field_csv.hpp"
#include "planner/export/gpx.hpp"
#include "planner/export/kml.hpp"
#include "planner/export/receiver_names.hpp"
#include "tests/planner/export/field_world.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using Catch::Matchers::WithinAbs;
using field_world::between;
using field_world::times;

namespace {

/// A plan whose files live as long as this, and what is read of files made of it.
struct read_back : field_world::fielded {
    /// A layer of a format, as GDAL reads it.
    [[nodiscard]] geo::layer read(const planner::field_file& file, const std::string& layer) const {
        geo::read_options options;
        options.layer = layer;
        return geo::read_layer(folder.with(file.name, file.bytes), options);
    }
};

/// Square kilometres within lines that are closed, each the ring of an area; holes count against.
double km2_within(const geo::multi_line_string<geo::lon_lat>& rings) {
    double sum = 0;
    for (const auto& line : rings) {
        geo::polygon<geo::lon_lat> made;
        made.outer.assign(line.begin(), line.end());
        sum += geo::area(made).value() / 1e6;
    }
    return sum;
}

}  // namespace

TEST_CASE("gpx: areas come as closed tracks, true to 1 cm", "[planner][export][gpx]") {
    const read_back one;
    const auto made = planner::to_gpx(one.plan);
    REQUIRE(made.files.size() == 1);
    const auto tracks = one.read(made.files[0], "tracks");
    std::map<std::string, double> by_name;
    for (const auto& track : tracks.features) {
        by_name[geo::text(track, "name").value()] += km2_within(geo::lines(track));
        if (geo::text(track, "type") != "lines" && geo::text(track, "type") != "phase_lines") {
            CHECK(geo::lines(track).front().front() == geo::lines(track).front().back());
        }
    }
    const auto zone = world::km2(geo::areas(one.plan.layer("zones").features.at(0)));
    CHECK_THAT(by_name.at("Z1 ARTILLERY"), WithinAbs(zone, zone * 1e-3));
    CHECK(by_name.count("AREA P1") == 1);
    CHECK(by_name.count("PL P1") == 1);
    CHECK(by_name.count("L-CONTACT") == 1);
}

TEST_CASE("gpx: names fit a receiver, the full story is beside them", "[planner][export][gpx]") {
    const read_back one;
    const auto text = planner::to_gpx(one.plan).files[0].bytes;
    std::size_t points = 0;
    for (const auto* part : {"<wpt ", "<trk>"}) {
        std::set<std::string> seen;
        for (const auto& item : between(text, part, "</desc>")) {
            const auto names = between(item, "<name>", "</name>");
            REQUIRE(names.size() == 1);
            CHECK(names[0].size() <= planner::receiver_names::longest);
            CHECK(
                names[0].find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -") ==
                std::string::npos
            );
            CHECK(seen.insert(names[0]).second);
            CHECK_THAT(item, Contains("Id: ") && Contains("version " + one.plan.head.version));
            ++points;
        }
    }
    CHECK(points > 5);
    CHECK_THAT(text, Contains("<name>L-CONTACT</name>"));
    CHECK_THAT(text, Contains("In force: from ") && Contains("Valid: from "));
}

TEST_CASE("gpx: elements stand in the order of the schema", "[planner][export][gpx]") {
    const read_back one;
    const auto text = planner::to_gpx(one.plan).files[0].bytes;
    CHECK_THAT(
        text,
        StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\" creator=")
    );
    // gpxType: metadata, wpt, rte, trk.
    CHECK(text.find("<metadata>") < text.find("<wpt "));
    CHECK(text.rfind("<wpt ") < text.find("<trk>"));
    const auto in_order = [](const std::string& item, std::initializer_list<const char*> tags) {
        std::size_t last = 0;
        for (const auto* tag : tags) {
            const auto at = item.find(tag);
            CHECK(at != std::string::npos);
            CHECK(at >= last);
            last = at;
        }
    };
    for (const auto& item : between(text, "<wpt ", "</wpt>")) {
        in_order(item, {"<name>", "<cmt>", "<desc>", "<sym>", "<type>"});
    }
    for (const auto& item : between(text, "<trk>", "</trk>")) {
        in_order(item, {"<name>", "<cmt>", "<desc>", "<number>", "<type>", "<trkseg>"});
    }
    for (const auto& at : between(text, "lat=\"", "\"")) {
        CHECK(std::abs(std::stod(at)) <= 90);
    }
    CHECK_FALSE(between(text, "<bounds minlat=\"", "\"").empty());
}

TEST_CASE("gpx: what was over before D-day is left out and told", "[planner][export][gpx]") {
    read_back one;
    for (auto& layer : one.plan.layers) {
        if (layer.name == "lines") {
            for (auto& field : layer.features.front().attributes) {
                if (field.name == "valid_to") {
                    field.value = planner::to_rfc3339(one.plan.head.d_day);
                }
            }
        }
    }
    const auto made = planner::to_gpx(one.plan);
    CHECK_THAT(made.files[0].bytes, !Contains("<name>L-CONTACT</name>"));
    CHECK_THAT(made.told, Contains("over before D-day: Line of contact"));
}

TEST_CASE("kml: areas read back, each with its outline", "[planner][export][kml]") {
    const read_back one;
    const auto made = planner::to_kml(one.plan);
    const auto zones = one.read(made.files[0], "Zones");
    REQUIRE(zones.features.size() == 2);
    const auto& drawn = geo::areas(one.plan.layer("zones").features.at(0));
    CHECK_THAT(world::km2(geo::areas(zones.features[0])), WithinAbs(world::km2(drawn), 1e-3));
    const auto& outline = geo::lines(zones.features[1]);
    REQUIRE_FALSE(outline.empty());
    CHECK_THAT(std::abs(km2_within(outline)), WithinAbs(world::km2(drawn), 1e-3));
    // Every placemark with areas has its twin.
    const auto& text = made.files[0].bytes;
    std::size_t with_areas = 0;
    for (const auto& place : between(text, "<Placemark>", "</Placemark>")) {
        with_areas += place.find("<Polygon>") != std::string::npos ? 1U : 0U;
        CHECK(times(place, "<styleUrl>#") == 1);
        CHECK(times(place, "<TimeSpan><begin>") == 1);
    }
    CHECK(with_areas > 3);
    CHECK(times(text, " (outline)</name>") == with_areas);
}

TEST_CASE("kml: phases are folders with the span of what is in them", "[planner][export][kml]") {
    const read_back one;
    const auto text = planner::to_kml(one.plan).files[0].bytes;
    for (const auto& phase : one.plan.head.phases) {
        CHECK_THAT(text, Contains("<Folder><name>" + phase.term.title + ", "));
        CHECK_THAT(text, Contains("<begin>" + planner::to_rfc3339(phase.end) + "</begin>"));
    }
    const auto& zone = one.plan.head.zones.at(0);
    CHECK_THAT(
        text,
        Contains(
            "<TimeSpan><begin>" + planner::to_rfc3339(zone.when.from) + "</begin><end>" +
            planner::to_rfc3339(zone.when.until) + "</end></TimeSpan>"
        )
    );
    // An open end has no end, and nothing hangs in the air.
    CHECK_THAT(text, !Contains("9999-12-31"));
    CHECK(
        times(text, "<tessellate>1</tessellate><altitudeMode>clampToGround") ==
        times(text, "<LineString>") + times(text, "<Polygon>")
    );
    // Every style that is used is there.
    for (const auto& style : between(text, "<styleUrl>#", "</styleUrl>")) {
        CHECK(times(text, "<Style id=\"" + style + "\">") == 1);
    }
}

TEST_CASE("kmz: one entry, doc.kml", "[planner][export][kml]") {
    const read_back one;
    const auto bytes = planner::to_kmz(one.plan).files[0].bytes;
    CHECK_THAT(bytes, StartsWith("PK\3\4"));
    CHECK(times(bytes, "doc.kml") == 2);  // its header and the directory
    CHECK(planner::to_kmz(one.plan).files[0].bytes == bytes);
}

TEST_CASE("field csv: a row a point, named as the receiver names it", "[planner][export][csv]") {
    const read_back one;
    const auto text = planner::to_field_csv(one.plan).files[0].bytes;
    const auto gpx = planner::to_gpx(one.plan).files[0].bytes;
    const auto waypoints = between(gpx, "<wpt ", "</wpt>");
    std::size_t settlements = 0;
    for (const auto& place : one.plan.layer("settlements").features) {
        settlements += geo::text(place, "phase") ? 1U : 0U;
    }
    CHECK(settlements > 0);
    CHECK(times(text, "\r\n") == 1 + waypoints.size() + settlements);
    for (const auto& point : waypoints) {
        CHECK_THAT(text, Contains("," + between(point, "<name>", "</name>").at(0) + ","));
    }
    CHECK(times(text, "\nsettlement_left,") == settlements);
    CHECK_THAT(
        text, Contains("\npost,") && Contains("\nturning_point,") && Contains("\ncrossing,")
    );
    CHECK_THAT(text, Contains("Бета"));
    const auto read = one.read({"again.csv", text}, "");
    CHECK(read.features.size() == times(text, "\r\n") - 1);
}
