// SPDX-License-Identifier: Apache-2.0
#include "planner/export/field_csv.hpp"

#include "geo/measure/grid_reference.hpp"
#include "planner/export/field_items.hpp"
#include "planner/export/receiver_names.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/plain_text.hpp"
#include "planner/report/csv_cell.hpp"

#include <fmt/format.h>

namespace planner {

namespace {

constexpr const char* head =
    "kind,id,receiver_name,name,mgrs,dms,latitude,longitude,datum,phase,valid_from,valid_to,"
    "date_basis,to_next_m,azimuth_to_next_deg,accuracy_m,sector,clause,source,plan_id,plan_"
    "version\r\n";

std::string kind_of(const field_item& item) {
    if (item.layer == "sites") {
        return plain_text(geo::text(*item.of, "what").value_or("site"), longest_shown_name);
    }
    return item.layer == "posts"         ? "post"
           : item.layer == "settlements" ? "settlement_left"
                                         : "turning_point";
}

std::string row_of(
    const field_plan& what, const field_item& item, const std::string& name, geo::lon_lat p
) {
    const auto cell = [&](const char* key) {
        return csv_cell(plain_text(geo::text(*item.of, key).value_or("")));
    };
    return fmt::format(
        "{},{},{},{},{},{},{:.7f},{:.7f},WGS 84,{},{},{},{},{},{},{},{},{},{},{},{}\r\n",
        csv_cell(kind_of(item)),
        csv_cell(plain_text(item.of->id, longest_shown_name)),
        csv_cell(name),
        csv_cell(item.title),
        csv_cell(geo::mgrs(p)),
        csv_cell(geo::dms(p)),
        p.lat.value(),
        p.lon.value(),
        csv_cell(item.phase),
        to_rfc3339(item.from),
        item.until ? to_rfc3339(*item.until) : "",
        cell("date_basis"),
        cell("distance_to_next_m"),
        cell("azimuth_to_next_deg"),
        cell("accuracy_m"),
        cell("sector"),
        cell("clause"),
        cell("source"),
        csv_cell(plain_text(what.head.id)),
        csv_cell(plain_text(what.head.version))
    );
}

}  // namespace

field_files to_field_csv(const field_plan& what) {
    receiver_names names;
    std::string text = head;
    std::size_t rows = 0;
    // Named in the order of to_gpx(), so that both call a point the same.
    for (const auto* layer : {"posts", "sites", "turning_points", "settlements"}) {
        for (const auto& item : field_items(what, layer)) {
            if (item.layer == "settlements" && item.phase.empty()) {
                continue;
            }
            if (item.until && *item.until <= what.head.d_day) {
                continue;
            }
            for (const auto& p : geo::points(*item.of)) {
                text += row_of(what, item, names.take(item.code), p);
                ++rows;
            }
        }
    }
    return {{{"plan.csv", std::move(text)}}, counted(rows, "point", "points"), {}};
}

}  // namespace planner
