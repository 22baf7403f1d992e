// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/time.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planner {

/// Everything that a report may say, by the names of its fields (armistice-reports(5)).
enum class report_field : std::uint8_t {
    report_id,
    time,
    from,
    to,
    what,
    weapon_class,
    count,
    side,
    lon,
    lat,
    accuracy_m,
    observer_lon,
    observer_lat,
    range_min_m,
    range_max_m,
    bearing_deg,
    bearing_error_deg,
    seen,  ///< range and direction in words: `0.6-4km south-south-west`
    source_class,
    confidence,
    note,
    time_before,  ///< how much earlier it may have been, `3d`
    time_after,   ///< how much later
};
inline constexpr std::size_t report_field_count = 23;
[[nodiscard]] std::string_view name(report_field field);

/// How columns tell the time.
enum class time_form : std::uint8_t {
    rfc3339,   ///< with its offset
    local,     ///< `2015-03-29 02:30` by the clocks of a zone
    day,       ///< `2015-03-29`, a day of a zone; what follows is not read
    date_hhmm  ///< two columns, `2015-03-29` and `230` (02:30)
};

/// Sets fields by what stands in a column.
struct value_rule {
    std::string is;  ///< the value, or one of those that `split` parts
    std::vector<std::pair<report_field, std::string>> sets;
};
struct value_table {
    std::string column;
    char split = '\0';              ///< none: the value is meant whole
    std::vector<value_rule> rules;  ///< the first that fits counts
};

/// Which columns of a table hold what.
struct report_mapping {
    std::string id;
    std::string title;
    std::array<std::string, report_field_count> columns;   ///< empty: no column
    std::array<std::string, report_field_count> defaults;  ///< empty: none
    std::vector<value_table> tables;
    time_form form = time_form::rfc3339;
    std::vector<std::string> time_columns;  ///< empty: the columns of time, from and to
    std::string time_zone;  ///< of the forms without offset; `mission` is the plan's
};

/// The schema of our own: every field in a column of its name, times with their offset.
[[nodiscard]] report_mapping own_mapping();

/// Reads a mapping: a TOML file, or the id of one in data/mappings (armistice-reports(5)).
///
/// Throws    geo::io_error when there is no such file or id, naming those there are;
///           geo::input_error for what is no mapping, with file, line and key.
[[nodiscard]] report_mapping read_mapping(const std::string& id_or_file);

/// Ids of the mappings in data/mappings, in alphabetical order.
[[nodiscard]] std::vector<std::string> built_in_mappings();

}  // namespace planner
