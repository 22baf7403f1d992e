// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/area_field.hpp"

#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

namespace geo {

namespace {

using detail::vec3;

/// Edges are led along lon/lat this truly before they become chords.
constexpr metres edge_tolerance{0.05};
constexpr int most_cells_a_side = 512;
/// Of a normal distribution beyond so many standard deviations: 1.5e-8 of it in two dimensions.
constexpr double farthest_sigma = 6.0;
/// Up to it edge_sums holds.
constexpr double widest_summed = 50000;

/// Stretches of the meridian of 180 degrees that are edges from the east and from the west cancel:
/// the area goes on across them.
class seam {
public:
    void add(lon_lat a, lon_lat b) {
        auto& side = a.lon.value() > 0 ? east_ : west_;
        side.push_back(std::minmax({a.lat.value(), b.lat.value()}));
    }
    [[nodiscard]] static bool has(lon_lat a, lon_lat b) {
        return std::abs(a.lon.value()) == 180.0 && a.lon == b.lon;
    }
    /// The parts of the edge a-b, which lies on the seam, that have no edge on the other side.
    [[nodiscard]] std::vector<std::pair<lon_lat, lon_lat>> left_of(lon_lat a, lon_lat b) const {
        const auto& others = a.lon.value() > 0 ? west_ : east_;
        const auto [low, high] = std::minmax({a.lat.value(), b.lat.value()});
        std::vector<std::pair<double, double>> taken;
        for (const auto& [from, to] : others) {
            if (from < high && to > low) {
                taken.emplace_back(std::max(from, low), std::min(to, high));
            }
        }
        std::sort(taken.begin(), taken.end());
        std::vector<std::pair<lon_lat, lon_lat>> out;
        const auto keep = [&](double from, double to) {
            if (from < to) {
                const lon_lat south{a.lon, latitude(from)};
                const lon_lat north{a.lon, latitude(to)};
                out.push_back(a.lat < b.lat ? std::pair(south, north) : std::pair(north, south));
            }
        };
        double at = low;
        for (const auto& [from, to] : taken) {
            keep(at, from);
            at = std::max(at, to);
        }
        keep(at, high);
        return out;
    }

private:
    std::vector<std::pair<double, double>> east_;
    std::vector<std::pair<double, double>> west_;
};

template <class Use>
void for_each_edge(const multi_polygon<lon_lat>& area, Use&& use) {
    for_each_ring(area, [&](const ring<lon_lat>& one) {
        for (std::size_t i = 1; i < one.size(); ++i) {
            if (one[i - 1] != one[i]) {
                use(one[i - 1], one[i]);
            }
        }
    });
}

/// Gauss and Legendre's nodes in (0, 1) and weights; M. Abramowitz, I. A. Stegun, Handbook of
/// Mathematical Functions, table 25.4.
struct node {
    double at;
    double weight;
};
constexpr std::array<node, 4> positive_nodes{{
    {0.1834346424956498, 0.3626837833783620},
    {0.5255324099163290, 0.3137066458778873},
    {0.7966664774136267, 0.2223810344533745},
    {0.9602898564975363, 0.1012285362903763},
}};

/// Integral of exp(-h^2 / (2 s^2 cos^2 f)) over f; `ratio` is h^2 / 2 s^2.
double angular_part(double from, double to, double ratio) {
    const auto value = [&](double angle) {
        const double cosine = std::cos(angle);
        return std::exp(-ratio / (cosine * cosine));
    };
    const double half = 0.5 * (to - from);
    const double middle = 0.5 * (to + from);
    if (std::abs(half) < 0.1) {
        const double step = half * 0.7745966692414834;  // three nodes, same table
        return half * (5.0 / 9.0 * (value(middle - step) + value(middle + step)) +
                       8.0 / 9.0 * value(middle));
    }
    double sum = 0;
    for (const auto& one : positive_nodes) {
        sum += one.weight * (value(middle - half * one.at) + value(middle + half * one.at));
    }
    return half * sum;
}

/// The integral over the angle at which an edge is seen, counter-clockwise positive.
double seen_part(const edge_on_plane& edge, double sigma) {
    const double along_east = edge.b_east - edge.a_east;
    const double along_north = edge.b_north - edge.a_north;
    const double size = std::hypot(along_east, along_north);
    if (size == 0) {
        return 0;
    }
    // Signed distance of the line: positive when the origin is on its left.
    const double h = (edge.a_east * along_north - edge.a_north * along_east) / size;
    if (h == 0) {
        return 0;
    }
    const double first = (edge.a_east * along_east + edge.a_north * along_north) / size;
    const double distance = std::abs(h);
    const double from = std::atan2(first, distance);
    const double to = std::atan2(first + size, distance);
    const double ratio = h * h / (2 * sigma * sigma);
    double sum = 0;
    // In pieces: the closer the line, the steeper the fall near the right angle.
    const double width = to - from;
    const int pieces = width < 0.2 ? 1 : static_cast<int>(width / 0.4) + 1;
    for (int i = 0; i < pieces; ++i) {
        sum += angular_part(from + width * i / pieces, from + width * (i + 1) / pieces, ratio);
    }
    return h > 0 ? sum : -sum;
}

}  // namespace

area_field::area_field(const multi_polygon<lon_lat>& area) {
    box_ = box_of(area);
    add_chords(area);
    if (is_empty()) {
        return;
    }
    choose_grid();
    add_flat_edges(area);
    mark_crossed_cells();
    mark_cells_inside();
    lay_out_nearest();
}

void area_field::add_chords(const multi_polygon<lon_lat>& area) {
    seam cut;
    for_each_edge(area, [&](lon_lat a, lon_lat b) {
        if (seam::has(a, b)) {
            cut.add(a, b);
        }
    });
    const auto add = [&](lon_lat a, lon_lat b) {
        const auto chain =
            densify(line_string<lon_lat>{a, b}, edge_reading::lonlat, edge_tolerance);
        for (std::size_t i = 1; i < chain.size(); ++i) {
            tree_.add(chain[i - 1], chain[i]);
        }
    };
    for_each_edge(area, [&](lon_lat a, lon_lat b) {
        if (!seam::has(a, b)) {
            add(a, b);
            return;
        }
        for (const auto& [from, to] : cut.left_of(a, b)) {
            add(from, to);
        }
    });
    if (!tree_.chords().empty()) {
        tree_.build();
    }
}

void area_field::choose_grid() {
    // About four cells for every chord, so that most cells are crossed by none.
    const double wanted = 2 * std::sqrt(static_cast<double>(tree_.chords().size()));
    const int side = std::clamp(static_cast<int>(wanted), 16, most_cells_a_side);
    columns_ = side;
    rows_ = side;
    cell_width_ = std::max((box_.east - box_.west) / columns_, 1e-9);
    cell_height_ = std::max((box_.north - box_.south) / rows_, 1e-9);
}

int area_field::row_of(double y) const {
    return std::clamp(static_cast<int>((y - box_.south) / cell_height_), 0, rows_ - 1);
}

int area_field::column_of(double x) const {
    return std::clamp(static_cast<int>((x - box_.west) / cell_width_), 0, columns_ - 1);
}

void area_field::add_flat_edges(const multi_polygon<lon_lat>& area) {
    std::vector<std::vector<flat_edge>> rows(static_cast<std::size_t>(rows_));
    for_each_edge(area, [&](lon_lat a, lon_lat b) {
        const auto [low, high] = std::minmax({a.lat.value(), b.lat.value()});
        for (int row = row_of(low); row <= row_of(high); ++row) {
            rows[static_cast<std::size_t>(row)].push_back(
                {a.lon.value(), a.lat.value(), b.lon.value(), b.lat.value()}
            );
        }
    });
    for (const auto& row : rows) {
        const auto first = static_cast<std::uint32_t>(edges_by_row_.size());
        edges_by_row_.insert(edges_by_row_.end(), row.begin(), row.end());
        row_edges_.push_back({first, static_cast<std::uint32_t>(edges_by_row_.size())});
    }
}

void area_field::mark_crossed_cells() {
    cells_.assign(static_cast<std::size_t>(columns_ * rows_), cell_state::outside);
    // Wider by a part of a cell than the edge, for what rounding does to cell borders.
    const double slack_x = 1e-6 * cell_width_;
    const double slack_y = 1e-6 * cell_height_;
    for (int row = 0; row < rows_; ++row) {
        const double south = box_.south + row * cell_height_ - slack_y;
        const double north = box_.south + (row + 1) * cell_height_ + slack_y;
        const auto range = row_edges_[static_cast<std::size_t>(row)];
        for (auto i = range.first; i < range.last; ++i) {
            const auto& e = edges_by_row_[i];
            // The part of the edge within the row.
            double from = 0;
            double to = 1;
            if (e.y1 != e.y2) {
                const double s = (south - e.y1) / (e.y2 - e.y1);
                const double n = (north - e.y1) / (e.y2 - e.y1);
                from = std::clamp(std::min(s, n), 0.0, 1.0);
                to = std::clamp(std::max(s, n), 0.0, 1.0);
            }
            const double xa = e.x1 + from * (e.x2 - e.x1);
            const double xb = e.x1 + to * (e.x2 - e.x1);
            const int last = column_of(std::max(xa, xb) + slack_x);
            for (int column = column_of(std::min(xa, xb) - slack_x); column <= last; ++column) {
                cells_[static_cast<std::size_t>(row * columns_ + column)] = cell_state::crossed;
            }
        }
    }
}

bool area_field::is_in_row(int row, double x, double y) const {
    const auto range = row_edges_[static_cast<std::size_t>(row)];
    bool inside = false;
    for (auto i = range.first; i < range.last; ++i) {
        const auto& e = edges_by_row_[i];
        if ((e.y1 > y) != (e.y2 > y)) {
            // The same sum for both directions of an edge that two rings share.
            const bool up = e.y2 > e.y1;
            const double x1 = up ? e.x1 : e.x2;
            const double y1 = up ? e.y1 : e.y2;
            const double x2 = up ? e.x2 : e.x1;
            const double y2 = up ? e.y2 : e.y1;
            inside ^= (x - x1) * (y2 - y1) < (x2 - x1) * (y - y1);
        }
    }
    return inside;
}

void area_field::mark_cells_inside() {
    for (int row = 0; row < rows_; ++row) {
        const double y = box_.south + (row + 0.5) * cell_height_;
        bool known = false;
        bool inside = false;
        for (int column = 0; column < columns_; ++column) {
            auto& cell = cells_[static_cast<std::size_t>(row * columns_ + column)];
            if (cell == cell_state::crossed) {
                known = false;
                continue;
            }
            // No edge lies between two neighbours that none crosses.
            if (!known) {
                inside = is_in_row(row, box_.west + (column + 0.5) * cell_width_, y);
                known = true;
            }
            cell = inside ? cell_state::inside : cell_state::outside;
        }
    }
}

void area_field::lay_out_nearest() {
    const double width = (box_.east - box_.west) / 2;
    const double height = (box_.north - box_.south) / 2;
    lon_lat_box wide;
    wide.west = std::max(box_.west - width, -180.0);
    wide.east = std::min(box_.east + width, 180.0);
    wide.south = std::max(box_.south - height, -90.0);
    wide.north = std::min(box_.north + height, 90.0);
    nearest_ = detail::nearest_cells(tree_.chords(), wide);
    nearest_.mark_sides([&](lon_lat p) { return covers(p); });
    sums_ = detail::edge_sums(tree_.chords());
}

bool area_field::covers_flat(double x, double y) const {
    if (x < box_.west || x > box_.east || y < box_.south || y > box_.north) {
        return false;
    }
    const int row = row_of(y);
    switch (cells_[static_cast<std::size_t>(row * columns_ + column_of(x))]) {
    case cell_state::outside:
        return false;
    case cell_state::inside:
        return true;
    case cell_state::crossed:
        break;
    }
    return is_in_row(row, x, y);
}

bool area_field::covers(lon_lat p) const {
    if (is_empty()) {
        return false;
    }
    const double x = p.lon.value();
    if (std::abs(x) == 180.0) {
        // On the seam: a hair (0.1 mm) to either side of it.
        return covers_flat(180.0 - 1e-9, p.lat.value()) ||
               covers_flat(-180.0 + 1e-9, p.lat.value());
    }
    return covers_flat(x, p.lat.value());
}

vec3 area_field::nearest_of_edge(const placed_position& p) const {
    if (nearest_.covers(p.position)) {
        return nearest_.nearest(p.position, p.in_space);
    }
    const auto& chords = tree_.chords();
    std::uint32_t best = 0;
    double limit = detail::squared(p.in_space - chords.front().at(chords.front().foot(p.in_space)));
    tree_.visit(
        p.in_space,
        limit,
        [&](const detail::space_box& box) { return box.square_distance(p.in_space) < limit; },
        [&](std::uint32_t number, double square) {
            if (square < limit) {
                limit = square;
                best = number;
            }
        }
    );
    return chords[best].at(chords[best].foot(p.in_space));
}

metres area_field::signed_distance(const placed_position& p) const {
    assert(!is_empty());
    const double found = detail::geodesic_metres(p.in_space, nearest_of_edge(p));
    return metres(covers(p.position) ? found : -found);
}

area_field::bounds area_field::distances_near(const placed_position& p) const {
    assert(!is_empty());
    if (!nearest_.covers(p.position)) {
        const double exact = signed_distance(p).value();
        return {exact, exact};
    }
    const auto found = nearest_.distances(p.position);
    if (found.tells_side()) {
        return {found.least, found.most};
    }
    const double most = std::max(-found.least, found.most);
    return covers(p.position) ? bounds{0, most} : bounds{-most, 0};
}

edge_on_plane area_field::on_plane(
    const detail::chord_tree::chord& chord, vec3 from, const detail::tangent_plane& plane
) {
    const auto place = [&](vec3 q) {
        const auto d = q - from;
        const double east = detail::dot(d, plane.east);
        const double north = detail::dot(d, plane.north);
        const double flat = std::hypot(east, north);
        const double scale = flat > 0 ? detail::geodesic_metres(from, q) / flat : 1.0;
        return std::pair(east * scale, north * scale);
    };
    const auto a = place(chord.a);
    const auto b = place(chord.b);
    return {a.first, a.second, b.first, b.second};
}

double area_field::probability(const placed_position& p, metres sigma) const {
    assert(!is_empty());
    double seen = 0;
    if (sigma.value() <= widest_summed) {
        const auto plane = detail::tangent_at(p.position);
        double near = 0;
        const double far = sums_.seen(p.in_space, plane, sigma.value(), [&](std::uint32_t number) {
            near += seen_part(on_plane(tree_.chords()[number], p.in_space, plane), sigma.value());
        });
        seen = near + far;
    } else {
        for_each_edge_near(p, farthest_sigma * sigma, [&](const edge_on_plane& edge) {
            seen += seen_part(edge, sigma.value());
        });
    }
    double out = (covers(p.position) ? 1.0 : 0.0) - seen / (2 * std::numbers::pi);
    // Within a millimetre of the edge the sides of chord and edge may differ: whole turns are
    // what is wrong then.
    out += out < -0.25 ? 1.0 : out > 1.25 ? -1.0 : 0.0;
    return std::clamp(out, 0.0, 1.0);
}

}  // namespace geo
