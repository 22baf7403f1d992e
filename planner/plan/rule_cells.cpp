// SPDX-License-Identifier: Apache-2.0
#include "planner/plan/rule_cells.hpp"

#include "geo/geometry/box.hpp"
#include "geo/geometry/covers.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace planner {

namespace {

/// A degree is nowhere shorter (a meridian's at the equator is 110,574 m; WGS 84).
constexpr double least_metres_a_degree = 110000;
/// Positions are gathered in squares of a degree, their middles standing for them.
constexpr double half_diagonal_of_degree = 0.7072;

constexpr double to_radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

struct direction {
    double x, y, z;
};

direction direction_of(double lon, double lat) {
    const double flat = std::cos(to_radians(lat));
    return {
        flat * std::cos(to_radians(lon)),
        flat * std::sin(to_radians(lon)),
        std::sin(to_radians(lat))};
}

/// The squares of a degree in which an edge lies.
class degree_squares {
public:
    template <class Chain>
    void add(const Chain& chain) {
        for (std::size_t i = 0; i < chain.size(); ++i) {
            add(chain[i].lon.value(), chain[i].lat.value());
            if (i == 0) {
                continue;
            }
            const double east = (chain[i].lon - chain[i - 1].lon).value();
            const double north = (chain[i].lat - chain[i - 1].lat).value();
            const int steps = static_cast<int>(2 * std::hypot(east, north));
            for (int k = 1; k <= steps; ++k) {
                const double part = static_cast<double>(k) / (steps + 1);
                add(chain[i - 1].lon.value() + part * east,
                    chain[i - 1].lat.value() + part * north);
            }
        }
    }
    [[nodiscard]] std::vector<direction> middles() const {
        std::vector<direction> out;
        for (const auto& [lon, lat] : squares_) {
            out.push_back(direction_of(lon + 0.5, lat + 0.5));
        }
        return out;
    }

private:
    void add(double lon, double lat) {
        squares_.emplace(static_cast<int>(std::floor(lon)), static_cast<int>(std::floor(lat)));
    }
    std::set<std::pair<int, int>> squares_;
};

}  // namespace

ground_cells cells_within(
    const std::vector<const area*>& areas, const std::vector<const lines*>& ways, geo::metres reach
) {
    degree_squares squares;
    std::vector<geo::lon_lat_box> boxes;
    for (const auto* shape : areas) {
        boxes.push_back(geo::box_of(*shape));
        geo::for_each_ring(*shape, [&](const auto& ring) { squares.add(ring); });
    }
    for (const auto* way : ways) {
        for (const auto& chain : *way) {
            squares.add(chain);
        }
    }
    const auto places = squares.middles();
    constexpr double half = ground_cells::degrees_a_side / 2.0;
    const double farthest = reach.value() / least_metres_a_degree + std::numbers::sqrt2 * half +
                            half_diagonal_of_degree;
    const double least_cosine = farthest < 180 ? std::cos(to_radians(farthest)) : -2.0;
    ground_cells out;
    for (int row = 0; row < ground_cells::row_count; ++row) {
        for (int column = 0; column < ground_cells::column_count; ++column) {
            const double lon = -180 + ground_cells::degrees_a_side * column + half;
            const double lat = -90 + ground_cells::degrees_a_side * row + half;
            const auto middle = direction_of(lon, lat);
            const bool is_near = std::any_of(places.begin(), places.end(), [&](const auto& one) {
                return one.x * middle.x + one.y * middle.y + one.z * middle.z >= least_cosine;
            });
            const geo::lon_lat at{geo::longitude(lon), geo::latitude(lat)};
            bool is_in = is_near;
            for (std::size_t i = 0; i < areas.size() && !is_in; ++i) {
                is_in = boxes[i].contains(at) && geo::covers(*areas[i], at);
            }
            if (is_in) {
                out.mark(column, row);
            }
        }
    }
    return out;
}

ground_cells rule_cells(const plan& made) {
    std::vector<const area*> areas;
    std::vector<const lines*> ways;
    for (const auto& one : made.ground.territories) {
        areas.push_back(&one.area);
    }
    for (const auto& one : made.zones) {
        areas.push_back(&one.shape);
    }
    for (const auto& one : made.phases) {
        areas.push_back(&one.vacated);
    }
    for (const auto& one : made.ground.lines) {
        ways.push_back(&one.shape);
    }
    geo::metres reach;
    for (const auto& one : made.said.arms.systems) {
        reach = std::max(reach, one.max_range);
    }
    return cells_within(areas, ways, reach);
}

}  // namespace planner
