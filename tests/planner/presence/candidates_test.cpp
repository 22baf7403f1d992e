// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "planner/plan/build_plan.hpp"
#include "planner/presence/straight_reach.hpp"
#include "planner/theatre/read_roads.hpp"
#include "tests/planner/corridors/road_world.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace planner;
using road_world::drawn_road;

namespace {

constexpr const char* wgs84 =
    R"(GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])";

/// Flat ground with one hill near the line, on the held side at 10.59 E, 50.1 N.
std::string hill(const world::temporary_folder& folder) {
    std::string rows = "ncols 300\nnrows 120\nxllcorner 10.4\nyllcorner 50.0\ncellsize 0.002\n"
                       "NODATA_value -9999\n";
    for (int row = 0; row < 120; ++row) {
        for (int column = 0; column < 300; ++column) {
            // Row 0 is the northernmost: lat 50.24.
            rows += row == 70 && column == 95 ? "80 " : "0 ";
        }
        rows += "\n";
    }
    const auto path = folder.with("heights.asc", rows);
    folder.with("heights.prj", wgs84);
    return path;
}

std::size_t count_bits(unsigned mask) {
    std::size_t sum = 0;
    for (; mask != 0; mask &= mask - 1) {
        ++sum;
    }
    return sum;
}

}  // namespace

TEST_CASE("candidates: every kind of place is looked at", "[planner][presence]") {
    const world::temporary_folder folder;
    auto drawn = road_world::ground(
        {{"M1", {{10.55, 50.05}, {10.5, 50.1}, {10.45, 50.15}}},
         {"T2", {{10.5, 50.1}, {10.55, 50.15}}},
         {"track", {{10.3, 50.05}, {10.35, 50.1}}}},
        ""
    );
    drawn.sites = "s1,Graves,evidence,10.4,50.05\ns2,Mines,mined,10.45,50.05\n";
    const auto ground = world::read(folder, drawn);
    presence_options options;
    options.elevation = hill(folder);
    const auto what =
        build_plan(ground, world::read(folder, world::agreement{}), {.presence = options});
    const auto chart = geo::local_frame::chart({10, 49.5, 12, 51.5});
    const detail::scene in(what, chart, options);
    std::vector<detail::presence_need> needs;
    detail::flag_line(in, needs);
    detail::flag_places(in, needs);
    const auto elements = detail::find_elements(in, needs);
    const auto roads = read_roads(ground);
    const geo::elevation heights(options.elevation);
    const auto all = detail::find_candidates(in, needs, elements, {&roads->network, &heights});
    std::map<std::string, std::size_t> kinds;
    std::set<std::string> ids;
    bool on_hill = false;
    for (const auto& one : all) {
        ++kinds[one.place];
        CHECK(ids.insert(one.id).second);
        if (one.place == "line") {
            CHECK(one.side != detail::any_side);
        }
        on_hill = on_hill || (one.place == "height" &&
                              geo::distance(one.position, world::at(10.591, 50.099)).value() < 300);
        CHECK(one.id != "post-at-s2");  // nobody stands in mines
    }
    CHECK(kinds["settlement"] == 3);
    CHECK(kinds["crossing"] == 1);
    CHECK(kinds["junction"] == 1);  // three ends of T2 and M1 meet once
    CHECK(kinds["site"] >= 1);
    CHECK(kinds["line"] > 4);
    CHECK(kinds["height"] > 0);
    CHECK(on_hill);
}

TEST_CASE("candidates: who stands on no side watches no side of the line", "[planner][presence]") {
    const detail::siting_element sample{world::at(10.6, 50.1), 1, geo::metres(500), 1, {0}};
    const detail::siting_element place{world::at(10.6, 50.1), 1, geo::metres(0), 1, {0}};
    const detail::post_candidate edge{
        "c", "c", "crossing", world::at(10.6, 50.1), detail::any_side};
    CHECK_FALSE(detail::side_fits(sample, edge));
    CHECK(detail::side_fits(place, edge));
    auto across = edge;
    across.side = 0;
    CHECK_FALSE(detail::side_fits(sample, across));
    CHECK_FALSE(detail::side_fits(place, across));
    across.side = 1;
    CHECK(detail::side_fits(sample, across));
}

TEST_CASE("siting: against every choice of places in small random worlds", "[planner][presence]") {
    std::mt19937 random(7);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    std::size_t greedy_missed = 0;
    std::size_t several = 0;
    for (int round = 0; round < 25; ++round) {
        CAPTURE(round);
        world::drawing drawn;
        drawn.map = "";
        int width = 3 + below(3);
        for (int row = 0; row < 5; ++row) {
            width = std::clamp(width + below(3) - 1, 2, 6);
            drawn.map += "W" + std::string(static_cast<std::size_t>(width), 'h') +
                         std::string(static_cast<std::size_t>(9 - width), 'e') + "\n";
        }
        for (int i = 0; i < 8; ++i) {
            drawn.settlements += "s" + std::to_string(i) + ",Place " + std::to_string(i) + "," +
                                 std::to_string(10.1 + below(900) * 0.001) + "," +
                                 std::to_string(50.0 + below(500) * 0.001) + "," +
                                 std::to_string(100 + below(900)) + "\n";
        }
        // Few samples and few places behind the line: every choice can be tried.
        presence_options options;
        options.assume = {{"sample_m", {6000}}, {"line_interval_km", {60}}};
        options.exact = true;
        const world::temporary_folder folder;
        const auto ground = world::read(folder, drawn);
        const auto said = world::read(folder, world::agreement{});
        const auto optimal = build_plan(ground, said, {.presence = options});
        options.exact = false;
        const auto greedy = build_plan(ground, said, {.presence = options});
        const auto chart = geo::local_frame::chart({9, 49, 12, 52});
        const detail::scene in(greedy, chart, options);
        std::vector<detail::presence_need> needs;
        detail::flag_line(in, needs);
        detail::flag_places(in, needs);
        const auto elements = detail::find_elements(in, needs);
        const auto places = detail::find_candidates(in, needs, elements, {});
        REQUIRE(places.size() <= 20);
        const double reach = 30.0 / 60 * 40 / 1.4 * 1000;
        std::vector<unsigned> seen_by;  // of each element, a bit a place
        for (const auto& e : elements) {
            unsigned mask = 0;
            for (std::size_t c = 0; c < places.size(); ++c) {
                const bool own = e.side == detail::any_side || e.side == places[c].side ||
                                 (e.length.value() == 0 && places[c].side == detail::any_side);
                if (own && geo::distance(e.position, places[c].position).value() <= reach) {
                    mask |= 1U << c;
                }
            }
            if (mask != 0) {
                seen_by.push_back(mask);
            }
        }
        std::size_t best = places.size();
        for (unsigned choice = 0; choice < (1U << places.size()); ++choice) {
            if (count_bits(choice) < best &&
                std::all_of(seen_by.begin(), seen_by.end(), [&](unsigned mask) {
                    return (mask & choice) != 0;
                })) {
                best = count_bits(choice);
            }
        }
        CHECK(optimal.posts.size() == best);
        CHECK(optimal.siting->proven);
        CHECK(greedy.posts.size() >= best);
        CHECK(greedy.siting->bound <= static_cast<double>(best));
        CHECK(greedy.siting->greedy >= greedy.posts.size());
        greedy_missed += greedy.posts.size() > best ? 1U : 0U;
        several += best >= 4 ? 1U : 0U;
    }
    CHECK(greedy_missed <= 1);
    CHECK(several >= 10);  // else there was nothing to choose
}
