// SPDX-License-Identifier: Apache-2.0
#include "geo/io/read.hpp"
#include "geo/io/write_flatgeobuf.hpp"
#include "tests/geo/io/fixtures.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using support::at;

namespace {

geo::feature_table table() {
    geo::feature_table out{"zones", {}};
    for (int i = 0; i < 20; ++i) {
        const double x = 30 + i;
        out.features.push_back(
            {"z" + std::to_string(i),
             {{"name", "Zone " + std::to_string(i)},
              {"area_km2", 1.5 * i},
              {"open", i % 2 == 0},
              {"lists", std::vector<std::string>{"a", "b"}},
              {"nothing", std::monostate{}},
              {"valid_from", std::string("2022-10-15T06:00:00Z")}},
             geo::multi_polygon<geo::lon_lat>{
                 {{at(x, 48), at(x + 1, 48), at(x + 1, 49), at(x, 48)}, {}}}}
        );
    }
    return out;
}

}  // namespace

TEST_CASE("flatgeobuf: what goes in comes out", "[geo][io][flatgeobuf]") {
    const fixtures::temporary_folder folder;
    geo::findings found;
    const auto given = table();
    const auto bytes = geo::to_flatgeobuf(given, found);
    CHECK(found.empty());
    auto read = geo::read_layer(folder.with("zones.fgb", bytes));
    REQUIRE(read.features.size() == given.features.size());
    for (const auto& item : given.features) {
        const auto same =
            std::find_if(read.features.begin(), read.features.end(), [&](const auto& one) {
                return one.id == item.id;
            });
        REQUIRE(same != read.features.end());
        CHECK(geo::areas(*same) == geo::areas(item));
        CHECK(geo::text(*same, "name") == geo::text(item, "name"));
        CHECK(geo::number(*same, "area_km2") == geo::number(item, "area_km2"));
        CHECK_FALSE(geo::text(*same, "nothing"));
        CHECK(geo::text(*same, "valid_from") == "2022-10-15T06:00:00Z");
    }
    CHECK(geo::to_flatgeobuf(given, found) == bytes);
}

TEST_CASE("flatgeobuf: one point, and a table of nothing", "[geo][io][flatgeobuf]") {
    const fixtures::temporary_folder folder;
    geo::findings found;
    const auto one =
        geo::to_flatgeobuf({"p", {{"a", {}, std::vector<geo::lon_lat>{at(33, 48)}}}}, found);
    CHECK(geo::read_layer(folder.with("p.fgb", one)).features.size() == 1);
    CHECK_FALSE(geo::to_flatgeobuf({"none", {}}, found).empty());
    CHECK(found.empty());
}
