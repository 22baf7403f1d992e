// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <set>
#include <string>

namespace planner {

/// Names as a satellite receiver shows them whole: upper-case letters A to Z, digits, space and
/// hyphen, at most `longest` of them, no two the same. Other scripts are transliterated (ICU,
/// Any-Latin and Latin-ASCII).
///
/// Source    14: waypoint names of Garmin's GPSMAP 60 and 76 series, the shortest but the eTrex of
///           2000, by GPSBabel's table of receivers (garmin.cc, receiver_short_length).
class receiver_names {
public:
    static constexpr std::size_t longest = 14;

    /// The name as far as it goes; where it is taken already, its end gives way to a number. A name of
    /// which nothing is left is POINT.
    [[nodiscard]] std::string take(const std::string& wanted);

private:
    std::set<std::string> taken_;
};

/// A text in ASCII: other letters and signs transliterated, what cannot be is left out.
[[nodiscard]] std::string ascii_text(const std::string& raw);

/// Letters A to Z, digits, spaces and hyphens; everything else is transliterated or left out.
[[nodiscard]] std::string receiver_text(const std::string& raw);

}  // namespace planner
