// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/nearest_cells.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace geo::detail {

namespace {

constexpr int cells_a_side = 128;  // a power of two
/// A list so short is not worth cells of half the size.
constexpr std::size_t short_list = 6;
/// Chords between two of a list that are taken along rather than begin another run.
constexpr std::uint32_t narrow_gap = 2;
/// For rounding: squares of distances up to 10,000 km are right to 0.02 square metres.
constexpr double square_slack = 1.0;

/// From a chord's beginning to the position of it that is nearest, seen from there.
template <class Chord>
vec3 to_foot(const Chord& one, vec3 from_a) {
    return std::clamp(dot(from_a, one.along) * one.inverse_square, 0.0, 1.0) * one.along;
}

template <class Chord>
double square_to(const Chord& one, vec3 p) {
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
    fill({0, 0, cells_a_side}, half_lines(box), all);
}

std::vector<std::uint32_t> nearest_cells::narrowed(
    const cell& at, const half_lines& lines, const std::vector<std::uint32_t>& wider
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
    const cell& at, const half_lines& lines, const std::vector<std::uint32_t>& wider
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
        const auto begin = cells_.begin() + row * cells_a_side + at.column;
        std::fill(begin, begin + at.size, kept);
    }
}

vec3 nearest_cells::nearest(lon_lat p, vec3 in_space) const {
    const auto number = [](double at) {
        return std::clamp(static_cast<int>(at), 0, cells_a_side - 1);
    };
    const int column = number((p.lon.value() - box_.west) * columns_per_degree_);
    const int row = number((p.lat.value() - box_.south) * rows_per_degree_);
    const auto& found = cells_[static_cast<std::size_t>(row * cells_a_side + column)];
    double least = std::numeric_limits<double>::infinity();
    vec3 best;
    const auto look = [&](const run& among) {
        for (auto i = among.first; i < among.first + among.count; ++i) {
            const auto& one = chords_[i];
            const auto from_a = in_space - one.a;
            const auto along = to_foot(one, from_a);
            const double square = squared(from_a - along);
            if (square < least) {
                least = square;
                best = one.a + along;
            }
        }
    };
    if ((found.count & many) == 0) {
        look(found);
    } else {
        for (std::uint32_t i = 0; i < (found.count & ~many); ++i) {
            look(runs_[found.first + i]);
        }
    }
    return best;
}

}  // namespace geo::detail
