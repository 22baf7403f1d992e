// SPDX-License-Identifier: Apache-2.0
#include "planner/config/data_folder.hpp"
#include "tests/support/schema.hpp"
#include "tests/support/world.hpp"

#include <toml++/toml.h>

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
