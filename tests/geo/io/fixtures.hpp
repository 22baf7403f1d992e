// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/error.hpp"
#include "geo/base/finding.hpp"
#include "geo/io/read.hpp"
#include "tests/support/findings.hpp"

#include <catch2/catch.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

namespace fixtures {

using support::count;

/// A folder of its own, gone at the end.
class temporary_folder {
public:
    temporary_folder();
    ~temporary_folder();
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;

    [[nodiscard]] std::string path(const std::string& name) const;
    /// Writes bytes and returns the path.
    [[nodiscard]] std::string with(const std::string& name, const std::string& bytes) const;
    /// Names of all files in it, sorted.
    [[nodiscard]] std::vector<std::string> files() const;

private:
    std::filesystem::path folder_;
};

[[nodiscard]] std::string bytes_of(const std::string& path);

/// Cuts a file to a fraction of its length.
void cut_short(const std::string& path, double fraction);

/// A GeoJSON collection of features given as `geometry` texts, each with the property `n`.
[[nodiscard]] std::string collection(const std::vector<std::string>& geometries);

/// One row of a file made through GDAL.
struct row {
    std::string name;
    std::string wkt;
};
/// `crs` as text that PROJ knows, or empty for none.
void make_with_gdal(
    const std::string& path,
    const std::string& driver,
    const std::string& crs,
    const std::vector<row>& rows,
    const std::string& layer = "places"
);

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

}  // namespace fixtures
