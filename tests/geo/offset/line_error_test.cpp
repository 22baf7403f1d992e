// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/equi_ratio.hpp"
#include "tests/geo/offset/line_scenes.hpp"
#include "tests/geo/offset/line_truth.hpp"
#include "tests/support/uniform.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <set>
#include <string>

using namespace geo;
using support::uniform;
using truth::at;

namespace {

const std::vector<double> ratios{0.05, 0.25, 0.5, 0.75, 0.95};
const std::vector<metres> distances{metres(500), metres(4000), metres(12000)};
/// What the project promises of phase lines.
constexpr metres promised(5);

struct drawn {
    std::string name;
    truth::function f;
    multi_line_string<lon_lat> shape;
    metres max_error;
};

std::vector<drawn> draw(const truth::line_scene& scene, const truth::two_lines& real) {
    const distance_field from(scene.from, {});
    const distance_field to(scene.to, {});
    std::vector<drawn> out;
    for (const auto& line : equi_ratio_lines(from, to, ratios, scene.box)) {
        out.push_back(
            {"ratio " + std::to_string(line.ratio),
             real.ratio(line.ratio),
             line.shape,
             line.max_error}
        );
    }
    for (const auto& line : distance_lines(from, to, distances, scene.box)) {
        out.push_back(
            {"distance " + std::to_string(line.distance.value()),
             real.within(line.distance),
             line.shape,
             line.max_error}
        );
    }
    return out;
}

/// Positions of the shape that the line does not come near to, out of `count`.
int astray(const drawn& line, int count, std::mt19937_64& generator) {
    int out = 0;
    for (int i = 0; i < count && !line.shape.empty(); ++i) {
        const auto p = truth::any_position(line.shape, generator);
        if (!truth::comes_within(line.f, p, line.max_error.value() + 0.05)) {
            UNSCOPED_INFO("astray " << p.lon.value() << " " << p.lat.value());
            ++out;
        }
    }
    return out;
}

/// Crossings of random segments with the line that the shape does not come near to.
int missed(
    const drawn& line, const lon_lat_box& box, int segments, std::mt19937_64& generator, int& seen
) {
    int out = 0;
    for (int i = 0; i < segments; ++i) {
        for (const auto p : truth::any_crossings(line.f, box, generator)) {
            ++seen;
            const double off = truth::distance_to_shape(p, line.shape);
            // 0.1 m to which the crossing is known, and 1 % for the tangent plane.
            if (off > promised.value() * 1.01 + 0.1) {
                UNSCOPED_INFO("missed " << p.lon.value() << " " << p.lat.value() << " by " << off);
                ++out;
            }
        }
    }
    return out;
}

void check_scenes(int positions, int segments) {
    for (const auto& scene : truth::line_scenes()) {
        const truth::two_lines real(scene.from, scene.to);
        std::mt19937_64 generator(11);
        int seen = 0;
        for (const auto& line : draw(scene, real)) {
            CAPTURE(scene.name, line.name, line.max_error.value());
            CHECK(line.max_error <= promised);
            CHECK(astray(line, positions, generator) == 0);
            CHECK(missed(line, scene.box, segments, generator, seen) == 0);
        }
        CAPTURE(scene.name);
        CHECK(seen > 0);
    }
}

/// One or two lines of a few vertices, roughened, in a box of a given size in degrees.
multi_line_string<lon_lat> any_lines(lon_lat centre, double size) {
    const double cosine = std::cos(centre.lat.value() * 0.017453292519943295);
    multi_line_string<lon_lat> out;
    const int parts = *rc::gen::inRange(1, 3);
    for (int k = 0; k < parts; ++k) {
        line_string<lon_lat> line;
        const int vertices = *rc::gen::inRange(1, 5);
        for (int i = 0; i < vertices; ++i) {
            line.push_back(
                at(centre.lon.value() + uniform(-size, size) / cosine,
                   centre.lat.value() + uniform(-size, size))
            );
        }
        out.push_back(truth::roughened(
            line, *rc::gen::inRange(0, 5), static_cast<unsigned>(*rc::gen::inRange(0, 1000000))
        ));
    }
    return out;
}

void log_lines(const char* name, const multi_line_string<lon_lat>& lines) {
    for (const auto& line : lines) {
        std::string text = name;
        for (const auto& p : line) {
            text += " " + std::to_string(p.lon.value()) + "," + std::to_string(p.lat.value());
        }
        RC_LOG(text);
    }
}

void check_random_lines() {
    const auto centre = at(uniform(-170, 170), uniform(-75, 75));
    const double size = std::pow(10.0, uniform(-2, 0));
    const double cosine = std::cos(centre.lat.value() * 0.017453292519943295);
    const truth::line_scene scene{
        "random",
        any_lines(centre, size),
        any_lines(centre, size),
        {centre.lon.value() - 1.5 * size / cosine,
         centre.lat.value() - 1.5 * size,
         centre.lon.value() + 1.5 * size / cosine,
         centre.lat.value() + 1.5 * size}};
    const truth::two_lines real(scene.from, scene.to);
    std::mt19937_64 generator(static_cast<unsigned>(*rc::gen::inRange(0, 1000000)));
    const auto lines = draw(scene, real);
    log_lines("from", scene.from);
    log_lines("to", scene.to);
    int seen = 0;
    for (const auto& line : lines) {
        RC_LOG() << line.name << ", max_error " << line.max_error.value() << std::endl;
        RC_ASSERT(line.max_error <= promised);
        RC_ASSERT(astray(line, 4, generator) == 0);
        RC_ASSERT(missed(line, scene.box, 1, generator, seen) == 0);
    }
    const distance_field from(scene.from, {});
    const distance_field to(scene.to, {});
    for (std::size_t i = 0; i < ratios.size(); ++i) {
        for (std::size_t j = i + 1; j < ratios.size(); ++j) {
            RC_ASSERT(!truth::find_crossing(lines[i].shape, lines[j].shape, [&](lon_lat p) {
                return from.quick(p) > 2 * meeting_radius || to.quick(p) > 2 * meeting_radius;
            }));
        }
    }
}

}  // namespace

TEST_CASE("lines between lines: as true as they say, and nothing missed", "[geo][offset]") {
    check_scenes(15, 2);
}

TEST_CASE("lines between lines: 10^5 positions", "[slow]") {
    check_scenes(1000, 40);
}

TEST_CASE("lines between lines: random rough lines", "[slow]") {
    CHECK(rc::check("random lines between lines", [] { check_random_lines(); }));
}

TEST_CASE("lines between lines: in one pair of lines no two ratios cross", "[geo][offset]") {
    for (const auto& scene : truth::line_scenes()) {
        const distance_field from(scene.from, {});
        const distance_field to(scene.to, {});
        const auto lines = equi_ratio_lines(from, to, {0.2, 0.24, 0.5, 0.8}, scene.box);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            for (std::size_t j = i + 1; j < lines.size(); ++j) {
                const auto found =
                    truth::find_crossing(lines[i].shape, lines[j].shape, [&](lon_lat p) {
                        return !scene.meet || from.quick(p) > 2 * meeting_radius ||
                               to.quick(p) > 2 * meeting_radius;
                    });
                const lon_lat p = found.value_or(lon_lat{});
                CAPTURE(scene.name, lines[i].ratio, lines[j].ratio, p.lon.value(), p.lat.value());
                CHECK_FALSE(found);
            }
        }
    }
}

TEST_CASE(
    "lines between lines: where both lines meet, lines run into that position", "[geo][offset]"
) {
    for (const auto& scene : truth::line_scenes()) {
        if (!scene.meet) {
            continue;
        }
        // The one position that both have in common, by construction.
        auto meeting = scene.from.front().front();
        if (std::string(scene.name) == "lines that cross") {
            const distance_field to(scene.to, {});
            double low = 0;
            double high = 1;
            const auto on = [&](double t) {
                return interpolate(scene.from[0].front(), scene.from[0].back(), t);
            };
            // The distance to the other line falls up to the crossing.
            for (int i = 0; i < 80; ++i) {
                const double a = low + (high - low) / 3;
                const double b = high - (high - low) / 3;
                (to.quick(on(a)) < to.quick(on(b)) ? high : low) =
                    to.quick(on(a)) < to.quick(on(b)) ? b : a;
            }
            meeting = on(low);
        } else if (std::string(scene.name) == "lines that touch") {
            meeting = scene.from.front()[1];
        }
        for (const auto& line : equi_ratio_lines(
                 distance_field(scene.from, {}), distance_field(scene.to, {}), ratios, scene.box
             )) {
            CAPTURE(scene.name, line.ratio);
            double nearest = 1e9;
            for (const auto& part : line.shape) {
                for (const auto& p : part) {
                    nearest = std::min(nearest, distance(p, meeting).value());
                }
            }
            CHECK(nearest < 0.1);
        }
    }
}
