// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/model/time.hpp"
#include "tests/support/world.hpp"

#include <catch2/catch.hpp>

using namespace planner;
using Catch::Matchers::Contains;

namespace {

instant on(const std::string& text) {
    const auto read = parse_instant(text);
    REQUIRE(read);
    return *read;
}

std::string counted(const std::string& start, const std::string& offset) {
    const auto days = parse_offset(offset);
    REQUIRE(days);
    return to_rfc3339(on(start) + *days).substr(0, 10);
}

}  // namespace

TEST_CASE("time: days counted from the transfer of authority of Dayton", "[planner][time]") {
    // General Framework Agreement, Annex 1-A, Articles II to IV; IFOR's D was 20 December 1995.
    CHECK(counted("1995-12-20", "D+30") == "1996-01-19");
    CHECK(counted("1995-12-20", "D+45") == "1996-02-03");
    CHECK(counted("1995-12-20", "D+91") == "1996-03-20");  // over 29 February 1996
    CHECK(counted("1995-12-20", "D+120") == "1996-04-18");
}

TEST_CASE("time: offsets count days of 24 hours and hours", "[planner][time]") {
    using namespace std::chrono;
    CHECK(*parse_offset("D+0") == 0s);
    CHECK(*parse_offset("D+3") == 72h);
    CHECK(*parse_offset("D-1") == -24h);
    CHECK(*parse_offset("H+48") == 48h);
    CHECK(*parse_offset("H-36") == -36h);
    CHECK(*parse_offset("D+1.5") == 36h);
    for (const auto* bad :
         {"",
          "D",
          "D+",
          "D14",
          "14",
          "+14",
          "d+14",
          "D+ 14",
          "D +14",
          "D+14 ",
          "D++14",
          "D+-14",
          "D+14d",
          "M+1",
          "D+nan",
          "D+inf",
          "D+1e99",
          "D+99999",
          "D+0x10"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_offset(bad));
    }
    CHECK(to_offset_text(72h) == "D+3");
    CHECK(to_offset_text(-24h) == "D-1");
    CHECK(to_offset_text(30h) == "H+30");
    CHECK(to_offset_text(0s) == "D+0");
}

TEST_CASE("time: what offsets print is read back", "[planner][time]") {
    for (const auto* text : {"D+0", "D+17", "D-3", "H+30", "H-5", "D+40000"}) {
        CHECK(to_offset_text(*parse_offset(text)) == text);
    }
}

TEST_CASE("time: RFC 3339 with offset or Z, and full dates", "[planner][time]") {
    CHECK(to_rfc3339(on("2022-10-24T06:00:00Z")) == "2022-10-24T06:00:00Z");
    CHECK(to_rfc3339(on("2022-10-24T09:00:00+03:00")) == "2022-10-24T06:00:00Z");
    CHECK(to_rfc3339(on("2022-10-24T01:00:00-05:00")) == "2022-10-24T06:00:00Z");
    CHECK(to_rfc3339(on("2022-10-24T23:30:00-01:30")) == "2022-10-25T01:00:00Z");
    CHECK(to_rfc3339(on("2022-10-24t06:00:00.999z")) == "2022-10-24T06:00:00Z");
    CHECK(to_rfc3339(on("2022-10-24 06:00:00Z")) == "2022-10-24T06:00:00Z");  // section 5.6 note
    CHECK(to_rfc3339(on("2022-10-24")) == "2022-10-24T00:00:00Z");
    CHECK(to_rfc3339(on("2024-02-29")) == "2024-02-29T00:00:00Z");
    CHECK(to_rfc3339(on("1953-07-27T13:00:00Z")) == "1953-07-27T13:00:00Z");  // before 1970
    CHECK(to_rfc3339(open_end()) == "9999-12-31T00:00:00Z");
    for (const auto* bad :
         {"",
          "2022",
          "2022-10",
          "2022-1-1",
          "22-10-24",
          "2022-13-01",
          "2022-00-10",
          "2022-10-00",
          "2022-10-32",
          "2022-02-29",
          "1900-02-29",
          "2022-10-24T",
          "2022-10-24T06",
          "2022-10-24T06:00:00",
          "2022-10-24T24:00:00Z",
          "2022-10-24T06:60:00Z",
          "2022-10-24T06:00:61Z",
          "2022-10-24T06:00:00.Z",
          "2022-10-24T06:00:00+3",
          "2022-10-24T06:00:00+0300",
          "2022-10-24T06:00:00+24:00",
          "2022-10-24T06:00:00Z ",
          " 2022-10-24",
          "24.10.2022",
          "10/24/2022",
          "tomorrow",
          "2022-10-24T06:00:00ZZ"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_instant(bad));
    }
}

TEST_CASE("time: local text follows summer and winter time", "[planner][time]") {
    // Directive 2000/84/EC: clocks change at 01:00 UTC on the last Sundays of March and October.
    CHECK(
        to_local_text(on("2022-10-30T00:59:59Z"), "Europe/Kyiv") ==
        "30 Oct 2022 03:59 (Europe/Kyiv)"
    );
    CHECK(
        to_local_text(on("2022-10-30T01:00:00Z"), "Europe/Kyiv") ==
        "30 Oct 2022 03:00 (Europe/Kyiv)"
    );
    CHECK(
        to_local_text(on("2023-03-26T00:59:59Z"), "Europe/Kyiv") ==
        "26 Mar 2023 02:59 (Europe/Kyiv)"
    );
    CHECK(
        to_local_text(on("2023-03-26T01:00:00Z"), "Europe/Kyiv") ==
        "26 Mar 2023 04:00 (Europe/Kyiv)"
    );
    CHECK(to_local_date(on("2022-10-24T21:30:00Z"), "Europe/Kyiv") == "25 Oct 2022");
    CHECK(to_local_date(on("2024-02-01T06:00:00Z"), "UTC") == "1 Feb 2024");
    CHECK(to_local_text(on("2024-02-01T06:00:00Z"), "UTC") == "1 Feb 2024 06:00 (UTC)");
}

TEST_CASE("time: an unknown time zone is named, with a way out", "[planner][time]") {
    const auto said = world::refusal<geo::input_error>([] {
        (void)to_local_text(on("2022-10-24"), "Europe/Kiiv");
    });
    CHECK_THAT(said, Contains("'Europe/Kiiv'") && Contains("Europe/Kyiv"));
    CHECK_THROWS_AS(to_local_text(on("2022-10-24"), ""), geo::input_error);
    CHECK_THROWS_AS(to_local_text(on("2022-10-24"), "../../etc/passwd"), geo::input_error);
}

TEST_CASE("time: lengths of time", "[planner][time]") {
    using namespace std::chrono;
    CHECK(*parse_duration("14d") == 14 * 24h);
    CHECK(*parse_duration("36h") == 36h);
    for (const auto* bad : {"", "d", "14", "14 d", "-1d", "1w", "1e9d", "nand"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_duration(bad));
    }
}

TEST_CASE("time: days from D keep the time of day when clocks change", "[planner][time]") {
    using namespace std::chrono;
    // 24 October 09:00 in Kyiv is 06:00 UTC; after 30 October 09:00 is 07:00 UTC.
    const auto d_day = on("2022-10-24T06:00:00Z");
    CHECK(at_offset(d_day, 3 * 24h, "Europe/Kyiv") == on("2022-10-27T06:00:00Z"));
    CHECK(at_offset(d_day, 17 * 24h, "Europe/Kyiv") == on("2022-11-10T07:00:00Z"));
    CHECK(at_offset(d_day, 17 * 24h, "UTC") == on("2022-11-10T06:00:00Z"));
    CHECK(at_offset(d_day, -3 * 24h, "Europe/Kyiv") == on("2022-10-21T06:00:00Z"));
    // Hours beyond whole days pass one by one.
    CHECK(at_offset(d_day, 30h, "Europe/Kyiv") == on("2022-10-25T12:00:00Z"));
    // A day that begins at midnight in summer stays that day in winter.
    const auto midnight = on("2022-10-23T21:00:00Z");
    CHECK(
        to_local_text(at_offset(midnight, 10 * 24h, "Europe/Kyiv"), "Europe/Kyiv") ==
        "3 Nov 2022 00:00 (Europe/Kyiv)"
    );
    // 26 March 2023 03:30 does not exist there: the change, 01:00 UTC. 30 October 2022 03:30 is
    // shown twice: the first.
    CHECK(at_offset(on("2023-03-25T01:30:00Z"), 24h, "Europe/Kyiv") == on("2023-03-26T01:00:00Z"));
    CHECK(at_offset(on("2022-10-29T00:30:00Z"), 24h, "Europe/Kyiv") == on("2022-10-30T00:30:00Z"));
}
