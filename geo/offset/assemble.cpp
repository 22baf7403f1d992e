// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/assemble.hpp"

#include "geo/geometry/box.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

namespace {

lon_lat at(double lon, double lat) {
    return {longitude(lon), latitude(lat)};
}

/// Way along the frame of the map, counter-clockwise from the south-east corner, in degrees.
double frame_way(lon_lat p) {
    return p.lon.value() > 0 ? p.lat.value() + 90 : 540 + (90 - p.lat.value());
}

/// Adds the map's corners between two places on its frame.
void add_corners(double from, double to, ring<lon_lat>& out) {
    struct corner {
        double way;
        lon_lat where;
    };
    const corner corners[] = {
        {0, at(180, -90)}, {180, at(180, 90)}, {540, at(-180, 90)}, {720, at(-180, -90)}};
    if (to < from) {
        to += 1080;
    }
    for (int round = 0; round < 2; ++round) {
        for (const auto& c : corners) {
            const double way = c.way + 1080 * round;
            if (way > from && way < to) {
                out.push_back(c.where);
            }
        }
    }
}

std::vector<ring<lon_lat>> closed_rings(std::vector<std::vector<lon_lat>> pieces) {
    std::vector<ring<lon_lat>> out;
    std::vector<const std::vector<lon_lat>*> chains;
    for (auto& piece : pieces) {
        if (piece.size() > 2 && piece.front() == piece.back()) {
            static_cast<std::vector<lon_lat>&>(out.emplace_back()) = std::move(piece);
        } else if (piece.size() > 1) {
            chains.push_back(&piece);
        }
    }
    std::sort(chains.begin(), chains.end(), [](const auto* a, const auto* b) {
        return frame_way(a->front()) < frame_way(b->front());
    });
    std::vector<bool> used(chains.size(), false);
    for (std::size_t first = 0; first < chains.size(); ++first) {
        if (used[first]) {
            continue;
        }
        ring<lon_lat> made;
        std::size_t chain = first;
        do {
            used[chain] = true;
            made.insert(made.end(), chains[chain]->begin(), chains[chain]->end());
            const double from = frame_way(chains[chain]->back());
            const auto next = std::find_if(chains.begin(), chains.end(), [&](const auto* c) {
                return frame_way(c->front()) >= from;
            });
            chain = next == chains.end() ? 0 : static_cast<std::size_t>(next - chains.begin());
            add_corners(from, frame_way(chains[chain]->front()), made);
        } while (!used[chain]);
        made.push_back(made.front());
        out.push_back(std::move(made));
    }
    return out;
}

}  // namespace

double signed_area(const ring<lon_lat>& shape) {
    double sum = 0;
    for (std::size_t i = 1; i + 1 < shape.size(); ++i) {
        const auto a = shape[i];
        const auto b = shape[i + 1];
        const auto o = shape[0];
        sum += (a.lon - o.lon).value() * (b.lat - o.lat).value() -
               (b.lon - o.lon).value() * (a.lat - o.lat).value();
    }
    return sum / 2;
}

bool is_inside(lon_lat p, const ring<lon_lat>& shape) {
    bool inside = false;
    for (std::size_t i = 0; i + 1 < shape.size(); ++i) {
        const auto a = shape[i];
        const auto b = shape[i + 1];
        if ((a.lat > p.lat) != (b.lat > p.lat)) {
            const double t = (p.lat - a.lat) / (b.lat - a.lat);
            if (a.lon.value() + t * (b.lon - a.lon).value() > p.lon.value()) {
                inside = !inside;
            }
        }
    }
    return inside;
}

multi_polygon<lon_lat> assemble(std::vector<std::vector<lon_lat>> pieces) {
    struct part {
        double size = 0;
        lon_lat_box box;
        polygon<lon_lat> shape;
    };
    std::vector<part> outers;
    std::vector<ring<lon_lat>> holes;
    for (auto& shape : closed_rings(std::move(pieces))) {
        shape.erase(std::unique(shape.begin(), shape.end()), shape.end());
        if (shape.size() < 4) {
            continue;
        }
        const double size = signed_area(shape);
        if (size > 0) {
            part made;
            made.size = size;
            made.box.add_all(shape);
            made.shape.outer = std::move(shape);
            outers.push_back(std::move(made));
        } else if (size < 0) {
            holes.push_back(std::move(shape));
        }
    }
    std::sort(outers.begin(), outers.end(), [](const part& a, const part& b) {
        return a.size < b.size;
    });
    std::vector<ring<lon_lat>> unowned;
    for (auto& hole : holes) {
        const auto owner = std::find_if(outers.begin(), outers.end(), [&](const part& o) {
            return o.box.contains(hole.front()) && is_inside(hole.front(), o.shape.outer);
        });
        (owner == outers.end() ? unowned : owner->shape.holes).push_back(std::move(hole));
    }
    // An area within another one's filled hole, which was too small to be kept, is part of that one.
    std::vector<bool> within(outers.size(), false);
    for (std::size_t i = 0; i < outers.size(); ++i) {
        const auto p = outers[i].shape.outer.front();
        for (std::size_t j = i + 1; j < outers.size() && !within[i]; ++j) {
            const auto& other = outers[j];
            within[i] = other.box.contains(p) && is_inside(p, other.shape.outer) &&
                        std::none_of(
                            other.shape.holes.begin(),
                            other.shape.holes.end(),
                            [&](const auto& hole) { return is_inside(p, hole); }
                        );
        }
    }
    multi_polygon<lon_lat> out;
    if (!unowned.empty()) {
        // The area covers the whole frame of the map: antimeridian and both poles.
        out.push_back(
            {{at(-180, -90), at(180, -90), at(180, 90), at(-180, 90), at(-180, -90)},
             std::move(unowned)}
        );
    }
    for (std::size_t i = outers.size(); i-- > 0;) {
        if (!within[i]) {
            out.push_back(std::move(outers[i].shape));
        }
    }
    return out;
}

}  // namespace geo::detail
