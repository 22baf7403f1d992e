// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/buried.hpp"
#include "geo/offset/zone_frame.hpp"
#include "tests/geo/offset/truth.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace geo;
using namespace geo::detail;
using truth::at;

namespace {

double nearest(const std::vector<line_sample>& samples, const conformal_sphere& sphere, vec3 p) {
    double best = 1e300;
    for (const auto& one : samples) {
        best = std::min(best, sphere.distance(p, one.at));
    }
    return best;
}

}  // namespace

TEST_CASE("buried samples: what is left out is nearest to no far position", "[geo][offset]") {
    struct world {
        line_string<lon_lat> ends;
        double roughness;
        metres from;
        metres to;
        bool thinned;
    };
    const world worlds[] = {
        {{at(33, 47), at(34.5, 47.6)}, 0.3, 30_km, 30_km, true},
        {{at(33, 47), at(34.5, 47.6)}, 0.5, 80_km, 140_km, true},
        {{at(33, 47), at(33.2, 47)}, 0.4, 1000_km, 1000_km, true},
        {{at(33, 70), at(36, 70.5), at(33, 70.9)}, 0.3, 40_km, 60_km, true},
        {{at(33, -5), at(33.05, -5)}, 0.0, 20_km, 20_km, false},
        {{at(33, 47), at(36, 47.6)}, 0.3, 50_m, 50_m, false}};
    unsigned seed = 1;
    for (const auto& one : worlds) {
        const multi_line_string<lon_lat> lines{
            truth::roughened(one.ends, 11, seed++, one.roughness)};
        const auto sphere = sphere_for(lines, edge_reading::lonlat, one.to);
        const auto all = sample_lines(lines, edge_reading::lonlat, sphere, 1000_km);
        const auto kept = without_buried(all, sphere, one.from.value(), one.to.value());
        CAPTURE(seed, all.size(), kept.size());
        CHECK((kept.size() < all.size() / 2) == one.thinned);

        // Positions about as far away as asked, on all sides.
        std::mt19937_64 generator(seed);
        const auto random = [&] { return static_cast<double>(generator() >> 11U) * 0x1p-53; };
        int counted = 0;
        for (int trial = 0; trial < 400; ++trial) {
            const auto& around = lines[0][static_cast<std::size_t>(random() * 2000)];
            double reach = one.from.value() + random() * (one.to - one.from).value();
            const degrees azimuth(360 * random());
            vec3 seen;
            double real = 0;
            for (int step = 0; step < 100 && real < one.from.value(); ++step) {
                reach += std::max(0.0, one.from.value() - real) * (step > 0 ? 1 : 0) + 0.001;
                seen = sphere.to_sphere(destination(around, azimuth, metres(reach)));
                real = nearest(all, sphere, seen);
            }
            if (real < one.from.value() || real > one.to.value() + 1) {
                continue;
            }
            ++counted;
            CHECK(nearest(kept, sphere, seen) - real < 0.001);
        }
        CHECK(counted > 100);
    }
}

TEST_CASE("buried samples: a gap in the line is told", "[geo][offset]") {
    const multi_line_string<lon_lat> lines{
        truth::roughened({at(33, 47), at(34, 47)}, 10, 5, 0.3), {at(35, 47), at(35.01, 47)}};
    const auto sphere = sphere_for(lines, edge_reading::lonlat, 100_km);
    const auto all = sample_lines(lines, edge_reading::lonlat, sphere, 1000_km);
    const auto kept = without_buried(all, sphere, 1e5, 1e5);
    std::size_t next = 0;
    bool follows = false;
    for (const auto& one : all) {
        const bool here = next < kept.size() && squared(kept[next].at - one.at) == 0;
        if (here) {
            CHECK(kept[next].connected == (one.connected && follows));
            ++next;
        }
        follows = here;
    }
    CHECK(next == kept.size());
}
