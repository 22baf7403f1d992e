// SPDX-License-Identifier: Apache-2.0
#include "planner/presence/read_violations.hpp"

#include "geo/base/error.hpp"
#include "geo/io/read.hpp"

#include <set>

namespace planner {

std::vector<reported_violation> read_violations(const std::string& path) {
    geo::read_options options;
    options.allow_database = false;
    options.keep.lines = false;
    options.keep.areas = false;
    const auto layer = geo::read_layer(path, options);
    std::vector<reported_violation> out;
    std::set<std::string> seen;
    bool any = false;
    for (const auto& item : layer.features) {
        const auto verdict = geo::text(item, "verdict");
        any = any || verdict.has_value();
        const auto& where = geo::points(item);
        if (!verdict || *verdict != "violation" || where.empty()) {
            continue;
        }
        reported_violation one;
        one.id = geo::text(item, "report_id").value_or(item.id);
        one.position = where.front();
        for (const char* key : {"zone", "rule", "phase"}) {
            const auto said = geo::text(item, key);
            if (said && !said->empty()) {
                one.text += (one.text.empty() ? "" : ", ") + std::string(key) + " " + *said;
            }
        }
        if (seen.insert(one.id).second) {
            out.push_back(std::move(one));
        }
    }
    if (!any && !layer.features.empty()) {
        throw geo::input_error(
            path +
            ": no feature has the attribute 'verdict'; give verdicts as 'armistice monitor' writes "
            "them with -f geojson or -f csv"
        );
    }
    return out;
}

}  // namespace planner
