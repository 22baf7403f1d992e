// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/geometry/box.hpp"
#include "geo/io/read.hpp"
#include "geo/io/write_geojson.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/equi_ratio.hpp"
#include "tools/armistice/commands.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>

namespace tools {

namespace {

/// Lines, rings of areas and points of one layer: what distances are measured to.
struct target {
    geo::multi_line_string<geo::lon_lat> lines;
    std::vector<geo::lon_lat> points;
    geo::lon_lat_box box;
    geo::lon_lat_box east_box;  ///< with western longitudes counted on beyond 180 degrees

    void add(geo::lon_lat p) {
        box.add(p);
        const double lon = p.lon.value();
        east_box.add({geo::longitude(lon < 0 ? lon + 360 : lon), p.lat});
    }
};

target read_target(const std::string& path) {
    const auto layer = geo::read_layer(path);
    print_findings(layer.found);
    target out;
    // Distances read edges as geodesics; half a metre is the accuracy of zones.
    const auto add = [&](const auto& chain) {
        const geo::line_string<geo::lon_lat> line(chain.begin(), chain.end());
        std::for_each(line.begin(), line.end(), [&](geo::lon_lat p) { out.add(p); });
        out.lines.push_back(geo::densify(line, layer.edges, geo::metres(0.5)));
    };
    for (const auto& item : layer.features) {
        for (const auto& line : geo::lines(item)) {
            add(line);
        }
        geo::for_each_ring(geo::areas(item), add);
        for (const auto& point : geo::points(item)) {
            out.points.push_back(point);
            out.add(point);
        }
    }
    if (out.lines.empty() && out.points.empty()) {
        throw geo::input_error(path + ": holds no line, area or point");
    }
    return out;
}

geo::lon_lat_box united(geo::lon_lat_box a, const geo::lon_lat_box& b) {
    a.add({geo::longitude(b.west), geo::latitude(b.south)});
    a.add({geo::longitude(b.east), geo::latitude(b.north)});
    return a;
}

/// The narrower of the two boxes about both, on either side of the earth, with a tenth added, and
/// room for a distance.
geo::lon_lat_box box_about(const target& from, const target& to, geo::metres room) {
    auto box = united(from.box, to.box);
    const auto east = united(from.east_box, to.east_box);
    if (east.east - east.west < box.east - box.west) {
        box = east;
    }
    constexpr double degree = 111000;  // metres, of latitude, rounded down
    constexpr double rad = 0.017453292519943295;
    const double north =
        0.1 * std::max(box.east - box.west, box.north - box.south) + 0.01 + room.value() / degree;
    const double south_end = std::max(-89.0, box.south - north);
    const double north_end = std::min(89.0, box.north + north);
    const double steepest = std::max(std::abs(south_end), std::abs(north_end));
    const double east_west = north / (room > geo::metres(0) ? std::cos(steepest * rad) : 1.0);
    const double spare = std::max(0.0, (360 - (box.east - box.west)) / 2);
    const double margin = std::min(east_west, spare);
    return {box.west - margin, south_end, box.east + margin, north_end};
}

class phase_lines_command : public command {
public:
    void add_to(CLI::App& app) override {
        auto& sub = *app.add_subcommand(
            "phase-lines",
            "Equi-ratio, median and distance lines between a line and a target, true on the "
            "ellipsoid"
        );
        sub.add_option("LINE", line_, "Layer to leave from")->required();
        sub.add_option("TARGET", target_, "Layer to go to: lines, areas or points")->required();
        sub.add_option(
               "--ratio",
               ratios_,
               "Fractions of the way from LINE to TARGET, as 0.25,0.5; 0.5 is the median line"
        )
            ->delimiter(',')
            ->check(CLI::Range(0.001, 0.999));
        add_lengths(
            sub,
            "--distance",
            distances_,
            "Distances from LINE, as 15km,30km; the median line where TARGET is nearer"
        );
        add_length(sub, "--tolerance", options_.tolerance, "Largest sideways error [2m]");
        output_.add_to(sub);
    }

    int run() override {
        if (ratios_.empty() && distances_.empty()) {
            throw geo::input_error(
                "nothing to draw: give --ratio, such as 0.25,0.5, or --distance, such as 15km"
            );
        }
        output_.check();
        const auto from = read_target(line_);
        const auto to = read_target(target_);
        std::sort(ratios_.begin(), ratios_.end());
        ratios_.erase(std::unique(ratios_.begin(), ratios_.end()), ratios_.end());
        std::sort(distances_.begin(), distances_.end());
        distances_.erase(std::unique(distances_.begin(), distances_.end()), distances_.end());
        const geo::distance_field from_field(from.lines, from.points);
        const geo::distance_field to_field(to.lines, to.points);
        geo::feature_table table{"phase_lines", {}};
        const auto box = box_about(from, to, geo::metres(0));
        for (const auto& one :
             geo::equi_ratio_lines(from_field, to_field, ratios_, box, options_)) {
            add(table, "ratio-" + geo::shortest_text(one.ratio), one);
            table.features.back().attributes.insert(
                table.features.back().attributes.begin(),
                {{"kind", one.ratio == 0.5 ? "median" : "ratio"}, {"ratio", one.ratio}}
            );
        }
        if (!distances_.empty()) {
            const auto room = box_about(from, to, distances_.back());
            for (const auto& one :
                 geo::distance_lines(from_field, to_field, distances_, room, options_)) {
                add(table, "distance-" + geo::shortest_text(one.distance.value()), one);
                table.features.back().attributes.insert(
                    table.features.back().attributes.begin(),
                    {{"kind", "distance"}, {"distance_m", one.distance.value()}}
                );
            }
        }
        print_findings(geo::write_geojson(output_.path, table, output_.policy()));
        return done;
    }

private:
    template <class Line>
    static void add(geo::feature_table& table, const std::string& id, const Line& line) {
        auto& item = table.features.emplace_back();
        item.id = id;
        item.shape = line.shape;
        item.attributes = {
            {"length_km", std::round(geo::length(line.shape).value()) / 1000},
            {"max_error_m", std::ceil(line.max_error.value() * 100) / 100}};
    }

    std::string line_;
    std::string target_;
    std::vector<double> ratios_;
    std::vector<geo::metres> distances_;
    geo::equi_ratio_options options_;
    output_options output_;
};

}  // namespace

std::unique_ptr<command> make_phase_lines_command() {
    return std::make_unique<phase_lines_command>();
}

}  // namespace tools
