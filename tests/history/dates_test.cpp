// SPDX-License-Identifier: Apache-2.0
#include "planner/config/data_folder.hpp"
#include "planner/model/time.hpp"
#include "planner/terms/read_terms.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace planner;

namespace {

template <class Items>
const auto& with_id(const Items& items, const std::string& id) {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& one) { return one.id == id; });
    INFO(id);
    REQUIRE(found != items.end());
    return *found;
}

/// An agreement of the library with its own day D.
struct dated {
    terms what;

    explicit dated(const std::string& id) : what(read_terms(find_terms_file(id))) {
        REQUIRE(what.effective);
    }
    [[nodiscard]] std::string starts(const std::string& step) const {
        return at(with_id(what.steps, step).start);
    }
    [[nodiscard]] std::string ends(const std::string& step) const {
        const auto& end = with_id(what.steps, step).end;
        REQUIRE(end);
        return at(*end);
    }
    [[nodiscard]] std::string phase_ends(const std::string& phase) const {
        REQUIRE(what.withdrawal);
        return at(with_id(what.withdrawal->phases, phase).end);
    }
    [[nodiscard]] std::string due(const std::string& obligation) const {
        return at(with_id(what.obligations, obligation).due);
    }
    [[nodiscard]] std::string rule_from(const std::string& rule) const {
        return at(with_id(what.rules, rule).when.from);
    }
    [[nodiscard]] std::string zone_from(const std::string& zone) const {
        return at(with_id(what.zones, zone).when.from);
    }

private:
    [[nodiscard]] std::string at(std::chrono::seconds offset) const {
        return to_rfc3339(*what.effective + offset);
    }
};

std::chrono::seconds length_of(const terms& in, const std::string& step) {
    const auto& one = with_id(in.steps, step);
    REQUIRE(one.end);
    return *one.end - one.start;
}

constexpr std::chrono::hours day(24);

}  // namespace

// All four dates are printed in the handbook irp.fas.org/dia/product/dayton/PC-1510-100-96_ann1a.html;
// those of foreign forces and lists of prisoners in hina.hr's list of dates.
TEST_CASE("dates: Dayton Annex 1-A, D = 20 December 1995", "[history]") {
    const dated dayton("dayton-1995");
    CHECK(dayton.ends("phase-1") == "1996-01-19T00:00:00Z");
    CHECK(dayton.ends("phase-2-leave") == "1996-02-03T00:00:00Z");
    CHECK(dayton.starts("phase-2-enter") == "1996-03-20T00:00:00Z");  // over 29 February 1996
    CHECK(dayton.ends("phase-3") == "1996-04-18T00:00:00Z");
    CHECK(dayton.ends("foreign-forces") == "1996-01-13T00:00:00Z");
    CHECK(dayton.due("prisoner-lists") == "1996-01-04T00:00:00Z");
    CHECK(dayton.due("prisoners") == "1996-01-19T00:00:00Z");
}

// Article II.2, EIF + 1, 6, 9 and 11 days (lawinsider.com); records in 48 hours, air defence in 72
// (planken.org). EIF is 9 June 1999.
TEST_CASE("dates: Kosovo in eleven days", "[history]") {
    const dated kosovo("kosovo-1999");
    CHECK(kosovo.ends("show") == "1999-06-10T00:00:00Z");
    CHECK(kosovo.phase_ends("zone-1-left") == "1999-06-15T00:00:00Z");
    CHECK(kosovo.phase_ends("zone-2-left") == "1999-06-18T00:00:00Z");
    CHECK(kosovo.phase_ends("zone-3-left") == "1999-06-20T00:00:00Z");
    CHECK(kosovo.what.withdrawal->fixed_days);
    CHECK(kosovo.due("minefield-records") == "1999-06-11T00:00:00Z");
    CHECK(kosovo.ends("air-out") == "1999-06-12T00:00:00Z");
}

// Paragraphs 12 and 13; signed at 10:00 (01:00 UTC), in effect at 22:00 (13:00 UTC).
TEST_CASE("dates: Korea counts 72 hours, 10 and 45 days from the taking effect", "[history]") {
    const dated korea("korea-1953");
    CHECK(korea.rule_from("ceasefire") == "1953-07-27T13:00:00Z");
    CHECK(korea.ends("leave-zone") == "1953-07-30T13:00:00Z");
    CHECK(korea.ends("leave-rear") == "1953-08-06T13:00:00Z");
    CHECK(korea.ends("clear-hazards") == "1953-09-13T13:00:00Z");
    CHECK(korea.due("prisoners") == "1953-09-25T13:00:00Z");
    CHECK(korea.due("conference") == "1953-10-27T13:00:00Z");
}

// Point 2: begin by the second day, 14 days; point 6: fifth day after withdrawal. 00:00 in Kyiv is
// 22:00 UTC of the day before.
TEST_CASE("dates: Minsk, February 2015", "[history]") {
    const dated minsk("minsk-2015");
    CHECK(minsk.rule_from("ceasefire") == "2015-02-14T22:00:00Z");
    CHECK(minsk.starts("withdrawal") == "2015-02-16T22:00:00Z");
    CHECK(minsk.ends("withdrawal") == "2015-03-02T22:00:00Z");
    CHECK(minsk.due("prisoners") == "2015-03-07T22:00:00Z");
    CHECK(length_of(minsk.what, "withdrawal") == 14 * day);
}

// tass.com/world/826097: 2 + 15 + 24 = 41 days.
TEST_CASE("dates: the Addendum takes 41 days in two stages", "[history]") {
    const dated addendum("minsk-addendum-2015");
    CHECK(addendum.starts("stage-1") == "2015-10-03T00:00:00Z");
    CHECK(length_of(addendum.what, "stage-1") == 15 * day);
    CHECK(length_of(addendum.what, "stage-2") == 24 * day);
    CHECK(*with_id(addendum.what.steps, "stage-2").end == 41 * day);
}

// hina.hr/OTS/6548094: 09:00 on 4, 5 and 8 April 1994, summer time.
TEST_CASE("dates: Zagreb counts hours", "[history]") {
    const dated zagreb("zagreb-1994");
    CHECK(zagreb.rule_from("ceasefire") == "1994-04-04T07:00:00Z");
    CHECK(zagreb.ends("weapons-out") == "1994-04-05T07:00:00Z");
    CHECK(zagreb.ends("separation") == "1994-04-08T07:00:00Z");
    CHECK(zagreb.due("minefield-records") == "1994-04-07T07:00:00Z");
}

// primeminister.am, 10 November 2020; Moscow is three hours ahead of UTC.
TEST_CASE("dates: three districts in November 2020", "[history]") {
    const dated karabakh("karabakh-2020");
    CHECK(karabakh.rule_from("ceasefire") == "2020-11-09T21:00:00Z");
    CHECK(karabakh.ends("kelbajar-first-date") == "2020-11-14T21:00:00Z");
    CHECK(karabakh.ends("aghdam") == "2020-11-19T21:00:00Z");
    CHECK(karabakh.ends("kelbajar") == "2020-11-24T21:00:00Z");
    CHECK(karabakh.ends("lachin") == "2020-11-30T21:00:00Z");
    CHECK(with_id(karabakh.what.steps, "kelbajar-first-date").suspended);
}

TEST_CASE("dates: Golan and Sinai", "[history]") {
    const dated golan("undof-1974");
    CHECK(length_of(golan.what, "disengagement") == 20 * day);
    CHECK(golan.due("wounded") == "1974-06-01T00:00:00Z");

    CHECK(length_of(read_terms(find_terms_file("sinai-1974")), "disengagement") == 40 * day);

    // jta.org/1976/02/23: done on 22 February 1976. Oilfields by the eighth week.
    const dated sinai("sinai-1975");
    CHECK(sinai.ends("redeployment") == "1976-02-22T00:00:00Z");
    CHECK(*with_id(sinai.what.steps, "oilfields").end == 56 * day);

    // Nine months, and three years: done on 25 April 1982.
    const dated treaty("egypt-israel-1979");
    CHECK(treaty.ends("sub-phase-1") == "1979-06-25T00:00:00Z");
    CHECK(treaty.ends("sub-phase-2") == "1979-07-25T00:00:00Z");
    CHECK(treaty.ends("sub-phase-3") == "1979-09-25T00:00:00Z");
    CHECK(treaty.ends("sub-phase-4") == "1979-11-25T00:00:00Z");
    CHECK(treaty.ends("sub-phase-5") == "1980-01-25T00:00:00Z");
    CHECK(treaty.ends("final") == "1982-04-25T00:00:00Z");
}

TEST_CASE("dates: rules older than the day D of their zone", "[history]") {
    CHECK(dated("unmee-2000").rule_from("ceasefire") == "2000-06-18T00:00:00Z");
    CHECK(dated("unmee-2000").zone_from("security-zone") == "2001-04-18T00:00:00Z");
    CHECK(dated("transnistria-1992").rule_from("ceasefire") == "1992-07-21T00:00:00Z");
}
