// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/daily_sites.hpp"

#include "geo/measure/geodesic.hpp"

#include <algorithm>

namespace planner {

namespace {

struct gathered_cell {
    grid_cell cell;
    geo::lon_lat position;
    place_tally all;
    std::map<local_day, place_tally> days;
};

geo::lon_lat mean_of(const daily_grid& grid, grid_cell cell, const place_tally& all) {
    const auto middle = grid.middle(cell);
    const double count = static_cast<double>(all.reports()) * parts_of_degree;
    return {
        middle.lon + geo::degrees(static_cast<double>(all.east) / count),
        geo::latitude(middle.lat.value() + static_cast<double>(all.north) / count)};
}

std::vector<gathered_cell> gather(const daily_counts& from, local_day until) {
    std::vector<gathered_cell> out;
    for (const auto& [key, tally] : from.in_place) {
        if (key.second > until) {
            continue;
        }
        if (out.empty() || out.back().cell != key.first) {
            out.push_back({key.first, {}, {}, {}});
        }
        out.back().all.add(tally);
        out.back().days[key.second].add(tally);
    }
    for (auto& one : out) {
        one.position = mean_of(from.places(), one.cell, one.all);
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.days.begin()->first < b.days.begin()->first;
    });
    return out;
}

/// A site while it grows: its mean is taken about its first cell.
struct growing_site {
    daily_site site;
    geo::lon_lat leader;
    double count = 0;
    double east = 0;
    double north = 0;

    void take(const gathered_cell& one) {
        const auto weight = static_cast<double>(one.all.reports());
        double apart = (one.position.lon - leader.lon).value();
        apart += apart > 180 ? -360 : apart < -180 ? 360 : 0;
        count += weight;
        east += weight * apart;
        north += weight * (one.position.lat - leader.lat).value();
        for (const auto& [day, tally] : one.days) {
            site.days[day].add(tally);
        }
    }
    [[nodiscard]] geo::lon_lat mean() const {
        double lon = leader.lon.value() + east / count;
        lon += lon > 180 ? -360 : lon < -180 ? 360 : 0;
        return {geo::longitude(lon), geo::latitude(leader.lat.value() + north / count)};
    }
};

}  // namespace

std::uint64_t daily_site::violations() const {
    std::uint64_t out = 0;
    for (const auto& one : days) {
        out += one.second.violations;
    }
    return out;
}

std::uint64_t daily_site::inconclusive() const {
    std::uint64_t out = 0;
    for (const auto& one : days) {
        out += one.second.inconclusive;
    }
    return out;
}

std::size_t daily_site::days_running(local_day day) const {
    std::size_t out = 0;
    while (is_of(day - std::chrono::days(static_cast<int>(out)))) {
        ++out;
    }
    return out;
}

std::vector<daily_site> find_sites(const daily_counts& from, local_day until) {
    const auto radius = from.options().site_radius;
    const daily_grid coarse(std::max(radius, geo::metres(1)));
    std::vector<growing_site> sites;
    std::map<grid_cell, std::vector<std::size_t>> at;  // of leaders
    for (const auto& one : gather(from, until)) {
        std::size_t best = sites.size();
        geo::metres least = radius;
        for (const auto& cell : coarse.near(one.position, radius)) {
            const auto there = at.find(cell);
            if (there == at.end()) {
                continue;
            }
            for (const auto i : there->second) {
                const auto apart = geo::distance(sites[i].leader, one.position);
                if (apart < least || (apart == least && (best == sites.size() || i < best))) {
                    best = i;
                    least = apart;
                }
            }
        }
        if (best == sites.size()) {
            at[coarse.cell_of(one.position)].push_back(sites.size());
            sites.push_back({{}, one.position});
        }
        sites[best].take(one);
    }
    std::vector<daily_site> out;
    for (auto& one : sites) {
        one.site.position = one.mean();
        one.site.sector = from.sector_at(one.site.position);
        out.push_back(std::move(one.site));
    }
    return out;
}

}  // namespace planner
