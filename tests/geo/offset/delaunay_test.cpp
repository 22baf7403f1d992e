// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/delaunay.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace geo::detail;

namespace {

/// Every inner edge's two apexes are outside of each other's circles: locally Delaunay, which for
/// a triangulation means Delaunay. Returns the number of triangles, or -1.
int triangles_if_delaunay(const std::vector<grid_point>& points) {
    const auto mesh = delaunay(points);
    int corners = 0;
    for (std::int32_t e = 0; e < mesh.size(); ++e) {
        if (!mesh.in_use(e)) {
            continue;
        }
        const auto p = [&](std::int32_t h) {
            return points[static_cast<std::size_t>(mesh.from(h))];
        };
        const auto apex = [&](std::int32_t h) { return p(mesh.along_left(mesh.along_left(h))); };
        const auto is_triangle = [&](std::int32_t h) {
            const auto f = mesh.along_left(h);
            const auto g = mesh.along_left(f);
            return mesh.along_left(g) == h && orientation(p(h), p(f), p(g)) > 0;
        };
        if (!is_triangle(e)) {
            continue;
        }
        ++corners;
        if (is_triangle(e ^ 1) && in_circle(p(e), p(e ^ 1), apex(e), apex(e ^ 1))) {
            return -1;
        }
    }
    return corners / 3;
}

std::vector<grid_point> arranged(std::vector<grid_point> points) {
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
    std::vector<tagged_point> tagged;
    for (const auto& p : points) {
        tagged.push_back({p, 0});
    }
    arrange(tagged);
    points.clear();
    for (const auto& p : tagged) {
        points.push_back(p.at);
    }
    return points;
}

}  // namespace

TEST_CASE("delaunay: none, one, two and collinear points", "[geo][offset]") {
    CHECK(delaunay(std::vector<grid_point>{}).size() == 0);
    CHECK(delaunay(std::vector<grid_point>{{1, 2}}).edge_of.at(0) == -1);
    CHECK(delaunay(std::vector<grid_point>{{1, 2}, {3, 4}}).size() == 2);
    CHECK(triangles_if_delaunay(arranged({{0, 0}, {1, 1}, {2, 2}, {3, 3}, {4, 4}})) == 0);
    CHECK(triangles_if_delaunay(arranged({{0, 0}, {0, 1}, {0, 2}, {0, 7}})) == 0);
}

TEST_CASE("delaunay: a full grid, all cocircular", "[geo][offset]") {
    std::vector<grid_point> points;
    for (std::int32_t x = 0; x < 20; ++x) {
        for (std::int32_t y = 0; y < 20; ++y) {
            points.push_back({x * 1000, y * 1000});
        }
    }
    CHECK(triangles_if_delaunay(arranged(points)) == 2 * 19 * 19);
}

TEST_CASE("delaunay: random points and the corners of the grid", "[geo][offset]") {
    std::mt19937 generator(1);
    for (const int spread : {10, 1000, 1 << 28}) {
        std::vector<grid_point> points{
            {-grid_limit, -grid_limit},
            {grid_limit, -grid_limit},
            {-grid_limit, grid_limit},
            {grid_limit, grid_limit}};
        for (int i = 0; i < 2000; ++i) {
            const auto any = [&] {
                return static_cast<std::int32_t>(generator() % static_cast<unsigned>(spread));
            };
            points.push_back({any(), any()});
        }
        const auto unique = arranged(points);
        // Euler: with a hull of four corners, 2 n - 2 - 4 triangles.
        CHECK(triangles_if_delaunay(unique) == static_cast<int>(2 * unique.size()) - 6);
    }
}

TEST_CASE("in_circle: decides what doubles cannot", "[geo][offset]") {
    // Four points of one circle with the centre off the grid, then one moved by one cell.
    const std::int32_t r = 1 << 28;
    CHECK_FALSE(in_circle({r, 0}, {0, r}, {-r, 0}, {0, -r}));
    CHECK(in_circle({r, 0}, {0, r}, {-r, 0}, {0, 1 - r}));
    CHECK_FALSE(in_circle({r, 0}, {0, r}, {-r, 0}, {0, -r - 1}));
}
