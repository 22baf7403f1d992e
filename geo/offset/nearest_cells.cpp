// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/nearest_cells.hpp"

#include "geo/geometry/ellipsoid.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace geo::detail {

namespace {

/// A list so short is not worth cells of half the size.
constexpr std::size_t short_list = 6;
/// Chords between two of a list that are taken along rather than begin another run.
constexpr std::uint32_t narrow_gap = 2;
/// For rounding: squares of distances up to 10,000 km are right to 0.02 square metres.
constexpr double square_slack = 1.0;

/// From a chord's beginning to the position of it that is nearest, seen from there.
template <class Chord>
inline vec3 to_foot(const Chord& one, vec3 from_a) {
    return std::min(std::max(dot(from_a, one.along) * one.inverse_square, 0.0), 1.0) * one.along;
}

template <class Chord>
inline double square_to(const Chord& one, vec3 p) {
    const vec3 from_a = p - one.a;
    return squared(from_a - to_foot(one, from_a));
}

}  // namespace

/// Corners and middles of cells in space.
class nearest_cells::half_lines {
public:
    explicit half_lines(const lon_lat_box& box) {
        for (int i = 0; i <= 2 * cells_a_side; ++i) {
            const double part = static_cast<double>(i) / (2 * cells_a_side);
            const auto south =
                to_space({longitude(0), latitude(box.south + part * (box.north - box.south))});
            rows_.push_back(south);
            const auto on_equator =
                to_space({longitude(box.west + part * (box.east - box.west)), latitude(0)});
            columns_.push_back(normalized(on_equator));
        }
    }
    /// Counted in halves of cells.
    [[nodiscard]] vec3 at(int column, int row) const {
        const auto& along = columns_[static_cast<std::size_t>(column)];
        const auto& up = rows_[static_cast<std::size_t>(row)];
        return {up.x * along.x, up.x * along.y, up.z};
    }

private:
    std::vector<vec3> rows_;     ///< at the meridian of 0 degrees
    std::vector<vec3> columns_;  ///< directions on the equator
};

nearest_cells::nearest_cells(const std::vector<chord_tree::chord>& chords, const lon_lat_box& box)
    : box_(box) {
    const double width = box.east - box.west;
    const double height = box.north - box.south;
    // In wider cells the corners need not be farthest from the middle.
    const bool is_plain = !box.empty() && width > 0 && height > 0 && width <= widest &&
                          height <= widest && box.south > -89 && box.north < 89;
    if (chords.empty() || !is_plain) {
        return;
    }
    columns_per_degree_ = cells_a_side / width;
    rows_per_degree_ = cells_a_side / height;
    chords_.reserve(chords.size());
    for (const auto& one : chords) {
        const auto along = one.b - one.a;
        const double square = squared(along);
        chords_.push_back({one.a, along, square > 0 ? 1 / square : 0.0});
    }
    cells_.resize(static_cast<std::size_t>(cells_a_side) * cells_a_side);
    std::vector<std::uint32_t> all(chords.size());
    std::iota(all.begin(), all.end(), 0U);
    const half_lines lines(box);
    fill({0, 0, cells_a_side}, lines, all);
    find_distances(lines);
}

void nearest_cells::find_distances(const half_lines& lines) {
    // Of curvature at the poles: more than any other of the ellipsoid.
    constexpr double widest_radius = wgs84::semi_major / (1 - wgs84::flattening);
    constexpr double metres_per_degree = widest_radius * std::numbers::pi / 180;
    metres_north_ = metres_per_degree / rows_per_degree_;
    for (int row = 0; row < cells_a_side; ++row) {
        const double south = box_.south + row / rows_per_degree_;
        const double north = box_.south + (row + 1) / rows_per_degree_;
        const double lowest = south > 0 ? south : north < 0 ? -north : 0.0;
        metres_east_.push_back(
            metres_per_degree * std::cos(lowest * std::numbers::pi / 180) / columns_per_degree_
        );
    }
    distances_.reserve(cells_.size());
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const auto column = static_cast<int>(i % cells_a_side);
        const auto row = static_cast<int>(i / cells_a_side);
        const auto middle = lines.at(2 * column + 1, 2 * row + 1);
        const auto found = nearest_in(cells_[i], middle);
        distances_.push_back(static_cast<float>(geodesic_metres(middle, found)));
    }
}

std::vector<std::uint32_t> nearest_cells::narrowed(
    const block& at, const half_lines& lines, const std::vector<std::uint32_t>& wider
) const {
    const auto middle = lines.at(2 * at.column + at.size, 2 * at.row + at.size);
    double radius = 0;
    for (const int column : {at.column, at.column + at.size}) {
        for (const int row : {at.row, at.row + at.size}) {
            radius = std::max(radius, squared(lines.at(2 * column, 2 * row) - middle));
        }
    }
    // A hundredth and a metre for rounding at the borders of cells.
    radius = 1.01 * std::sqrt(radius) + 1;
    double least = std::numeric_limits<double>::infinity();
    std::vector<double> squares;
    squares.reserve(wider.size());
    std::uint32_t best = wider.front();
    for (const auto i : wider) {
        squares.push_back(square_to(chords_[i], middle));
        if (squares.back() < least) {
            least = squares.back();
            best = i;
        }
    }
    const auto& nearest = chords_[best];
    const auto witness = nearest.a + to_foot(nearest, middle - nearest.a);
    std::vector<std::uint32_t> out;
    for (std::size_t k = 0; k < wider.size(); ++k) {
        const auto& one = chords_[wider[k]];
        const double nearer = squares[k] - least - square_slack;
        const double farthest =
            std::max(squared(one.a - witness), squared(one.a + one.along - witness));
        if (nearer < 0 || nearer * nearer < 4 * radius * radius * farthest) {
            out.push_back(wider[k]);
        }
    }
    return out;
}

nearest_cells::run nearest_cells::keep(const std::vector<std::uint32_t>& list) {
    std::vector<run> found;
    for (const auto i : list) {
        if (!found.empty() && i - (found.back().first + found.back().count) <= narrow_gap) {
            found.back().count = i + 1 - found.back().first;
        } else {
            found.push_back({i, 1});
        }
    }
    if (found.size() == 1) {
        return found.front();
    }
    const run out{
        static_cast<std::uint32_t>(runs_.size()), many | static_cast<std::uint32_t>(found.size())};
    runs_.insert(runs_.end(), found.begin(), found.end());
    return out;
}

void nearest_cells::fill(
    const block& at, const half_lines& lines, const std::vector<std::uint32_t>& wider
) {
    const auto list = narrowed(at, lines, wider);
    if (list.size() > short_list && at.size > 1) {
        const int half = at.size / 2;
        for (const int row : {at.row, at.row + half}) {
            for (const int column : {at.column, at.column + half}) {
                fill({column, row, half}, lines, list);
            }
        }
        return;
    }
    const auto kept = keep(list);
    for (int row = at.row; row < at.row + at.size; ++row) {
        std::fill_n(cells_.begin() + row * cells_a_side + at.column, at.size, kept);
    }
}

vec3 nearest_cells::nearest(lon_lat p, vec3 in_space) const {
    return nearest_in(cells_[cell_of(p).number()], in_space);
}

vec3 nearest_cells::nearest_in(run found, vec3 in_space) const {
    double least = std::numeric_limits<double>::infinity();
    const lean_chord* best = chords_.data();
    const auto look = [&](const run& among) {
        const auto* const end = chords_.data() + among.first + among.count;
        for (const auto* one = end - among.count; one != end; ++one) {
            const double square = square_to(*one, in_space);
            best = square < least ? one : best;
            least = std::min(square, least);
        }
    };
    if ((found.count & many) == 0) {
        look(found);
    } else {
        for (std::uint32_t i = 0; i < (found.count & ~many); ++i) {
            look(runs_[found.first + i]);
        }
    }
    return best->a + to_foot(*best, in_space - best->a);
}

}  // namespace geo::detail
