// SPDX-License-Identifier: Apache-2.0
#include "planner/theatre/read_roads.hpp"

#include "geo/io/osm_roads.hpp"
#include "geo/io/read.hpp"
#include "planner/config/data_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

namespace planner {

namespace fs = std::filesystem;

namespace {

using speed_map = std::map<geo::road_class, geo::kilometres_per_hour>;

speed_map read_speeds(config_table& table) {
    speed_map out;
    for (const auto& word : table.keys()) {
        const auto kind = geo::parse_road_class(word);
        const auto value = table.number(word).value_or(0);
        if (!kind) {
            std::string known;
            for (std::size_t i = 0; i < geo::road_class_count; ++i) {
                known += (i == 0 ? "" : ", ");
                known += geo::name(static_cast<geo::road_class>(i));
            }
            table.fail(word, "is no class of road; known are " + known);
        }
        if (!(value >= 1 && value <= 200)) {
            table.fail(word, "must be a speed from 1 to 200 km/h");
        }
        out[*kind] = geo::kilometres_per_hour(value);
    }
    table.finish();
    return out;
}

double checked_detour(const config_table& table, double value) {
    if (!(value >= 1 && value <= 5)) {
        table.fail("detour_factor", "must be from 1 to 5");
    }
    return value;
}

geo::road_attributes read_attributes(config_table& table) {
    geo::road_attributes out;
    out.kind = table.text("class").value_or(out.kind);
    out.speed = table.text("speed").value_or(out.speed);
    out.one_way = table.text("one_way").value_or(out.one_way);
    out.bridge = table.text("bridge").value_or(out.bridge);
    out.tunnel = table.text("tunnel").value_or(out.tunnel);
    out.weight_limit = table.text("weight_limit").value_or(out.weight_limit);
    out.label = table.text("label").value_or(out.label);
    out.schematic = table.text("schematic").value_or(out.schematic);
    out.speed_in_mph = table.choice("speed_unit", {"km/h", "mph"}) == "mph";
    table.finish();
    return out;
}

/// What `roads.toml` of the data folder says.
struct general_settings {
    speed_map speeds;
    std::string speed_source;
    double detour_factor = 1;
    std::string detour_source;
};

general_settings read_general() {
    auto table = config_table::from_file((fs::path(data_folder()) / "roads.toml").string());
    (void)table.require_choice("format", {"armistice-roads/1"});
    general_settings out;
    const auto detour = table.number("detour_factor");
    if (!detour) {
        table.fail_missing("detour_factor", "a number");
    }
    out.detour_factor = checked_detour(table, *detour);
    out.detour_source = table.require_text("detour_source");
    out.speed_source = table.require_text("speed_source");
    auto speeds = table.table("speeds_kmh");
    if (!speeds) {
        table.fail_missing("speeds_kmh", "a table of speeds by class");
    }
    out.speeds = read_speeds(*speeds);
    if (out.speeds.size() != geo::road_class_count) {
        table.fail("speeds_kmh", "must have a speed for every class of road");
    }
    table.finish();
    return out;
}

geo::road_table read_table(const std::string& path, const road_settings& settings) {
    if (geo::is_osm_name(settings.file)) {
        return geo::read_osm_roads(path);
    }
    geo::read_options options;
    options.keep = {.points = false, .lines = true, .areas = false};
    options.assume_crs = settings.assume_crs;
    options.where = settings.where;
    options.allow_database = false;
    auto layer = geo::read_layer(path, options);
    layer.found.clear();  // told where the theatre was read
    layer.name = "roads";
    return geo::roads_of_layer(layer, settings.attributes);
}

/// A network elsewhere is of no use here, and nobody would see why.
void tell_apart(const theatre& about, const std::string& file, theatre_roads& out) {
    geo::lon_lat_box land;
    for (const auto& one : about.territories) {
        for (const auto& part : one.area) {
            land.add_all(part.outer);
        }
    }
    const auto& roads = out.network.box();
    if (land.empty() || roads.empty()) {
        return;
    }
    const bool apart = roads.west > land.east || roads.east < land.west ||
                       roads.south > land.north || roads.north < land.south;
    if (apart) {
        out.found.push_back(
            {geo::finding_code::road_network_apart,
             geo::severity::error,
             {file, "roads", "", {}, {}},
             fmt::format(
                 "the roads (lon {:.2f} to {:.2f}, lat {:.2f} to {:.2f}) do not touch the "
                 "territories (lon {:.2f} to {:.2f}, lat {:.2f} to {:.2f}); are they of another "
                 "country?",
                 roads.west,
                 roads.east,
                 roads.south,
                 roads.north,
                 land.west,
                 land.east,
                 land.south,
                 land.north
             )}
        );
    }
}

}  // namespace

road_settings take_road_settings(config_table& table) {
    road_settings out;
    out.file = table.require_text("file");
    out.assume_crs = table.text("assume_crs").value_or("");
    out.where = table.text("where").value_or("");
    if (geo::is_osm_name(out.file)) {
        for (const char* key : {"where", "assume_crs", "attributes", "classes"}) {
            if (table.has(key)) {
                table.fail(key, "has no meaning for an OpenStreetMap file; leave it out");
            }
        }
    }
    out.snap = table.length("snap");
    if (out.snap && !(*out.snap >= geo::metres(0) && *out.snap <= geo::metres(100))) {
        table.fail("snap", "must be from 0m to 100m");
    }
    if (const auto detour = table.number("detour_factor")) {
        out.detour_factor = checked_detour(table, *detour);
    }
    if (auto names = table.table("attributes")) {
        out.attributes = read_attributes(*names);
    }
    if (auto words = table.table("classes")) {
        for (const auto& word : words->keys()) {
            const auto said = words->require_text(word);
            const auto kind = geo::parse_road_class(said);
            if (!kind) {
                words->fail(word, "'" + said + "' is no class of road");
            }
            out.attributes.classes[word] = *kind;
        }
        words->finish();
    }
    if (auto speeds = table.table("speeds_kmh")) {
        out.speeds = read_speeds(*speeds);
    }
    return out;
}

std::optional<theatre_roads> read_roads(const theatre& about) {
    const bool has_roads =
        std::any_of(about.sources.begin(), about.sources.end(), [](const layer_source& one) {
            return one.layer == "roads";
        });
    if (!has_roads) {
        return std::nullopt;
    }
    auto top = config_table::from_file((fs::path(about.folder) / "theatre.toml").string());
    auto layers = top.table("layers");
    auto table = layers ? layers->table("roads") : std::nullopt;
    if (!table) {
        return std::nullopt;
    }
    const auto settings = take_road_settings(*table);
    const auto general = read_general();
    const auto path = (fs::path(about.folder) / settings.file).string();

    geo::network_options options;
    for (const auto* speeds : {&general.speeds, &settings.speeds}) {
        for (const auto& [kind, speed] : *speeds) {
            options.speeds.by_class[static_cast<std::size_t>(kind)] = speed;
        }
    }
    const auto usual = geo::is_osm_name(settings.file) ? geo::metres(0) : usual_snap;
    options.snap = settings.snap.value_or(usual);
    options.detour_factor = settings.detour_factor.value_or(general.detour_factor);

    auto built = geo::build_network(read_table(path, settings), options);
    theatre_roads out;
    out.network = std::move(built.roads);
    out.found = std::move(built.found);
    out.detour_factor = options.detour_factor;
    out.detour_source = settings.detour_factor ? "the theatre" : general.detour_source;
    out.speed_source = settings.speeds.empty()
                           ? general.speed_source
                           : "the theatre, where it gives any; else " + general.speed_source;
    out.snap = options.snap;
    for (auto& item : out.found) {
        item.where.layer = "roads";
    }
    tell_apart(about, path, out);
    return out;
}

}  // namespace planner
