// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/line_follower.hpp"

#include "geo/geometry/ellipsoid.hpp"
#include "geo/offset/chord_tree.hpp"
#include "geo/offset/lonlat_between.hpp"
#include "geo/offset/reduction.hpp"
#include "geo/units/radians.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace geo::detail {

namespace {

using probe = line_function::sample;

/// A crossing is known when the function is this near to zero, or its ends are that near.
constexpr double least_value = 2e-4;
constexpr double least_bracket = 0.005;
/// What such an end may be off the line where the slope is not known; added to half an edge.
constexpr double end_error = 0.05;

/// Metres on the tangent plane; 1 % of the way is nothing to those who look for a crossing.
lon_lat moved(lon_lat p, double east, double north) {
    const double cosine = std::max(1e-6, std::cos(p.lat.value() * rad));
    return {
        longitude(p.lon.value() + east / (wgs84::longest_degree * cosine)),
        latitude(p.lat.value() + north / wgs84::longest_degree)};
}

double metres_between(const probe& a, const probe& b) {
    return geodesic_metres(a.here, b.here);
}

/// Metres, a hundred of the narrowest cells: so far from a meeting of both lines may what is between
/// branches of a line get narrower than those.
constexpr double far_meeting = 400;

struct vertex {
    probe at;
    double error = 0;      ///< of the edge that ends here
    bool meeting = false;  ///< both lines meet here
};

class follower {
public:
    follower(const line_function& function, const follow_options& options)
        : function_(function), options_(options) {}

    /// On the line between two positions on different sides.
    [[nodiscard]] probe cross(const line_crossing& sides) const {
        return cross(function_.at(sides.below), function_.at(sides.above));
    }

    /// Where both lines meet, if they do within a distance of a position.
    [[nodiscard]] std::optional<probe> meeting_about(const probe& start, double reach) const {
        constexpr double met =
            0.05;  // chords run 2 cm below the ground; 1 cm for the inputs' digits
        auto at = start;
        for (int i = 0; i < 12 && at.sum() > met / 10; ++i) {
            const auto best = nearest_to_both(at, reach);
            if (best.sum() >= at.sum()) {
                break;
            }
            at = best;
        }
        if (at.sum() > met || metres_between(at, start) > reach) {
            return std::nullopt;
        }
        return at;
    }

    /// Appends what lies between a and b, and b.
    void follow(const vertex& a, const vertex& b, int depth, std::vector<vertex>& into) const {
        const double length = metres_between(a.at, b.at);
        double error = 0;
        if (!is_close(a, b, length, error) && depth < 24) {
            for (const double share : {0.5, 0.3, 0.7}) {
                if (const auto middle = project(a.at, b.at, length, share)) {
                    const vertex on{*middle};
                    follow(a, on, depth + 1, into);
                    follow(on, b, depth + 1, into);
                    return;
                }
            }
        }
        into.push_back(b);
        into.back().error = error;
    }

    /// The same by the position where both lines meet; false, and nothing appended, when there is
    /// none about, or the line does not lead there.
    [[nodiscard]] bool follow_by_meeting(
        const vertex& a, const vertex& b, std::vector<vertex>& into
    ) const {
        auto found = meeting_about(a.at, std::min(1000.0, 100 * a.at.sum()));
        if (!found) {
            return false;
        }
        const vertex meeting{std::move(*found), 0, true};
        std::vector<vertex> line;
        follow(a, meeting, 0, line);
        follow(meeting, b, 0, line);
        const double allowed = std::max(options_.tolerance, meeting_radius.value()) / 2;
        for (const auto& one : line) {
            if (one.error > allowed) {
                return false;
            }
        }
        into.insert(into.end(), line.begin(), line.end());
        return true;
    }

private:
    /// Bisection made fast by false position (the Illinois rule).
    [[nodiscard]] probe cross(probe below, probe above) const {
        double low = below.value;
        double high = above.value;
        int side = 0;
        for (int i = 0; i < 60; ++i) {
            const double t = i % 8 == 7 ? 0.5 : std::clamp(low / (low - high), 0.001, 0.999);
            auto middle = function_.at(lonlat_between(below.position, above.position, t));
            if (std::abs(middle.value) < least_value ||
                metres_between(below, above) < least_bracket) {
                return middle;
            }
            if (middle.value > 0) {
                above = std::move(middle);
                high = above.value;
                low = side > 0 ? low / 2 : below.value;
                side = 1;
            } else {
                below = std::move(middle);
                low = below.value;
                high = side < 0 ? high / 2 : above.value;
                side = -1;
            }
        }
        return below;
    }

    /// Of the feet on both lines and the crossing of both tangents.
    [[nodiscard]] probe nearest_to_both(const probe& p, double reach) const {
        const double a = p.from.distance.value();
        const double b = p.to.distance.value();
        auto best = function_.at(moved(p.position, -a * p.from.east, -a * p.from.north));
        const auto consider = [&](double east, double north) {
            auto other = function_.at(moved(p.position, east, north));
            if (other.sum() < best.sum()) {
                best = std::move(other);
            }
        };
        consider(-b * p.to.east, -b * p.to.north);
        const double turn = p.from.east * p.to.north - p.from.north * p.to.east;
        if (std::abs(turn) > 1e-3) {
            const double east = (-a * p.to.north + b * p.from.north) / turn;
            const double north = (-b * p.from.east + a * p.to.east) / turn;
            if (std::hypot(east, north) < 2 * reach) {
                consider(east, north);
            }
        }
        return best;
    }

    /// Whether the edge is close enough to the line; its error in either case.
    [[nodiscard]] bool is_close(const vertex& a, const vertex& b, double length, double& error)
        const {
        error = length / 2 + end_error;
        if (a.meeting || b.meeting) {
            return length <= meeting_radius.value() / 2;
        }
        const double most = function_.most_between(a.at, b.at, length);
        const double least_sum = std::min(a.at.sum(), b.at.sum()) - length;
        const bool apart = most <= options_.share * std::max(least_sum, 0.0);
        const double allowed = options_.tolerance / 2;
        if (most < allowed) {
            const auto rise = function_.rise_about(
                lonlat_between(a.at.position, b.at.position, 0.5), length / 2 + allowed
            );
            if (rise.least > 0 && most <= allowed * rise.least) {
                error = std::min(error, most / rise.least);
            }
        }
        return error <= allowed && (apart || length < 2 * end_error);
    }

    /// On the line beside a position of an edge: along the gradient there, when that is well nearer
    /// to both ends than they are to each other. Else, as at a tip of the line, in the direction in
    /// which the function rises all about the edge: there each line in that direction meets the
    /// line once, and halving comes to an end. Else square across the edge.
    [[nodiscard]] std::optional<probe> project(
        const probe& a, const probe& b, double length, double share
    ) const {
        const auto middle = function_.at(lonlat_between(a.position, b.position, share));
        const auto try_along = [&](line_function::direction way) {
            constexpr double well_nearer = 0.8;
            auto found = search_along(middle, way, length);
            if (found && std::max(metres_between(a, *found), metres_between(*found, b)) >
                             well_nearer * length) {
                found.reset();
            }
            return found;
        };
        if (auto found = try_along(function_.gradient(middle))) {
            return found;
        }
        for (const double reach : {2 * length, length, 0.6 * length}) {
            const auto rise = function_.rise_about(middle.position, reach);
            if (rise.least > 0) {
                // Cells leave room for tips of twice their width (line_cells.cpp, least_share).
                if (auto found = search_along(middle, rise.way, 6 * length)) {
                    return found;
                }
                break;
            }
        }
        const double cosine = std::cos(middle.position.lat.value() * rad);
        return try_along(  // larger values lie on the right
            {(b.position.lat - a.position.lat).value(),
             -(b.position.lon - a.position.lon).value() * cosine}
        );
    }

    /// By the secant rule until the line is crossed, at most `farthest` metres away.
    [[nodiscard]] std::optional<probe> search_along(
        const probe& start, line_function::direction way, double farthest
    ) const {
        const double size = std::hypot(way.east, way.north);
        if (size < 1e-12) {
            return std::nullopt;
        }
        way = {way.east / size, way.north / size};
        constexpr double least_slope = 0.02;  // so that the first step is no leap
        double step = std::clamp(
            -start.value / std::clamp(size, least_slope, 1.0), -farthest / 2, farthest / 2
        );
        auto here = start;
        double gone = 0;
        for (int i = 0; i < 20; ++i) {
            if (std::abs(here.value) < least_value) {
                return here;
            }
            if (std::abs(gone) >= farthest) {
                return std::nullopt;
            }
            gone = std::clamp(gone + step, -farthest, farthest);
            auto next = function_.at(moved(start.position, way.east * gone, way.north * gone));
            if ((next.value > 0) != (here.value > 0)) {
                return next.value > 0 ? cross(here, next) : cross(next, here);
            }
            // By the slope just seen, a little farther, so that the line is crossed.
            const double change = std::abs(here.value) - std::abs(next.value);
            const double wanted = change > 0
                                      ? std::abs(step) * std::abs(next.value) / change * 1.1 + 0.001
                                      : 2 * std::abs(step);
            step = std::copysign(std::min(wanted, 2 * std::abs(step) + 0.01), step);
            here = std::move(next);
        }
        return std::nullopt;
    }

    const line_function& function_;
    const follow_options& options_;
};

/// Crossings with cells as positions on the line; those about a meeting of both lines become it.
std::vector<vertex> place_crossings(const crossing_chain& chain, const follower& on) {
    std::vector<vertex> out;
    for (const auto& sides : chain.crossings) {
        auto here = on.cross(sides);
        if (!out.empty() && out.back().meeting &&
            metres_between(out.back().at, here) <= meeting_radius.value()) {
            continue;
        }
        if (here.from.distance <= meeting_radius && here.to.distance <= meeting_radius) {
            if (auto meeting = on.meeting_about(here, meeting_radius.value())) {
                out.push_back({std::move(*meeting), 0, true});
                continue;
            }
        }
        out.push_back({std::move(here)});
    }
    if (chain.closed && out.size() > 1) {
        out.push_back(out.front());
    }
    return out;
}

/// Whether a chain, between two of its positions, turns before it comes to where both lines meet,
/// because what is left between line and line there is narrower than any cell.
bool turns_early(const std::vector<vertex>& chain, std::size_t i) {
    const double sum = std::max(chain[i].at.sum(), chain[i + 1].at.sum());
    const auto farther = [&](std::size_t other) { return chain[other].at.sum() >= sum; };
    return sum < far_meeting && !chain[i].meeting && !chain[i + 1].meeting &&
           (i == 0 || farther(i - 1)) && (i + 2 == chain.size() || farther(i + 2));
}

/// Leaves out what lies near enough to what remains, by the
/// tolerance of each position.
class reduction {
public:
    reduction(const std::vector<vertex>& chain, const follow_options& options)
        : chain_(chain), options_(options), kept_(chain.size(), false) {}

    [[nodiscard]] drawn_line run(bool closed) {
        // A closed chain has no length between its ends: keep its thirds, too.
        const auto last = chain_.size() - 1;
        std::vector<std::size_t> fixed{0};
        for (std::size_t i = 1; i < last; ++i) {
            const bool third = closed && (i == last / 3 || i == 2 * last / 3);
            if (third || chain_[i].meeting) {
                fixed.push_back(i);
            }
        }
        fixed.push_back(last);
        kept_[0] = true;
        for (std::size_t i = 1; i < fixed.size(); ++i) {
            const auto cut = [&](std::size_t first, std::size_t end) {
                return worst_between(first, end);
            };
            reduce_between(fixed[i - 1], fixed[i], cut, kept_);
        }
        drawn_line out;
        out.max_error = worst_;
        for (std::size_t i = 0; i < chain_.size(); ++i) {
            if (kept_[i]) {
                out.positions.push_back(chain_[i].at.position);
            }
        }
        return out;
    }

private:
    /// Where to cut, or nothing, and then the error is counted.
    std::optional<std::size_t> worst_between(std::size_t begin, std::size_t end) {
        const auto a = chain_[begin].at.position;
        const auto b = chain_[end].at.position;
        const double gap = reading_gap(a, b);
        double farthest = 0;
        double error = 0;
        double worst = 1;
        std::optional<std::size_t> cut;
        for (auto i = begin + 1; i <= end; ++i) {
            error = std::max(error, chain_[i].error);
            if (i == end) {
                break;
            }
            const double off = metres_to_edge(chain_[i].at.position, a, b);
            farthest = std::max(farthest, off);
            const double allowed =
                std::min(options_.tolerance / 2, options_.share * chain_[i].at.sum());
            if (off > worst * allowed) {
                worst = off / allowed;
                cut = i;
            }
        }
        // The two readings of what remains may differ by a quarter of the tolerance.
        if (!cut && gap > options_.tolerance / 4 && end > begin + 1) {
            cut = (begin + end) / 2;
        }
        if (!cut) {
            worst_ = std::max(worst_, error + farthest + gap);
        }
        return cut;
    }

    const std::vector<vertex>& chain_;
    const follow_options& options_;
    std::vector<bool> kept_;
    double worst_ = 0;
};

}  // namespace

double metres_to_edge(lon_lat p, lon_lat a, lon_lat b) {
    const double lowest =
        std::min({std::abs(p.lat.value()), std::abs(a.lat.value()), std::abs(b.lat.value())});
    const double cosine = std::cos(lowest * rad);
    const double px = (p.lon - a.lon).value() * wgs84::longest_degree * cosine;
    const double py = (p.lat - a.lat).value() * wgs84::longest_degree;
    const double bx = (b.lon - a.lon).value() * wgs84::longest_degree * cosine;
    const double by = (b.lat - a.lat).value() * wgs84::longest_degree;
    const double size = bx * bx + by * by;
    const double t = size > 0 ? std::clamp((px * bx + py * by) / size, 0.0, 1.0) : 0.0;
    return std::hypot(px - t * bx, py - t * by);
}

drawn_line draw_line(
    const crossing_chain& chain, const line_function& function, const follow_options& options
) {
    const follower on(function, options);
    const auto crossings = place_crossings(chain, on);
    if (crossings.size() < 2) {
        return {};
    }
    // A small ring that does not come to the meeting is part of what narrows towards it, seen between
    // lines of the grid: branches are drawn from the largest piece (equi_ratio.cpp, remove_repeated).
    double around = 0;
    for (std::size_t i = 0; i + 1 < crossings.size(); ++i) {
        around += metres_between(crossings[i].at, crossings[i + 1].at);
    }
    const bool small = chain.closed && around < far_meeting;
    std::vector<vertex> line{crossings.front()};
    for (std::size_t i = 0; i + 1 < crossings.size(); ++i) {
        if (!small && turns_early(crossings, i) &&
            on.follow_by_meeting(crossings[i], crossings[i + 1], line)) {
            continue;
        }
        on.follow(crossings[i], crossings[i + 1], 0, line);
    }
    return reduction(line, options).run(chain.closed);
}

}  // namespace geo::detail
