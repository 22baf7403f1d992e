// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/report.hpp"

#include <array>

namespace planner {

namespace {

constexpr std::array<std::string_view, report_what_count> names{
    "weapon",
    "explosion",
    "shot",
    "strike_city",
    "strike_facility",
    "fortification",
    "mine",
    "reinforcement",
    "movement",
    "overflight",
    "exercise",
    "denied_access",
    "device_off",
    "storage_missing",
    "thermal_anomaly",
    "other"};

}  // namespace

std::string_view name(report_what what) {
    return names[static_cast<std::size_t>(what)];
}

std::optional<report_what> parse_report_what(std::string_view text) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == text) {
            return static_cast<report_what>(i);
        }
    }
    return std::nullopt;
}

}  // namespace planner
