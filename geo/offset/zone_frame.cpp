// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/zone_frame.hpp"

#include "geo/geometry/box.hpp"
#include "geo/measure/geodesic.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace geo::detail {

namespace {

constexpr double metres_per_degree = 110574.0;  // the shortest degree of latitude, WGS 84

/// As std::remainder by 360, without its cost for what needs none.
double wrapped(double degrees_east) {
    return std::abs(degrees_east) < 180 ? degrees_east : std::remainder(degrees_east, 360.0);
}

/// Which whole degrees of longitude the lines touch.
class longitude_cover {
public:
    void add(double from, double east) {
        const double low = std::min(from, from + east);
        const double high = std::max(from, from + east);
        if (low >= last_ && high < last_ + 1) {
            return;  // most edges are in the degree of those before
        }
        last_ = std::floor(low);
        for (double v = std::floor(low); v <= high; v += 1) {
            const auto cell = static_cast<int>(v - 360 * std::floor(v / 360));
            used_[static_cast<std::size_t>(cell % 360)] = true;
        }
    }
    struct span {
        double middle;
        double width;
    };
    /// The complement of the widest gap.
    [[nodiscard]] span widest() const {
        int best = 0;
        int best_end = 0;
        int run = 0;
        for (int i = 0; i < 720; ++i) {
            run = used_[static_cast<std::size_t>(i % 360)] ? 0 : std::min(run + 1, 360);
            if (run > best) {
                best = run;
                best_end = i + 1;
            }
        }
        const double width = 360 - best;
        return {std::remainder(best_end + width / 2, 360.0), width};
    }

private:
    std::array<bool, 360> used_{};
    double last_ = 1e9;  ///< a degree that is used
};

}  // namespace

conformal_sphere sphere_for(
    const multi_line_string<lon_lat>& lines, edge_reading edges, metres distance
) {
    lon_lat_box box;
    longitude_cover cover;
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            const auto& p = line[i];
            box.add(p);
            if (i == 0) {
                cover.add(p.lon.value(), 0);
                continue;
            }
            const auto& q = line[i - 1];
            const double east = wrapped((p.lon - q.lon).value());
            cover.add(q.lon.value(), east);
            if (edges == edge_reading::geodesic && std::abs(east) > 1) {
                for (int k = 1; k < 16; ++k) {  // geodesics bend toward the poles
                    box.add(interpolate(q, p, k / 16.0));
                }
            }
        }
    }
    const double margin = 1.02 * distance.value() / metres_per_degree + 0.1;
    const double bow = edges == edge_reading::geodesic ? 0.5 : 0.0;
    const double south = std::max(-90.0, box.south - margin - bow);
    const double north = std::min(90.0, box.north + margin + bow);
    const double polar = std::max(-south, north);
    const auto span = cover.widest();
    // Gauss's sphere gains most where the zone is small; far from its middle latitude and toward
    // the poles its scale varies too fast for Simpson's rule.
    bool round_pole = polar > 76 || (polar > 60 && north - south > 40);
    if (!round_pole) {
        const double sideways = margin / std::cos(polar * 0.017453292519943295);
        round_pole = span.width + 2 * sideways > 330;
    }
    return {latitude(south), latitude(north), longitude(span.middle), round_pole};
}

}  // namespace geo::detail
