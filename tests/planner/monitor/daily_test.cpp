// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/monitor/feed.hpp"
#include "tests/planner/monitor/daily_world.hpp"
#include "tests/support/world.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

using namespace planner;
using Catch::Matchers::WithinAbs;

namespace {

/// The day that Kyiv's calendar shows, from the rule of the clocks alone: UTC+2, from 31 March 2024 01:00
/// UTC on UTC+3.
local_day kyiv_day(instant t) {
    const auto forward = *parse_instant("2024-03-31T01:00:00Z");
    return std::chrono::floor<std::chrono::days>(t + std::chrono::hours(t < forward ? 2 : 3));
}

struct told {
    report what;
    verdict said;
    bool is_repeat = false;
};

class drawn_feed {
public:
    explicit drawn_feed(const world::mission& mission, std::size_t count) {
        std::mt19937_64 generator(29);
        const auto share = [&] { return static_cast<double>(generator() >> 11U) * 0x1p-53; };
        const std::array words{"2s1", "t-64", "bmp-2", "tank", ""};
        const std::array sources{"patrol", "camera", "uav", "media", "party_report", "", "balloon"};
        const auto& by = *mission.by;
        for (std::size_t i = 0; i < count; ++i) {
            // Every tenth comes twice.
            if (i % 10 == 9) {
                all.push_back(all[generator() % all.size()]);
                all.back().is_repeat = true;
                continue;
            }
            // Six weeks about the change of the clocks, seconds on either side of midnight included.
            auto t = *parse_instant("2024-03-10T00:00:00Z") + seconds(generator() % (42 * 86400));
            if (i % 7 == 0) {
                t = *parse_instant("2024-03-30T21:59:58Z") + seconds(generator() % 5) +
                    std::chrono::hours(24 * (generator() % 3));
            }
            told one;
            one.what = mission.at(10.1 + 1.15 * share(), 50.01 + 0.47 * share(), to_rfc3339(t));
            if (i % 11 == 0) {
                one.what.until = t + std::chrono::hours(generator() % 30);
            }
            one.what.what = static_cast<report_what>(generator() % report_what_count);
            const std::string word = words[generator() % words.size()];
            one.what.weapon = word.empty() ? no_word : *by.word_of(word);
            one.what.side = static_cast<party_number>(generator() % (by.party_count() + 1));
            one.what.source_class = mission.keep(sources[generator() % sources.size()]);
            one.what.accuracy = geo::metres(std::array{0.0, 30.0, 900.0, 6000.0}[generator() % 4]);
            if (generator() % 3 == 0) {
                one.what.count = static_cast<double>(generator() % 9);
            }
            one.said = judge(by, one.what);
            all.push_back(one);
        }
    }

    std::vector<told> all;
};

daily_counts counted_by(const world::mission& mission, const std::vector<told>& feed) {
    daily_counts out(*mission.by, {});
    for (const auto& one : feed) {
        out.add(*mission.by, one.what, one.said, one.is_repeat);
    }
    return out;
}

const drawn_feed& feed() {
    static const world::mission mission;
    static const drawn_feed drawn(mission, 6000);
    return drawn;
}
const world::mission& place() {
    static const world::mission mission;
    return mission;
}

bool is_look(const report& what) {
    const std::set<std::string_view> look{"patrol", "camera", "uav"};
    return look.count(what.source_class) == 1 && what.accuracy <= geo::metres(5000) &&
           what.what != report_what::denied_access && what.what != report_what::device_off;
}

/// A report's zones by even-odd over the plan's own shapes, in force by their dates.
std::set<std::string> zones_at(const plan& made, const report& what) {
    std::set<std::string> out;
    for (const auto& zone : made.zones) {
        const auto until = std::max(what.until, what.from + seconds(1));
        if (what.from < zone.when.until && zone.when.from < until &&
            world::is_inside(what.position, zone.shape)) {
            out.insert(zone.id);
        }
    }
    return out;
}

}  // namespace

TEST_CASE("daily: counts are those of brute force", "[planner][monitor][daily]") {
    const auto& by = *place().by;
    const auto counts = counted_by(place(), feed().all);
    std::map<std::string, std::array<std::uint64_t, verdict_word_count>> expected;
    std::map<std::string, double> items;
    std::map<local_day, std::uint64_t> repeats;
    for (const auto& one : feed().all) {
        const auto day = kyiv_day(one.what.from);
        if (one.is_repeat) {
            ++repeats[day];
            continue;
        }
        std::string sector;
        for (const auto& it : by.of().sectors) {
            if (sector.empty() && world::is_inside(one.what.position, it.shape)) {
                sector = it.name;
            }
        }
        const auto* system = by.of().said.arms.find_system(by.word(one.what.weapon));
        const auto law = one.said.clause == verdict::no_clause
                             ? std::string()
                             : by.clauses()[one.said.clause].id +
                                   std::string(name(by.clauses()[one.said.clause].kind));
        const auto key = to_rfc3339(instant(day)) + "/" + sector + "/" + law + "/" +
                         std::string(by.party_id_of(one.what.side)) + "/" +
                         (system != nullptr ? system->class_id : by.word(one.what.weapon)) + "/" +
                         std::string(name(one.what.what));
        ++expected[key][static_cast<std::size_t>(one.said.word)];
        items[key] += std::isnan(one.what.count) ? 0 : one.what.count;
    }
    std::map<std::string, std::array<std::uint64_t, verdict_word_count>> found;
    for (const auto& [key, tally] : counts.tallies) {
        const auto law =
            key.law == 0 ? std::string()
                         : counts.laws[key.law].id + std::string(name(counts.laws[key.law].kind));
        const auto text = to_rfc3339(instant(key.day)) + "/" + counts.sectors[key.sector] + "/" +
                          law + "/" + counts.sides[key.side] + "/" + counts.weapons[key.weapon] +
                          "/" + std::string(name(key.what));
        CHECK(found.count(text) == 0);
        found[text] = tally.by_word;
        CHECK(tally.items == items[text]);
        std::uint64_t classes = 0;
        for (const auto count : tally.by_class) {
            classes += count;
        }
        CHECK(classes == tally.reports());
    }
    CHECK(found == expected);
    CHECK(found.size() > 500);
    for (const auto& [day, tally] : counts.days) {
        CHECK(tally.repeats == repeats[day]);
    }
}

TEST_CASE(
    "daily: counts that go on from their state are those of the whole", "[planner][monitor][daily]"
) {
    const auto& by = *place().by;
    const auto expected = counted_by(place(), feed().all).state();
    std::string state = daily_counts(by, {}).state();
    std::size_t next = 0;
    for (const std::size_t until :
         {std::size_t{1}, std::size_t{1700}, std::size_t{1701}, feed().all.size()}) {
        daily_counts part(by, {});
        part.go_on_from(by, state);
        CHECK(part.state() == state);
        for (; next < until; ++next) {
            const auto& one = feed().all[next];
            part.add(by, one.what, one.said, one.is_repeat);
        }
        state = part.state();
    }
    CHECK(state == expected);
}

TEST_CASE("daily: a state that is another's or damaged is refused", "[planner][monitor][daily]") {
    const auto& by = *place().by;
    const auto state = counted_by(place(), feed().all).state();
    const auto refuses = [&](const std::string& text, const daily_options& options = {}) {
        daily_counts to(by, options);
        CHECK_THROWS_AS(to.go_on_from(by, text), geo::input_error);
    };
    daily_options wider;
    wider.cell = geo::metres(6000);
    refuses(state, wider);
    refuses("");
    refuses("{}");
    refuses(state.substr(0, state.size() / 2));
    refuses(world::replaced(state, "\"sides\":[", "\"sides\":[[],"));
    // A number of a side that there is not.
    refuses(world::replaced(state, "\"sides\":[\"\",", "\"sides\":["));
}

TEST_CASE("daily: areas, looks and hearsay are those of brute force", "[planner][monitor][daily]") {
    const auto& made = place().by->of();
    const auto counts = counted_by(place(), feed().all);
    struct sums {
        std::uint64_t looks = 0, hearsay = 0, violations = 0, inconclusive = 0, denied = 0, off = 0;
        std::set<grid_cell> cells;
    };
    std::map<std::pair<local_day, std::string>, sums> expected;
    for (const auto& one : feed().all) {
        if (one.is_repeat) {
            continue;
        }
        const bool failed =
            one.what.what == report_what::denied_access || one.what.what == report_what::device_off;
        for (const auto& zone : zones_at(made, one.what)) {
            auto& to = expected[{kyiv_day(one.what.from), zone}];
            to.looks += is_look(one.what) ? 1U : 0U;
            to.hearsay += !is_look(one.what) && !failed ? 1U : 0U;
            to.violations += one.said.word == verdict_word::violation ? 1U : 0U;
            to.inconclusive += one.said.word == verdict_word::inconclusive && !failed ? 1U : 0U;
            to.denied += one.what.what == report_what::denied_access ? 1U : 0U;
            to.off += one.what.what == report_what::device_off ? 1U : 0U;
            if (is_look(one.what)) {
                to.cells.insert(counts.cells().cell_of(one.what.position));
            }
        }
    }
    std::map<std::pair<local_day, std::string>, sums> found;
    for (const auto& [key, tally] : counts.areas) {
        if (key.law == 0 || counts.laws[key.law].kind != clause_kind::zone) {
            continue;
        }
        auto& to = found[{key.day, counts.laws[key.law].id}];
        to.looks += tally.looks;
        to.hearsay += tally.hearsay;
        to.violations += tally.violations;
        to.inconclusive += tally.inconclusive;
        to.denied += tally.denied;
        to.off += tally.device_off;
    }
    for (const auto& [key, count] : counts.looks) {
        const auto& law = counts.laws[key.first.law];
        if (key.first.law != 0 && law.kind == clause_kind::zone) {
            found[{key.first.day, law.id}].cells.insert(key.second);
        }
        CHECK(count > 0);
    }
    REQUIRE(found.size() == expected.size());
    CHECK(found.size() > 100);
    for (const auto& [key, want] : expected) {
        const auto& got = found[key];
        CAPTURE(to_rfc3339(instant(key.first)), key.second);
        CHECK(got.looks == want.looks);
        CHECK(got.hearsay == want.hearsay);
        CHECK(got.violations == want.violations);
        CHECK(got.inconclusive == want.inconclusive);
        CHECK(got.denied == want.denied);
        CHECK(got.off == want.off);
        CHECK(got.cells == want.cells);
    }
}

TEST_CASE(
    "daily: the order of reports changes nothing but what is late", "[planner][monitor][daily]"
) {
    const auto counts = counted_by(place(), feed().all);
    auto shuffled = feed().all;
    std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937_64(31));
    const auto again = counted_by(place(), shuffled);
    const auto one = make_daily_report(*place().by, counts, world::day("2024-04-02"));
    const auto two = make_daily_report(*place().by, again, world::day("2024-04-02"));
    REQUIRE(one.sites.size() == two.sites.size());
    CHECK(one.sites.size() > 50);
    for (std::size_t i = 0; i < one.sites.size(); ++i) {
        CHECK(one.sites[i].position == two.sites[i].position);
        CHECK(one.sites[i].violations() == two.sites[i].violations());
    }
    REQUIRE(one.areas.size() == two.areas.size());
    for (std::size_t i = 0; i < one.areas.size(); ++i) {
        CHECK(one.areas[i].today.looks == two.areas[i].today.looks);
        CHECK(one.areas[i].cells_window == two.areas[i].cells_window);
    }
    REQUIRE(one.hot_spots.size() == two.hot_spots.size());
    CHECK(one.today().all.by_word == two.today().all.by_word);
}

TEST_CASE(
    "daily: a day is the mission's, 23 hours long when clocks go forward",
    "[planner][monitor][daily]"
) {
    // Midnight of 31 March is 22:00 UTC of the 30th; that of 1 April, 21:00 UTC.
    const auto counts = place().counts(
        {place().at(10.7, 50.3, "2024-03-30T21:59:59Z"),
         place().at(10.7, 50.3, "2024-03-30T22:00:00Z"),
         place().at(10.7, 50.3, "2024-03-31T00:59:59Z"),
         place().at(10.7, 50.3, "2024-03-31T01:00:00Z"),
         place().at(10.7, 50.3, "2024-03-31T20:59:59Z"),
         place().at(10.7, 50.3, "2024-03-31T21:00:00Z")}
    );
    const auto made = make_daily_report(*place().by, counts, world::day("2024-03-31"));
    CHECK(made.before().all.reports() == 1);
    CHECK(made.today().all.reports() == 4);
    CHECK(made.after_day == 1);
    CHECK(made.ends - made.begins == std::chrono::hours(23));
    const auto last = make_daily_report(*place().by, counts, {});
    CHECK(last.today().all.reports() == 1);
    CHECK(last.day == world::day("2024-04-01"));
    CHECK(to_rfc3339(last.told_until) == "2024-03-31T21:00:00Z");
}

TEST_CASE(
    "daily: repeats are not counted twice, late reports go to their day",
    "[planner][monitor][daily]"
) {
    const auto counts = place().counts(
        {place().at(10.7, 50.3, "2024-02-10T10:00:00Z"),
         place().at(10.7, 50.3, "2024-02-11T10:00:00Z"),
         place().at(10.7, 50.3, "2024-02-10T11:00:00Z"),
         place().at(10.7, 50.3, "2024-02-10T10:00:00Z")},
        {},
        {3}
    );
    const auto& first = counts.days.at(world::day("2024-02-10"));
    CHECK(first.late == 2);
    CHECK(first.repeats == 1);
    CHECK(counts.days.at(world::day("2024-02-11")).late == 0);
    const auto made = make_daily_report(*place().by, counts, {});
    CHECK(made.before().all.reports() == 2);
    CHECK(made.before().all.by_word[3] == 2);
    CHECK(made.today().all.reports() == 1);
}

TEST_CASE(
    "daily: an area is watched where somebody looked, not where nothing was told",
    "[planner][monitor][daily]"
) {
    // One look that finds nothing, hearsay, and a refusal, all on the line in the zone "all".
    const auto counts = place().counts(
        {place().at(10.8, 50.05, "2024-02-10T10:00:00Z", report_what::other, "camera"),
         place().at(10.7, 50.45, "2024-02-10T10:00:00Z", report_what::other, "media"),
         place().at(10.7, 50.45, "2024-02-10T11:00:00Z", report_what::denied_access, "patrol")}
    );
    const auto made = make_daily_report(*place().by, counts, {});
    std::size_t checked = 0;
    for (const auto& one : made.areas) {
        if (one.law == 0 || counts.laws[one.law].id.rfind("all", 0) != 0 || one.sector == 0) {
            continue;
        }
        const bool south = counts.sectors[one.sector] == "South";
        const bool here = one.today.looks + one.today.hearsay + one.today.denied > 0;
        if (south && here) {
            CHECK(one.today.looks == 1);
            CHECK(one.cells_today == 1);
            CHECK(one.days_quiet_looked == 1);
            ++checked;
        } else if (here) {
            CHECK(one.today.looks == 0);
            CHECK(one.today.hearsay == 1);
            CHECK(one.today.denied == 1);
            CHECK(one.days_quiet_looked == 0);
            ++checked;
        }
        CHECK(one.is_quiet());
        CHECK(one.cells > 0);
        CHECK(one.days == 9);  // of the two weeks to 10 February, from D+1 on
    }
    CHECK(checked >= 2);
}

TEST_CASE("daily: cells of areas add up to their ground", "[planner][monitor][daily]") {
    const auto counts = place().counts(
        {place().at(10.7, 50.3, "2024-02-10T10:00:00Z")}, {geo::metres(1000), geo::metres(500), {}}
    );
    const auto made = make_daily_report(*place().by, counts, {});
    for (const auto& zone : place().by->of().zones) {
        double km2 = 0;
        double edge = 0;
        for (const auto& one : made.areas) {
            if (one.law != 0 && counts.laws[one.law].id == zone.id) {
                km2 += 0.25 * static_cast<double>(one.cells);
            }
        }
        geo::for_each_ring(zone.shape, [&](const auto& ring) {
            for (std::size_t i = 1; i < ring.size(); ++i) {
                edge += geo::distance(ring[i - 1], ring[i]).value() / 1000;
            }
        });
        // Cells reach over the edge by half a cell: what is more is at most that.
        CHECK(km2 >= world::km2(zone.shape) * 0.97);
        CHECK(km2 <= world::km2(zone.shape) + 0.25 * edge * 1.2);
    }
}

TEST_CASE(
    "daily: sites are new once, then repeated; a radius apart they are two",
    "[planner][monitor][daily]"
) {
    const auto from = world::at(10.7, 50.3);
    const auto east = [&](double metres) {
        return geo::destination(from, geo::degrees(90), geo::metres(metres));
    };
    std::vector<report> reports;
    const auto add = [&](geo::lon_lat p, const std::string& time, double accuracy = 10) {
        reports.push_back(place().at(p.lon.value(), p.lat.value(), time));
        reports.back().accuracy = geo::metres(accuracy);
    };
    add(from, "2024-02-10T10:00:00Z");
    add(east(600), "2024-02-11T10:00:00Z");   // within 1 km
    add(east(1400), "2024-02-11T11:00:00Z");  // beyond: another
    add(east(100), "2024-02-12T10:00:00Z");
    add(east(50), "2024-02-12T12:00:00Z");
    add(east(9000), "2024-02-12T12:00:00Z", 1500);  // too vague for a site
    const auto counts = place().counts(reports);
    const auto made = make_daily_report(*place().by, counts, {});
    REQUIRE(made.sites.size() == 2);
    CHECK(made.sites[0].first() == world::day("2024-02-10"));
    CHECK(made.sites[0].violations() == 4);
    CHECK(made.sites[0].days_running(world::day("2024-02-12")) == 3);
    CHECK(made.sites[0].is_repeated_on(world::day("2024-02-12")));
    CHECK(made.sites[1].is_new_on(world::day("2024-02-11")));
    CHECK(made.sites[1].days_running(world::day("2024-02-12")) == 0);
    // The mean of 0, 600, 100 and 50 m.
    CHECK_THAT(geo::distance(made.sites[0].position, east(187.5)).value(), WithinAbs(0, 0.1));
    CHECK(made.today().new_sites == 0);
    CHECK(made.today().repeated_sites == 1);
    CHECK(made.before().new_sites == 1);
    CHECK(made.before().repeated_sites == 1);
    CHECK(made.today().told.vague_site == 1);
    // A later day changes nothing of what was said of an earlier one.
    const auto earlier = make_daily_report(*place().by, counts, world::day("2024-02-11"));
    REQUIRE(earlier.sites.size() == 2);
    CHECK(earlier.sites[0].violations() == 2);
    CHECK(earlier.after_day == 3);
}

TEST_CASE(
    "daily: every report of a site lies within the radius of its first cell",
    "[planner][monitor][daily]"
) {
    const auto counts = counted_by(place(), feed().all);
    const auto sites = find_sites(counts, counts.days.rbegin()->first);
    std::uint64_t placed = 0;
    std::uint64_t in_sites = 0;
    for (const auto& site : sites) {
        in_sites += site.violations() + site.inconclusive();
    }
    for (const auto& one : feed().all) {
        const bool failed =
            one.what.what == report_what::denied_access || one.what.what == report_what::device_off;
        if (one.is_repeat || failed || one.said.word < verdict_word::inconclusive ||
            one.what.accuracy > geo::metres(1000)) {
            continue;
        }
        ++placed;
        double least = 1e9;
        for (const auto& site : sites) {
            least = std::min(least, geo::distance(site.position, one.what.position).value());
        }
        // The mean of a site lies within a radius of its first cell, the report too: two radii, and
        // the diagonal of a cell of 250 m.
        CHECK(least <= 2000 + 354);
    }
    CHECK(placed == in_sites);
    CHECK(placed > 500);
}

TEST_CASE(
    "daily: a feed without reports says so, or tells of the day that is named",
    "[planner][monitor][daily]"
) {
    const auto counts = place().counts({});
    CHECK(world::refusal<geo::input_error>([&] {
              (void)make_daily_report(*place().by, counts, {});
          }).find("--day") != std::string::npos);
    const auto made = make_daily_report(*place().by, counts, world::day("2024-02-10"));
    CHECK(made.today().all.reports() == 0);
    CHECK(made.sites.empty());
    CHECK(made.hot_spots.empty());
    CHECK(made.areas.size() > 3);
    for (const auto& one : made.areas) {
        CHECK(one.days_looked == 0);
    }
}

TEST_CASE(
    "daily: memory grows with ground and days, not with reports", "[planner][monitor][daily]"
) {
    daily_counts counts(*place().by, {});
    const auto size = [&] {
        return counts.tallies.size() + counts.areas.size() + counts.looks.size() +
               counts.in_place.size() + counts.in_cell.size() + counts.breaches.size() +
               counts.fire.size() + counts.days.size() + counts.other_sources.size();
    };
    auto one = place().at(10.7, 50.3, "2024-02-10T10:00:00Z");
    std::size_t first = 0;
    for (int i = 0; i < 20000; ++i) {
        const auto id = "id-" + std::to_string(i);
        const auto source = "source " + std::to_string(i);
        one.id = id;
        one.source_class = source;
        one.from = one.until = *parse_instant("2024-02-10T10:00:00Z") + seconds(i % 3600);
        counts.add(*place().by, one, judge(*place().by, one), false);
        first = i == 99 ? size() : first;
    }
    CHECK(size() == first);
    CHECK(counts.breaches.begin()->second.examples.size() == 3);
    CHECK(counts.breaches.begin()->second.count == 20000);
}

TEST_CASE(
    "daily: the feed shows each report once, in order, on any number of threads",
    "[planner][monitor][daily]"
) {
    const world::temporary_folder folder;
    std::string input = "report_id,time,what,lon,lat,accuracy_m,source_class\n";
    for (int i = 0; i < 3000; ++i) {
        input += "r" + std::to_string(i % 100 == 50 ? i - 1 : i) + ",2024-02-1" +
                 std::to_string(i % 7) + "T12:00:00Z,shot,10." + std::to_string(1 + i % 9) +
                 ",50.2,50,patrol\n";
    }
    feed_options options;
    options.reports = folder.with("in.csv", input);
    options.output = "/dev/null";
    options.overwrite = true;
    std::string shape;
    for (const unsigned threads : {1U, 4U}) {
        daily_counts counts(*place().by, {});
        options.threads = threads;
        options.seen =
            [&](const rulebook& by, const report& what, const verdict& said, bool is_repeat) {
                counts.add(by, what, said, is_repeat);
            };
        const auto totals = run_feed(place().by, options);
        CHECK(totals.repeats == 30);
        std::uint64_t sum = 0;
        std::string text;
        for (const auto& [day, tally] : counts.days) {
            sum += tally.looks;
            text += std::to_string(tally.looks) + "/" + std::to_string(tally.late) + "/" +
                    std::to_string(tally.repeats) + " ";
        }
        CHECK(sum == 2970);
        CHECK((shape.empty() || shape == text));
        shape = text;
    }
}
