// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/io/read.hpp"
#include "geo/io/write_geojson.hpp"
#include "geo/linework/derive_line.hpp"
#include "geo/measure/geodesic.hpp"
#include "tools/armistice/commands.hpp"
#include "tools/armistice/read_territory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tools {

namespace {

/// Attributes with more values than this name features, they do not class them.
constexpr std::size_t most_classes = 16;

/// Features that share a value of an attribute.
struct attribute_class {
    std::size_t features = 0;
    double area_m2 = 0;
    std::size_t chosen = 0;
};

using class_table = std::map<std::string, attribute_class>;

std::string value_of(const geo::feature& item, const std::string& attribute) {
    const auto value = geo::text(item, attribute);
    return value ? "'" + *value + "'" : "none";
}

/// Attributes whose few values sort the features into classes, in the order of the file.
std::vector<std::string> class_attributes(const geo::layer& all) {
    std::vector<std::string> out;
    std::map<std::string, std::map<std::string, std::size_t>> values;
    for (const auto& item : all.features) {
        for (const auto& field : item.attributes) {
            if (!values.contains(field.name)) {
                out.push_back(field.name);
            }
            ++values[field.name][value_of(item, field.name)];
        }
    }
    std::erase_if(out, [&](const auto& name) {
        const auto count = values[name].size();
        return count < 2 || count > most_classes || 2 * count > all.features.size();
    });
    return out;
}

class_table classes_of(
    const geo::layer& all, const geo::layer& chosen, const std::string& attribute
) {
    class_table out;
    for (const auto& item : all.features) {
        auto& one = out[value_of(item, attribute)];
        ++one.features;
        one.area_m2 += geo::area(geo::areas(item)).value();
    }
    for (const auto& item : chosen.features) {
        ++out[value_of(item, attribute)].chosen;
    }
    return out;
}

/// The classes in the file that the filter did not choose, or, without a filter, all there are.
geo::findings tell_classes(
    const geo::layer& all, const geo::layer& chosen, const std::string& where
) {
    geo::findings out;
    std::set<std::string> told;
    for (const auto& attribute : class_attributes(all)) {
        // With a filter, the attributes that it names; without, all that class the features.
        if (!where.empty() && where.find(attribute) == std::string::npos) {
            continue;
        }
        std::string text;
        for (const auto& [value, one] : classes_of(all, chosen, attribute)) {
            if (where.empty() || one.chosen == 0) {
                text += fmt::format(
                    "{}{} ({} features, {:.1f} km2)",
                    text.empty() ? "" : ", ",
                    value,
                    one.features,
                    one.area_m2 / 1e6
                );
            }
        }
        // Styles repeat one class in several attributes (fill, stroke).
        if (text.empty() || !told.insert(text).second) {
            continue;
        }
        geo::finding made;
        made.code = geo::finding_code::layer_features_left_out;
        made.level = where.empty() ? geo::severity::warning : geo::severity::note;
        made.where.file = all.file;
        made.text = where.empty()
                        ? "every class of '" + attribute +
                              "' was taken as a control area; choose with --where: " + text
                        : "not chosen by --where, by '" + attribute + "': " + text;
        out.push_back(std::move(made));
    }
    return out;
}

geo::multi_polygon<geo::lon_lat> areas_of(const geo::layer& from) {
    geo::multi_polygon<geo::lon_lat> out;
    for (const auto& item : from.features) {
        out.insert(out.end(), geo::areas(item).begin(), geo::areas(item).end());
    }
    return out;
}

class line_command : public command {
public:
    void add_to(option_list& app) override {
        auto sub = app.add_subcommand(
            "line", "The line of contact from control areas, control on the right of its direction"
        );
        sub.add_option("CONTROL", input_, "Layer of control areas; - for standard input")
            ->required();
        sub.add_option("--territory", territory_, territory_help)->required();
        add_length(
            sub, "--close-gaps", options_.close_gaps, "Widest slit between areas closed [500m]"
        );
        add_length(
            sub,
            "--min-separation",
            options_.min_separation,
            "The line is kept where farther from border and coast [1.5km]"
        );
        add_length(sub, "--min-length", options_.min_length, "Shorter parts are left out [5km]");
        add_reading(sub, control_);
        sub.add_option("--territory-where", territory_where_, "Attribute filter of the territory");
        output_.add_to(sub);
    }

    int run() override {
        output_.check();
        geo::findings found;
        const auto control = read_control(found);
        const auto territory = read_territory(territory_, territory_where_, found);
        geo::derived_line line;
        try {
            line = geo::derive_line(control, territory, options_);
        } catch (const geo::input_error& problem) {
            print_findings(found);
            throw geo::input_error(input_ + " in " + territory_ + ": " + problem.what());
        }
        geo::append(found, std::move(line.found));
        geo::feature_table table{"line", {}};
        for (std::size_t i = 0; i < line.parts.size(); ++i) {
            const auto& part = line.parts[i];
            auto& item = table.features.emplace_back();
            item.id = fmt::format("part-{}", i + 1);
            item.shape = geo::multi_line_string<geo::lon_lat>{part.shape};
            item.attributes = {
                {"part", static_cast<std::int64_t>(i + 1)},
                {"length_km", to_metre(part.length)},
                {"kept_km", to_metre(part.kept)},
                {"closed", part.closed},
                {"right", std::string("control")},
                {"left", std::string("rest")}};
        }
        geo::append(found, geo::write_geojson(output_.path, table, output_.policy()));
        print_findings(found);
        summarise(line);
        return line.parts.empty() ? answer_no : done;
    }

private:
    /// Kilometres to the metre.
    static double to_metre(geo::metres length) { return std::round(length.value()) / 1000; }

    static void summarise(const geo::derived_line& line) {
        for (std::size_t i = 0; i < line.parts.size(); ++i) {
            const auto& part = line.parts[i];
            fmt::print(
                stderr,
                "part {}: {:.1f} km{}\n",
                i + 1,
                geo::in_kilometres(part.kept),
                part.closed
                    ? ", closed"
                    : fmt::format(", {:.1f} km with its ends", geo::in_kilometres(part.length))
            );
        }
    }

    geo::multi_polygon<geo::lon_lat> read_control(geo::findings& found) const {
        auto reading = control_;
        reading.keep = {.points = false, .lines = false, .areas = true};
        auto chosen = geo::read_layer(input_, reading);
        geo::append(found, std::move(chosen.found));
        if (control_.where.empty()) {
            geo::append(found, tell_classes(chosen, chosen, ""));
            return areas_of(chosen);
        }
        // Standard input can be read but once: what was not chosen stays unknown there.
        if (input_ != "-" && !input_.starts_with("/vsistdin")) {
            reading.where.clear();
            const auto all = geo::read_layer(input_, reading);
            geo::append(found, tell_classes(all, chosen, control_.where));
        }
        return areas_of(chosen);
    }

    std::string input_;
    std::string territory_;
    std::string territory_where_;
    geo::read_options control_;
    geo::derive_line_options options_;
    output_options output_;
};

}  // namespace

std::unique_ptr<command> make_line_command() {
    return std::make_unique<line_command>();
}

}  // namespace tools
