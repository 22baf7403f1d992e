// SPDX-License-Identifier: Apache-2.0
#include "geo/overlay/overlay.hpp"

#include "geo/base/error.hpp"
#include "geo/geometry/signed_area.hpp"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>
#include <tuple>
#include <utility>

namespace geo {

namespace {

void keep_message(const char* message, void* into) {
    *static_cast<std::string*>(into) = message;
}

/// One GEOS context per thread; its last error text is thrown by `checked`.
class geos_session {
public:
    geos_session() : handle_(GEOS_init_r()) {
        GEOSContext_setErrorMessageHandler_r(handle_, keep_message, &last_error_);
    }
    ~geos_session() { GEOS_finish_r(handle_); }
    geos_session(const geos_session&) = delete;
    geos_session& operator=(const geos_session&) = delete;

    [[nodiscard]] GEOSContextHandle_t handle() const { return handle_; }
    [[nodiscard]] const std::string& last_error() const { return last_error_; }

private:
    GEOSContextHandle_t handle_;
    std::string last_error_;
};

geos_session& session() {
    thread_local geos_session one;
    return one;
}

GEOSContextHandle_t ctx() {
    return session().handle();
}

struct geometry_deleter {
    void operator()(GEOSGeometry* shape) const { GEOSGeom_destroy_r(ctx(), shape); }
};
using geometry_ptr = std::unique_ptr<GEOSGeometry, geometry_deleter>;

geometry_ptr checked(GEOSGeometry* made, const char* what) {
    if (made == nullptr) {
        throw geometry_error(std::string(what) + ": " + session().last_error());
    }
    return geometry_ptr(made);
}

template <class Chain>
GEOSCoordSequence* sequence(const Chain& chain) {
    std::vector<double> flat;
    flat.reserve(chain.size() * 2);
    for (const auto& p : chain) {
        flat.push_back(p.east.value());
        flat.push_back(p.north.value());
    }
    auto* made = GEOSCoordSeq_copyFromBuffer_r(
        ctx(), flat.data(), static_cast<unsigned>(chain.size()), 0, 0
    );
    if (made == nullptr) {
        throw geometry_error("coordinates: " + session().last_error());
    }
    return made;
}

geometry_ptr to_geos(const line_string<east_north>& line) {
    return checked(GEOSGeom_createLineString_r(ctx(), sequence(line)), "line");
}

geometry_ptr to_geos(const ring<east_north>& chain) {
    return checked(GEOSGeom_createLinearRing_r(ctx(), sequence(chain)), "ring");
}

geometry_ptr collect(int type, std::vector<geometry_ptr> parts) {
    std::vector<GEOSGeometry*> raw;
    raw.reserve(parts.size());
    for (auto& part : parts) {
        raw.push_back(part.release());
    }
    return checked(
        GEOSGeom_createCollection_r(ctx(), type, raw.data(), static_cast<unsigned>(raw.size())),
        "collection"
    );
}

geometry_ptr to_geos(const polygon<east_north>& shape) {
    auto outer = to_geos(shape.outer);
    std::vector<geometry_ptr> holes;
    for (const auto& hole : shape.holes) {
        holes.push_back(to_geos(hole));
    }
    std::vector<GEOSGeometry*> raw;
    for (auto& hole : holes) {
        raw.push_back(hole.release());
    }
    return checked(
        GEOSGeom_createPolygon_r(
            ctx(), outer.release(), raw.data(), static_cast<unsigned>(raw.size())
        ),
        "polygon"
    );
}

geometry_ptr to_geos(const multi_polygon<east_north>& area) {
    std::vector<geometry_ptr> parts;
    for (const auto& part : area) {
        if (!part.outer.empty()) {
            parts.push_back(to_geos(part));
        }
    }
    return collect(GEOS_MULTIPOLYGON, std::move(parts));
}

geometry_ptr to_geos(const multi_line_string<east_north>& lines) {
    std::vector<geometry_ptr> parts;
    for (const auto& line : lines) {
        if (line.size() >= 2) {
            parts.push_back(to_geos(line));
        }
    }
    return collect(GEOS_MULTILINESTRING, std::move(parts));
}

template <class Chain>
Chain chain_of(const GEOSGeometry* shape) {
    const auto* coordinates = GEOSGeom_getCoordSeq_r(ctx(), shape);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(ctx(), coordinates, &size);
    std::vector<double> flat(static_cast<std::size_t>(size) * 2);
    GEOSCoordSeq_copyToBuffer_r(ctx(), coordinates, flat.data(), 0, 0);
    Chain out;
    out.reserve(size);
    for (std::size_t i = 0; i < size; ++i) {
        out.push_back({metres(flat[2 * i]), metres(flat[2 * i + 1])});
    }
    return out;
}

ring<east_north> ring_of(const GEOSGeometry* shape, bool counter_clockwise) {
    auto out = chain_of<ring<east_north>>(shape);
    if ((signed_area(out) > 0) != counter_clockwise) {
        std::reverse(out.begin(), out.end());
    }
    return out;
}

polygon<east_north> polygon_of(const GEOSGeometry* shape) {
    polygon<east_north> out;
    out.outer = ring_of(GEOSGetExteriorRing_r(ctx(), shape), true);
    const int holes = GEOSGetNumInteriorRings_r(ctx(), shape);
    for (int i = 0; i < holes; ++i) {
        out.holes.push_back(ring_of(GEOSGetInteriorRingN_r(ctx(), shape, i), false));
    }
    return out;
}

template <class Use>
void for_each_part(const GEOSGeometry* shape, int type, Use&& use) {
    if (GEOSisEmpty_r(ctx(), shape) == 1) {
        return;
    }
    const int kind = GEOSGeomTypeId_r(ctx(), shape);
    if (kind == type) {
        use(shape);
        return;
    }
    if (kind >= GEOS_MULTIPOINT) {
        const int parts = GEOSGetNumGeometries_r(ctx(), shape);
        for (int i = 0; i < parts; ++i) {
            for_each_part(GEOSGetGeometryN_r(ctx(), shape, i), type, use);
        }
    }
}

multi_polygon<east_north> areas_of(const GEOSGeometry* shape) {
    multi_polygon<east_north> out;
    for_each_part(shape, GEOS_POLYGON, [&](const GEOSGeometry* part) {
        out.push_back(polygon_of(part));
    });
    return out;
}

multi_line_string<east_north> lines_of(const GEOSGeometry* shape) {
    multi_line_string<east_north> out;
    for_each_part(shape, GEOS_LINESTRING, [&](const GEOSGeometry* part) {
        out.push_back(chain_of<line_string<east_north>>(part));
    });
    return out;
}

geometry_ptr joined(const GEOSGeometry* lines) {
    return checked(GEOSLineMerge_r(ctx(), lines), "join of lines");
}

}  // namespace

multi_polygon<east_north> unite(const multi_polygon<east_north>& areas) {
    const auto shape = to_geos(areas);
    return areas_of(
        checked(GEOSUnaryUnionPrec_r(ctx(), shape.get(), overlay_grid.value()), "union").get()
    );
}

namespace {

/// Faces in groups that hang together by edges; a group and its faces in the order given.
std::vector<multi_polygon<east_north>> joined_by_edges(const multi_polygon<east_north>& faces) {
    struct half_edge {
        east_north low;
        east_north high;
        std::size_t face;
    };
    std::vector<half_edge> edges;
    std::vector<std::size_t> group(faces.size());
    std::iota(group.begin(), group.end(), std::size_t{0});
    for (std::size_t i = 0; i < faces.size(); ++i) {
        for_each_ring(multi_polygon<east_north>{faces[i]}, [&](const ring<east_north>& chain) {
            for (std::size_t k = 1; k < chain.size(); ++k) {
                edges.push_back(
                    {std::min(chain[k - 1], chain[k]), std::max(chain[k - 1], chain[k]), i}
                );
            }
        });
    }
    std::sort(edges.begin(), edges.end(), [](const half_edge& a, const half_edge& b) {
        return std::tie(a.low, a.high) < std::tie(b.low, b.high);
    });
    const auto root = [&](std::size_t i) {
        while (group[i] != i) {
            i = group[i] = group[group[i]];
        }
        return i;
    };
    for (std::size_t k = 1; k < edges.size(); ++k) {
        if (edges[k].low == edges[k - 1].low && edges[k].high == edges[k - 1].high) {
            const auto [first, second] =
                std::minmax({root(edges[k].face), root(edges[k - 1].face)});
            group[second] = first;
        }
    }
    std::map<std::size_t, multi_polygon<east_north>> found;
    for (std::size_t i = 0; i < faces.size(); ++i) {
        found[root(i)].push_back(faces[i]);
    }
    std::vector<multi_polygon<east_north>> out;
    for (auto& [first, members] : found) {
        out.push_back(std::move(members));
    }
    return out;
}

}  // namespace

multi_polygon<east_north> unite_faces(const multi_polygon<east_north>& faces) {
    // The union is dear, and most faces have no neighbour among those given: islands.
    multi_polygon<east_north> out;
    for (auto& group : joined_by_edges(faces)) {
        if (group.size() > 1) {
            const auto shape = to_geos(group);
            group =
                areas_of(checked(GEOSCoverageUnion_r(ctx(), shape.get()), "union of faces").get());
        }
        out.insert(
            out.end(), std::make_move_iterator(group.begin()), std::make_move_iterator(group.end())
        );
    }
    return out;
}

multi_polygon<east_north> intersection(
    const multi_polygon<east_north>& a, const multi_polygon<east_north>& b
) {
    const auto left = to_geos(a);
    const auto right = to_geos(b);
    return areas_of(
        checked(
            GEOSIntersectionPrec_r(ctx(), left.get(), right.get(), overlay_grid.value()),
            "intersection"
        )
            .get()
    );
}

multi_polygon<east_north> difference(
    const multi_polygon<east_north>& a, const multi_polygon<east_north>& b
) {
    const auto left = to_geos(a);
    const auto right = to_geos(b);
    return areas_of(checked(
                        GEOSDifferencePrec_r(ctx(), left.get(), right.get(), overlay_grid.value()),
                        "difference"
    )
                        .get());
}

multi_line_string<east_north> clip(
    const multi_line_string<east_north>& lines, const multi_polygon<east_north>& area
) {
    const auto left = to_geos(lines);
    const auto right = to_geos(area);
    const auto inside = checked(
        GEOSIntersectionPrec_r(ctx(), left.get(), right.get(), overlay_grid.value()), "clip"
    );
    return lines_of(joined(inside.get()).get());
}

multi_line_string<east_north> clip_outside(
    const multi_line_string<east_north>& lines, const multi_polygon<east_north>& area
) {
    const auto left = to_geos(lines);
    const auto right = to_geos(area);
    const auto outside =
        checked(GEOSDifferencePrec_r(ctx(), left.get(), right.get(), overlay_grid.value()), "clip");
    return lines_of(joined(outside.get()).get());
}

multi_line_string<east_north> join(const multi_line_string<east_north>& lines) {
    const auto shape = to_geos(lines);
    return lines_of(joined(shape.get()).get());
}

std::vector<polygon<east_north>> faces(const multi_line_string<east_north>& lines) {
    const auto shape = to_geos(lines);
    const auto noded = checked(
        GEOSUnaryUnionPrec_r(ctx(), shape.get(), overlay_grid.value()), "arrangement of lines"
    );
    const GEOSGeometry* input = noded.get();
    const auto made = checked(GEOSPolygonize_r(ctx(), &input, 1), "faces");
    std::vector<polygon<east_north>> out;
    for_each_part(made.get(), GEOS_POLYGON, [&](const GEOSGeometry* part) {
        out.push_back(polygon_of(part));
    });
    return out;
}

namespace {

double length_of(const ring<east_north>& chain) {
    double sum = 0;
    for (std::size_t i = 1; i < chain.size(); ++i) {
        sum += std::hypot(
            (chain[i].east - chain[i - 1].east).value(),
            (chain[i].north - chain[i - 1].north).value()
        );
    }
    return sum;
}

bool is_sliver(const polygon<east_north>& face, metres width) {
    double area = std::abs(signed_area(face.outer));
    double perimeter = length_of(face.outer);
    for (const auto& hole : face.holes) {
        area -= std::abs(signed_area(hole));
        perimeter += length_of(hole);
    }
    return 2 * area < width.value() * perimeter;
}

}  // namespace

std::vector<polygon<east_north>> without_slivers(
    std::vector<polygon<east_north>> faces, metres width
) {
    std::vector<polygon<east_north>> kept;
    std::vector<polygon<east_north>> slivers;
    for (auto& face : faces) {
        (is_sliver(face, width) ? slivers : kept).push_back(std::move(face));
    }
    if (slivers.empty() || kept.empty()) {
        kept.insert(kept.end(), slivers.begin(), slivers.end());
        return kept;
    }
    // Edges of an arrangement are shared exactly: the same two positions, once in each direction.
    using directed_edge = std::pair<east_north, east_north>;
    std::map<directed_edge, std::size_t> sliver_of_edge;
    const auto each_edge = [](const polygon<east_north>& face, auto&& use) {
        for_each_ring(multi_polygon<east_north>{face}, [&](const ring<east_north>& chain) {
            for (std::size_t i = 1; i < chain.size(); ++i) {
                use(chain[i - 1], chain[i]);
            }
        });
    };
    for (std::size_t i = 0; i < slivers.size(); ++i) {
        each_edge(slivers[i], [&](east_north a, east_north b) { sliver_of_edge[{b, a}] = i; });
    }
    std::vector<std::map<std::size_t, double>> shared(slivers.size());
    for (std::size_t k = 0; k < kept.size(); ++k) {
        each_edge(kept[k], [&](east_north a, east_north b) {
            const auto found = sliver_of_edge.find({a, b});
            if (found != sliver_of_edge.end()) {
                shared[found->second][k] +=
                    std::hypot((b.east - a.east).value(), (b.north - a.north).value());
            }
        });
    }
    std::map<std::size_t, multi_polygon<east_north>> grown;
    for (std::size_t i = 0; i < slivers.size(); ++i) {
        if (shared[i].empty()) {
            kept.push_back(std::move(slivers[i]));  // an islet of its own
            continue;
        }
        const auto longest =
            std::max_element(shared[i].begin(), shared[i].end(), [](const auto& a, const auto& b) {
                return a.second < b.second;
            });
        grown[longest->first].push_back(std::move(slivers[i]));
    }
    for (auto& [k, parts] : grown) {
        parts.push_back(kept[k]);
        auto joined_parts = unite(parts);
        kept[k] = std::move(joined_parts.front());
        kept.insert(
            kept.end(),
            std::make_move_iterator(joined_parts.begin() + 1),
            std::make_move_iterator(joined_parts.end())
        );
    }
    return kept;
}

namespace {

/// Even-odd, on the edge either way.
bool holds(const ring<east_north>& chain, east_north p) {
    bool inside = false;
    for (std::size_t i = 1; i < chain.size(); ++i) {
        const auto& a = chain[i - 1];
        const auto& b = chain[i];
        if ((a.north > p.north) != (b.north > p.north) &&
            p.east < a.east + (b.east - a.east) * ((p.north - a.north) / (b.north - a.north))) {
            inside = !inside;
        }
    }
    return inside;
}

}  // namespace

std::vector<polygon<east_north>> nearest_cells(
    const std::vector<east_north>& sites, east_north low, east_north high
) {
    std::vector<geometry_ptr> points;
    for (const auto& p : sites) {
        points.push_back(
            checked(GEOSGeom_createPointFromXY_r(ctx(), p.east.value(), p.north.value()), "site")
        );
    }
    const auto all = collect(GEOS_MULTIPOINT, std::move(points));
    const auto box = to_geos(line_string<east_north>{low, high});
    const auto made =
        checked(GEOSVoronoiDiagram_r(ctx(), all.get(), box.get(), 0, 0), "nearest cells");
    std::vector<polygon<east_north>> cells;
    for_each_part(made.get(), GEOS_POLYGON, [&](const GEOSGeometry* part) {
        cells.push_back(polygon_of(part));
    });
    // GEOS gives the cells in an order of its own.
    std::vector<polygon<east_north>> out;
    for (const auto& p : sites) {
        const auto at = std::find_if(cells.begin(), cells.end(), [&](const auto& cell) {
            return holds(cell.outer, p);
        });
        if (at == cells.end()) {
            throw geometry_error("nearest cells: a site has none; are two of them equal?");
        }
        out.push_back(*at);
    }
    return out;
}

multi_polygon<east_north> buffer(
    const multi_polygon<east_north>& area, metres distance, corner corners, int segments
) {
    const auto shape = to_geos(area);
    return areas_of(checked(
                        GEOSBufferWithStyle_r(
                            ctx(),
                            shape.get(),
                            distance.value(),
                            segments,
                            GEOSBUF_CAP_ROUND,
                            corners == corner::round ? GEOSBUF_JOIN_ROUND : GEOSBUF_JOIN_MITRE,
                            2.0
                        ),
                        "buffer"
    )
                        .get());
}

multi_polygon<east_north> buffer(
    const multi_line_string<east_north>& lines, metres distance, int segments
) {
    const auto shape = to_geos(lines);
    return areas_of(
        checked(GEOSBuffer_r(ctx(), shape.get(), distance.value(), segments), "buffer").get()
    );
}

std::optional<invalidity> find_invalidity(const multi_polygon<east_north>& area) {
    const auto shape = to_geos(area);
    char* reason = nullptr;
    GEOSGeometry* where = nullptr;
    const char valid = GEOSisValidDetail_r(ctx(), shape.get(), 0, &reason, &where);
    const geometry_ptr place(where);
    invalidity found;
    if (reason != nullptr) {
        found.reason = reason;
        GEOSFree_r(ctx(), reason);
    }
    if (valid == 1) {
        return std::nullopt;
    }
    if (valid != 0) {
        throw geometry_error("validity: " + session().last_error());
    }
    if (place) {
        double x = 0;
        double y = 0;
        GEOSGeomGetX_r(ctx(), place.get(), &x);
        GEOSGeomGetY_r(ctx(), place.get(), &y);
        found.where = {metres(x), metres(y)};
    }
    return found;
}

bool is_simple(const line_string<east_north>& line) {
    return line.size() < 2 || GEOSisSimple_r(ctx(), to_geos(line).get()) == 1;
}

multi_polygon<east_north> repair(const multi_polygon<east_north>& area) {
    const auto shape = to_geos(area);
    return areas_of(checked(GEOSMakeValid_r(ctx(), shape.get()), "repair").get());
}

east_north inner_position(const polygon<east_north>& shape) {
    const auto made = to_geos(shape);
    const auto point = checked(GEOSPointOnSurface_r(ctx(), made.get()), "inner position");
    double x = 0;
    double y = 0;
    GEOSGeomGetX_r(ctx(), point.get(), &x);
    GEOSGeomGetY_r(ctx(), point.get(), &y);
    return {metres(x), metres(y)};
}

}  // namespace geo
