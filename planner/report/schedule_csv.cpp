// SPDX-License-Identifier: Apache-2.0
#include "planner/report/schedule_csv.hpp"

#include "planner/report/csv_cell.hpp"

#include <fmt/format.h>

namespace planner {

std::string to_schedule_csv(const plan& what) {
    std::string out =
        "sequence,id,kind,offset,when_utc,when_local_date,deadline_utc,deadline_local_date,who,"
        "action,"
        "where,verification,verified_by,follows,clause,source,certainty,date_basis\r\n";
    const auto& zone = what.ground.time_zone;
    std::size_t sequence = 0;
    for (const auto& row : what.schedule) {
        out += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n",
            ++sequence,
            csv_cell(row.id),
            csv_cell(row.kind),
            to_offset_text(row.offset),
            to_rfc3339(row.when),
            to_local_iso_date(row.when, zone),
            row.deadline ? to_rfc3339(*row.deadline) : "",
            row.deadline ? to_local_iso_date(*row.deadline, zone) : "",
            csv_cell(row.who),
            csv_cell(row.action),
            csv_cell(row.where),
            csv_cell(row.verification),
            csv_cell(row.verified_by),
            csv_cell(row.follows),
            csv_cell(row.cited.clause),
            csv_cell(row.cited.source),
            csv_cell(row.cited.certainty),
            csv_cell(what.date_basis)
        );
    }
    for (std::size_t i = 0; i < what.said.second_stage.size(); ++i) {
        out += fmt::format(
            "{},second-stage-{},second_stage,,,,,,,{},,,,,,{},,\r\n",
            ++sequence,
            i + 1,
            csv_cell(what.said.second_stage[i]),
            csv_cell(what.said.source)
        );
    }
    return out;
}

}  // namespace planner
