// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/arc_cover.hpp"
#include "geo/offset/line_arcs.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace geo::detail {

/// The rims of what is within a distance of lines, each by itself: the parallels of their pieces and
/// the arcs about their vertices, and which of them follows which where nothing else is near.
///
/// By number: 2 k the right parallel of piece k, run along it; 2 k + 1 the left one, run back; then
/// the circles about the vertices. All have the line on their left.
class rims {
public:
    /// `distance` in radians. The lines must outlive it.
    rims(const line_arcs& lines, double distance);

    /// False where a line parts in directions that rounding cannot tell apart.
    [[nodiscard]] bool are_sound() const { return sound_; }

    [[nodiscard]] const line_arcs& lines() const { return lines_; }
    [[nodiscard]] double distance() const { return distance_; }
    [[nodiscard]] double chord() const { return chord_; }  ///< the distance straight through space
    /// Sines of the heights above the axis's great circle of a piece's right and left parallel.
    [[nodiscard]] double low(std::int32_t piece) const { return low_[index(piece)]; }
    [[nodiscard]] double high(std::int32_t piece) const { return high_[index(piece)]; }

    [[nodiscard]] bool is_parallel(std::int32_t rim) const { return index(rim) < circles_; }
    [[nodiscard]] std::int32_t circle(std::int32_t v) const {
        return static_cast<std::int32_t>(circles_) + v;
    }
    /// The vertex in the middle of a circle.
    [[nodiscard]] std::int32_t centre(std::int32_t rim) const {
        return rim - static_cast<std::int32_t>(circles_);
    }
    /// The rim that follows at the own end of another; -1: the rim is covered.
    [[nodiscard]] std::int32_t after(std::int32_t rim) const { return after_[index(rim)]; }

    /// Two pieces meet there and turn so little that their parallels follow each other.
    [[nodiscard]] bool is_smooth(std::int32_t v) const { return smooth_[index(v)]; }

    [[nodiscard]] rim_arc arc_of(std::int32_t rim) const;

private:
    /// The way from a vertex along a piece; which rim arrives at the vertex on its left and which
    /// one leaves on its right.
    struct spoke {
        vec3 way;
        std::int32_t arrives = -1;
        std::int32_t leaves = -1;
    };

    static std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }
    [[nodiscard]] vec3 vertex(std::int32_t v) const { return lines_.vertices[index(v)]; }
    void join_vertices();
    void join(std::int32_t v, spoke* spokes, std::size_t count);

    const line_arcs& lines_;
    double distance_;
    std::size_t circles_;  ///< the number of the first circle
    double chord_;
    double cosine_;
    double sine_;
    std::vector<double> low_;
    std::vector<double> high_;
    std::vector<bool> smooth_;
    std::vector<vec3> start_;  ///< by vertex: where its arc starts and ends
    std::vector<vec3> end_;
    std::vector<std::int32_t> after_;
    bool sound_ = true;
};

/// Where a line turns so little that its two parallels part by less (1 cm), they follow each other.
inline constexpr double smooth_joint = 0.01 / 6.371e6;  // radians, on a mean earth

}  // namespace geo::detail
