// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/terms/read_weapons.hpp"
#include "tests/support/world.hpp"

#include <set>

using namespace planner;
using Catch::Matchers::Contains;
using world::replaced;

namespace {

const std::string table = R"(format = "armistice-weapons/1"

[[classes]]
id = "artillery"
title = "Artillery"
source = "made up"

[[classes]]
id = "heavy"
title = "Heavy"
includes = ["artillery"]
source = "made up"

[[systems]]
id = "gun"
name = "Gun"
class = "artillery"
calibre_mm = 100
max_range = "20km"
source = "made up"
certainty = "M"
)";

std::string refused_weapons(const std::string& what, const std::string& with) {
    return world::refusal<geo::input_error>([&] {
        (void)read_weapons_text(replaced(table, what, with), "w.toml");
    });
}

}  // namespace

TEST_CASE("weapons: classes include classes", "[planner][weapons]") {
    const auto made = read_weapons_text(table, "w.toml");
    REQUIRE(made.systems.size() == 1);
    const auto& gun = made.systems[0];
    CHECK(gun.max_range == geo::metres(20000));
    for (const auto* word : {"any", "forces", "heavy", "artillery", "gun"}) {
        CHECK(made.covers(word, gun));
    }
    CHECK_FALSE(made.covers("tank", gun));
    CHECK(made.systems_of({"heavy"}).size() == 1);
    CHECK(made.systems_of({"tank"}).empty());
}

TEST_CASE("weapons: what is wrong names file, line, key and what to do", "[planner][weapons]") {
    CHECK_THAT(
        refused_weapons("class = \"artillery\"", "class = \"artilery\""),
        Contains("w.toml:17: [systems] class:") && Contains("did you mean 'artillery'?")
    );
    CHECK_THAT(refused_weapons("\"20km\"", "20"), Contains("w.toml:19:") && Contains("unit"));
    CHECK_THAT(refused_weapons("\"20km\"", "\"0km\""), Contains("more than 0"));
    CHECK_THAT(refused_weapons("calibre_mm = 100", "calibre_mm = -1"), Contains("calibre_mm"));
    CHECK_THAT(refused_weapons("calibre_mm", "caliber_mm"), Contains("did you mean 'calibre_mm'?"));
    CHECK_THAT(
        refused_weapons("certainty = \"M\"", "certainty = \"sure\""),
        Contains("[systems] certainty:")
    );
    CHECK_THAT(refused_weapons("certainty = \"M\"\n", ""), Contains("certainty: is missing"));
    CHECK_THAT(refused_weapons("id = \"gun\"", "id = \"heavy\""), Contains("class, too"));
    CHECK_THAT(
        refused_weapons("includes = [\"artillery\"]", "includes = [\"heavy\"]"), Contains("circle")
    );
    CHECK_THAT(
        refused_weapons("includes = [\"artillery\"]", "includes = [\"arty\"]"), Contains("'arty'")
    );
}

TEST_CASE("weapons: the table that comes with the program", "[planner][weapons]") {
    const auto made = built_in_weapons();
    CHECK(made.systems.size() >= 40);
    std::set<std::string> used;
    for (const auto& one : made.systems) {
        CAPTURE(one.id);
        used.insert(one.class_id);
        CHECK_FALSE(one.cited.source.empty());
        // Nothing was read in its source.
        CHECK(one.cited.certainty != "S");
        CHECK(one.max_range >= geo::metres(1000));
        CHECK(one.max_range <= geo::metres(2.5e6));
        if (one.class_id == "artillery") {
            REQUIRE(one.calibre_mm);
            CHECK(*one.calibre_mm >= 100);
        }
        if (one.class_id == "light_artillery") {
            CHECK(*one.calibre_mm < 100);
        }
    }
    for (const auto& one : made.classes) {
        CAPTURE(one.id);
        // Balloons have no systems; heavy weapons are other classes together.
        CHECK((used.contains(one.id) || !one.includes.empty() || one.id == "balloon"));
    }
}
