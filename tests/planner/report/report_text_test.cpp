// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/report/protection_text.hpp"
#include "planner/report/read_texts.hpp"
#include "planner/report/report_html.hpp"
#include "planner/report/report_text.hpp"
#include "tests/support/disguise.hpp"
#include "tests/support/world.hpp"

#include <algorithm>
#include <set>

using namespace planner;
using Catch::Matchers::Contains;
using disguise::disguised;
using disguise::latin_words;
using world::lines_of;

namespace {

const std::vector<std::string> hostile{
    "<script>alert(1)</script>",
    "a|b|c",
    "x\n# Heading\n\n- list",
    "![x](javascript:alert(1))",
    "`code` **bold** _it_ ~~no~~",
    "&lt;script&gt;",
    "=1+2",
    "\x01\x7f tab\there",
    std::string(10000, 'A'),
    [] {
        std::string letters;
        for (int i = 0; i < 10000; ++i) {
            letters += "\xd1\x8e";  // a Cyrillic letter, no space anywhere
        }
        return letters;
    }()};

const world::drawing strip{
    .map = "WWhhRee",
    .settlements = "a,A,10.25,50.05,10\n",
    .infrastructure = "d,Dam,dam,10.3,50.05\n",
    .crossings = "c,Gate,road,10.2,50.05,west,yes,main\n"};

plan plain() {
    const world::temporary_folder folder;
    return world::plan_of(
        folder,
        strip,
        {.reserved = "last_phase",
         .more = world::zone_toml("z", "5km", "per_side") +
                 "[[presence]]\nid = \"dams\"\nkind = \"technical\"\nwhere = \"infrastructure\"\n"
                 "reach = \"1km\"\nseverity = \"high\"\nreason = \"Dam\"\nsource = \"made up\"\n"
                 "certainty = \"S\"\n"}
    );
}

/// The plan with every text that comes from a file replaced.
plan spoilt(const std::string& text) {
    auto what = plain();
    what.id = text;
    what.said.title = text;
    what.said.id = text;
    what.said.summary = text;
    what.said.source = text;
    what.said.legal_reference = text;
    what.said.second_stage = {text};
    what.ground.title = text;
    for (auto& one : what.ground.parties) {
        one.name = text;
    }
    for (auto& one : what.ground.crossings) {
        one.name = text;
        one.kind = text;
    }
    for (auto& one : what.ground.lines) {
        one.title = text;
        one.source = text;
    }
    for (auto& one : what.ground.sources) {
        one.source = text;
        one.licence = text;
        one.attribution = text;
        one.note = text;
    }
    for (auto& one : what.phases) {
        one.term.id = text;
        one.term.title = text;
        for (auto& region : one.by_region) {
            region.name = text;
        }
    }
    for (auto& one : what.zones) {
        one.term.title = text;
        one.term.weapon_class = text;
        one.term.text = text;
        one.term.cited.clause = text;
    }
    for (auto& one : what.presence) {
        one.name = text;
        one.reasons = {{text, text, text, {{text, text}}, {text, text, text}}};
        one.kind = text;
        one.severity = text;
        one.phase = text;
    }
    for (auto& one : what.sectors) {
        one.name = text;
        if (one.next) {
            one.next->name = text;
        }
    }
    for (auto& one : what.sizes) {
        one.period = text;
        one.sector = one.sector.empty() ? "" : text;
    }
    for (auto& one : what.ground.settlements) {
        one.name = text;
    }
    for (auto& one : what.assumptions) {
        one.text = text;
        one.unit = text;
        one.cited = {text, text, text};
    }
    what.siting->stopped = "stopped";
    for (auto& one : what.reserved) {
        one.area_of.name = text;
        one.area_of.legal_basis = text;
        one.term.text = text;
    }
    for (auto& one : what.schedule) {
        one.who = text;
        one.action = text;
        one.where = text;
        one.verified_by = text;
        one.follows = text;
        one.cited.clause = text;
    }
    for (auto& one : what.cut_off) {
        one.phase = text;
    }
    what.cut_off.push_back(
        {text,
         world::at(10, 50),
         geo::square_metres(1e8),
         {},
         {{world::at(10, 50), world::at(11, 50)}, text, geo::metres(7e4), true}}
    );
    for (auto& one : what.found) {
        one.text = text;
    }
    what.dates.as_of = what.d_day;
    what.dates.moved.push_back({status_subject::phase, text, "start", what.d_day, what.d_day, text}
    );
    return what;
}

/// `c` where nothing before it takes its meaning away.
std::size_t bare(const std::string& line, char c) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\') {
            ++i;
        } else if (line[i] == c) {
            ++count;
        }
    }
    return count;
}

std::size_t bare_in_all(const std::string& text, char c) {
    std::size_t count = 0;
    for (const auto& line : lines_of(text)) {
        count += bare(line, c);
    }
    return count;
}

/// spoilt(), and also what hostile text is not put into: words that stand for themselves.
plan without_words() {
    const std::string text = "0";
    auto what = spoilt(text);
    what.said.d_day_is = text;
    what.said.doctrine.missions.clear();
    for (auto& one : what.said.rules) {
        one.text = text;
        one.cited.clause = text;
    }
    if (what.said.vacated) {
        what.said.vacated->text = text;
    }
    for (auto& one : what.phases) {
        one.term.gate = text;
    }
    for (auto& one : what.ground.sources) {
        one.layer = text;
    }
    for (auto& one : what.ground.territories) {
        one.name = text;
    }
    for (auto& one : what.cut_off) {
        one.transit.reaches = text;
    }
    for (auto& one : what.ground.infrastructure) {
        one.name = text;
        one.kind = text;
    }
    for (auto& one : what.shielding.classes) {
        one.title = text;
        one.weapon_class = text;
    }
    for (auto& one : what.shielding.stages) {
        one.title = text;
    }
    for (auto& one : what.occupation) {
        one.phase = text;
    }
    for (auto& one : what.comparisons) {
        one.kind = text;
        one.measure = text;
    }
    for (auto& one : what.assumptions) {
        one.id = text;
    }
    for (auto& one : what.caps) {
        one.what = text;
        one.zones = {text};
    }
    for (auto& one : what.dates.moved) {
        one.what = text;
    }
    what.siting->stopped = text;
    return what;
}

std::string without_tags(const std::string& markup) {
    std::string out;
    bool inside = false;
    for (const char c : markup) {
        inside = inside ? c != '>' : c == '<';
        out += inside || c == '>' ? ' ' : c;
    }
    return out;
}

}  // namespace

TEST_CASE("report: hostile text stays text", "[planner][report]") {
    const auto clean = to_report(spoilt("x"));
    for (const auto& text : hostile) {
        CAPTURE(text.substr(0, 40));
        const auto report = to_report(spoilt(text));
        // No markup, link, table cell or line beyond those of harmless text.
        CHECK(bare_in_all(report, '<') == bare_in_all(clean, '<'));
        CHECK(bare_in_all(report, '|') == bare_in_all(clean, '|'));
        CHECK(bare_in_all(report, '[') == bare_in_all(clean, '['));
        CHECK(bare_in_all(report, '`') == bare_in_all(clean, '`'));
        CHECK(bare_in_all(report, '#') == bare_in_all(clean, '#'));
        CHECK(lines_of(report).size() == lines_of(clean).size());
        for (const auto& line : lines_of(report)) {
            CHECK(std::none_of(line.begin(), line.end(), [](char c) {
                return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
            }));
            // The longest row holds ten texts; each is cut at 400 bytes or escaped to twice that.
            CHECK(line.size() < 10000);
        }
        // A character entity of data must not become the character.
        CHECK(bare_in_all(report, '&') == bare_in_all(clean, '&'));
    }
}

TEST_CASE("report: long text is cut between letters", "[planner][report]") {
    const auto report = to_report(spoilt(hostile.back()));
    for (std::size_t i = 0; i + 1 < report.size(); ++i) {
        if (report[i] == '\xd1') {
            REQUIRE(report[i + 1] == '\x8e');
        }
    }
}

TEST_CASE("report: says what is left, when and by whom", "[planner][report]") {
    const auto report = to_report(plain());
    for (const auto* expected :
         {"# Made-up terms",
          "Westland",
          "Eastland",
          "## Appendix: schedule",
          "| D+10 | 11 Feb 2024 | 18 Feb 2024 | Westland |",
          "## Who leaves what",
          "## Zones and rules",
          "lie within reach of one",
          "## Sources",
          "not a border",
          "do not imply official endorsement"}) {
        CHECK_THAT(report, Contains(expected));
    }
    for (const auto* word : {"enemy", "occupier", "aggressor", "friendly"}) {
        CHECK_THAT(report, !Contains(word, Catch::CaseSensitive::No));
    }
}

TEST_CASE("report: in the order a mediator asks, the long tables last", "[planner][report]") {
    const auto report = to_report(plain());
    std::size_t at = 0;
    for (const auto* heading :
         {"## What is proposed",
          "## The dates",
          "## Who leaves what",
          "## Can they be out in time",
          "## Zones and rules",
          "## Who must stand where",
          "## What is protected",
          "## What is reserved",
          "## What is uncertain",
          "## Sources",
          "## Appendix: schedule",
          "## Appendix: areas that need a presence",
          "## Appendix: what was noticed, and what is assumed"}) {
        INFO(heading);
        const auto found = report.find(std::string(heading) + "\n");
        REQUIRE(found != std::string::npos);
        CHECK(found >= at);
        at = found;
    }
    // What is proposed stands in at most five lines.
    const auto first = report.find("## What is proposed");
    const auto next = report.find("## The dates");
    std::size_t points = 0;
    for (const auto& line : lines_of(report.substr(first, next - first))) {
        points += line.starts_with("- ") ? 1U : 0U;
    }
    CHECK(points >= 2);
    CHECK(points <= 5);
}

TEST_CASE(
    "report: as a page it is one file, its tables are tables, text stays text", "[planner][report]"
) {
    const auto what = plain();
    const auto chart = to_protection_chart(what);
    const auto page = to_report_html(what.said.title, to_report(what), chart);
    CHECK(page == to_report_html(what.said.title, to_report(what), chart));
    for (const auto* expected :
         {"<h1>Made-up terms</h1>",
          "<title>Made-up terms</title>",
          "<th align=\"right\">",
          "<h2>What is proposed</h2>",
          "<section class=\"appendices\">",
          "default-src 'none'",
          "<figure>\n<svg",
          "<figcaption>People within reach"}) {
        CHECK_THAT(page, Contains(expected));
    }
    for (const auto* outside : {"<img", "<script", "<link", "src=", "href=", "url(", "@import"}) {
        CHECK_THAT(page, !Contains(outside));
    }
    // Everything of the Markdown is there: as many rows as lines of tables.
    std::size_t rows = 0;
    for (const auto& line : lines_of(to_report(what))) {
        rows += line.starts_with("| ") && !line.starts_with("| ---") ? 1U : 0U;
    }
    std::size_t made = 0;
    for (auto at = page.find("<tr>"); at != std::string::npos; at = page.find("<tr>", at + 1)) {
        ++made;
    }
    CHECK(made == rows);
    const auto tags = [](const std::string& text) {
        return std::count(text.begin(), text.end(), '<');
    };
    const auto clean = tags(to_report_html("x", to_report(spoilt("x")), ""));
    for (const auto& text : hostile) {
        CAPTURE(text.substr(0, 40));
        const auto spoilt_page = to_report_html(text, to_report(spoilt(text)), "");
        CHECK(tags(spoilt_page) == clean);
        CHECK_THAT(spoilt_page, !Contains("<script") && !Contains("href"));
    }
}

TEST_CASE("report: in another language no word of ours stays English", "[planner][report]") {
    const auto read = disguise::words();
    CHECK(read.found.empty());
    const auto what = without_words();
    const auto english = to_report(what);
    const auto report = to_report(what, read.words);
    CHECK(lines_of(report).size() == lines_of(english).size());
    CHECK(latin_words(english).size() > 300);
    // The picture's file, and the zone of the clocks, which is data.
    CHECK(latin_words(report) == std::set<std::string>{"protection", "svg", "UTC"});
    // As a page: every word of its body; the frame is HTML.
    CHECK(latin_words(without_tags(to_protection_chart(what))).size() > 3);
    CHECK(latin_words(without_tags(to_protection_chart(what, read.words))).empty());
    const auto page = to_report_html("0", report, "", {"xx", disguised("Appendix: schedule")});
    CHECK_THAT(page, Contains("<html lang=\"xx\">") && Contains("<section class=\"appendices\">"));
}

TEST_CASE("report: what a translation lacks stays English, and is told", "[planner][report]") {
    const auto read = texts_from("heading.dates = \"Дати\"\n", "part.toml");
    REQUIRE(read.found.size() == 1);
    CHECK_THAT(read.found.front().text, Contains("part.toml: stay English: language, months"));
    const auto report = to_report(plain(), read.words);
    CHECK_THAT(report, Contains("## Дати\n") && Contains("## Who leaves what\n"));
    CHECK(report.size() != to_report(plain()).size());
}

TEST_CASE("report: a translation that cannot be filled is refused", "[planner][report]") {
    const std::pair<const char*, const char*> wrong[]{
        {"dates.more = \"- and more.\"", "{n}"},
        {"dates.more = \"- and {n} of {m}.\"", "placeholders"},
        {"dates.more = \"- and {n:x}.\"", "placeholders"},
        {"dates.more = \"- and {n} {n}.\"", "placeholders"},
        {"dates.more = \"- and {n}}.\"", "placeholders"},
        {"dates.more = \"- and {n}\\n# more\"", "line end"},
        {"dates.head = \"phase | begins\"", "columns"},
        {"count.phases = \"a / b / c / d\"", "one to three forms"},
        {"count.phases = \"{m}\"", "one to three forms"},
        {"months = \"Jan Feb\"", "twelve months"},
        {"dates.mor = \"\"", "mor"},
        {"dats.more = \"\"", "dats"}};
    for (const auto& [text, told] : wrong) {
        INFO(text);
        CHECK_THAT(
            world::refusal<geo::input_error>([&, made = text] { (void)texts_from(made, "f.toml"); }
            ),
            Contains("f.toml:1") && Contains(told)
        );
    }
}
