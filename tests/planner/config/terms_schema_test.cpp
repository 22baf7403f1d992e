// SPDX-License-Identifier: Apache-2.0
#include "planner/config/data_folder.hpp"
#include "tests/support/schema.hpp"
#include "tests/support/world.hpp"

#include <toml++/toml.h>

#include <filesystem>
#include <sstream>

using namespace planner;
using nlohmann::json;
using world::problems;

namespace {

json as_json(const std::string& toml_text) {
    std::ostringstream out;
    out << toml::json_formatter(toml::parse(toml_text));
    return json::parse(out.str());
}

}  // namespace

TEST_CASE("schema: built-in terms keep to the schema of terms", "[planner][schema]") {
    for (const auto& id : built_in_agreements()) {
        CAPTURE(id);
        CHECK(problems("terms.schema.json", as_json(world::bytes_of(find_terms_file(id)))).empty());
    }
    const auto text = world::terms_toml({.reserved = "last_phase"});
    CHECK(problems("terms.schema.json", as_json(text)).empty());
    CHECK_FALSE(
        problems("terms.schema.json", as_json(world::replaced(text, "gate = ", "gaet = "))).empty()
    );
}

TEST_CASE("schema: the table of presence rules", "[planner][schema]") {
    const auto table =
        world::bytes_of((std::filesystem::path(data_folder()) / "presence.toml").string());
    CHECK(problems("presence.schema.json", as_json(table)).empty());
    CHECK_FALSE(
        problems("presence.schema.json", as_json(world::replaced(table, "severity = ", "sever = ")))
            .empty()
    );
    const auto own = world::terms_toml({.head = "presence_omit = [\"dams\"]\n", .more = R"(
[[presence]]
id = "near"
kind = "interposition"
where = "forces_apart"
only = ["a"]
closer_than = "1km"
within = "2km"
people = 10
lasting = "30d"
entry = ["none"]
reach = "1km"
severity = "low"
reason = "r"
source = "s"
certainty = "M"
[[presence_assumptions]]
id = "patrol_km"
low = 1
typical = 2
high = 3
source = "s"
certainty = "assumption"
)"});
    CHECK(problems("terms.schema.json", as_json(own)).empty());
}

TEST_CASE("schema: every key of the terms, and the weapons table", "[planner][schema]") {
    const auto zone = world::terms_toml({.more = R"(
[[inputs]]
id = "i"
kind = "points"
title = "t"
text = "x"
source = "s"
certainty = "M"
[[zones]]
id = "z"
title = "t"
binds = "both"
lies_on = "any"
weapon_class = ["artillery", "bm-21"]
rule = "squares"
centres = "input:i"
size = "2km"
reference_line = { a = "contact", b = "other" }
not_in = ["y"]
caps = [{ what = "tanks", most = 75, per = "side", certainty = "M?" }]
exceptions = [{ kind = "city", area = "a", text = "t" }]
from = "D+1"
source = "s"
certainty = "M"
[[steps]]
id = "s"
title = "t"
who = "both"
action = "x"
start = "D+1"
quiet_days = 7
reset = "r"
source = "s"
certainty = "M"
[[milestones]]
id = "m"
title = "t"
when = "s"
then = "x"
who = "both"
source = "s"
certainty = "M"
)"});
    CHECK(problems("terms.schema.json", as_json(zone)).empty());
    for (const auto& [what, with] :
         {std::pair{"\"squares\"", "\"sqares\""},
          {"per = \"side\"", "per = \"man\""},
          {"kind = \"points\"", "kind = \"dots\""},
          {"then = ", "than = "}}) {
        CAPTURE(what);
        CHECK_FALSE(
            problems("terms.schema.json", as_json(world::replaced(zone, what, with))).empty()
        );
    }
    const auto table = world::bytes_of(data_folder() + "/weapons.toml");
    CHECK(problems("weapons.schema.json", as_json(table)).empty());
    CHECK_FALSE(
        problems("weapons.schema.json", as_json(world::replaced(table, "max_range", "range")))
            .empty()
    );
}
