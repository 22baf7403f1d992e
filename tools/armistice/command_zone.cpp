// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/io/read.hpp"
#include "geo/io/write_geojson.hpp"
#include "geo/linework/bounded_zone.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/zone.hpp"
#include "tools/armistice/commands.hpp"
#include "tools/armistice/progress_bar.hpp"
#include "tools/armistice/read_territory.hpp"

#include <cmath>

namespace tools {

namespace {

class zone_command : public command {
public:
    void add_to(option_list& app) override {
        auto sub = app.add_subcommand(
            "zone", "All positions within a distance of lines or areas, true on the ellipsoid"
        );
        sub.add_option("LINE", input_, "Layer of lines or areas; - for standard input")->required();
        auto reach = sub.add_option_group("Reach", "How the zone is bounded: one of");
        add_length(reach, "--distance", distance_, "How far the zone reaches, such as 15km");
        auto other = reach.add_option(
            "--between", other_, "The other line: a layer; the zone lies between LINE and it"
        );
        reach.require_option(1);
        add_length(sub, "--from", from_, "Inner edge of a band; positions nearer are left out");
        auto from = sub.get_option("--from")->excludes(other);
        sub.add_option("--side", side_, "Seen along the line as digitised")
            ->check(one_of{{"both", "left", "right"}})
            ->excludes(other)
            ->excludes(from)
            ->capture_default_str();
        sub.add_option("--ends", ends_, "Ends of a one-sided zone")
            ->check(one_of{{"round", "flat"}})
            ->capture_default_str();
        sub.add_option("--edges", edges_, "How edges of the input are meant (default: as the file)")
            ->check(one_of{{"lonlat", "geodesic"}});
        sub.add_option(
               "--territory",
               territory_,
               std::string("Border and coast close the zone off. ") + territory_help
        )
            ->excludes(from);
        sub.add_option("--territory-where", territory_where_, "Attribute filter of the territory");
        add_length(sub, "--tolerance", options_.tolerance, "Largest error of the edge [0.5m]");
        add_reading(sub, reading_);
        output_.add_to(sub);
    }

    int run() override {
        output_.check();
        progress_bar bar;
        bar.show(0, "reading");
        const auto input = read(input_, reading_);
        options_.progress = [&bar](double part) { bar.show(0.3 + 0.6 * part, "computing"); };
        auto made = make(input);
        bar.show(0.9, "writing");
        geo::feature_table table{"zone", {}};
        auto& item = table.features.emplace_back();
        item.id = "zone";
        item.shape = made.made.area;
        if (other_.empty()) {
            item.attributes.push_back({"distance_m", distance_.value()});
        } else {
            item.attributes.push_back({"between", true});
        }
        if (from_ > geo::metres(0)) {
            item.attributes.push_back({"from_m", from_.value()});
        }
        item.attributes.push_back({"side", side_});
        item.attributes.push_back(
            {"max_error_m", std::ceil(made.made.max_error.value() * 1000) / 1000}
        );
        item.attributes.push_back(
            {"area_km2",
             std::round(geo::in_square_kilometres(geo::area(made.made.area)) * 1e6) / 1e6}
        );
        geo::append(made.found, geo::write_geojson(output_.path, table, output_.policy()));
        print_findings(made.found);
        return done;
    }

private:
    using line_parts = geo::multi_line_string<geo::lon_lat>;
    using area_parts = geo::multi_polygon<geo::lon_lat>;

    struct shapes {
        line_parts lines;
        area_parts areas;
    };

    /// Lines (points count as such) or areas of a layer, not both.
    shapes read(const std::string& path, const geo::read_options& how) {
        const auto input = geo::read_layer(path, how);
        options_.edges = edges_.empty()       ? input.edges
                         : edges_ == "lonlat" ? geo::edge_reading::lonlat
                                              : geo::edge_reading::geodesic;
        shapes out;
        for (const auto& item : input.features) {
            for (const auto& point : geo::points(item)) {
                out.lines.push_back({point});
            }
            out.lines.insert(out.lines.end(), geo::lines(item).begin(), geo::lines(item).end());
            out.areas.insert(out.areas.end(), geo::areas(item).begin(), geo::areas(item).end());
        }
        print_findings(input.found);
        if (out.lines.empty() && out.areas.empty()) {
            throw geo::input_error(path + ": holds no line, area or point");
        }
        if (!out.lines.empty() && !out.areas.empty()) {
            throw geo::input_error(
                path + ": holds both lines and areas; choose with --layer or --where"
            );
        }
        return out;
    }

    geo::bounded_zone make(const shapes& input) {
        const bool needs_line = side_ != "both" || !other_.empty() || !territory_.empty();
        if (needs_line && input.lines.empty()) {
            throw geo::input_error("--side, --between and --territory need a line, not areas");
        }
        if (!other_.empty()) {
            return make_between(input.lines);
        }
        if (!territory_.empty()) {
            return make_in_territory(input.lines);
        }
        if (side_ != "both") {
            return {geo::one_sided_zone(input.lines, distance_, which(), caps(), options_), {}};
        }
        if (from_ > geo::metres(0)) {
            return {
                input.areas.empty() ? geo::band_about(input.lines, from_, distance_, options_)
                                    : geo::band_about(input.areas, from_, distance_, options_),
                {}};
        }
        return {
            input.areas.empty() ? geo::zone_about(input.lines, distance_, options_)
                                : geo::zone_about(input.areas, distance_, options_),
            {}};
    }

    geo::bounded_zone make_between(const line_parts& lines) {
        auto how = reading_;
        how.layer.clear();
        how.where.clear();
        const auto edges = options_.edges;
        const auto other = read(other_, how);
        if (other.lines.empty()) {
            throw geo::input_error(other_ + ": holds no line");
        }
        if (options_.edges != edges) {
            throw geo::input_error(
                "the edges of the two lines are meant differently; choose with --edges"
            );
        }
        if (territory_.empty()) {
            return geo::zone_between(lines, other.lines, options_);
        }
        geo::findings found;
        const auto land = read_territory(territory_, territory_where_, found);
        auto made = geo::zone_between_in_territory(lines, other.lines, land, options_);
        geo::append(found, std::move(made.found));
        return {std::move(made.made), std::move(found)};
    }

    geo::bounded_zone make_in_territory(const line_parts& lines) {
        geo::findings found;
        const auto land = read_territory(territory_, territory_where_, found);
        auto made =
            side_ == "both"
                ? geo::zone_in_territory(lines, distance_, land, options_)
                : geo::one_sided_zone_in_territory(lines, distance_, which(), land, options_);
        geo::append(found, std::move(made.found));
        return {std::move(made.made), std::move(found)};
    }

    [[nodiscard]] geo::side which() const {
        return side_ == "left" ? geo::side::left : geo::side::right;
    }
    [[nodiscard]] geo::end_cap caps() const {
        return ends_ == "flat" ? geo::end_cap::flat : geo::end_cap::round;
    }

    std::string input_;
    std::string other_;
    std::string territory_;
    std::string territory_where_;
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
