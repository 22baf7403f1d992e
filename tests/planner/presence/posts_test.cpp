// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/plan/build_plan.hpp"
#include "planner/presence/presence.hpp"
#include "tests/support/world.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <set>

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;

namespace {

const world::drawing settled_ground{
    .map = R"(
WWhhhhhheeeee
WWhhhhhheeeee
WWhhhhhheeeee
WWhhhhhheeeee
WWhhhhhheeeee
WWhhhhhheeeee
)",
    .settlements = "a,Anna,10.75,50.4,20000\nb,Berta,10.35,50.4,200\nc,Clara,10.86,50.1,3000\n"
                   "d,Dora,11.15,50.5,12000\ne,Emma,10.78,50.02,300\n",
    .infrastructure = "d1,Held dam,dam,10.7,50.4\nd2,Other dam,dam,10.85,50.4\n",
    .crossings = "c1,Main gate,road,10.2,50.4,west,yes,main\n",
    .sites = "s1,Graves,evidence,10.4,50.05\n"};

const std::string vacated_table = "[vacated]\nentry = \"international\"\nsource = \"made up\"\n"
                                  "certainty = \"S\"\n";

plan with_posts(const world::drawing& drawn, const presence_options& options = {}) {
    const world::temporary_folder folder;
    return build_plan(
        world::read(folder, drawn),
        world::read(folder, {.more = vacated_table}),
        {.presence = options}
    );
}

double assumed(const plan& what, const std::string& id, int which = 1) {
    for (const auto& one : what.assumptions) {
        if (one.id == id) {
            return which == 0 ? one.low : which == 1 ? one.typical : one.high;
        }
    }
    FAIL("no assumption " << id);
    return 0;
}

double reach_of(const plan& what, const std::string& minutes) {
    return assumed(what, minutes) / 60 * assumed(what, "road_speed_kmh") /
           assumed(what, "road_detour") * 1000;
}

bool is_within(const plan& what, geo::lon_lat p, const std::string& side) {
    return std::any_of(what.posts.begin(), what.posts.end(), [&](const auto& post) {
        return (side.empty() || post.lies_on.str() == side) &&
               geo::distance(post.position, p).value() <= reach_of(what, "reach_minutes");
    });
}

/// Positions of the line at every 500 m or less, by the lengths of its edges.
std::vector<geo::lon_lat> along(const lines& line) {
    std::vector<geo::lon_lat> out;
    for (const auto& part : line) {
        for (std::size_t i = 0; i + 1 < part.size(); ++i) {
            const auto steps = std::ceil(geo::distance(part[i], part[i + 1]).value() / 450);
            for (double s = 0.5; s < steps; ++s) {
                out.push_back(world::at(
                    std::lerp(part[i].lon.value(), part[i + 1].lon.value(), s / steps),
                    std::lerp(part[i].lat.value(), part[i + 1].lat.value(), s / steps)
                ));
            }
        }
    }
    return out;
}

}  // namespace

TEST_CASE(
    "posts: all of the line is seen from both sides, and every place", "[planner][presence]"
) {
    const auto what = with_posts(settled_ground);
    REQUIRE(what.siting);
    CHECK(what.siting->line_covered == what.siting->line);
    CHECK(what.siting->sites_covered == what.siting->sites);
    CHECK(what.siting->reached == static_cast<double>(what.posts.size()));
    CHECK(what.siting->bound <= what.siting->reached);
    CHECK(what.siting->gap() < 0.2);
    // Samples of the plan stand every 500 m; half of that may lie beyond the last one.
    const auto near = reach_of(what, "reach_minutes");
    for (const auto& p : along(what.contact)) {
        for (const auto* side : {"west", "east"}) {
            double best = 1e9;
            for (const auto& post : what.posts) {
                if (post.lies_on.str() == side) {
                    best = std::min(best, geo::distance(post.position, p).value());
                }
            }
            CHECK(best <= near + 250);
        }
    }
    for (const auto& p : {world::at(10.7, 50.4), world::at(10.2, 50.4), world::at(10.4, 50.05)}) {
        CHECK(is_within(what, p, ""));
    }
    CHECK(is_within(what, world::at(10.85, 50.4), "east"));
    std::set<std::string> ids;
    for (const auto& post : what.posts) {
        CHECK(ids.insert(post.id).second);
        CHECK(post.when.from < post.when.until);
        CHECK((post.covers.value() > 0 || post.sites > 0));
        const bool held = world::is_inside(post.position, what.held);
        CHECK(held == (post.lies_on.str() == "west"));
    }
    CHECK(world::count(what.found, geo::finding_code::plan_post_missing) == 0);
}

TEST_CASE("posts: the exact choice proves its number", "[planner][presence]") {
    const auto greedy = with_posts(settled_ground);
    const auto optimal = with_posts(settled_ground, {.exact = true});
    REQUIRE(optimal.siting);
    CHECK(optimal.siting->proven);
    CHECK(optimal.siting->method == "optimal");
    CHECK(optimal.posts.size() <= greedy.posts.size());
    CHECK(static_cast<double>(optimal.posts.size()) >= greedy.siting->bound);
}

TEST_CASE("posts: a given number covers as much as it can", "[planner][presence]") {
    const auto all = with_posts(settled_ground);
    double before = 0;
    for (const std::size_t count : {1U, 2U, 4U}) {
        const auto some = with_posts(settled_ground, {.posts = count});
        CHECK(some.posts.size() <= count);
        CHECK(some.siting->reached >= before);
        CHECK(some.siting->bound >= some.siting->reached);
        before = some.siting->reached;
    }
    const auto enough = with_posts(settled_ground, {.posts = all.posts.size()});
    CHECK(enough.siting->line_covered == enough.siting->line);
    CHECK(enough.siting->sites_covered == enough.siting->sites);
}

TEST_CASE("posts: no farther from a hospital than an hour", "[planner][presence]") {
    auto with = settled_ground;
    with.infrastructure += "h1,Hospital,hospital,10.75,50.5\n";
    const auto what = with_posts(with);
    const auto most = reach_of(what, "medical_minutes");
    REQUIRE_FALSE(what.posts.empty());
    for (const auto& post : what.posts) {
        CHECK(geo::distance(post.position, world::at(10.75, 50.5)).value() <= most);
    }
    CHECK(what.siting->out_of_medical_reach > 0);
    CHECK(what.siting->line_covered < what.siting->line);
    CHECK_THAT(
        world::first(what.found, geo::finding_code::plan_post_missing).text, Contains("hospital")
    );
}

TEST_CASE("posts: by sight, and over heights that hide", "[planner][presence]") {
    const auto road = with_posts(settled_ground);
    const auto sight = with_posts(settled_ground, {.sight = true});
    CHECK(sight.posts.size() > 2 * road.posts.size());
    CHECK(sight.siting->cover == "sight");
    CHECK(sight.siting->line_covered == sight.siting->line);
    const auto near = assumed(sight, "sight_rolling_m");
    for (const auto& p : along(sight.contact)) {
        double best = 1e9;
        for (const auto& post : sight.posts) {
            best = std::min(best, geo::distance(post.position, p).value());
        }
        CHECK(best <= near + 250);
    }
    // A wall 300 m high a kilometre behind the line on one side, flat ground elsewhere.
    const world::temporary_folder folder;
    std::string rows = "ncols 300\nnrows 300\nxllcorner 10.65\nyllcorner 50.0\ncellsize 0.002\n"
                       "NODATA_value -9999\n";
    for (int row = 0; row < 300; ++row) {
        for (int column = 0; column < 300; ++column) {
            rows += column >= 64 && column <= 66 ? "300 " : "0 ";
        }
        rows += "\n";
    }
    const auto raster = folder.with("heights.asc", rows);
    folder.with(
        "heights.prj",
        R"(GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])"
    );
    const auto view =
        with_posts(settled_ground, {.elevation = raster, .assume = {{"sample_m", {2000}}}});
    REQUIRE(view.siting);
    CHECK(view.siting->cover == "view");
    CHECK(view.siting->line_covered.value() > 0.9 * view.siting->line.value());
    for (const auto& post : view.posts) {
        // Nobody who stands west of the wall, at its foot, sees the line at 10.8 E.
        const double lon = post.position.lon.value();
        if (lon < 10.776 && lon > 10.765) {
            CHECK(post.covers.value() == 0);
        }
    }
}

TEST_CASE("posts: sectors cross the line and divide what they cover", "[planner][presence]") {
    const auto what = with_posts(settled_ground, {.assume = {{"sectors", {3}}}});
    REQUIRE(what.sectors.size() == 3);
    double sum = 0;
    std::size_t posts = 0;
    for (const auto& one : what.sectors) {
        sum += world::km2(one.shape);
        posts += one.posts;
        bool west = false;
        bool east = false;
        for (const auto& p : along(what.contact)) {
            // A kilometre to either side of the line, which runs north and south.
            const auto lon = p.lon.value();
            west = west || world::is_inside(world::at(lon - 0.015, p.lat.value()), one.shape);
            east = east || world::is_inside(world::at(lon + 0.015, p.lat.value()), one.shape);
        }
        CHECK(west);
        CHECK(east);
        // Near equal lengths: either end at most a quarter of one off.
        const double third = geo::length(what.contact).value() / 3;
        CHECK_THAT((one.line_to - one.line_from).value(), WithinAbs(third, third / 2 + 0.01));
        CHECK(one.next.has_value() == (&one != &what.sectors.back()));
        // The middle of its stretch lies in it.
        std::size_t inside = 0;
        for (const auto& post : what.posts) {
            inside += post.sector == one.id ? 1U : 0U;
            if (post.sector == one.id) {
                CHECK(world::is_inside(post.position, one.shape));
            }
        }
        CHECK(inside == one.posts);
    }
    CHECK(posts == what.posts.size());
    // The strip of 30 km reaches across all of the other side here, less its eastern end.
    const double held = world::km2(what.held);
    CHECK(sum > held);
    CHECK(sum < held + world::km2(what.other_side) + 1e-3);
    double settlements = 0;
    for (const auto& one : what.sectors) {
        settlements += static_cast<double>(one.count.settlements);
    }
    CHECK(settlements == 5);
    std::size_t offices = 0;
    for (const auto& one : what.sectors) {
        if (one.headquarters) {
            ++offices;
            const auto& town = what.ground.settlements[*one.headquarters];
            CHECK(world::is_inside(town.position, one.shape));
        }
    }
    CHECK(offices >= 2);
}

TEST_CASE("posts: sectors meet at a named place of the line", "[planner][presence]") {
    // The line runs at lon 10.8 from 50.0 to 50.6: equal halves meet at 50.3.
    auto drawn = settled_ground;
    drawn.settlements += "f,Farm,10.81,50.32,90\ng,Grove,10.95,50.3,90\n";
    const auto what = with_posts(drawn, {.assume = {{"sectors", {2}}}});
    REQUIRE(what.sectors.size() == 2);
    REQUIRE(what.sectors[0].next);
    const auto& meeting = *what.sectors[0].next;
    CHECK(meeting.sector == "sector-2");
    CHECK(what.sectors[0].line_to == meeting.at);
    CHECK(what.sectors[1].line_from == meeting.at);
    CHECK_FALSE(what.sectors[1].next);
    // Grove is nearer to the middle, but 10 km from the line.
    CHECK(meeting.name == "Farm");
    CHECK(meeting.place == "settlement");
    CHECK_THAT(meeting.position.lon.value(), WithinAbs(10.8, 1e-6));
    CHECK_THAT(meeting.position.lat.value(), WithinAbs(50.32, 1e-3));
    CHECK_THAT(what.sectors[0].text, Contains("meets Sector 2 at the line near Farm, km "));
    CHECK_THAT(what.sectors[1].text, Contains("meets Sector 1 at the line near Farm, km "));
    // 1 km to either side of it along the line is another sector; both sides of the line are in one.
    const bool southward = what.contact[0].front().lat > what.contact[0].back().lat;
    for (const double lon : {10.795, 10.805}) {
        for (const double lat : {50.31, 50.33}) {
            const bool beyond = (lat > 50.32) != southward;
            CHECK(world::is_inside(world::at(lon, lat), what.sectors[beyond ? 1 : 0].shape));
            CHECK_FALSE(world::is_inside(world::at(lon, lat), what.sectors[beyond ? 0 : 1].shape));
        }
    }
    // Nothing named near: the middle itself.
    drawn.settlements = "g,Grove,10.95,50.3,90\n";
    const auto bare = with_posts(drawn, {.assume = {{"sectors", {2}}}});
    REQUIRE(bare.sectors.size() == 2);
    CHECK(bare.sectors[0].next->place.empty());
    CHECK_THAT(
        bare.sectors[0].next->at.value(), WithinAbs(geo::length(bare.contact).value() / 2, 0.01)
    );
    CHECK_THAT(bare.sectors[0].text, Contains("nothing named is near"));
}

TEST_CASE("posts: sectors are a partition", "[planner][presence]") {
    // A bent line, uneven sectors: random places lie in one sector, or in none on all.
    auto drawn = settled_ground;
    drawn.map = "WWhhhheeeeeee\nWWhhhhhheeeee\nWWhhhhhheeeee\nWWhhheeeeeeee\nWWhhhhhhheeee\n"
                "WWhhhhhheeeee";
    const auto what = with_posts(drawn, {.assume = {{"sectors", {4}}}});
    REQUIRE(what.sectors.size() == 4);
    CHECK(what.sectors.front().line_from.value() == 0);
    CHECK_THAT(
        what.sectors.back().line_to.value(), WithinAbs(geo::length(what.contact).value(), 0.01)
    );
    for (std::size_t i = 0; i + 1 < 4; ++i) {
        CHECK(what.sectors[i].line_to == what.sectors[i + 1].line_from);
        CHECK(what.sectors[i].line_from < what.sectors[i].line_to);
    }
    std::size_t held = 0;
    for (int i = 0; i < 4000; ++i) {
        // A lattice that meets no edge of the drawing.
        const auto p = world::at(10.00173 + (i % 80) * 0.01613, 50.00137 + (i / 80) * 0.01191);
        std::size_t inside = 0;
        for (const auto& one : what.sectors) {
            inside += world::is_inside(p, one.shape) ? 1U : 0U;
        }
        CHECK(inside <= 1);
        if (world::is_inside(p, what.held)) {
            ++held;
            CHECK(inside == 1);  // all land to be left belongs to one
        }
    }
    CHECK(held > 500);
}

TEST_CASE(
    "sizing: as counted by hand, over every corner of the assumptions", "[planner][presence]"
) {
    const auto what = with_posts(settled_ground);
    REQUIRE_FALSE(what.sizes.empty());
    const auto& first = what.sizes.front();
    CHECK(first.period == "p1");
    CHECK(first.sector.empty());
    // All of the line is flagged, once, although several rules flag it.
    const double km = geo::length(what.contact).value() / 1000;
    CHECK_THAT(first.line.value() / 1000, WithinAbs(km, 1e-5));
    // Held dam and the other one, gate and graves; police and people are no places.
    CHECK(first.sites == 4);
    const double observed = 1;  // the gate
    const double special = 3;
    const auto posts = static_cast<double>(first.posts);
    const auto headquarters = static_cast<double>(what.sectors.size());
    const std::vector<std::string> names{
        "visits_per_km_day",
        "patrol_km",
        "patrols_per_team_day",
        "team_size",
        "post_seats",
        "site_visits_week",
        "field_week_hours",
        "absent_share",
        "patrol_day_hours",
        "reserve_share",
        "headquarters_staff",
        "interposition_seats"};
    const auto formula = [&](const std::map<std::string, double>& a) {
        const double patrols = km * a.at("visits_per_km_day") / a.at("patrol_km");
        const double visits = observed * a.at("site_visits_week") / 7;
        const double seats = (patrols + visits) / a.at("patrols_per_team_day") * a.at("team_size");
        const double week = a.at("field_week_hours") * (1 - a.at("absent_share"));
        const double day_factor = 7 * a.at("patrol_day_hours") / week;
        const double factor = 168 / week;
        const double staff = (seats * day_factor + posts * a.at("post_seats") * factor) *
                                 (1 + a.at("reserve_share")) +
                             headquarters * a.at("headquarters_staff");
        const double others = special * a.at("site_visits_week") / 7 /
                              a.at("patrols_per_team_day") * a.at("team_size") * day_factor *
                              (1 + a.at("reserve_share"));
        return std::pair(staff, others);
    };
    double low = 1e18;
    double high = 0;
    double low_special = 1e18;
    double high_special = 0;
    for (unsigned corner = 0; corner < (1U << names.size()); ++corner) {
        std::map<std::string, double> a;
        for (std::size_t i = 0; i < names.size(); ++i) {
            a[names[i]] = assumed(what, names[i], ((corner >> i) & 1U) != 0 ? 2 : 0);
        }
        const auto [staff, others] = formula(a);
        low = std::min(low, staff);
        high = std::max(high, staff);
        low_special = std::min(low_special, others);
        high_special = std::max(high_special, others);
    }
    std::map<std::string, double> usual;
    for (const auto& name : names) {
        usual[name] = assumed(what, name);
    }
    CHECK_THAT(first.observers.low, WithinAbs(low, 1e-6 * low));
    CHECK_THAT(first.observers.high, WithinAbs(high, 1e-6 * high));
    CHECK_THAT(first.observers.typical, WithinAbs(formula(usual).first, 1e-6 * high));
    CHECK_THAT(first.specialists.low, WithinAbs(low_special, 1e-6 * high_special));
    CHECK_THAT(first.specialists.high, WithinAbs(high_special, 1e-6 * high_special));
}

TEST_CASE("sizing: nothing is counted twice", "[planner][presence]") {
    const auto what = with_posts(settled_ground);
    for (std::size_t i = 0; i < what.sizes.size();) {
        const auto& all = what.sizes[i];
        REQUIRE(all.sector.empty());
        double km = 0;
        double people = 0;
        std::size_t posts = 0;
        std::size_t sites = 0;
        double observers = 0;
        auto next = i + 1;
        for (; next < what.sizes.size() && !what.sizes[next].sector.empty(); ++next) {
            km += what.sizes[next].line.value();
            people += what.sizes[next].people;
            posts += what.sizes[next].posts;
            sites += what.sizes[next].sites;
            observers += what.sizes[next].observers.typical;
        }
        CAPTURE(all.period);
        // Sectors add up to the whole; a headquarters stands where there is work.
        CHECK_THAT(km, WithinAbs(all.line.value(), 0.01));
        CHECK(people == all.people);
        CHECK(posts == all.posts);
        CHECK(sites == all.sites);
        CHECK(observers <= all.observers.typical + 1e-6);
        i = next;
    }
    // Police are for people in what has been left by then: all of the held ones at the end.
    CHECK(what.sizes.front().people < 20700);
    double last = 0;
    for (const auto& one : what.sizes) {
        last = one.sector.empty() ? one.people : last;
    }
    CHECK(last == 20500);
}

TEST_CASE("sizing: beside missions of the kind, and told when unlike them", "[planner][presence]") {
    const auto find = [](const plan& what, const std::string& kind, const std::string& measure) {
        for (const auto& one : what.comparisons) {
            if (one.kind == kind && one.measure == measure) {
                return one;
            }
        }
        FAIL("no comparison " << kind << " " << measure);
        return mission_comparison{};
    };
    const auto what = with_posts(settled_ground);
    const auto people = find(what, "observer", "people a km");
    // MINURSO and UNMOGIP: 44 people on 770 km; SMM 600 on 427 km.
    CHECK_THAT(people.low, WithinAbs(44.0 / 770, 1e-12));
    CHECK_THAT(people.high, WithinAbs(600.0 / 427, 1e-12));
    CHECK(
        std::find(people.missions.begin(), people.missions.end(), "undof-2005") ==
        people.missions.end()
    );
    const auto thin = with_posts(
        settled_ground,
        {.assume =
             {{"headquarters_staff", {0}},
              {"post_seats", {0}},
              {"visits_per_km_day", {0, 0.001}},
              {"site_visits_week", {0, 0.001}}}}
    );
    CHECK(find(thin, "observer", "people a km").outside);
    CHECK(world::count(thin.found, geo::finding_code::plan_presence_unlike_missions) >= 1);
}

TEST_CASE(
    "sizing: an unknown assumption is refused with the nearest known", "[planner][presence]"
) {
    CHECK_THAT(
        world::refusal<geo::input_error>([] {
            (void)with_posts(settled_ground, {.assume = {{"patrol_kms", {50}}}});
        }),
        Contains("patrol_kms") && Contains("'patrol_km'")
    );
}
