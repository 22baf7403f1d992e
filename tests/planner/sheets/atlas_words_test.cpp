// SPDX-License-Identifier: Apache-2.0
#include "planner/report/write_plan.hpp"
#include "planner/sheets/atlas.hpp"
#include "planner/sheets/read_map_plan.hpp"
#include "tests/planner/sheets/sheet_ground.hpp"
#include "tests/support/disguise.hpp"
#include "tests/support/world.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace planner;

using sheets_world::ground;

namespace {

/// Of everything that a plan's data says, no word.
map_content without_words(map_content plan) {
    for (auto* text :
         {&plan.id,
          &plan.version,
          &plan.theatre_title,
          &plan.terms_title,
          &plan.terms_source,
          &plan.spacing,
          &plan.people_note}) {
        *text = "0";
    }
    for (auto& [id, name] : plan.party_names) {
        name = "0";
    }
    for (auto& one : plan.lines) {
        one.title = "0";
    }
    for (std::size_t i = 0; i < plan.phases.size(); ++i) {
        plan.phases[i].title = std::to_string(i);
        plan.phases[i].gate = "0";
        for (auto& region : plan.phases[i].by_region) {
            region.name = "0";
        }
    }
    for (auto& one : plan.zones) {
        one.title = one.ground = "0";
    }
    for (auto* places : {&plan.settlements, &plan.facilities}) {
        for (auto& one : *places) {
            one.name = one.local_name = "0";
        }
    }
    for (auto& one : plan.posts) {
        one.name = one.mgrs = "0";
    }
    for (auto& one : plan.sectors) {
        one.name = "0";
        one.headquarters->name = "0";
    }
    plan.sources = {"0"};
    return plan;
}

map_base without_words(map_base base) {
    for (auto& one : base.territories) {
        one.name = "0";
    }
    for (auto& one : base.regions) {
        one.name = "0";
    }
    for (auto& one : base.settlements) {
        one.name = one.local_name = "0";
    }
    return base;
}

void add_words(std::string& to, const sheet_table& table) {
    to += table.title + "\n";
    for (const auto& one : table.header) {
        to += one + "\n";
    }
    for (const auto& row : table.rows) {
        for (const auto& one : row.cells) {
            to += one + "\n";
        }
    }
}

/// All that is written on a sheet but for its date-time groups, which are the same everywhere.
std::string words_on(const sheet& what) {
    std::string out;
    for (const auto& one :
         {what.number,
          what.title,
          what.subtitle,
          what.legend_title,
          what.notes_title,
          what.sources_title,
          what.disclaimer,
          what.validity,
          facts_of(what).projection_name}) {
        out += one + "\n";
    }
    for (const auto* list : {&what.notes, &what.sources}) {
        for (const auto& one : *list) {
            out += one + "\n";
        }
    }
    for (const auto& layer : what.layers) {
        out += layer.legend + "\n" + layer.legend_heading + "\n";
        for (const auto& item : layer.items) {
            out += item.label + "\n" + item.label_below + "\n";
        }
    }
    for (const auto& one : what.neighbours) {
        out += one.text + "\n";
    }
    if (what.inset) {
        out += what.inset->caption + "\n";
    }
    if (what.table) {
        add_words(out, *what.table);
    }
    for (const auto& one : what.further_tables) {
        add_words(out, one);
    }
    return out;
}

}  // namespace

TEST_CASE("atlas: in another language no word of ours stays English", "[planner][sheets]") {
    const world::temporary_folder theatre;
    const world::temporary_folder out;
    write_plan(world::plan_of(theatre, ground), out.path("plan"), false);
    const auto read = read_map_plan(out.path("plan"), theatre.path("theatre"));
    const auto plan = without_words(read.plan);
    const auto base = without_words(read.base);
    const auto said = disguise::words();
    const std::set groups{
        sheet_group::index,
        sheet_group::overview,
        sheet_group::phases,
        sheet_group::sectors,
        sheet_group::corridors};
    const auto english = atlas_sheets(plan, base, {.groups = groups});
    const auto sheets = atlas_sheets(plan, base, {.groups = groups, .words = &said.words});
    REQUIRE(sheets.size() == english.size());
    REQUIRE(sheets.size() > 4);
    std::set<std::string> before;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        INFO(english[i].title);
        before.merge(disguise::latin_words(words_on(english[i])));
        auto left = disguise::latin_words(words_on(sheets[i]));
        std::erase_if(left, [](const auto& word) { return word.front() == 'Z'; });  // 240600ZOCT22
        CHECK(left.empty());
        CHECK(render_svg(sheets[i]) != render_svg(english[i]));
    }
    CHECK(before.size() > 100);
}
