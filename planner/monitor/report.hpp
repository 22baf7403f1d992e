// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/seen_sector.hpp"
#include "planner/model/time.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace planner {

/// What a report tells of (armistice-reports(5)).
enum class report_what : std::uint8_t {
    weapon,
    explosion,
    shot,
    strike_city,
    strike_facility,
    fortification,
    mine,
    reinforcement,
    movement,
    overflight,
    exercise,
    denied_access,
    device_off,
    storage_missing,
    thermal_anomaly,
    other
};
inline constexpr std::size_t report_what_count = 16;
[[nodiscard]] std::string_view name(report_what what);
[[nodiscard]] std::optional<report_what> parse_report_what(std::string_view text);

/// A number in a rulebook's list: of a word for weapons, of a party. 0 is always "not said".
using word_number = std::uint16_t;
using party_number = std::uint8_t;
inline constexpr word_number no_word = 0;
inline constexpr party_number no_party = 0;

/// One row of a feed. Texts point into the batch that it was read from.
struct report {
    std::string_view id;
    std::uint64_t line = 0;  ///< of the feed, counted from 1
    instant from;            ///< it happened in [from, until), or at `from` when both are equal
    instant until;
    report_what what{};
    word_number weapon = no_word;
    party_number side = no_party;
    /// The place: a disc, or what an observer told. Of a sector `position` is its middle.
    geo::lon_lat position;
    geo::metres accuracy;  ///< 95 % radius; of a sector, of the observer's position
    std::optional<geo::seen_sector> sector;
    double count = std::numeric_limits<double>::quiet_NaN();  ///< NaN: not said
    std::string_view source_class;
    std::string_view confidence;
    std::string_view note;
};

}  // namespace planner
