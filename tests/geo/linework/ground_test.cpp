// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/ground.hpp"
#include "geo/linework/line_pieces.hpp"
#include "tests/geo/offset/truth.hpp"
#include "tests/support/random.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::WithinAbs;
using namespace geo;
using geo::detail::chord_slack;
using geo::detail::geodesic_metres;
using geo::detail::piece_tree;
using geo::detail::pieces_of;
using geo::detail::position_on_edge;
using geo::detail::to_ground;
using geo::detail::to_space;
using geo::detail::vec3;
using support::share;
using truth::at;

TEST_CASE("ground: distances are geodesic distances", "[geo][linework]") {
    std::mt19937_64 generator(3);
    const std::vector<std::pair<double, double>> bounds{
        {1e3, 1e-8}, {1e4, 1e-8}, {1e5, 5e-7}, {1e6, 0.03}, {5e6, 80}};
    for (const auto& [length, bound] : bounds) {
        double worst = 0;
        double spread = 0;
        for (int i = 0; i < 4000; ++i) {
            const auto p = at(360 * share(generator) - 180, 180 * share(generator) - 90);
            const auto q = destination(p, degrees(360 * share(generator)), metres(length));
            const vec3 a = to_space(p);
            const vec3 b = to_space(q);
            worst = std::max(worst, std::abs(geodesic_metres(a, b) - length));
            const double chord = std::sqrt(squared(b - a));
            // The arc of the same chord at the mean curvature.
            const double arc = 2 * 6367500.0 * std::asin(chord / 2 / 6367500.0);
            spread = std::max(spread, std::abs(length - arc) - chord_slack(chord) / 2);
        }
        INFO(length << " m: " << worst);
        CHECK(worst < bound);
        CHECK(spread <= 0);
    }
}

TEST_CASE("ground: there and back", "[geo][linework]") {
    for (const double lat : {-90.0, -89.9999, -45.0, 0.0, 30.0, 89.0, 90.0}) {
        for (const double lon : {-179.9999, -90.0, 0.0, 120.0}) {
            const auto p = to_ground(to_space(at(lon, lat)));
            CHECK_THAT(p.lat.value(), WithinAbs(lat, 1e-10));
            if (std::abs(lat) < 90) {
                CHECK_THAT(p.lon.value(), WithinAbs(lon, 1e-9));
            }
        }
    }
}

TEST_CASE("line pieces: positions are the edge's, by either reading", "[geo][linework]") {
    const std::vector<std::pair<lon_lat, lon_lat>> edges{
        {at(30, 60), at(32, 60.5)},
        {at(179.5, 71), at(-179.8, 70)},
        {at(20, 89.9), at(140, 89.95)},
        {at(-70, -10), at(-70, 10)},
        {at(10, 0), at(11, 0)},
        {at(10, 50), at(10.01, 50.01)}};
    for (const auto reading : {edge_reading::lonlat, edge_reading::geodesic}) {
        for (const auto& [a, b] : edges) {
            double worst = 0;
            double sum = 0;
            for (const auto& piece : pieces_of({{a, b}}, reading)) {
                sum += piece.length();
                for (const double t : {0.0, 0.2, 0.5, 0.9}) {
                    const auto p = position_on_edge(a, b, piece.fraction(t), reading);
                    const double s = piece.nearest(to_space(p));
                    worst = std::max(
                        worst, geodesic_metres(to_space(to_ground(piece.at(s))), to_space(p))
                    );
                }
            }
            INFO("from " << a.lon.value() << ' ' << a.lat.value());
            CHECK(worst < 1e-3);
            double true_length = 0;
            for (int i = 0; i < 4000; ++i) {
                true_length += distance(
                                   position_on_edge(a, b, i / 4000.0, reading),
                                   position_on_edge(a, b, (i + 1) / 4000.0, reading)
                )
                                   .value();
            }
            CHECK_THAT(sum / true_length, WithinAbs(1, 1e-7));
        }
    }
}

TEST_CASE("piece tree: nothing nearer by brute force", "[geo][linework]") {
    for (const double lon : {37.0, 179.6}) {
        for (const double lat : {0.0, 48.0, 89.5, -89.9}) {
            auto rough = truth::roughened({at(lon - 1, lat - 0.4), at(lon, lat)}, 8, 4);
            for (auto& p : rough) {
                p =
                    at(std::remainder(p.lon.value(), 360.0),
                       std::clamp(p.lat.value(), -90.0, 90.0));
            }
            const piece_tree tree(pieces_of({rough, {at(lon, lat)}}, edge_reading::lonlat));
            std::mt19937_64 generator(8);
            for (const double reach : {10.0, 1e4, 1e6, 3e6}) {
                for (int i = 0; i < 8; ++i) {
                    const auto p = destination(
                        rough[generator() % rough.size()],
                        degrees(360 * share(generator)),
                        metres(reach * share(generator))
                    );
                    double least = 1e12;
                    for (const auto& piece : tree.pieces()) {
                        for (int k = 0; k <= 8; ++k) {
                            const auto q = position_on_edge(
                                rough[std::min<std::size_t>(piece.edge, rough.size() - 1)],
                                rough[std::min<std::size_t>(piece.edge + 1, rough.size() - 1)],
                                k / 8.0,
                                edge_reading::lonlat
                            );
                            least = std::min(least, distance(p, q).value());
                        }
                    }
                    const auto hit = tree.nearest(to_space(p), 5);
                    const double found =
                        distance(p, to_ground(tree.pieces()[hit.piece].at(hit.t))).value();
                    CHECK(found <= least + 0.001);
                }
            }
        }
    }
}
