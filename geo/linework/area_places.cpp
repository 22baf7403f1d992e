// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/area_places.hpp"

#include "geo/geometry/box.hpp"

#include <algorithm>

namespace geo::detail {

area_places::area_places(const multi_polygon<lon_lat>& area) {
    multi_line_string<lon_lat> rings;
    for_each_ring(area, [&](const ring<lon_lat>& chain) {
        if (!chain.empty()) {
            rings.emplace_back(chain.begin(), chain.end());
        }
    });
    if (rings.empty()) {
        return;
    }
    const auto box = box_of(rings);
    std::size_t count = 0;
    for (const auto& chain : rings) {
        count += chain.size();
    }
    // A few edges a band, as long as edges are short; long ones are in many bands.
    const std::size_t bands = std::clamp<std::size_t>(count / 4, 1, 4096);
    south_ = box.south;
    height_ = std::max((box.north - box.south) / static_cast<double>(bands), 1e-12);
    bands_.resize(bands);
    for (const auto& chain : rings) {
        for (std::size_t i = 1; i < chain.size(); ++i) {
            const auto low = std::min(chain[i - 1].lat, chain[i].lat);
            const auto high = std::max(chain[i - 1].lat, chain[i].lat);
            for (std::size_t k = band(low); k <= band(high); ++k) {
                bands_[k].push_back({chain[i - 1], chain[i]});
            }
        }
    }
    edges_.emplace(pieces_of(rings, edge_reading::lonlat));
}

std::size_t area_places::band(latitude lat) const {
    const double place = (lat.value() - south_) / height_;
    return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(bands_.size() - 1)));
}

bool area_places::contains(lon_lat p) const {
    if (empty()) {
        return false;
    }
    bool inside = false;
    for (const auto& [a, b] : bands_[band(p.lat)]) {
        if ((a.lat > p.lat) == (b.lat > p.lat)) {
            continue;
        }
        const double t = (p.lat - a.lat) / (b.lat - a.lat);
        inside ^= a.lon + t * (b.lon - a.lon) > p.lon;
    }
    return inside;
}

area_places::shore area_places::nearest(vec3 p) const {
    const auto hit = edges_->nearest(p);
    return {hit.distance, edges_->pieces()[hit.piece].at(hit.t)};
}

}  // namespace geo::detail
