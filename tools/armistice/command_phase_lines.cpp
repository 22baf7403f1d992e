// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/geometry/box.hpp"
#include "geo/io/read.hpp"
#include "geo/io/write_geojson.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/equi_ratio.hpp"
#include "geo/offset/inner_equi_ratio.hpp"
#include "tools/armistice/commands.hpp"
#include "tools/armistice/read_territory.hpp"

#include <fmt/format.h>

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
    void add_to(option_list& app) override {
        auto sub = app.add_subcommand(
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
            ->check(within<double>{0.001, 0.999});
        add_lengths(
            sub,
            "--distance",
            distances_,
            "Distances from LINE, as 15km,30km; the median line where TARGET is nearer"
        );
        sub.add_option(
               "--within",
               within_,
               std::string("Measure along shortest ways inside an area: ") + territory_help
        )
            ->excludes("--distance");
        sub.add_option("--within-where", within_where_, "Attribute filter of the area");
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
        geo::feature_table table{"phase_lines", {}};
        if (within_.empty()) {
            add_straight(table, from, to);
        } else {
            add(table, inside(from, to));
        }
        print_findings(geo::write_geojson(output_.path, table, output_.policy()));
        return done;
    }

private:
    template <class Line>
    void add(
        geo::feature_table& table,
        const std::string& kind,
        const std::string& key,
        double value,
        const Line& line
    ) const {
        auto& item = table.features.emplace_back();
        item.id = key.substr(0, key.find('_')) + "-" + geo::shortest_text(value);
        item.shape = line.shape;
        item.attributes = {
            {"kind", kind},
            {key, value},
            {"metric", std::string(within_.empty() ? "straight" : "within")},
            {"length_km", std::round(geo::length(line.shape).value()) / 1000},
            {"max_error_m", std::ceil(line.max_error.value() * 100) / 100}};
    }

    void add(geo::feature_table& table, const std::vector<geo::equi_ratio_line>& lines) const {
        for (const auto& one : lines) {
            add(table, one.ratio == 0.5 ? "median" : "ratio", "ratio", one.ratio, one);
        }
    }

    void add_straight(geo::feature_table& table, const target& from, const target& to) const {
        const geo::distance_field from_field(from.lines, from.points);
        const geo::distance_field to_field(to.lines, to.points);
        const auto box = box_about(from, to, geo::metres(0));
        add(table, geo::equi_ratio_lines(from_field, to_field, ratios_, box, options_));
        if (distances_.empty()) {
            return;
        }
        const auto room = box_about(from, to, distances_.back());
        for (const auto& one :
             geo::distance_lines(from_field, to_field, distances_, room, options_)) {
            add(table, "distance", "distance_m", one.distance.value(), one);
        }
    }

    [[nodiscard]] std::vector<geo::equi_ratio_line> inside(const target& from, const target& to)
        const {
        geo::findings found;
        const auto area = read_territory(within_, within_where_, found);
        geo::inner_options options;
        options.reach = other_drawing;
        const auto paths = [&] {
            try {
                return geo::inner_distance(
                    area, {{from.lines, from.points}, {to.lines, to.points}}, options
                );
            } catch (const geo::input_error& problem) {
                print_findings(found);
                throw geo::input_error(within_ + ": " + problem.what());
            }
        }();
        for (const std::size_t source : {0U, 1U}) {
            const auto& file = source == 0 ? line_ : target_;
            if (!paths.has(source)) {
                print_findings(found);
                throw geo::input_error(
                    file + ": no part of it lies in " + within_ +
                    ", inside of which distances are asked for (--within)"
                );
            }
            tell_outside(paths.left_out(source), file, found);
        }
        print_findings(found);
        if (!is_reachable(paths, from)) {
            throw geo::input_error(
                target_ + " cannot be reached from " + line_ + " inside of " + within_ +
                ": they lie in parts that do not touch; add what joins them, or leave --within out"
            );
        }
        geo::inner_equi_ratio_options tracing;
        tracing.tolerance = options_.tolerance;
        return geo::inner_equi_ratio_lines(paths, ratios_, tracing);
    }

    void tell_outside(geo::metres length, const std::string& file, geo::findings& found) const {
        if (length < geo::kilometres(1)) {
            return;
        }
        geo::finding made;
        made.code = geo::finding_code::line_piece_left_out;
        made.level = geo::severity::warning;
        made.where.file = file;
        made.text = fmt::format(
            "{:.1f} km lie outside of {} by more than {:.0f} m; nothing is measured from there",
            geo::in_kilometres(length),
            within_,
            other_drawing.value()
        );
        found.push_back(std::move(made));
    }

    /// Whether a path leads from some position of the lines to the other source.
    static bool is_reachable(const geo::inner_distance& paths, const target& from) {
        const auto reaches = [&](geo::lon_lat p) {
            return geo::is_finite(paths.at(p, 0).distance) &&
                   geo::is_finite(paths.at(p, 1).distance);
        };
        return std::any_of(from.points.begin(), from.points.end(), reaches) ||
               std::any_of(from.lines.begin(), from.lines.end(), [&](const auto& line) {
                   return std::any_of(line.begin(), line.end(), reaches);
               });
    }

    /// Two drawings of one border agree by their accuracy only.
    static constexpr geo::metres other_drawing{100};

    std::string line_;
    std::string target_;
    std::string within_;
    std::string within_where_;
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
