// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/edge_check.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace geo::detail {

namespace {

struct probe {
    vec3 at;
    std::int32_t site = 0;
    double distance = 0;
};

class edge_prober {
public:
    edge_prober(const site_field& field, double radius) : field_(field), radius_(radius) {}

    [[nodiscard]] probe look(vec3 p, std::int32_t start) const {
        const auto found = field_.nearest(p, start);
        return {p, found, field_.distance(p, found)};
    }

    [[nodiscard]] double error_between(const probe& a, const probe& b, double dip) const {
        double high = std::max(a.distance, b.distance);
        if (a.site != b.site) {
            high = std::min(
                std::max(a.distance, field_.distance(b.at, a.site)),
                std::max(b.distance, field_.distance(a.at, b.site))
            );
        }
        const double low = std::min(a.distance, b.distance) - dip;
        return std::max(high - radius_, radius_ - low);
    }

private:
    const site_field& field_;
    double radius_;
};

}  // namespace

double edge_error(
    const site_field& field,
    double radius,
    lon_lat a,
    lon_lat b,
    std::int32_t start,
    std::int32_t end
) {
    constexpr int parts = 4;
    const auto& sphere = *field.sphere;
    const edge_prober prober(field, radius);
    const probe first = prober.look(sphere.to_sphere(a), start);
    const probe last = prober.look(sphere.to_sphere(b), end);
    const double step =
        angle_between(first.at, last.at) * sphere.metres_per_radian(first.at.z) / parts;
    const double steepest = std::max(std::abs(a.lat.value()), std::abs(b.lat.value()));
    const double earth = sphere.least_metres_per_radian();
    const double lean = std::tan(std::min(steepest, 89.9999) * 0.017453292519943295);
    const double dip = step * step / 8 * (1 / radius + lean / earth);
    double worst = 0;
    for (const auto reading : {edge_reading::lonlat, edge_reading::geodesic}) {
        probe before = first;
        for (int k = 1; k <= parts; ++k) {
            probe here = last;
            if (k < parts) {
                const double t = static_cast<double>(k) / parts;
                const vec3 p = reading == edge_reading::geodesic
                                   ? sphere.geodesic_point(first.at, last.at, t)
                                   : sphere.to_sphere(
                                         {longitude(a.lon.value() + t * (b.lon - a.lon).value()),
                                          latitude(a.lat.value() + t * (b.lat - a.lat).value())}
                                     );
                here = prober.look(p, before.site);
            }
            worst = std::max(worst, prober.error_between(before, here, dip));
            before = here;
        }
    }
    return worst;
}

}  // namespace geo::detail
