// SPDX-License-Identifier: Apache-2.0
#include "geo/io/raw_shape.hpp"

#include "geo/base/error.hpp"
#include "geo/io/gdal_session.hpp"

#include <fmt/format.h>
#include <ogr_core.h>
#include <ogr_geometry.h>
#include <ogr_spatialref.h>
#include <ogr_srs_api.h>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace geo::detail {

namespace {

/// Half of it between two chords' ends: a chord leaves its arc by 1 - cos(0.25 degrees), 1e-5 of
/// the radius.
constexpr double arc_step_degrees = 0.5;
constexpr int deepest_collection = 32;

class collector {
public:
    explicit collector(std::size_t& room) : room_(room) {}

    void collect(const OGRGeometry& shape, int depth) {
        if (shape.IsEmpty() != FALSE || depth > deepest_collection) {
            return;
        }
        out.has_heights = out.has_heights || shape.Is3D() != FALSE || shape.IsMeasured() != FALSE;
        switch (wkbFlatten(shape.getGeometryType())) {
        case wkbPoint: {
            take(1);
            const auto* point = shape.toPoint();
            out.points.push_back({point->getX(), point->getY()});
            break;
        }
        case wkbLineString:
        case wkbLinearRing:
            out.lines.push_back(chain(*shape.toSimpleCurve()));
            break;
        case wkbPolygon:
        case wkbTriangle:
            collect_polygon(*shape.toPolygon());
            break;
        case wkbCircularString:
        case wkbCompoundCurve:
        case wkbCurvePolygon: {
            out.has_curves = out.has_curves || shape.hasCurveGeometry(TRUE) != FALSE;
            const std::unique_ptr<OGRGeometry> linear(shape.getLinearGeometry(arc_step_degrees));
            if (linear) {
                collect(*linear, depth + 1);
            }
            break;
        }
        case wkbPolyhedralSurface:
        case wkbTIN:
            for (const auto* face : *shape.toPolyhedralSurface()) {
                collect(*face, depth + 1);
            }
            break;
        default:
            if (const auto* many = dynamic_cast<const OGRGeometryCollection*>(&shape)) {
                for (const auto* part : *many) {
                    collect(*part, depth + 1);
                }
            }
            break;
        }
    }

    raw_shape out;

private:
    void take(std::size_t positions) {
        if (positions > room_) {
            throw input_error("too many positions");
        }
        room_ -= positions;
    }

    raw_chain chain(const OGRSimpleCurve& curve) {
        const int size = curve.getNumPoints();
        take(static_cast<std::size_t>(size));
        raw_chain made(static_cast<std::size_t>(size));
        for (int i = 0; i < size; ++i) {
            made[static_cast<std::size_t>(i)] = {curve.getX(i), curve.getY(i)};
        }
        return made;
    }

    void collect_polygon(const OGRPolygon& shape) {
        auto& made = out.areas.emplace_back();
        made.push_back(chain(*shape.getExteriorRing()));
        for (int i = 0; i < shape.getNumInteriorRings(); ++i) {
            if (shape.getInteriorRing(i)->IsEmpty() == FALSE) {
                made.push_back(chain(*shape.getInteriorRing(i)));
            }
        }
    }

    std::size_t& room_;
};

}  // namespace

raw_shape raw_shape_of(const OGRGeometry& shape, std::size_t& room) {
    collector all(room);
    all.collect(shape, 0);
    return std::move(all.out);
}

namespace {

/// True when the numbers are WGS 84 degrees with longitude first, so that nothing needs moving.
bool is_lon_lat(const OGRSpatialReference& crs) {
    if (crs.GetAxisMappingStrategy() != OAMS_TRADITIONAL_GIS_ORDER || crs.IsGeographic() == FALSE) {
        return false;
    }
    const char* authority = crs.GetAuthorityName(nullptr);
    const char* code = crs.GetAuthorityCode(nullptr);
    if (authority != nullptr && code != nullptr) {
        const auto name = std::string(authority) + ":" + code;
        // 4979 is the same with heights, which are dropped.
        return name == "EPSG:4326" || name == "EPSG:4979" || name == "OGC:CRS84";
    }
    return false;
}

constexpr double nowhere = std::numeric_limits<double>::infinity();
/// WGS 84 semi-major axis, NIMA TR8350.2 table 3.1.
constexpr double semi_major_axis = 6378137.0;
constexpr double metres_per_degree = semi_major_axis * std::numbers::pi / 180.0;

}  // namespace

reprojection::reprojection(const OGRSpatialReference& from, std::optional<metres> edge_tolerance)
    : tolerance_(edge_tolerance) {
    if (is_lon_lat(from)) {
        return;
    }
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRCoordinateTransformationOptions options;
    options.SetBallparkAllowed(false);
    OSRSetPROJEnableNetwork(FALSE);  // grids from elsewhere would make results differ by machine
    const message_trap trap;
    transformation_.reset(OGRCreateCoordinateTransformation(&from, &wgs84, options));
    if (!transformation_) {
        throw crs_error(trap.text("no transformation to WGS 84 is known"));
    }
}

reprojection::~reprojection() = default;

std::vector<lon_lat> reprojection::positions(const raw_chain& chain) const {
    if (is_identity()) {
        return placement::positions(chain);
    }
    std::vector<lon_lat> out;
    out.reserve(chain.size());
    std::vector<double> x;
    std::vector<double> y;
    for (const auto& p : chain) {
        x.push_back(p.x);
        y.push_back(p.y);
    }
    std::vector<int> placed(chain.size(), FALSE);
    transformation_->Transform(
        static_cast<int>(chain.size()), x.data(), y.data(), nullptr, placed.data()
    );
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const bool good = placed[i] != FALSE;
        out.push_back({longitude(good ? x[i] : nowhere), latitude(good ? y[i] : nowhere)});
    }
    return out;
}

std::vector<lon_lat> reprojection::edges(const raw_chain& chain) {
    auto made = positions(chain);
    if (is_identity() || !tolerance_ || chain.size() < 2) {
        return made;
    }
    std::vector<lon_lat> out;
    out.reserve(made.size());
    for (std::size_t i = 0; i < chain.size(); ++i) {
        if (i > 0) {
            constexpr int halvings = 12;
            divide({chain[i - 1], made[i - 1]}, {chain[i], made[i]}, halvings, out);
        }
        out.push_back(made[i]);
    }
    return out;
}

bool reprojection::is_straight(const corner& from, const corner& to) const {
    const double squeeze = std::cos(from.made.lat.value() * std::numbers::pi / 180.0);
    const auto plane = [&](lon_lat p) {
        return raw_position{
            (p.lon - from.made.lon).value() * metres_per_degree * squeeze,
            (p.lat - from.made.lat).value() * metres_per_degree};
    };
    const auto end = plane(to.made);
    const double length = std::hypot(end.x, end.y);
    // A line straight in a map projection bends, seen in lon/lat, by about tan(lat) / R. Shorter
    // edges than this cannot leave the tolerance even at five times that.
    const double bend = 5.0 / (semi_major_axis * std::max(squeeze, 0.01));
    if (length == 0.0 || length * length / 8.0 * bend < tolerance_->value()) {
        return true;
    }
    constexpr std::array<double, 3> places{0.25, 0.5, 0.75};
    raw_chain between;
    for (const double t : places) {
        between.push_back(
            {from.raw.x + (to.raw.x - from.raw.x) * t, from.raw.y + (to.raw.y - from.raw.y) * t}
        );
    }
    for (const auto& p : positions(between)) {
        const auto at = plane(p);
        const double aside = std::abs(at.x * end.y - at.y * end.x) / length;
        if (!(aside <= tolerance_->value())) {
            return false;
        }
    }
    return true;
}

void reprojection::divide(
    const corner& from, const corner& to, int depth, std::vector<lon_lat>& out
) {
    const bool placed = is_on_earth(from.made) && is_on_earth(to.made);
    const bool jumps = std::abs((to.made.lon - from.made.lon).value()) > 180.0;
    if (depth == 0 || !placed || jumps || is_straight(from, to)) {
        return;
    }
    const raw_position raw{(from.raw.x + to.raw.x) / 2, (from.raw.y + to.raw.y) / 2};
    const corner middle{raw, positions({raw}).front()};
    divide(from, middle, depth - 1, out);
    out.push_back(middle.made);
    ++added_;
    divide(middle, to, depth - 1, out);
}

}  // namespace geo::detail
