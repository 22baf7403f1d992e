// SPDX-License-Identifier: Apache-2.0
#include "planner/zones/given_inputs.hpp"

#include "geo/base/error.hpp"
#include "geo/io/read.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/model/names.hpp"

#include <algorithm>

namespace planner {

namespace {

/// Half the accuracy that zones are computed to (0.5 m), as for lines of a theatre.
constexpr geo::metres dense_enough(0.25);

given_input read_one(const input_term& asked, const std::string& path, theatre& ground) {
    geo::read_options options;
    options.keep = {
        .points = asked.kind == input_kind::points,
        .lines = asked.kind == input_kind::line,
        .areas = asked.kind == input_kind::polygon};
    auto made = geo::read_layer(path, options);
    for (auto& item : made.found) {
        item.where.layer = "input " + asked.id;
    }
    geo::append(ground.found, std::move(made.found));
    if (path != "-" &&
        std::find(ground.files.begin(), ground.files.end(), path) == ground.files.end()) {
        ground.files.push_back(path);
    }
    given_input out;
    for (const auto& item : made.features) {
        for (const auto& part : geo::lines(item)) {
            out.line.push_back(geo::densify(part, made.edges, dense_enough));
        }
        const auto shape = geo::densify(geo::areas(item), made.edges, dense_enough);
        out.polygon.insert(out.polygon.end(), shape.begin(), shape.end());
        const auto& points = geo::points(item);
        out.points.insert(out.points.end(), points.begin(), points.end());
    }
    if (out.line.empty() && out.polygon.empty() && out.points.empty()) {
        throw geo::input_error(
            path + ": has no " + std::string(name(asked.kind)) + ", which '" + asked.title +
            "' must be"
        );
    }
    return out;
}

[[noreturn]] void refuse_unknown(const terms& said, const std::string& id) {
    std::vector<std::string> ids;
    std::string known;
    for (const auto& one : said.inputs) {
        ids.push_back(one.id);
        known += (known.empty() ? "" : ", ") + one.id;
    }
    const auto near = nearest_word(id, ids);
    throw geo::input_error(
        "--input " + id + ": the terms '" + said.id + "' ask for no such input; " +
        (near.empty() ? "" : "did you mean '" + near + "'? ") +
        "they ask for: " + (known.empty() ? "none" : known)
    );
}

/// What fails while an input is read, with the name of the input.
given_input read_named(const input_term& asked, const std::string& path, theatre& ground) {
    const auto named = [&](const std::exception& problem) {
        return "--input " + asked.id + ": " + problem.what();
    };
    try {
        return read_one(asked, path, ground);
    } catch (const geo::input_error& problem) {
        throw geo::input_error(named(problem));
    } catch (const geo::io_error& problem) {
        throw geo::io_error(named(problem));
    }
}

}  // namespace

given_inputs read_given_inputs(
    const terms& said, const std::map<std::string, std::string>& files, theatre& ground
) {
    given_inputs out;
    for (const auto& file : files) {
        const auto& id = file.first;
        const auto& path = file.second;
        const auto asked =
            std::find_if(said.inputs.begin(), said.inputs.end(), [&](const input_term& one) {
                return one.id == id;
            });
        if (asked == said.inputs.end()) {
            refuse_unknown(said, id);
        }
        out.emplace(id, read_named(*asked, path, ground));
    }
    return out;
}

}  // namespace planner
