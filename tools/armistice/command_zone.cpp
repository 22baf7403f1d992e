// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/io/read.hpp"
#include "geo/io/write_geojson.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/zone.hpp"
#include "tools/armistice/commands.hpp"

#include <CLI/CLI.hpp>

#include <cmath>

namespace tools {

namespace {

class zone_command : public command {
public:
    void add_to(CLI::App& app) override {
        auto& sub = *app.add_subcommand(
            "zone", "All positions within a distance of lines or areas, true on the ellipsoid"
        );
        sub.add_option("LINE", input_, "Layer of lines or areas; - for standard input")->required();
        add_length(sub, "--distance", distance_, "How far the zone reaches, such as 15km");
        sub.get_option("--distance")->required();
        add_length(sub, "--from", from_, "Inner edge of a band; positions nearer are left out");
        sub.add_option("--side", side_, "Seen along the line as digitised")
            ->check(CLI::IsMember({"both", "left", "right"}))
            ->capture_default_str();
        sub.add_option("--ends", ends_, "Ends of a one-sided zone")
            ->check(CLI::IsMember({"round", "flat"}))
            ->capture_default_str();
        sub.add_option("--edges", edges_, "How edges of the input are meant (default: as the file)")
            ->check(CLI::IsMember({"lonlat", "geodesic"}));
        add_length(sub, "--tolerance", options_.tolerance, "Largest error of the edge [0.5m]");
        add_reading(sub, reading_);
        output_.add_to(sub);
    }

    int run() override {
        output_.check();
        const auto input = geo::read_layer(input_, reading_);
        options_.edges = edges_.empty()       ? input.edges
                         : edges_ == "lonlat" ? geo::edge_reading::lonlat
                                              : geo::edge_reading::geodesic;
        geo::multi_line_string<geo::lon_lat> lines;
        geo::multi_polygon<geo::lon_lat> areas;
        for (const auto& item : input.features) {
            for (const auto& point : geo::points(item)) {
                lines.push_back({point});
            }
            lines.insert(lines.end(), geo::lines(item).begin(), geo::lines(item).end());
            areas.insert(areas.end(), geo::areas(item).begin(), geo::areas(item).end());
        }
        print_findings(input.found);
        if (lines.empty() && areas.empty()) {
            throw geo::input_error(input_ + ": holds no line, area or point");
        }
        if (!lines.empty() && !areas.empty()) {
            throw geo::input_error(
                input_ + ": holds both lines and areas; choose with --layer or --where"
            );
        }
        const auto made = make(lines, areas);
        geo::feature_table table{"zone", {}};
        auto& item = table.features.emplace_back();
        item.id = "zone";
        item.shape = made.area;
        item.attributes = {{"distance_m", distance_.value()}};
        if (from_ > geo::metres(0)) {
            item.attributes.push_back({"from_m", from_.value()});
        }
        item.attributes.push_back({"side", side_});
        item.attributes.push_back({"max_error_m", std::ceil(made.max_error.value() * 1000) / 1000});
        item.attributes.push_back(
            {"area_km2", std::round(geo::in_square_kilometres(geo::area(made.area)) * 1e6) / 1e6}
        );
        print_findings(geo::write_geojson(output_.path, table, output_.policy()));
        return done;
    }

private:
    [[nodiscard]] geo::zone make(
        const geo::multi_line_string<geo::lon_lat>& lines,
        const geo::multi_polygon<geo::lon_lat>& areas
    ) const {
        if (side_ != "both") {
            if (!areas.empty() || from_ > geo::metres(0)) {
                throw geo::input_error("--side left or right needs a line, and no --from");
            }
            return geo::one_sided_zone(
                lines,
                distance_,
                side_ == "left" ? geo::side::left : geo::side::right,
                ends_ == "flat" ? geo::end_cap::flat : geo::end_cap::round,
                options_
            );
        }
        if (from_ > geo::metres(0)) {
            if (!areas.empty()) {
                throw geo::input_error("a band (--from) needs a line");
            }
            return geo::band_about(lines, from_, distance_, options_);
        }
        return areas.empty() ? geo::zone_about(lines, distance_, options_)
                             : geo::zone_about(areas, distance_, options_);
    }

    std::string input_;
    geo::metres distance_;
    geo::metres from_;
    std::string side_ = "both";
    std::string ends_ = "round";
    std::string edges_;
    geo::zone_options options_;
    geo::read_options reading_;
    output_options output_;
};

}  // namespace

std::unique_ptr<command> make_zone_command() {
    return std::make_unique<zone_command>();
}

}  // namespace tools
