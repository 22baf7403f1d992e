// SPDX-License-Identifier: Apache-2.0
#include "geo/measure/geodesic.hpp"
#include "planner/monitor/judge.hpp"
#include "planner/plan/build_plan.hpp"
#include "tests/support/world.hpp"
#include "tests/support/zones.hpp"

#include <cmath>
#include <random>

using namespace planner;
using world::zone_beside;

namespace {

const world::drawing bent{.map = R"(
WWhhhhheeeeee
WWhhhhhheeeee
WWhhheehheeee
WWhhheehheeee
WWhhhhhheeeee
)"};

plan five_zones() {
    const world::temporary_folder folder;
    return world::lay(
        world::read(folder, bent),
        zone_beside("all", "2km", "forces") +
            zone_beside("tanks", "5km", "[\"tank\", \"mortar\"]") +
            zone_beside("guns", "8km", "artillery") + zone_beside("rockets", "12km", "mlrs") +
            zone_beside("heavy", "20km", "heavy_weapons")
    );
}

/// Straight from the plan, report by report and edge by edge: GeographicLib, even-odd, no index, nothing
/// of the code under test.
class slow_judge {
public:
    explicit slow_judge(const plan& made) : plan_(made) {
        for (const auto& zone : made.zones) {
            dense_.push_back(geo::densify(zone.shape, geo::edge_reading::lonlat, geo::metres(0.05))
            );
        }
    }

    struct answer {
        verdict_word word = verdict_word::not_covered;
        double metres = std::numeric_limits<double>::quiet_NaN();
        double nearest_to_turn = 1e300;  ///< how near the distance is to where the word changes
    };

    [[nodiscard]] answer operator()(
        const report& what, const std::string& system, const std::string& side
    ) const {
        answer out;
        for (std::size_t i = 0; i < plan_.zones.size(); ++i) {
            const auto& zone = plan_.zones[i];
            bool named = false;
            for (const auto& word : zone.term.weapon_classes) {
                named = named || plan_.said.arms.covers(word, *plan_.said.arms.find_system(system));
            }
            if (!named || zone.binds != party_id(side) || what.from < zone.when.from ||
                what.from >= zone.when.until) {
                continue;
            }
            double distance = 1e300;
            geo::for_each_ring(dense_[i], [&](const auto& ring) {
                for (std::size_t k = 1; k < ring.size(); ++k) {
                    distance = std::min(
                        distance,
                        geo::distance_to_edge(what.position, ring[k - 1], ring[k]).distance.value()
                    );
                }
            });
            const bool inside = world::is_inside(what.position, zone.shape);
            const double uncertain =
                (what.accuracy + geo::metres(bent.accuracy_m) + zone.max_error).value() + 0.008;
            out.nearest_to_turn = std::min(out.nearest_to_turn, std::abs(distance - uncertain));
            const auto word = distance <= uncertain ? verdict_word::inconclusive
                              : inside              ? verdict_word::violation
                                                    : verdict_word::compliant;
            const double metres = inside ? distance : -distance;
            if (word > out.word || (word == out.word && metres > out.metres)) {
                out.word = word;
                out.metres = metres;
            }
        }
        return out;
    }

private:
    const plan& plan_;
    std::vector<area> dense_;
};

void compare(int reports) {
    const auto made = five_zones();
    const rulebook by(made);
    const slow_judge slow(made);
    const std::vector<std::string> systems{"2s1", "2s3", "bm-21", "t-64", "bmp-2"};
    std::mt19937_64 generator(17);
    const auto share = [&] { return static_cast<double>(generator() >> 11U) * 0x1p-53; };
    std::array<int, verdict_word_count> counts{};
    for (const double accuracy : {0.0, 50.0, 1000.0, 6000.0}) {
        for (int i = 0; i < reports / 4; ++i) {
            const auto& system = systems[generator() % systems.size()];
            const std::string side = generator() % 2 == 0 ? "east" : "west";
            report what;
            what.what = report_what::weapon;
            what.weapon = *by.word_of(system);
            what.side = *by.party_of(side);
            what.position = world::at(10 + 1.3 * share(), 50 + 0.5 * share());
            what.accuracy = geo::metres(accuracy);
            what.from = what.until = *parse_instant("2024-01-30T00:00:00Z") +
                                     std::chrono::seconds(generator() % (86400 * 70));
            const auto expected = slow(what, system, side);
            const auto found = judge(by, what);
            // Distances are right to 0.1 m (area_field), those of the brute force to 0.05 m: nearer
            // to a turn either word may be.
            if (expected.nearest_to_turn < 0.15) {
                continue;
            }
            CAPTURE(
                i, accuracy, system, side, what.position.lon.value(), what.position.lat.value()
            );
            REQUIRE(found.word == expected.word);
            REQUIRE(std::isnan(found.metres) == std::isnan(expected.metres));
            if (!std::isnan(found.metres)) {
                REQUIRE(std::abs(found.metres - expected.metres) < 0.15);
            }
            ++counts[static_cast<std::size_t>(found.word)];
        }
    }
    for (const int count : counts) {
        CHECK(count > reports / 50);
    }
}

}  // namespace

TEST_CASE("judge: 2,000 random reports as by brute force", "[planner][monitor]") {
    compare(2000);
}

TEST_CASE("judge: 100,000 random reports as by brute force", "[planner][monitor][slow]") {
    compare(100000);
}
