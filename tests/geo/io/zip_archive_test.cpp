// SPDX-License-Identifier: Apache-2.0
#include "geo/io/zip_archive.hpp"
#include "tests/geo/io/fixtures.hpp"

#include <catch2/catch.hpp>
#include <cpl_vsi.h>

#include <cstdlib>
#include <ctime>

using namespace std::chrono;

namespace {

constexpr sys_seconds dated = sys_days(year(2022) / 10 / 24) + hours(6) + minutes(30) + seconds(8);

/// By GDAL, which has an unzipper of its own.
std::string unzipped(const std::string& archive, const std::string& name) {
    auto* file = VSIFOpenL(("/vsizip/" + archive + "/" + name).c_str(), "rb");
    REQUIRE(file != nullptr);
    std::string out;
    char buffer[4096];
    while (const auto read = VSIFReadL(buffer, 1, sizeof buffer, file)) {
        out.append(buffer, read);
    }
    VSIFCloseL(file);
    return out;
}

unsigned number_at(const std::string& bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes.at(at)) +
           256U * static_cast<unsigned char>(bytes.at(at + 1));
}

}  // namespace

TEST_CASE("zip: what goes in comes out", "[geo][io][zip]") {
    const fixtures::temporary_folder folder;
    const std::string big(300000, 'x');
    const std::string all = {'\0', '\xff', 'P', 'K', '\3', '\4'};
    const auto archive = folder.with(
        "a.zip",
        geo::to_zip({{"empty", ""}, {"in/a folder/big.txt", big}, {"Донецьк.bin", all}}, dated)
    );
    CHECK(unzipped(archive, "empty").empty());
    CHECK(unzipped(archive, "in/a folder/big.txt") == big);
    CHECK(unzipped(archive, "Донецьк.bin") == all);
}

TEST_CASE("zip: the same bytes in any time zone, with the date asked for", "[geo][io][zip]") {
    const auto one = geo::to_zip({{"a", "text"}}, dated);
    REQUIRE(one.substr(0, 4) == "PK\3\4");
    // APPNOTE 4.3.7: time at 10, date at 12; by hand 6 << 11 | 30 << 5 | 4, 42 << 9 | 10 << 5 | 24.
    CHECK(number_at(one, 10) == 13252);
    CHECK(number_at(one, 12) == 21848);
    const char* before = std::getenv("TZ");
    const std::string kept = before == nullptr ? "" : before;
    setenv("TZ", "Asia/Seoul", 1);
    tzset();
    CHECK(geo::to_zip({{"a", "text"}}, dated) == one);
    if (before == nullptr) {
        unsetenv("TZ");
    } else {
        setenv("TZ", kept.c_str(), 1);
    }
    tzset();
}

TEST_CASE("zip: a date before zip becomes its first", "[geo][io][zip]") {
    const auto old = geo::to_zip({{"a", ""}}, sys_days(year(1953) / 7 / 27));
    CHECK(number_at(old, 10) == 0);
    CHECK(number_at(old, 12) == 33);
}
