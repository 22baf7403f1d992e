// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "geo/units/quantity.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

class OGRCoordinateTransformation;
class OGRGeometry;
class OGRSpatialReference;

/// Inside of geo/io only: shapes in the file's own coordinates, on their way to lon_lat.
namespace geo::detail {

/// First and second number of a position as the file has them.
struct raw_position {
    double x = 0;
    double y = 0;
};
using raw_chain = std::vector<raw_position>;

struct raw_shape {
    raw_chain points;
    std::vector<raw_chain> lines;
    std::vector<std::vector<raw_chain>> areas;  ///< each: outer ring, then holes
    bool has_heights = false;
    bool has_curves = false;

    [[nodiscard]] int kinds() const {
        return int{!points.empty()} + int{!lines.empty()} + int{!areas.empty()};
    }
    template <class Use>
    void for_each_chain(Use&& use) const {
        use(points);
        for (const auto& line : lines) {
            use(line);
        }
        for (const auto& area : areas) {
            for (const auto& chain : area) {
                use(chain);
            }
        }
    }
};

/// Everything with a position in a shape of GDAL's, however nested; curves become chords that stay
/// within 1e-5 of their radius.
///
/// Throws    input_error when `room` positions do not suffice, which it counts down.
[[nodiscard]] raw_shape raw_shape_of(const OGRGeometry& shape, std::size_t& room);

/// From the coordinates of a file to WGS 84. This one is for files that have longitude and latitude on
/// WGS 84, in this order.
class placement {
public:
    placement() = default;
    virtual ~placement() = default;
    placement(const placement&) = delete;
    placement& operator=(const placement&) = delete;

    /// One for one; positions that cannot be placed come out as infinity.
    [[nodiscard]] virtual std::vector<lon_lat> positions(const raw_chain& chain) const {
        std::vector<lon_lat> out;
        out.reserve(chain.size());
        for (const auto& p : chain) {
            out.push_back({longitude(p.x), latitude(p.y)});
        }
        return out;
    }

    /// With positions added where an edge straight in the file would not be straight in lon/lat.
    [[nodiscard]] virtual std::vector<lon_lat> edges(const raw_chain& chain) {
        return positions(chain);
    }
};

/// From any coordinate reference system.
class reprojection : public placement {
public:
    /// Throws    crs_error when PROJ knows no transformation but a ballpark one.
    reprojection(const OGRSpatialReference& from, std::optional<metres> edge_tolerance);
    ~reprojection() override;

    /// True when the file's numbers already are longitude and latitude on WGS 84.
    [[nodiscard]] bool is_identity() const { return transformation_ == nullptr; }

    [[nodiscard]] std::vector<lon_lat> positions(const raw_chain& chain) const override;

    /// Positions are added where an edge would be off by more than the tolerance.
    [[nodiscard]] std::vector<lon_lat> edges(const raw_chain& chain) override;

    [[nodiscard]] std::size_t added() const { return added_; }

private:
    struct corner {
        raw_position raw;
        lon_lat made;
    };
    [[nodiscard]] bool is_straight(const corner& from, const corner& to) const;
    void divide(const corner& from, const corner& to, int depth, std::vector<lon_lat>& out);

    std::unique_ptr<OGRCoordinateTransformation> transformation_;
    std::optional<metres> tolerance_;
    std::size_t added_ = 0;
};

}  // namespace geo::detail
