// SPDX-License-Identifier: Apache-2.0
#include "planner/model/local_time.hpp"

#include "geo/base/error.hpp"

#include <date/tz.h>

namespace planner {

namespace {

const date::time_zone* zone_named(const std::string& name) {
    try {
        return date::locate_zone(name);
    } catch (const std::runtime_error&) {
        throw geo::input_error(
            "time zone '" + name + "' is not known; use an IANA name such as Europe/Kyiv"
        );
    }
}

}  // namespace

std::optional<local_readings> parse_local(std::string_view text, const std::string& time_zone) {
    const auto as_utc = parse_instant(std::string(text) + "Z");
    if (!as_utc) {
        return std::nullopt;
    }
    const date::local_seconds shown(as_utc->time_since_epoch());
    const auto info = zone_named(time_zone)->get_info(shown);
    if (info.result == date::local_info::nonexistent) {
        return std::nullopt;
    }
    const auto read = [&](const date::sys_info& by) {
        return instant(shown.time_since_epoch() - by.offset);
    };
    const auto first = read(info.first);
    return local_readings{
        first, info.result == date::local_info::ambiguous ? read(info.second) : first};
}

instant start_of_day(std::chrono::sys_days day, const std::string& time_zone) {
    const date::local_seconds midnight(day.time_since_epoch());
    return instant(
        zone_named(time_zone)->to_sys(midnight, date::choose::earliest).time_since_epoch()
    );
}

std::chrono::sys_days local_day_of(instant t, const std::string& time_zone) {
    return std::chrono::floor<std::chrono::days>(*parse_instant(to_local_iso_date(t, time_zone)));
}

}  // namespace planner
