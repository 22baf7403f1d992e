// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/inner_windows.hpp"

#include "geo/base/index_of.hpp"
#include "geo/offset/window_envelope.hpp"

#include <algorithm>
#include <cmath>
#include <queue>

namespace geo::detail {

namespace {

using half = triangle_mesh::half;

/// A path shorter by less is the same: far above rounding (1e-9 m), far below what is asked for.
constexpr double same_length = 1e-6;

}  // namespace

/// Continuous Dijkstra: points and windows in the order of their distance.
class path_search {
public:
    path_search(path_windows& into, std::size_t set)
        : out_(into), ground_(into.ground()), mesh_(ground_.mesh), set_(set),
          accepted_(mesh_.origins.size()) {}

    void run() {
        start();
        while (!queue_.empty()) {
            const auto next = queue_.top();
            queue_.pop();
            if (next.point >= 0) {
                if (next.key <= out_.points_[index_of(next.point)].distance) {
                    leave(next.point);
                }
                continue;
            }
            accept(pending_[index_of(next.window)]);
            free_.push_back(next.window);
        }
        collect();
    }

private:
    struct event {
        double key;
        std::int32_t point;   ///< or -1
        std::int32_t window;  ///< in pending_

        friend bool operator<(const event& a, const event& b) {
            return a.key != b.key ? a.key > b.key
                                  : (a.point != b.point ? a.point > b.point : a.window > b.window);
        }
    };

    void start() {
        for (const auto& source : ground_.sources[set_]) {
            reach(source.point, source.before, {});
        }
        const auto mark = inner_ground::mark_of(set_);
        for (half h = 0; h < static_cast<half>(mesh_.origins.size()); ++h) {
            if ((mesh_.mark(h) & mark) == 0 || !ground_.is_inside(h)) {
                continue;
            }
            const auto u = ground_.plane.to_sphere(ground_.position(mesh_.from(h)));
            const auto v = ground_.plane.to_sphere(ground_.position(mesh_.to(h)));
            // The difference keeps the digits that the product of near vectors would lose.
            const auto pole = normalized(cross(u, v - u));
            out_.origins_.push_back({ground_.plane.apex_of(pole), pole, 0, 0, true, h});
            push({static_cast<std::int32_t>(out_.origins_.size() - 1), h, 0, 1, 0, 0}, 0);
        }
    }

    void reach(std::int32_t point, double distance, plane_point back) {
        auto& known = out_.points_[index_of(point)];
        if (distance < known.distance - same_length) {
            known = {distance, back};
            queue_.push({distance, point, -1});
        }
    }

    /// Paths go on from a point: along the edges there, and, where they may turn, straight on to
    /// whatever could not be seen before.
    void leave(std::int32_t point) {
        const auto first = mesh_.leaving_from(point);
        round_.clear();
        bool at_wall = false;
        for (auto h = first;;) {
            round_.push_back(h);
            at_wall = at_wall || !ground_.is_inside(h);
            h = mesh_.turned(h);
            if (h < 0 || h == first) {
                break;
            }
        }
        const auto here = ground_.position(point);
        const auto origin = out_.origin_at(point);
        for (const auto h : round_) {
            if (!ground_.is_inside(h) && !ground_.is_inside(mesh_.twin(h))) {
                continue;
            }
            const auto to = mesh_.to(h);
            const auto there = ground_.position(to);
            reach(to, out_.through(origin, ground_.plane.to_sphere(there)), here - there);
        }
        const auto back = out_.points_[index_of(point)].back;
        const bool is_source = back.x == 0 && back.y == 0;
        if (!is_source && !at_wall) {
            return;
        }
        out_.origins_.push_back(origin);
        const auto name = static_cast<std::int32_t>(out_.origins_.size() - 1);
        const auto holder = is_source ? round_.size() : find_holder(here, back);
        if (holder == round_.size()) {
            for (const auto h : round_) {
                cast(name, h, 0, 1);
            }
            return;
        }
        turn(name, here, back, holder);
    }

    /// The triangle round a point that holds a direction, as a number in round_.
    [[nodiscard]] std::size_t find_holder(plane_point here, plane_point direction) const {
        for (std::size_t i = 0; i < round_.size(); ++i) {
            const auto h = round_[i];
            if (ground_.is_inside(h)) {
                const auto p = ground_.position(mesh_.to(h)) - here;
                const auto q = ground_.position(mesh_.from(mesh_.prev(h))) - here;
                if (cross(p, direction) >= 0 && cross(direction, q) >= 0 &&
                    (dot(p, direction) > 0 || dot(q, direction) > 0)) {
                    return i;
                }
            }
        }
        return round_.size();
    }

    /// Windows to what lies at an angle of at least half a turn from the way back, on either side of
    /// it; and to all of the sectors that meet this one in the point only.
    void turn(std::int32_t origin, plane_point here, plane_point back, std::size_t holder) {
        const auto count = round_.size();
        const plane_point on{-back.x, -back.y};
        std::vector<bool> own(count, false);
        own[holder] = true;
        const auto step = [&](std::size_t i, bool left) {
            const auto h = round_[i];
            own[i] = true;
            const auto p = ground_.position(mesh_.to(h));
            const auto q = ground_.position(mesh_.from(mesh_.prev(h)));
            const double side_p = cross(on, p - here);
            const double side_q = cross(on, q - here);
            const auto cut = [&] { return side_p / (side_p - side_q); };
            if (left) {
                if (side_p >= 0) {
                    cast(origin, h, 0, 1);
                } else if (side_q > 0) {
                    cast(origin, h, cut(), 1);
                }
            } else if (side_q <= 0) {
                cast(origin, h, 0, 1);
            } else if (side_p < 0) {
                cast(origin, h, 0, cut());
            }
        };
        for (std::size_t k = 1; k < count; ++k) {
            const auto i = (holder + k) % count;
            if (!ground_.is_inside(round_[i])) {
                break;
            }
            step(i, true);
        }
        for (std::size_t k = 1; k < count; ++k) {
            const auto i = (holder + count - k) % count;
            if (!ground_.is_inside(round_[i]) || own[i]) {
                break;
            }
            step(i, false);
        }
        for (std::size_t i = 0; i < count; ++i) {
            if (!own[i] && ground_.is_inside(round_[i])) {
                cast(origin, round_[i], 0, 1);
            }
        }
    }

    /// Sends a window from the start of h through the edge opposite to it; fractions run along that
    /// edge in its triangle at the start.
    void cast(std::int32_t origin, half h, double first, double last) {
        if (!ground_.is_inside(h)) {
            return;
        }
        send(origin, mesh_.next(h), first, last, 0);
    }

    /// Through an edge from inside of its triangle into the next.
    void send(std::int32_t origin, half edge, double first, double last, double key) {
        const auto over = mesh_.twin(edge);
        if (!ground_.is_inside(over) || last <= first) {
            return;
        }
        push({origin, over, 1 - last, 1 - first, 0, 0}, key);
    }

    void push(path_window window, double key) {
        const auto p = ground_.position(mesh_.from(window.edge));
        const auto q = ground_.position(mesh_.to(window.edge));
        const auto& origin = out_.origin(window.origin);
        const auto a = ground_.plane.to_sphere(p + window.first * (q - p));
        const auto b = ground_.plane.to_sphere(p + window.last * (q - p));
        window.at_first = out_.through(origin, a);
        window.at_last = out_.through(origin, b);
        if (is_beaten(window, a, b)) {
            return;
        }
        const double least = std::max(key, least_of(origin, window, a, b));
        std::int32_t place = 0;
        if (free_.empty()) {
            place = static_cast<std::int32_t>(pending_.size());
            pending_.push_back(window);
        } else {
            place = free_.back();
            free_.pop_back();
            pending_[index_of(place)] = window;
        }
        queue_.push({least, -1, place});
    }

    /// By the paths that run along the edge from one of its ends.
    [[nodiscard]] bool is_beaten(const path_window& window, vec3 a, vec3 b) const {
        const auto p = mesh_.from(window.edge);
        const auto q = mesh_.to(window.edge);
        const auto beats = [&](std::int32_t corner, vec3 far_end, double value) {
            const double known = out_.at_point(corner);
            return known < value &&
                   known + ground_.plane.sphere().distance(
                               ground_.plane.to_sphere(ground_.position(corner)), far_end
                           ) <=
                       value - same_length;
        };
        return beats(p, b, window.at_last) || beats(q, a, window.at_first);
    }

    /// A lower bound of the distance in a window: its ends', or that of the foot of the
    /// perpendicular between them.
    [[nodiscard]] double least_of(
        const path_origin& origin, const path_window& window, vec3 a, vec3 b
    ) const {
        const double ends = std::min(window.at_first, window.at_last);
        if (origin.is_edge) {
            return ends;  // the distance changes in one direction
        }
        const auto along = b - a;
        const auto before = dot(origin.direction - a, along);
        const auto after = dot(origin.direction - b, along);
        if (before <= 0 || after >= 0) {
            return ends;
        }
        const double size = std::sqrt(squared(cross(a, along)));
        if (size == 0) {
            return ends;
        }
        const double sine = std::abs(dot(origin.direction, cross(a, along))) / size;
        return std::min(
            ends,
            origin.before +
                std::asin(std::min(1.0, sine)) * ground_.plane.sphere().least_metres_per_radian()
        );
    }

    void accept(const path_window window) {
        auto& known = accepted_[index_of(window.edge)];
        pieces_.clear();
        window_envelope(out_).keep_better(window, known, same_length, pieces_);
        for (const auto& piece : pieces_) {
            known.push_back(piece);
        }
        const auto kept = pieces_;
        for (const auto& piece : kept) {
            go_on(piece);
        }
    }

    /// From the edge where it enters a triangle to the other two.
    void go_on(const path_window& window) {
        const half h = window.edge;
        const auto p = ground_.position(mesh_.from(h));
        const auto q = ground_.position(mesh_.to(h));
        const auto third = mesh_.from(mesh_.prev(h));
        const auto r = ground_.position(third);
        const auto origin = out_.origin(window.origin);
        const auto forward = [&](plane_point x) {
            const auto way = origin.apex.direction(x);
            return cross(q - p, way) > 0 ? way : plane_point{-way.x, -way.y};
        };
        const auto a = p + window.first * (q - p);
        const auto b = p + window.last * (q - p);
        const auto on_a = forward(a);
        const auto on_b = forward(b);
        const double side_a = cross(on_a, r - a);  // > 0: the third corner is left of the ray
        const double side_b = cross(on_b, r - b);
        const auto fraction = [](plane_point x, plane_point way, plane_point u, plane_point v) {
            const double size = cross(way, v - u);
            return size != 0 ? std::clamp(cross(way, x - u) / size, 0.0, 1.0) : 0.0;
        };
        const double key = std::min(window.at_first, window.at_last) - 1;
        const half right = mesh_.next(h);  // q to r
        const half left = mesh_.prev(h);   // r to p
        // A ray along one of the edges at r meets it there: within 1e-3 of the grid's unit.
        const bool sees_r = side_a <= 1e-3 * std::sqrt(dot(on_a, on_a)) &&
                            side_b >= -1e-3 * std::sqrt(dot(on_b, on_b));
        if (sees_r) {
            const auto way = origin.apex.direction(r);
            const bool turned = cross(q - p, way) > 0;
            reach(
                third,
                out_.through(origin, ground_.plane.to_sphere(r)),
                turned ? plane_point{-way.x, -way.y} : way
            );
        }
        if (side_a < 0) {
            const double from = side_b < 0 ? fraction(b, on_b, r, p) : 0.0;
            send(window.origin, left, from, fraction(a, on_a, r, p), key);
        }
        if (side_b > 0) {
            const double to = side_a > 0 ? fraction(a, on_a, q, r) : 1.0;
            send(window.origin, right, fraction(b, on_b, q, r), to, key);
        }
    }

    void collect() {
        out_.starts_.assign(accepted_.size() + 1, 0);
        for (std::size_t i = 0; i < accepted_.size(); ++i) {
            out_.starts_[i + 1] = out_.starts_[i] + accepted_[i].size();
        }
        out_.windows_.reserve(out_.starts_.back());
        for (const auto& one : accepted_) {
            out_.windows_.insert(out_.windows_.end(), one.begin(), one.end());
        }
    }

    path_windows& out_;
    const inner_ground& ground_;
    const triangle_mesh& mesh_;
    std::size_t set_;
    std::priority_queue<event> queue_;
    std::vector<path_window> pending_;
    std::vector<std::int32_t> free_;
    std::vector<std::vector<path_window>> accepted_;
    std::vector<path_window> pieces_;
    std::vector<half> round_;
};

path_windows::path_windows(const inner_ground& ground, std::size_t set)
    : ground_(&ground), points_(ground.mesh.points.size()) {
    path_search(*this, set).run();
}

path_origin path_windows::origin_at(std::int32_t p) const {
    const auto here = ground_->position(p);
    const auto direction = ground_->plane.to_sphere(here);
    return {
        {here.x, here.y, 1},
        direction,
        at_point(p),
        ground_->plane.sphere().metres_per_radian(direction.z),
        false,
        p};
}

double path_windows::through(const path_origin& origin, vec3 position) const {
    const auto& sphere = ground_->plane.sphere();
    if (!origin.is_edge) {
        const double way = angle_between(origin.direction, position);
        return origin.before +
               way * sphere.mean_metres_per_radian(origin.direction, position, origin.unit);
    }
    const double sine = dot(origin.direction, position);
    const auto foot = normalized(position - sine * origin.direction);
    return origin.before + std::asin(std::clamp(std::abs(sine), 0.0, 1.0)) *
                               sphere.mean_metres_per_radian(position, foot);
}

}  // namespace geo::detail
