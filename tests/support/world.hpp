// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "planner/model/plan.hpp"
#include "tests/support/findings.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

/// Small worlds drawn as text, written as theatre and terms files and read by the real readers.
namespace world {

using support::at;
using support::box;
using support::count;

/// A folder of its own, gone at the end.
class temporary_folder {
public:
    temporary_folder();
    ~temporary_folder();
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;

    [[nodiscard]] std::string path(const std::string& name = "") const;
    /// Writes bytes and returns the path.
    std::string with(const std::string& name, const std::string& bytes) const;
    /// Names of everything in it, folders below included, sorted.
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::filesystem::path folder_;
};

[[nodiscard]] std::string bytes_of(const std::string& path);
[[nodiscard]] std::vector<std::string> lines_of(const std::string& text);

/// A theatre drawn in characters, one a cell:
///
///     W  own territory of the withdrawing party "west"
///     e  territory of the other party "east", held by itself
///     h  territory of "east", held by "west"
///     R  as h, in the reserved area "keep";   r  as e, in it
///     N  a third state "north";   .  sea
///
/// The line "contact" is every edge between what east and west hold of east's territory, east on
/// its left. The first row is the northernmost; rows are as long as the first.
struct drawing {
    std::string map;
    double west = 10;
    double south = 50;
    double cell = 0.1;                ///< degrees
    std::string settlements = "";     ///< rows of id,name,lon,lat,population
    std::string infrastructure = "";  ///< rows of id,name,kind,lon,lat
    std::string dependences = "";     ///< rows of id,facility,kind,serves,lon,lat
    std::string crossings = "";       ///< rows of id,name,kind,lon,lat,exit_for,open,territory
    std::string sites = "";           ///< rows of id,name,kind,lon,lat
    std::string roads = "";           ///< a GeoJSON collection
    std::string forces = "";          ///< rows of id,name,lon,lat,party,class,vehicles
    std::string closures = "";        ///< rows of id,kind,lon,lat,road,reach_m
    std::string regions = "";         ///< a GeoJSON collection
    std::string contact = "";         ///< a GeoJSON collection instead of the edge drawn
    std::string theatre_id = "made-up";
    std::string line_title = "Line of contact";
    double accuracy_m = 100;
};

/// Writes theatre.toml and its layers; returns the folder.
std::string write_theatre(
    const temporary_folder& into, const drawing& what, const std::string& name = "theatre"
);

/// theatre.toml of a drawing, for tests that spoil it.
[[nodiscard]] std::string theatre_toml(const drawing& what);

/// What the terms of the tests say; each part is TOML.
struct agreement {
    std::size_t phases = 2;
    std::string id = "made-up-terms";
    std::string title = "Made-up terms";
    std::string head = "";      ///< more keys of the top level
    std::string reserved = "";  ///< treatment of every reserved area; empty for none
    std::string more = "";      ///< more tables: [[zones]], [[presence]], [vacated] ...
    bool withdrawal = true;
    /// Of the withdrawal; empty says nothing. Tests compare with straight distances.
    std::string distances = "straight";
};

/// Phase i (from 1) runs from D+10i to D+10i+7 and is verified on D+10i+8; the reserved phase "pr"
/// follows after the last.
[[nodiscard]] std::string terms_toml(const agreement& what);

/// A zone of 10 km per side on the side of east from D+3 to D+60, with more keys.
[[nodiscard]] std::string zone_toml(
    const std::string& id,
    const std::string& depth,
    const std::string& width_is,
    const std::string& lies_on = "other"
);

[[nodiscard]] planner::theatre read(const temporary_folder& in, const drawing& what);
[[nodiscard]] planner::terms read(const temporary_folder& in, const agreement& what);
[[nodiscard]] planner::plan plan_of(
    const temporary_folder& in, const drawing& what, const agreement& said = {}
);

/// Even-odd, edges straight in lon/lat: nothing of the code under test.
[[nodiscard]] bool is_inside(geo::lon_lat p, const geo::multi_polygon<geo::lon_lat>& area);
[[nodiscard]] double km2(const geo::multi_polygon<geo::lon_lat>& area);

/// The first finding of a code; fails the test when there is none.
[[nodiscard]] const geo::finding& first(const geo::findings& found, geo::finding_code code);

/// The text of the exception that `act` throws; fails the test when it is of another type.
template <class Error>
std::string refusal(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& thrown) {
        return thrown.what();
    }
    FAIL("nothing was thrown");
    return {};
}

/// `text` with the first `what` replaced; fails the test when it is not there.
[[nodiscard]] std::string replaced(
    std::string text, const std::string& what, const std::string& with
);

}  // namespace world
