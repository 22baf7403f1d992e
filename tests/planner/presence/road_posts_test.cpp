// SPDX-License-Identifier: Apache-2.0
// Posts that reach along roads, held against searches that share no code with ours.
#include "geo/measure/geodesic.hpp"
#include "geo/network/shortest_paths.hpp"
#include "planner/plan/build_plan.hpp"
#include "planner/presence/road_reach.hpp"
#include "planner/presence/straight_reach.hpp"
#include "planner/theatre/read_roads.hpp"
#include "tests/planner/corridors/road_world.hpp"

#include <algorithm>
#include <cmath>
#include <random>

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;
using road_world::drawn_road;

namespace {

/// Seconds. Roads straight in longitude and latitude are drawn within 0.25 m (geo/io/road_layer.cpp), which off the
/// road at 10 km/h is 0.09 s at either end; the foot moves along the road by less than a metre.
constexpr double rounding = 0.25;

/// A plan without reach as it stands, its roads and what siting knows of them.
class sited_plan {
public:
    sited_plan(
        const world::drawing& drawn,
        const std::vector<river>& rivers = {},
        const presence_options& with = {}
    )
        : options_(with), theatre_(world::read(folder_, drawn)) {
        theatre_.rivers = rivers;
        what = build_plan(theatre_, world::read(folder_, world::agreement{}), {.presence = with});
        roads = std::move(read_roads(theatre_)->network);
        chart_.emplace(geo::local_frame::chart({10, 49.5, 12, 51.5}));
        scene.emplace(what, *chart_, options_);
    }

    plan what;
    geo::road_network roads;
    std::optional<detail::scene> scene;

private:
    world::temporary_folder folder_;
    presence_options options_;
    theatre theatre_;
    std::optional<geo::local_frame> chart_;
};

detail::siting_element at_line(double lon, double lat, std::size_t side) {
    return {world::at(lon, lat), side, geo::metres(500), 1, {0}};
}

detail::post_candidate stand(const detail::scene& in, double lon, double lat) {
    const auto p = world::at(lon, lat);
    return {"c", "c", "settlement", p, in.sides.find(p).value_or(detail::any_side)};
}

/// 0.2 degrees of held land and as much of the other side's along a line at lon 10.6.
world::drawing two_sides(const std::vector<drawn_road>& roads, const std::string& more = "") {
    auto out = road_world::ground(roads, "");
    out.infrastructure = more;
    return out;
}

river straight_river(double lon) {
    return {"River", {{world::at(lon, 49.9), world::at(lon, 50.3)}}};
}

}  // namespace

TEST_CASE("drives: as Floyd and Warshall tell over random small roads", "[planner][presence]") {
    std::mt19937 random(20221024);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    int longer = 0;
    for (int round = 0; round < 8; ++round) {
        CAPTURE(round);
        // Nodes on the held side, a tree over them and some roads more: all hang together.
        std::vector<std::pair<double, double>> nodes;
        for (int i = 0; i < 9; ++i) {
            nodes.emplace_back(10.22 + below(36) * 0.01, 50.01 + below(18) * 0.01 + i * 1e-4);
        }
        std::vector<drawn_road> drawn;
        std::vector<std::pair<std::size_t, std::size_t>> ends;
        const auto join = [&](int a, int b) {
            ends.emplace_back(a, b);
            drawn.push_back(
                {"R" + std::to_string(drawn.size()),
                 {nodes[static_cast<std::size_t>(a)], nodes[static_cast<std::size_t>(b)]}}
            );
        };
        for (int i = 1; i < 9; ++i) {
            join(i, below(i));
        }
        for (int i = 0; i < 3; ++i) {
            const int a = 1 + below(8);
            join(a, below(a));
        }
        const sited_plan small(two_sides(drawn));
        detail::drives by(*small.scene, small.roads);
        // Straight in longitude and latitude, as GeoJSON has it: in 64 pieces, of geodesics.
        std::vector<std::vector<geo::lon_lat>> shapes;
        std::vector<std::vector<double>> along;  // metres before each piece, and the end
        std::vector<double> seconds_of;          // primary roads at 65 km/h (roads.toml)
        std::vector<std::vector<double>> way(9, std::vector<double>(9, 1e12));
        for (std::size_t i = 0; i < 9; ++i) {
            way[i][i] = 0;
        }
        for (const auto& [a, b] : ends) {
            auto& shape = shapes.emplace_back();
            for (int k = 0; k <= 64; ++k) {
                shape.push_back(world::at(
                    std::lerp(nodes[a].first, nodes[b].first, k / 64.0),
                    std::lerp(nodes[a].second, nodes[b].second, k / 64.0)
                ));
            }
            auto& reached = along.emplace_back(1, 0.0);
            for (std::size_t k = 1; k < shape.size(); ++k) {
                reached.push_back(reached.back() + geo::distance(shape[k - 1], shape[k]).value());
            }
            seconds_of.push_back(reached.back() * 3.6 / 65);
            way[a][b] = std::min(way[a][b], seconds_of.back());
            way[b][a] = way[a][b];
        }
        for (std::size_t k = 0; k < 9; ++k) {
            for (std::size_t i = 0; i < 9; ++i) {
                for (std::size_t j = 0; j < 9; ++j) {
                    way[i][j] = std::min(way[i][j], way[i][k] + way[k][j]);
                }
            }
        }
        struct foot {
            std::size_t road = 0;
            double share = 0;
            double off = 1e12;
        };
        const auto foot_of = [&](geo::lon_lat p) {
            foot best;
            for (std::size_t r = 0; r < ends.size(); ++r) {
                for (std::size_t k = 1; k < shapes[r].size(); ++k) {
                    const auto found = geo::distance_to_edge(p, shapes[r][k - 1], shapes[r][k]);
                    if (found.distance.value() < best.off) {
                        const double before = along[r][k - 1];
                        const double at = before + found.fraction * (along[r][k] - before);
                        best = {r, at / along[r].back(), found.distance.value()};
                    }
                }
            }
            return best;
        };
        const auto seconds = [&](const foot& a, const foot& b) {
            double best =
                a.road == b.road ? std::abs(a.share - b.share) * seconds_of[a.road] : 1e12;
            for (const bool from_end : {false, true}) {
                for (const bool to_end : {false, true}) {
                    const auto from = from_end ? ends[a.road].second : ends[a.road].first;
                    const auto to = to_end ? ends[b.road].second : ends[b.road].first;
                    best = std::min(
                        best,
                        (from_end ? 1 - a.share : a.share) * seconds_of[a.road] + way[from][to] +
                            (to_end ? 1 - b.share : b.share) * seconds_of[b.road]
                    );
                }
            }
            return best + (a.off + b.off) * 3.6 / 10;
        };
        for (int i = 0; i < 60; ++i) {
            const auto p = world::at(10.21 + below(380) * 0.001, 50.005 + below(190) * 0.001);
            const auto q = world::at(10.21 + below(380) * 0.001, 50.005 + below(190) * 0.001);
            const auto from = foot_of(p);
            const auto to = foot_of(q);
            const auto start = by.access_of(p);
            const auto end = by.access_of(q);
            if (std::abs(from.off - 3000) > 1) {
                CHECK(start.empty() == (from.off > 3000));
            }
            if (start.empty() || end.empty()) {
                continue;
            }
            by.leave(start);
            CHECK_THAT(by.arrive(end), WithinAbs(seconds(from, to), rounding));
            by.leave(start, 1200);
            if (std::abs(seconds(from, to) - 1200) > rounding) {
                CHECK((by.arrive(end) < geo::no_way) == (seconds(from, to) < 1200));
            }
            longer += seconds(from, to) > 1200 ? 1 : 0;
        }
    }
    CHECK(longer > 20);  // else the limit was not tried
}

TEST_CASE(
    "drives: a river without a bridge, that the straight line passes", "[planner][presence]"
) {
    const drawn_road west{"W1", {{10.48, 50.02}, {10.48, 50.18}}};
    const drawn_road east{"E1", {{10.58, 50.02}, {10.58, 50.18}}};
    const drawn_road bridge{"B1", {{10.48, 50.18}, {10.58, 50.18}}};
    const std::vector<detail::siting_element> elements{
        at_line(10.6, 50.17, 0), at_line(10.6, 50.15, 0), at_line(10.6, 50.15, 1)};
    const auto covered = [&](const std::vector<drawn_road>& roads, bool by_road) {
        const sited_plan one(two_sides(roads), {straight_river(10.5)});
        const auto from = stand(*one.scene, 10.49, 50.15);
        if (by_road) {
            detail::drives by(*one.scene, one.roads);
            return detail::road_reach(*one.scene, elements, by).covered_by(from);
        }
        return detail::straight_reach(*one.scene, elements, {}).covered_by(from);
    };
    const std::vector<std::uint32_t> both{0, 1};
    CHECK(covered({west, east}, false) == both);
    CHECK(covered({west, east}, true).empty());
    CHECK(covered({west, east, bridge}, true) == both);
}

TEST_CASE("drives: off the road over no river, but along it", "[planner][presence]") {
    // The only road runs 700 m beyond the river.
    const drawn_road beyond{"W1", {{10.49, 50.02}, {10.49, 50.18}}};
    const sited_plan with(two_sides({beyond}), {straight_river(10.5)});
    const sited_plan without(two_sides({beyond}));
    const auto p = world::at(10.51, 50.1);
    detail::drives barred(*with.scene, with.roads);
    detail::drives open(*without.scene, without.roads);
    CHECK(barred.access_of(p).empty());
    REQUIRE(open.access_of(p).size() == 1);
    const double way = geo::distance(p, world::at(10.49, 50.1)).value();
    CHECK_THAT(open.access_of(p).front().cost, WithinAbs(way * 3.6 / 10, 0.5));
    CHECK_FALSE(barred.off_road(p, world::at(10.49, 50.1)));
    CHECK(barred.off_road(p, world::at(10.51, 50.12)));
}

TEST_CASE("drives: no road leads over the line of contact", "[planner][presence]") {
    const drawn_road across{"M1", {{10.5, 50.1}, {10.7, 50.1}}};
    const sited_plan one(two_sides({across}));
    detail::drives by(*one.scene, one.roads);
    by.leave(by.access_of(world::at(10.55, 50.1)));
    CHECK(by.arrive(by.access_of(world::at(10.65, 50.1))) == geo::no_way);
    CHECK(by.arrive(by.access_of(world::at(10.51, 50.1))) < geo::no_way);
    // The line itself is come to from either side.
    const std::vector<detail::siting_element> elements{
        at_line(10.6, 50.1, 0), at_line(10.6, 50.1, 1)};
    detail::road_reach reach(*one.scene, elements, by);
    CHECK(reach.covered_by(stand(*one.scene, 10.55, 50.1)) == std::vector<std::uint32_t>{0});
    CHECK(reach.covered_by(stand(*one.scene, 10.65, 50.1)) == std::vector<std::uint32_t>{1});
}

TEST_CASE("drives: a closed road is none", "[planner][presence]") {
    const drawn_road way{"M1", {{10.3, 50.1}, {10.4, 50.1}, {10.5, 50.1}}};
    auto drawn = two_sides({way});
    const auto seconds = [](const world::drawing& what) {
        const sited_plan one(what);
        detail::drives by(*one.scene, one.roads);
        by.leave(by.access_of(world::at(10.35, 50.1)));
        return by.arrive(by.access_of(world::at(10.45, 50.1)));
    };
    CHECK(seconds(drawn) < geo::no_way);
    drawn.closures = "k1,bridge_down,10.4,50.1,M1,\n";
    CHECK(seconds(drawn) == geo::no_way);
}

TEST_CASE("road posts: a hospital that no road leads to", "[planner][presence]") {
    // 14 km from the line in a straight line, beyond a river, and on a road of its own.
    const drawn_road near{"E1", {{10.58, 50.01}, {10.58, 50.19}}};
    const drawn_road other{"E2", {{10.62, 50.01}, {10.62, 50.19}}};
    const drawn_road far{"W1", {{10.4, 50.01}, {10.4, 50.19}}};
    const drawn_road link{"B1", {{10.4, 50.19}, {10.58, 50.19}}};
    const auto posts = [&](const std::vector<drawn_road>& roads, const std::string& more) {
        auto with = roads;
        for (auto& one : with) {
            one.more = more;
        }
        const auto drawn = two_sides(with, "h1,Hospital,hospital,10.4,50.1\n");
        return sited_plan(drawn, {straight_river(10.5)}).what;
    };
    const auto straight = posts({near, other, far}, R"(,"schematic":"yes")");
    REQUIRE(straight.siting);
    CHECK(straight.siting->reach_by == "straight");
    CHECK(straight.siting->medical_by == "straight");
    CHECK_THAT(straight.siting->reach_text, Contains("schematic"));
    CHECK(straight.siting->out_of_medical_reach == 0);
    REQUIRE_FALSE(straight.posts.empty());
    CHECK(straight.posts.front().hospital_minutes.value() < 60);

    const auto apart = posts({near, other, far}, "");
    REQUIRE(apart.siting);
    CHECK(apart.siting->reach_by == "roads");
    CHECK(apart.siting->medical_by == "roads");
    CHECK(apart.siting->out_of_medical_reach > 0);
    CHECK(apart.siting->line > geo::metres(0));
    CHECK(apart.siting->line_covered == geo::metres(0));
    CHECK_THAT(
        world::first(apart.found, geo::finding_code::plan_post_missing).text, Contains("hospital")
    );

    const auto joined = posts({near, other, far, link}, "");
    REQUIRE(joined.siting);
    bool any = false;
    for (const auto& post : joined.posts) {
        CHECK(post.reach_by == "roads");
        CHECK(post.hospital_minutes.value() <= 60);
        any = any || (post.position.lon.value() > 10.5 && post.lies_on.str() == "west");
        // Nobody drives over the line, so the other side has no hospital.
        CHECK(post.lies_on.str() != "east");
    }
    CHECK(any);
}

TEST_CASE("road posts: both sides watch, each along its own roads", "[planner][presence]") {
    const sited_plan one(two_sides(
        {{"E1", {{10.58, 50.01}, {10.58, 50.19}}}, {"E2", {{10.62, 50.01}, {10.62, 50.19}}}}
    ));
    const auto& what = one.what;
    REQUIRE(what.siting);
    CHECK(what.siting->reach_by == "roads");
    CHECK(what.siting->line_covered == what.siting->line);
    std::size_t west = 0;
    std::size_t east = 0;
    for (const auto& post : what.posts) {
        west += post.lies_on.str() == "west" && post.covers.value() > 0 ? 1U : 0U;
        east += post.lies_on.str() == "east" && post.covers.value() > 0 ? 1U : 0U;
        CHECK(post.reach <= what.siting->reach);
    }
    CHECK(west > 0);
    CHECK(east > 0);
    for (const auto& sector : what.sectors) {
        CHECK((!sector.headquarters || !sector.headquarters_by.empty()));
    }
}
