// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/io/atomic_file.hpp"
#include "planner/theatre/read_theatre.hpp"

#include <filesystem>

namespace planner {

namespace fs = std::filesystem;

namespace {

constexpr const char* theatre_toml =
    R"(# A theatre: what the ground looks like. Manual page: armistice-theatre(5).
# Try it as it is:   armistice plan --theatre THIS_FOLDER
# then put your own layers in place of the made-up ones. Any vector format that GDAL reads will do
# (GeoJSON, GeoPackage, Shapefile, KML, CSV with lon and lat columns), in any CRS it names.
format = "armistice-theatre/1"
id = "my-theatre"                       # letters, digits, hyphens
title = "Two made-up states"
as_of = 2024-01-01T00:00:00Z            # the ground as it was then
time_zone = "UTC"                       # mission time, an IANA name
default_d_day = 2024-02-01T06:00:00Z    # an assumption, used when terms and --d-day say nothing
note = "Made up; replace"

# Words that terms use for the parties here. withdraw-to-border needs `withdrawing` and `other`.
[roles]
a = "east"
b = "west"
withdrawing = "west"
other = "east"

[[parties]]
id = "east"
name = "Eastland"
territory = "east"          # id of a feature of the layer territories: its recognised territory

[[parties]]
id = "west"
name = "Westland"
territory = "west"

# The line that divides the territory of the other party. Made from control areas it comes from
#   armistice line CONTROL.geojson --territory THIS_FOLDER -o contact.geojson
# which puts the control areas on the right. A CSV of turning points (seq,name,lon,lat,between,note,
# accuracy_m,source) works as well. `where` picks features.
[[lines]]
id = "contact"              # withdraw-to-border starts from the line of this id
kind = "line_of_contact"    # line_of_contact ceasefire_line recognised_border former_line administrative
title = "Line of contact, 1 January 2024"
file = "contact.geojson"
status = "de_facto"         # agreed claimed de_facto recognised
basis = "observed"          # observed (then accuracy_m is needed) or agreed (exact by definition)
date = 2024-01-01
accuracy_m = 1000           # 95 % radius
edges = "lonlat"            # how edges are meant: lonlat or geodesic
source = "Made up"
left = "east"               # party on the left of the digitised direction
right = "west"

# The recognised territories, at least of both parties; feature ids as named above.
[layers.territories]
file = "territories.geojson"
source = "Made up"
licence = "CC0-1.0"

# Optional layers, each with file, source, licence and, if you like, attribution, scale_note,
# accuracy_m, where, assume_crs:
#   reserved        areas kept for a phase of their own; then also a [[reserved]] table each:
#                   id, feature, name, legal_basis
#   settlements     points: name, name_local, population, class
#   infrastructure  points: name, kind (nuclear_plant dam canal_intake bridge port ...), note, source
#   crossings       points: name, kind (road rail bridge ferry), exit_for (party id), open,
#                   territory (main, or a reserved area's id), source
#   sites           points: name, kind (evidence detention exchange ...), note, source
#   regions         areas: name
#   rivers          lines: name
#   terrain         areas: class (open rolling forest urban); TERRAIN in armistice-theatre(5)
#   roads           an OpenStreetMap file (.osm, .osm.pbf), or lines: class, maxspeed, oneway, bridge,
#                   maxweight, ref; other names of columns: ROADS in armistice-theatre(5)
#   forces          points: name, party, class, vehicles (what has to leave by road)
#   closures        points: kind, road (id or number), reach_m, note (roads that cannot be used)
#
# [layers.settlements]
# file = "settlements.csv"
# source = "..."
# licence = "..."
# population_note = "census of ..."
)";

constexpr const char* territories = R"({"type": "FeatureCollection", "features": [
{"type": "Feature", "id": "west", "properties": {"name": "Westland"}, "geometry": {"type": "Polygon", "coordinates": [[[10, 50], [11, 50], [11, 51], [10, 51], [10, 50]]]}},
{"type": "Feature", "id": "east", "properties": {"name": "Eastland"}, "geometry": {"type": "Polygon", "coordinates": [[[11, 50], [12.5, 50], [12.5, 51], [11, 51], [11, 50]]]}}
]}
)";

constexpr const char* contact = R"({"type": "FeatureCollection", "features": [
{"type": "Feature", "id": "contact", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[11.6, 51], [11.35, 50.6], [11.5, 50.3], [11.4, 50]]}}
]}
)";

void write(const fs::path& path, const char* text) {
    geo::atomic_file file(path.string());
    file.write(text);
    file.commit();
}

}  // namespace

void write_theatre_template(const std::string& folder) {
    const fs::path path(folder);
    std::error_code failure;
    if (fs::exists(path, failure) && !fs::is_empty(path, failure)) {
        throw geo::io_error("'" + folder + "' exists and is not empty; name a new folder");
    }
    fs::create_directories(path, failure);
    if (failure) {
        throw geo::io_error("'" + folder + "' cannot be made: " + failure.message());
    }
    write(path / "theatre.toml", theatre_toml);
    write(path / "territories.geojson", territories);
    write(path / "contact.geojson", contact);
}

}  // namespace planner
