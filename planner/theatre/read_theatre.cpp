// SPDX-License-Identifier: Apache-2.0
#include "planner/theatre/read_theatre.hpp"

#include "geo/base/error.hpp"
#include "geo/geometry/box.hpp"
#include "geo/io/osm_roads.hpp"
#include "geo/io/read.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/config/config.hpp"
#include "planner/theatre/border_corrections.hpp"
#include "planner/theatre/dense_area.hpp"
#include "planner/theatre/place_index.hpp"
#include "planner/theatre/read_roads.hpp"
#include "planner/theatre/read_terrain.hpp"
#include "planner/theatre/region_finder.hpp"

#include <algorithm>
#include <filesystem>
#include <future>

namespace planner {

namespace fs = std::filesystem;

namespace {

/// Layers that a theatre may have, in the order they are listed in outputs.
const std::vector<std::string> layer_names{
    "territories",
    "reserved",
    "settlements",
    "infrastructure",
    "dependences",
    "crossings",
    "sites",
    "regions",
    "rivers",
    "terrain",
    "roads",
    "forces",
    "closures",
    "control"};

/// Reads layers of one theatre, keeping the list of files and the findings.
class layer_reader {
public:
    explicit layer_reader(theatre& into) : into_(into) {}

    [[nodiscard]] geo::layer read(
        const std::string& file,
        const std::string& label,
        geo::wanted_kinds keep,
        const std::string& assume_crs = "",
        const std::string& where = ""
    ) {
        const auto path = (fs::path(into_.folder) / file).string();
        geo::read_options options;
        options.keep = keep;
        options.assume_crs = assume_crs;
        options.where = where;
        // A theatre may come from anybody: it must not make us open a database.
        options.allow_database = false;
        options.expected = expected_;
        auto made = geo::read_layer(path, options);
        for (auto& item : made.found) {
            item.where.layer = label;
        }
        geo::append(into_.found, std::move(made.found));
        list(path);
        return made;
    }

    /// A file that is read elsewhere, later.
    [[nodiscard]] geo::layer leave_for_later(const std::string& file) {
        const auto path = (fs::path(into_.folder) / file).string();
        if (!fs::is_regular_file(path)) {
            throw geo::io_error("'" + path + "' cannot be read: there is no such file");
        }
        list(path);
        return {};
    }

    /// Everything after the territories lies about them: what does not, but would with its axes
    /// swapped, is refused.
    void expect_about_territories() {
        geo::lon_lat_box box;
        for (const auto& one : into_.territories) {
            const auto own = box_of(one.area);
            box.add({geo::longitude(own.west), geo::latitude(own.south)});
            box.add({geo::longitude(own.east), geo::latitude(own.north)});
        }
        constexpr double margin = 3;  // degrees
        expected_ = geo::lon_lat_box{
            box.west - margin, box.south - margin, box.east + margin, box.north + margin};
    }

private:
    void list(const std::string& path) {
        if (std::find(into_.files.begin(), into_.files.end(), path) == into_.files.end()) {
            into_.files.push_back(path);
        }
    }

    theatre& into_;
    std::optional<geo::lon_lat_box> expected_;
};

constexpr geo::wanted_kinds only_points{.points = true, .lines = false, .areas = false};
constexpr geo::wanted_kinds only_lines{.points = false, .lines = true, .areas = false};
constexpr geo::wanted_kinds only_areas{.points = false, .lines = false, .areas = true};

std::string text_or(const geo::feature& item, std::string_view name, std::string fallback = "") {
    return geo::text(item, name).value_or(std::move(fallback));
}

bool is_yes(const geo::feature& item, std::string_view name, bool fallback) {
    const auto value = geo::text(item, name);
    if (!value) {
        return fallback;
    }
    return *value == "true" || *value == "1" || *value == "yes";
}

party read_party(config_table table) {
    party out;
    out.id = party_id(table.require_text("id"));
    out.name = table.require_text("name");
    out.territory = territory_id(table.text("territory").value_or(""));
    table.finish();
    return out;
}

std::optional<geo::edge_reading> read_edges(config_table& table) {
    const auto word = table.choice("edges", {"lonlat", "geodesic"});
    if (!word) {
        return std::nullopt;
    }
    return *word == "geodesic" ? geo::edge_reading::geodesic : geo::edge_reading::lonlat;
}

/// The last of `items` must have an id of its own.
template <class Items>
void refuse_second(const config_table& table, const Items& items) {
    const auto& id = items.back().id;
    const auto same = [&](const auto& item) { return item.id == id; };
    if (std::any_of(items.begin(), items.end() - 1, same)) {
        table.fail("id", "'" + id.str() + "' is used twice; each needs an id of its own");
    }
}

/// Orders the features of a point list by their attribute `seq` and makes one line of them.
void take_points(theatre_line& into, geo::layer& points, const config_table& table) {
    for (const auto& item : points.features) {
        if (!geo::number(item, "seq")) {
            table.fail("file", "feature " + item.id + " has no number in its column 'seq'");
        }
    }
    std::stable_sort(
        points.features.begin(),
        points.features.end(),
        [](const geo::feature& a, const geo::feature& b) {
            return *geo::number(a, "seq") < *geo::number(b, "seq");
        }
    );
    geo::line_string<geo::lon_lat> line;
    for (const auto& item : points.features) {
        for (const auto& position : geo::points(item)) {
            line.push_back(position);
            turning_point point;
            point.position = position;
            point.name = text_or(item, "name");
            point.between = text_or(item, "between");
            point.note = text_or(item, "note");
            if (const auto accuracy = geo::number(item, "accuracy_m")) {
                point.accuracy = geo::metres(*accuracy);
            }
            into.turning_points.push_back(std::move(point));
        }
    }
    into.shape.push_back(std::move(line));
}

theatre_line read_line(config_table table, geo::edge_reading general, layer_reader& layers) {
    theatre_line out;
    out.id = line_id(table.require_text("id"));
    out.title = table.require_text("title");
    out.kind = *parse_line_kind(table.require_choice(
        "kind",
        {"line_of_contact", "ceasefire_line", "recognised_border", "former_line", "administrative"}
    ));
    out.status = *parse_line_status(
        table.require_choice("status", {"agreed", "claimed", "de_facto", "recognised"})
    );
    out.basis = *parse_line_basis(table.require_choice("basis", {"observed", "agreed"}));
    out.date = table.require_time("date");
    const auto accuracy = table.number("accuracy_m");
    if (!accuracy && out.basis == line_basis::observed) {
        table.fail_missing("accuracy_m", "an observed line needs its 95 % radius in metres");
    }
    out.accuracy = geo::metres(accuracy.value_or(0));
    if (out.accuracy < geo::metres(0)) {
        table.fail("accuracy_m", "must not be negative");
    }
    out.edges = read_edges(table).value_or(general);
    out.source = table.require_text("source");
    out.left = party_id(table.require_text("left"));
    out.right = party_id(table.require_text("right"));
    const auto file = table.require_text("file");
    auto read = layers.read(
        file,
        out.id.str(),
        {.points = true, .lines = true, .areas = false},
        table.text("assume_crs").value_or(""),
        table.text("where").value_or("")
    );
    const bool points =
        std::any_of(read.features.begin(), read.features.end(), [](const geo::feature& item) {
            return !geo::points(item).empty();
        });
    if (points) {
        take_points(out, read, table);
    } else {
        for (const auto& item : read.features) {
            for (const auto& line : geo::lines(item)) {
                out.shape.push_back(line);
            }
        }
    }
    std::erase_if(out.shape, [](const auto& line) { return line.size() < 2; });
    if (out.shape.empty()) {
        table.fail("file", "'" + file + "' holds no line of two or more positions");
    }
    table.finish();
    return out;
}

geo::layer read_named_layer(
    config_table& table, const std::string& name, layer_reader& layers, theatre& into
) {
    layer_source source;
    source.layer = name;
    source.file = table.require_text("file");
    source.source = table.require_text("source");
    source.licence = table.require_text("licence");
    source.attribution = table.text("attribution").value_or("");
    source.note = table.text("scale_note").value_or("");
    if (const auto note = table.text("population_note")) {
        source.note += (source.note.empty() ? "" : "; ") + *note;
    }
    if (const auto accuracy = table.number("accuracy_m")) {
        source.accuracy = geo::metres(*accuracy);
    }
    const bool lines = name == "rivers" || name == "roads";
    const bool areas = name == "territories" || name == "reserved" || name == "regions" ||
                       name == "terrain" || name == "control";
    if (name == "roads") {
        (void)take_road_settings(table);  // refuses here what read_roads() would refuse later
    }
    const auto classes = name == "terrain" ? take_terrain_settings(table) : terrain_settings{};
    const auto read_now = [&] {
        return layers.read(
            source.file,
            name,
            lines ? only_lines : (areas ? only_areas : only_points),
            table.text("assume_crs").value_or(""),
            table.text("where").value_or("")
        );
    };
    const bool osm = name == "roads" && geo::is_osm_name(source.file);
    auto read = osm ? layers.leave_for_later(source.file) : read_now();
    if (name == "terrain") {
        into.terrain = terrain_of(read, classes, table);
    }
    table.finish();
    into.sources.push_back(std::move(source));
    return read;
}

/// More are not a force but a slip of the pen.
constexpr double most_vehicles = 1e6;

facility to_facility(const geo::feature& item) {
    facility out;
    out.id = place_id(item.id);
    out.name = text_or(item, "name", item.id);
    out.kind = text_or(item, "kind", "unknown");
    out.position = geo::points(item).front();
    out.note = text_or(item, "note", text_or(item, "status_note"));
    out.source = text_or(item, "source");
    out.certainty = text_or(item, "certainty");
    return out;
}

dependence to_dependence(const geo::feature& item) {
    dependence out;
    out.id = place_id(item.id);
    out.facility = place_id(text_or(item, "facility"));
    out.kind = text_or(item, "kind", "unknown");
    out.serves = text_or(item, "serves", item.id);
    out.position = geo::points(item).front();
    out.note = text_or(item, "note");
    out.source = text_or(item, "source");
    out.certainty = text_or(item, "certainty");
    return out;
}

settlement to_settlement(const geo::feature& item) {
    settlement out;
    out.id = place_id(item.id);
    out.name = text_or(item, "name", item.id);
    out.local_name = text_or(item, "name_local");
    out.position = geo::points(item).front();
    out.population = std::max(0.0, geo::number(item, "population").value_or(0));
    out.kind = text_or(item, "class", "settlement");
    return out;
}

crossing to_crossing(const geo::feature& item) {
    crossing out;
    out.id = place_id(item.id);
    out.name = text_or(item, "name", item.id);
    out.kind = text_or(item, "kind", "road");
    out.position = geo::points(item).front();
    out.exit_for = party_id(text_or(item, "exit_for"));
    out.territory = text_or(item, "territory", "main");
    out.open = is_yes(item, "open", true);
    out.note = text_or(item, "note");
    out.source = text_or(item, "source");
    return out;
}

/// Vehicles of a unit that says none, or no number, would be none at all without a word.
force to_force(const geo::feature& item, theatre& into) {
    force out;
    out.id = place_id(item.id);
    out.name = text_or(item, "name", item.id);
    out.party = party_id(text_or(item, "party"));
    out.weapon_class = text_or(item, "class", "any");
    out.position = geo::points(item).front();
    const auto vehicles = geo::number(item, "vehicles");
    out.vehicles = vehicles.value_or(0);
    const auto tell = [&](const std::string& what) {
        into.found.push_back(
            {geo::finding_code::feature_attribute_invalid,
             geo::severity::warning,
             {"", "forces", item.id, out.position.lon.value(), out.position.lat.value()},
             what}
        );
    };
    if (!vehicles || !(out.vehicles > 0) || out.vehicles > most_vehicles) {
        tell("'vehicles' must be a number from 1 to 1,000,000; the force is counted with none");
        out.vehicles = 0;
    }
    if (into.find_party(out.party) == nullptr) {
        tell("party '" + out.party.str() + "' is no id of [[parties]]; nobody moves it");
    }
    return out;
}

closure to_closure(const geo::feature& item, theatre& into) {
    closure out;
    out.id = place_id(item.id);
    out.kind = text_or(item, "kind", "blocked");
    out.road = text_or(item, "road");
    out.note = text_or(item, "note");
    const auto position = geo::points(item).front();
    if (out.road.empty()) {
        out.position = position;
    }
    if (const auto reach = geo::number(item, "reach_m")) {
        if (*reach > 0 && *reach <= 50000) {
            out.reach = geo::metres(*reach);
        } else {
            into.found.push_back(
                {geo::finding_code::feature_attribute_invalid,
                 geo::severity::warning,
                 {"", "closures", item.id, position.lon.value(), position.lat.value()},
                 "'reach_m' must be more than 0 and at most 50000; 100 is taken"}
            );
        }
    }
    return out;
}

road to_road(const geo::feature& item) {
    road out;
    out.ref = text_or(item, "ref");
    out.road_class = text_or(item, "class", "road");
    out.from = text_or(item, "from");
    out.to = text_or(item, "to");
    out.schematic = is_yes(item, "schematic", false);
    out.shape = geo::lines(item);
    out.name = text_or(item, "name");
    return out;
}

void take_layer(const std::string& name, const geo::layer& read, theatre& into) {
    for (const auto& item : read.features) {
        // Told by the reader; nothing can be done with a place that is nowhere.
        if (geo::points(item).empty() && geo::lines(item).empty() && geo::areas(item).empty()) {
            continue;
        }
        if (name == "territories") {
            into.territories.push_back(
                {territory_id(item.id), text_or(item, "name", item.id), dense_area(item, read)}
            );
        } else if (name == "reserved") {
            into.reserved.push_back(
                {reserved_id(item.id),
                 text_or(item, "name", item.id),
                 text_or(item, "legal_basis"),
                 dense_area(item, read)}
            );
        } else if (name == "regions") {
            into.regions.push_back(
                {region_id(item.id), text_or(item, "name", item.id), dense_area(item, read)}
            );
        } else if (name == "rivers") {
            into.rivers.push_back({text_or(item, "name"), geo::lines(item)});
        } else if (name == "roads") {
            into.roads.push_back(to_road(item));
        } else if (name == "forces") {
            into.forces.push_back(to_force(item, into));
        } else if (name == "closures") {
            into.closures.push_back(to_closure(item, into));
        } else if (name == "settlements") {
            into.settlements.push_back(to_settlement(item));
        } else if (name == "crossings") {
            into.crossings.push_back(to_crossing(item));
        } else if (name == "infrastructure") {
            into.infrastructure.push_back(to_facility(item));
        } else if (name == "dependences") {
            into.dependences.push_back(to_dependence(item));
        } else if (name == "sites") {
            into.sites.push_back(to_facility(item));
        }
    }
}

void check_dependences(const theatre& made, const std::string& file) {
    for (const auto& one : made.dependences) {
        const bool known = std::any_of(
            made.infrastructure.begin(),
            made.infrastructure.end(),
            [&](const facility& candidate) { return candidate.id == one.facility; }
        );
        if (!known) {
            throw geo::input_error(
                file + ": [layers.dependences]: '" + one.id.str() + "' names the facility '" +
                one.facility.str() + "', which is no id of the layer infrastructure"
            );
        }
    }
}

void check_parties(const theatre& made, const std::string& file) {
    for (const auto& one : made.parties) {
        if (!one.territory.empty() && made.find_territory(one.territory) == nullptr) {
            throw geo::input_error(
                file + ": party '" + one.id.str() + "' names the territory '" +
                one.territory.str() + "', which is no feature id of the layer territories"
            );
        }
    }
    for (const auto& [role, id] : made.roles) {
        if (made.find_party(id) == nullptr) {
            throw geo::input_error(
                file + ": [roles] " + role + " = \"" + id.str() + "\" is no id of [[parties]]"
            );
        }
    }
    for (const auto& line : made.lines) {
        for (const auto& id : {line.left, line.right}) {
            if (made.find_party(id) == nullptr) {
                throw geo::input_error(
                    file + ": line '" + line.id.str() + "' names '" + id.str() +
                    "' beside it, which is no id of [[parties]]"
                );
            }
        }
    }
}

/// A crossing for nobody known, or of no part known, would be no exit without a word.
void check_crossings(theatre& made) {
    const auto tell = [&](const crossing& place, const std::string& what) {
        made.found.push_back(
            {geo::finding_code::feature_attribute_invalid,
             geo::severity::warning,
             {"",
              "crossings",
              place.id.str(),
              place.position.lon.value(),
              place.position.lat.value()},
             what}
        );
    };
    for (const auto& place : made.crossings) {
        if (!place.exit_for.empty() && made.find_party(place.exit_for) == nullptr) {
            tell(
                place,
                "exit_for '" + place.exit_for.str() +
                    "' is no id of [[parties]]; the crossing is nobody's exit"
            );
        }
        const bool known =
            place.territory == "main" ||
            std::any_of(made.reserved.begin(), made.reserved.end(), [&](const auto& one) {
                return one.id.str() == place.territory;
            });
        if (!known) {
            tell(
                place,
                "territory '" + place.territory +
                    "' is neither 'main' nor the id of a reserved area; the crossing counts as an "
                    "exit of no part"
            );
        }
    }
}

/// The legal basis and the name that theatre.toml gives a reserved area hold over the layer's.
void read_reserved(config_table& top, theatre& into) {
    for (auto& table : top.tables("reserved")) {
        const auto id = table.require_text("id");
        const auto feature = table.text("feature").value_or(id);
        const auto found =
            std::find_if(into.reserved.begin(), into.reserved.end(), [&](const reserved_area& one) {
                return one.id.str() == feature;
            });
        if (found == into.reserved.end()) {
            table.fail("feature", "'" + feature + "' is no feature id of the layer reserved");
        }
        found->id = reserved_id(id);
        found->name = table.text("name").value_or(found->name);
        found->legal_basis = table.require_text("legal_basis");
        table.finish();
    }
}

/// Edges of areas are straight in longitude and latitude. With these positions more they run within
/// this distance of geodesics too, so that an area measured does not depend on where it is cut
/// (half of what zones are true to; a parallel of 78 km at 50 N departs from its geodesic by 140 m).
constexpr geo::metres edge_departure(0.25);

/// Corrections of the territories, on a thread of their own while other layers are read.
class border_work {
public:
    explicit border_work(theatre& of) : of_(of) {}

    /// Nothing to do with parties, reserved areas and territories may change until finish().
    void start() {
        land_.parties = of_.parties;
        land_.reserved = of_.reserved;
        land_.territories = of_.territories;
        working_ = std::async(std::launch::async, [this] { apply_border_corrections(land_); });
    }
    void finish() {
        if (!working_.valid()) {
            start();
        }
        working_.get();
        of_.territories = std::move(land_.territories);
        of_.files.insert(of_.files.end(), land_.files.begin(), land_.files.end());
        geo::append(of_.found, std::move(land_.found));
    }

private:
    theatre& of_;
    theatre land_;
    std::future<void> working_;  // last: ends before what it works on
};

void densify_areas(theatre& into) {
    const auto dense = [](auto& items) {
        for (auto& one : items) {
            one.area = geo::densify(one.area, geo::edge_reading::lonlat, edge_departure);
        }
    };
    dense(into.territories);
    dense(into.reserved);
    dense(into.regions);
}

void assign_regions(theatre& into) {
    const region_finder regions(into.regions);
    for (auto& place : into.settlements) {
        if (const auto found = regions.find(place.position)) {
            place.region = into.regions[*found].id;
        }
    }
}

}  // namespace

theatre read_theatre(const std::string& folder) {
    theatre out;
    out.folder = folder;
    const auto file = (fs::path(folder) / "theatre.toml").string();
    auto top = config_table::from_file(file);
    out.files.push_back(file);
    (void)top.require_choice("format", {"armistice-theatre/1"});
    out.id = top.require_id("id");
    out.title = top.require_text("title");
    out.note = top.text("note").value_or("");
    out.as_of = top.require_time("as_of");
    out.time_zone = top.require_text("time_zone");
    (void)to_local_text(out.as_of, out.time_zone);  // refuses an unknown zone here, by name
    out.default_d_day = top.time("default_d_day");
    const auto edges = read_edges(top).value_or(geo::edge_reading::lonlat);
    if (auto roles = top.table("roles")) {
        for (const auto& role : roles->keys()) {
            out.roles[role] = party_id(roles->require_text(role));
        }
    }
    for (auto& table : top.tables("parties")) {
        out.parties.push_back(read_party(table));
        refuse_second(table, out.parties);
    }
    layer_reader layers(out);
    border_work borders(out);
    if (auto named = top.table("layers")) {
        for (const auto& name : layer_names) {
            if (name == "settlements") {
                borders.start();  // territories and reserved areas are there
            }
            if (auto table = named->table(name)) {
                take_layer(name, read_named_layer(*table, name, layers, out), out);
                if (name == "territories") {
                    if (out.territories.empty()) {
                        throw geo::input_error(file + ": [layers.territories] holds no area");
                    }
                    layers.expect_about_territories();
                }
                if (name == "control") {
                    out.found.push_back(
                        {geo::finding_code::plan_step_left_out,
                         geo::severity::note,
                         {"", name, "", {}, {}},
                         "control areas are read but not used by this version; the line decides "
                         "who holds what"}
                    );
                }
            }
        }
        named->finish();
    }
    for (auto& table : top.tables("lines")) {
        out.lines.push_back(read_line(table, edges, layers));
        refuse_second(table, out.lines);
    }
    if (out.territories.empty() && out.lines.empty()) {
        throw geo::input_error(file + ": has neither [layers.territories] nor [[lines]]");
    }
    read_reserved(top, out);
    top.finish();
    check_parties(out, file);
    check_dependences(out, file);
    check_crossings(out);
    borders.finish();
    densify_areas(out);
    assign_regions(out);
    return out;
}

}  // namespace planner
