// SPDX-License-Identifier: Apache-2.0
#include "geo/io/antimeridian.hpp"

#include "geo/frame/local_frame.hpp"
#include "geo/overlay/overlay.hpp"

#include <algorithm>
#include <cmath>

namespace geo {

namespace {

/// Chart frames need only a centre; the pole itself has none.
constexpr double highest_chart_latitude = 85.0;

struct unwrapped {
    std::vector<lon_lat> chain;
    double west = 0;
    double east = 0;
    double winding = 0;  ///< degrees of longitude from first to last
};

/// Longitudes continued past 180 wherever an edge goes the short way across it.
template <class Chain>
unwrapped unwrap(const Chain& chain) {
    unwrapped out;
    out.chain.reserve(chain.size());
    double shift = 0;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        if (i > 0) {
            const double step = (chain[i].lon - chain[i - 1].lon).value();
            if (std::abs(step) > 180.0 && std::abs(step) < 360.0) {
                shift += step > 0 ? -360.0 : 360.0;
            }
        }
        out.chain.push_back({chain[i].lon + degrees(shift), chain[i].lat});
    }
    if (!out.chain.empty()) {
        const auto [low, high] =
            std::minmax_element(out.chain.begin(), out.chain.end(), [](lon_lat a, lon_lat b) {
                return a.lon < b.lon;
            });
        out.west = low->lon.value();
        out.east = high->lon.value();
        out.winding = (out.chain.back().lon - out.chain.front().lon).value();
    }
    return out;
}

bool within_world(const unwrapped& chain) {
    return chain.west >= -180.0 && chain.east <= 180.0;
}

void move_by(std::vector<lon_lat>& chain, double degrees_east) {
    for (auto& p : chain) {
        p.lon = p.lon + degrees(degrees_east);
    }
}

/// A ring about a pole does not end where it began: go to the pole, along it, and back.
void close_through_pole(unwrapped& chain) {
    double sum = 0;
    for (const auto& p : chain.chain) {
        sum += p.lat.value();
    }
    const latitude pole(sum < 0 ? -90.0 : 90.0);
    const auto first = chain.chain.front();
    chain.chain.push_back({chain.chain.back().lon, pole});
    chain.chain.push_back({first.lon, pole});
    chain.chain.push_back(first);
}

ring<lon_lat> as_ring(const std::vector<lon_lat>& chain) {
    return ring<lon_lat>(chain.begin(), chain.end());
}

lon_lat_box chart_box(double west, double east, const ring<lon_lat>& chain) {
    lon_lat_box box;
    for (const auto& p : chain) {
        box.add(
            {p.lon,
             latitude(std::clamp(p.lat.value(), -highest_chart_latitude, highest_chart_latitude))}
        );
    }
    box.west = west;
    box.east = east;
    return box;
}

/// The world number a longitude lies in: 0 for [-180, 180].
int world_of(double lon) {
    return static_cast<int>(std::floor((lon + 180.0) / 360.0));
}

void cut_polygon(
    const polygon<lon_lat>& continued, double west, double east, multi_polygon<lon_lat>& out
) {
    const auto frame = local_frame::chart(chart_box(west, east, continued.outer));
    auto shape = project(frame, multi_polygon<lon_lat>{continued});
    if (find_invalidity(shape)) {
        shape = repair(shape);  // or the cut itself would fail
    }
    for (int world = world_of(west); world <= world_of(east); ++world) {
        const double offset = 360.0 * world;
        const auto corner = [&](double lon, double lat) {
            return lon_lat{longitude(offset + lon), latitude(lat)};
        };
        // One degree beyond the poles, so that only the two meridians cut.
        polygon<lon_lat> band;
        band.outer = {
            corner(-180, -91),
            corner(180, -91),
            corner(180, 91),
            corner(-180, 91),
            corner(-180, -91)};
        const auto window = project(frame, multi_polygon<lon_lat>{band});
        for (auto part : unproject(frame, intersection(shape, window))) {
            const auto settle = [&](ring<lon_lat>& chain) {
                for (auto& p : chain) {
                    // The frame's grid is 1 mm: what it put beside the meridian belongs on it.
                    double lon = p.lon.value() - offset;
                    constexpr double grid = 2e-8;
                    if (std::abs(std::abs(lon) - 180.0) < grid) {
                        lon = std::copysign(180.0, lon);
                    }
                    p = {longitude(lon), latitude(std::clamp(p.lat.value(), -90.0, 90.0))};
                }
            };
            settle(part.outer);
            std::for_each(part.holes.begin(), part.holes.end(), settle);
            out.push_back(std::move(part));
        }
    }
}

/// True when `part` had to be cut; the pieces are appended either way.
bool cut_one(const polygon<lon_lat>& part, multi_polygon<lon_lat>& out) {
    auto outer = unwrap(part.outer);
    const bool about_pole = std::abs(outer.winding) > 180.0 && part.outer.size() > 1 &&
                            part.outer.front() == part.outer.back();
    if (about_pole) {
        close_through_pole(outer);
    }
    if (within_world(outer) && !about_pole) {
        out.push_back(part);
        return false;
    }
    polygon<lon_lat> continued;
    continued.outer = as_ring(outer.chain);
    for (const auto& hole : part.holes) {
        auto moved = unwrap(hole);
        // A hole is continued to the side of the world where its outer ring lies.
        while (moved.west < outer.west && moved.west + 360.0 <= outer.east) {
            move_by(moved.chain, 360.0);
            moved.west += 360.0;
            moved.east += 360.0;
        }
        while (moved.east > outer.east && moved.east - 360.0 >= outer.west) {
            move_by(moved.chain, -360.0);
            moved.west -= 360.0;
            moved.east -= 360.0;
        }
        continued.holes.push_back(as_ring(moved.chain));
    }
    cut_polygon(continued, outer.west, outer.east, out);
    return true;
}

/// Pieces of one continued line, each within one world.
void cut_line(const std::vector<lon_lat>& chain, multi_line_string<lon_lat>& out) {
    const auto local = [](lon_lat p, int world) {
        return lon_lat{p.lon + degrees(-360.0 * world), p.lat};
    };
    // A position on a meridian between worlds belongs to the world of the edge it is part of.
    const auto edge_world = [](lon_lat a, lon_lat b) {
        return world_of((a.lon.value() + b.lon.value()) / 2);
    };
    line_string<lon_lat> piece;
    int world = 0;
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
        auto from = chain[i];
        const auto to = chain[i + 1];
        const double run = (to.lon - from.lon).value();
        while (true) {
            // The next meridian between worlds strictly inside the rest of this edge.
            const double at =
                run > 0 ? 180.0 + 360.0 * std::floor((from.lon.value() + 180.0) / 360.0)
                        : -180.0 + 360.0 * (std::ceil((from.lon.value() + 180.0) / 360.0) - 1.0);
            const bool crosses = run > 0   ? at < to.lon.value()
                                 : run < 0 ? at > to.lon.value()
                                           : false;
            const double t = crosses ? (at - chain[i].lon.value()) / run : 1.0;
            const lon_lat stop =
                crosses ? lon_lat{longitude(at), chain[i].lat + (to.lat - chain[i].lat) * t} : to;
            const int here = edge_world(from, stop);
            if (piece.empty() || here != world) {
                if (piece.size() > 1) {
                    out.push_back(piece);
                }
                piece = {local(from, here)};
                world = here;
            }
            piece.push_back(local(stop, here));
            if (!crosses) {
                break;
            }
            from = stop;
        }
    }
    if (piece.size() > 1) {
        out.push_back(piece);
    }
}

}  // namespace

std::optional<multi_polygon<lon_lat>> cut_at_antimeridian(const multi_polygon<lon_lat>& shape) {
    multi_polygon<lon_lat> out;
    bool changed = false;
    for (const auto& part : shape) {
        changed = cut_one(part, out) || changed;
    }
    return changed ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<multi_line_string<lon_lat>> cut_at_antimeridian(
    const multi_line_string<lon_lat>& lines
) {
    multi_line_string<lon_lat> out;
    bool changed = false;
    for (const auto& line : lines) {
        const auto continued = unwrap(line);
        if (within_world(continued)) {
            out.push_back(line);
        } else {
            cut_line(continued.chain, out);
            changed = true;
        }
    }
    return changed ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace geo
