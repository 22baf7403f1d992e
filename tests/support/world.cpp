// SPDX-License-Identifier: Apache-2.0
#include "tests/support/world.hpp"

#include "geo/measure/geodesic.hpp"
#include "planner/plan/build_plan.hpp"
#include "planner/terms/read_terms.hpp"
#include "planner/theatre/read_theatre.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <unistd.h>

namespace world {

namespace fs = std::filesystem;

namespace {

/// Tests use the data of the source tree wherever the build lies.
const bool data_is_set = setenv("ARMISTICE_DATA", ARMISTICE_TEST_DATA, 1) == 0;

struct corner {
    int x;
    int y;
    friend auto operator<=>(const corner&, const corner&) = default;
};

using chain = std::vector<corner>;

struct cells {
    std::vector<std::string> rows;  ///< southernmost first

    explicit cells(const std::string& map) {
        std::istringstream in(map);
        std::string row;
        while (in >> row) {
            rows.insert(rows.begin(), row);
        }
    }
    [[nodiscard]] int width() const { return static_cast<int>(rows.front().size()); }
    [[nodiscard]] int height() const { return static_cast<int>(rows.size()); }
    [[nodiscard]] char at(int x, int y) const {
        const bool in = x >= 0 && y >= 0 && x < width() && y < height();
        return in ? rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] : '.';
    }
};

bool is_one_of(char c, const std::string& set) {
    return set.find(c) != std::string::npos;
}

/// Edges with a cell of `left` on the left and none of `left` but one of `right` on the right
/// (any, when `right` is empty), chained; where chains touch they turn left.
std::vector<chain> edges(const cells& map, const std::string& left, const std::string& right) {
    std::multimap<corner, corner> next;
    const auto add = [&](char a, char b, corner from, corner to) {
        if (is_one_of(a, left) && !is_one_of(b, left) && (right.empty() || is_one_of(b, right))) {
            next.emplace(from, to);
        }
    };
    for (int x = 0; x < map.width(); ++x) {
        for (int y = 0; y < map.height(); ++y) {
            const char c = map.at(x, y);
            add(c, map.at(x, y - 1), {x, y}, {x + 1, y});
            add(c, map.at(x + 1, y), {x + 1, y}, {x + 1, y + 1});
            add(c, map.at(x, y + 1), {x + 1, y + 1}, {x, y + 1});
            add(c, map.at(x - 1, y), {x, y + 1}, {x, y});
        }
    }
    std::map<corner, int> arriving;
    for (const auto& [from, to] : next) {
        ++arriving[to];
    }
    std::vector<chain> out;
    const auto follow = [&](corner start) {
        chain made{start};
        while (true) {
            const auto [begin, end] = next.equal_range(made.back());
            if (begin == end) {
                break;
            }
            auto best = begin;
            if (made.size() > 1) {
                const auto& a = made[made.size() - 2];
                const auto& b = made.back();
                for (auto it = begin; it != end; ++it) {
                    const int turn =
                        (b.x - a.x) * (it->second.y - b.y) - (b.y - a.y) * (it->second.x - b.x);
                    if (turn > 0) {
                        best = it;
                    }
                }
            }
            const auto to = best->second;
            next.erase(best);
            made.push_back(to);
            if (to == start) {
                break;
            }
        }
        out.push_back(std::move(made));
    };
    std::vector<corner> starts;
    for (const auto& [from, to] : next) {
        if (arriving[from] == 0) {
            starts.push_back(from);
        }
    }
    for (const auto& start : starts) {
        follow(start);
    }
    while (!next.empty()) {
        follow(next.begin()->first);
    }
    return out;
}

double signed_area(const chain& ring) {
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        sum += static_cast<double>(ring[i - 1].x * ring[i].y - ring[i].x * ring[i - 1].y);
    }
    return sum / 2;
}

std::string number(double value) {
    std::ostringstream out;
    out.precision(10);
    out << value;
    return out.str();
}

std::string positions(const chain& ring, const drawing& what) {
    std::string out;
    for (const auto& p : ring) {
        out += (out.empty() ? "[" : ",[") + number(what.west + what.cell * p.x) + "," +
               number(what.south + what.cell * p.y) + "]";
    }
    return "[" + out + "]";
}

/// Is the cell right above the hole's lowest edge within the ring? Rings of cells only.
bool holds(const chain& outer, const chain& hole) {
    const double x = hole.front().x + 0.5;
    const double y = hole.front().y + 0.5;
    bool inside = false;
    for (std::size_t i = 1; i < outer.size(); ++i) {
        const auto& a = outer[i - 1];
        const auto& b = outer[i];
        if ((a.y > y) != (b.y > y) && a.x > x) {
            inside = !inside;
        }
    }
    return inside;
}

std::string multi_polygon(const cells& map, const std::string& set, const drawing& what) {
    const auto rings = edges(map, set, "");
    std::string out;
    for (const auto& outer : rings) {
        if (signed_area(outer) < 0) {
            continue;
        }
        auto part = positions(outer, what);
        for (const auto& hole : rings) {
            if (signed_area(hole) < 0 && holds(outer, hole)) {
                part += "," + positions(hole, what);
            }
        }
        out += (out.empty() ? "[" : ",[") + part + "]";
    }
    return R"({"type":"MultiPolygon","coordinates":[)" + out + "]}";
}

std::string feature(const std::string& id, const std::string& geometry) {
    return R"({"type":"Feature","id":")" + id + R"(","properties":{"name":")" + id +
           R"("},"geometry":)" + geometry + "}";
}

std::string collection(const std::vector<std::string>& features) {
    std::string out;
    for (const auto& one : features) {
        out += (out.empty() ? "" : ",\n") + one;
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\n" + out + "]}\n";
}

std::string layer_toml(const std::string& name, const std::string& file) {
    return "[layers." + name + "]\nfile = \"" + file +
           "\"\nsource = \"made up\"\nlicence = \"CC0-1.0\"\n";
}

bool has_any(const cells& map, const std::string& set) {
    return std::any_of(map.rows.begin(), map.rows.end(), [&](const std::string& row) {
        return row.find_first_of(set) != std::string::npos;
    });
}

bool is_inside(geo::lon_lat p, const geo::ring<geo::lon_lat>& shape) {
    bool inside = false;
    for (std::size_t i = 0; i + 1 < shape.size(); ++i) {
        const auto a = shape[i];
        const auto b = shape[i + 1];
        if ((a.lat > p.lat) != (b.lat > p.lat) &&
            a.lon.value() + (p.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon).value() >
                p.lon.value()) {
            inside = !inside;
        }
    }
    return inside;
}

}  // namespace

temporary_folder::temporary_folder() {
    auto pattern = (fs::temp_directory_path() / "armistice-world-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        FAIL("no temporary folder");
    }
    folder_ = pattern;
}

temporary_folder::~temporary_folder() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

std::string temporary_folder::path(const std::string& name) const {
    return (name.empty() ? folder_ : folder_ / name).string();
}

std::string temporary_folder::with(const std::string& name, const std::string& bytes) const {
    const auto file = folder_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return file.string();
}

std::vector<std::string> temporary_folder::names() const {
    std::vector<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
        out.push_back(fs::relative(entry.path(), folder_).generic_string());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    REQUIRE(in.good());
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        out.push_back(line);
    }
    return out;
}

std::string theatre_toml(const drawing& what) {
    const cells map(what.map);
    std::string out = "format = \"armistice-theatre/1\"\nid = \"" + what.theatre_id + R"("
title = "Made up"
as_of = 2024-01-01T00:00:00Z
time_zone = "UTC"
default_d_day = 2024-02-01T06:00:00Z

[roles]
withdrawing = "west"
other = "east"

[[parties]]
id = "east"
name = "Eastland"
territory = "east"

[[parties]]
id = "west"
name = "Westland"
territory = "west"

[[lines]]
id = "contact"
kind = "line_of_contact"
title = ")" + what.line_title +
                      R"("
file = "contact.geojson"
status = "de_facto"
basis = "observed"
date = 2024-01-01
accuracy_m = )" + number(what.accuracy_m) +
                      R"(
edges = "lonlat"
source = "made up"
left = "east"
right = "west"

)";
    out += layer_toml("territories", "territories.geojson");
    if (has_any(map, "Rr")) {
        out += layer_toml("reserved", "reserved.geojson");
    }
    for (const auto& [name, rows] :
         {std::pair{"settlements", what.settlements},
          {"infrastructure", what.infrastructure},
          {"dependences", what.dependences},
          {"crossings", what.crossings},
          {"sites", what.sites},
          {"forces", what.forces},
          {"closures", what.closures}}) {
        if (!rows.empty()) {
            out += layer_toml(name, std::string(name) + ".csv");
        }
    }
    if (!what.roads.empty()) {
        out += layer_toml("roads", "roads.geojson");
    }
    if (!what.regions.empty()) {
        out += layer_toml("regions", "regions.geojson");
    }
    return out;
}

std::string write_theatre(
    const temporary_folder& into, const drawing& what, const std::string& name
) {
    const cells map(what.map);
    const auto file = [&](const std::string& base) { return name + "/" + base; };
    into.with(file("theatre.toml"), theatre_toml(what));
    std::vector<std::string> states;
    for (const auto& [id, set] : {std::pair{"west", "W"}, {"east", "ehRr"}, {"north", "N"}}) {
        if (has_any(map, set)) {
            states.push_back(feature(id, multi_polygon(map, set, what)));
        }
    }
    into.with(file("territories.geojson"), collection(states));
    into.with(
        file("reserved.geojson"), collection({feature("keep", multi_polygon(map, "Rr", what))})
    );
    std::vector<std::string> lines;
    for (const auto& part : edges(map, "er", "hR")) {
        lines.push_back(feature(
            "part-" + std::to_string(lines.size()),
            R"({"type":"LineString","coordinates":)" + positions(part, what) + "}"
        ));
    }
    into.with(file("contact.geojson"), what.contact.empty() ? collection(lines) : what.contact);
    into.with(file("settlements.csv"), "id,name,lon,lat,population\n" + what.settlements);
    into.with(file("infrastructure.csv"), "id,name,kind,lon,lat\n" + what.infrastructure);
    into.with(file("dependences.csv"), "id,facility,kind,serves,lon,lat\n" + what.dependences);
    into.with(
        file("crossings.csv"), "id,name,kind,lon,lat,exit_for,open,territory\n" + what.crossings
    );
    into.with(file("sites.csv"), "id,name,kind,lon,lat\n" + what.sites);
    into.with(file("forces.csv"), "id,name,lon,lat,party,class,vehicles\n" + what.forces);
    into.with(file("closures.csv"), "id,kind,lon,lat,road,reach_m\n" + what.closures);
    into.with(file("roads.geojson"), what.roads);
    into.with(file("regions.geojson"), what.regions);
    return into.path(name);
}

namespace {

std::string phase_toml(const std::string& id, const std::string& title, std::size_t day) {
    return "id = \"" + id + "\"\ntitle = \"" + title + "\"\nstart = \"D+" + std::to_string(day) +
           "\"\nend = \"D+" + std::to_string(day + 7) + "\"\nverified = \"D+" +
           std::to_string(day + 8) + "\"\ngate = \"Area of " + id +
           " is free of forces\"\nsource = \"made up\"\ncertainty = \"S\"\n";
}

}  // namespace

std::string terms_toml(const agreement& what) {
    std::string out = "format = \"armistice-terms/1\"\nid = \"" + what.id + "\"\ntitle = \"" +
                      what.title + "\"\nsource = \"made up\"\n" + what.head + "\n";
    if (what.withdrawal) {
        out += "[withdrawal]\nparty = \"withdrawing\"\nfrom = \"contact\"\nspacing = "
               "\"equal_progress\"\nsource = \"made up\"\ncertainty = \"S\"\n";
        if (!what.distances.empty()) {
            out += "distances = \"" + what.distances + "\"\n";
        }
        for (std::size_t i = 1; i <= what.phases; ++i) {
            const auto n = std::to_string(i);
            out += "[[withdrawal.phases]]\n" + phase_toml("p" + n, "Phase " + n, 10 * i);
        }
    }
    if (!what.reserved.empty()) {
        out += "[[reserved]]\narea = \"*\"\ntreatment = \"" + what.reserved +
               "\"\nsource = \"made up\"\ncertainty = \"S\"\n";
        if (what.reserved == "last_phase") {
            out += "[reserved.phase]\n" + phase_toml("pr", "Reserved", 10 * (what.phases + 1));
        }
    }
    return out + what.more;
}

std::string zone_toml(
    const std::string& id,
    const std::string& depth,
    const std::string& width_is,
    const std::string& lies_on
) {
    return "[[zones]]\nid = \"" + id + "\"\ntitle = \"Zone " + id + "\"\nbinds = \"" + lies_on +
           "\"\nlies_on = \"" + lies_on + "\"\nweapon_class = \"artillery\"\ndepth = \"" + depth +
           "\"\nwidth_is = \"" + width_is +
           "\"\nreference_line = \"contact\"\nfrom = \"D+3\"\nuntil = \"D+60\"\nsource = \"made "
           "up\"\ncertainty = \"S\"\n";
}

planner::theatre read(const temporary_folder& in, const drawing& what) {
    return planner::read_theatre(write_theatre(in, what));
}

planner::terms read(const temporary_folder& in, const agreement& what) {
    return planner::read_terms(in.with("terms.toml", terms_toml(what)));
}

planner::plan plan_of(const temporary_folder& in, const drawing& what, const agreement& said) {
    return planner::build_plan(read(in, what), read(in, said), {});
}

bool is_inside(geo::lon_lat p, const geo::multi_polygon<geo::lon_lat>& area) {
    bool inside = false;
    geo::for_each_ring(area, [&](const auto& ring) { inside ^= is_inside(p, ring); });
    return inside;
}

double km2(const geo::multi_polygon<geo::lon_lat>& area) {
    return geo::in_square_kilometres(geo::area(area));
}

const geo::finding& first(const geo::findings& found, geo::finding_code code) {
    for (const auto& item : found) {
        if (item.code == code) {
            return item;
        }
    }
    FAIL("no finding " << geo::name(code));
    return found.front();
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto where = text.find(what);
    if (where == std::string::npos) {
        FAIL("not there: " << what);
    }
    return text.replace(where, what.size(), with);
}

}  // namespace world
