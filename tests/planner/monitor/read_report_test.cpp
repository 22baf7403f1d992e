// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/monitor/batch_reader.hpp"
#include "planner/monitor/fast_text.hpp"
#include "planner/monitor/read_report.hpp"
#include "planner/monitor/repeat_window.hpp"
#include "tests/support/world.hpp"
#include "tests/support/zones.hpp"

#include <bit>
#include <cmath>
#include <random>

using namespace planner;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;

namespace {

const rulebook& report_book() {
    static const rulebook by([] {
        const world::temporary_folder folder;
        return world::lay(
            world::read(folder, world::drawing{.map = "Whhhheeeee\n"}),
            world::zone_of(
                "art", "depth = \"5km\"\nwidth_is = \"per_side\"\nreference_line = \"contact\""
            )
        );
    }());
    return by;
}

struct read_outcome {
    report what;
    std::string problem;
    std::string id;
};

read_outcome read(
    const std::string& row, const report_mapping& by = own_mapping(), const std::string& header = ""
) {
    report_maker maker(by);
    auto rows = header.empty() ? json_rows(maker.columns())
                               : csv_rows(read_csv_header(maker.columns(), header));
    std::vector<row_cell> cells;
    const auto padded = row + std::string(row_padding, ' ');
    read_outcome out;
    out.problem = rows->read({padded.data(), row.size()}, cells);
    if (out.problem.empty()) {
        out.problem = maker.make(cells, report_book(), out.what);
        out.id = out.what.id;
    }
    return out;
}

const std::string good =
    R"({"report_id":"r1","time":"2024-02-10T12:00:00Z","what":"weapon","weapon_class":"2s1","count":3,)"
    R"("side":"east","lon":10.55,"lat":50.05,"accuracy_m":25,"source_class":"uav","confidence":"high","note":"x"})";

/// What `write` adds to an empty text.
template <class Write>
std::string written(std::size_t room, Write&& write) {
    fast_text out;
    out.make_room(room);
    write(out);
    return std::string(out.view());
}

std::string with(const std::string& what, const std::string& instead) {
    return world::replaced(good, what, instead);
}

}  // namespace

TEST_CASE("read_report: a row of the own schema is read whole", "[planner][monitor]") {
    const auto one = read(good);
    REQUIRE(one.problem.empty());
    CHECK(one.id == "r1");
    CHECK(to_rfc3339(one.what.from) == "2024-02-10T12:00:00Z");
    CHECK(one.what.until == one.what.from);
    CHECK(one.what.what == report_what::weapon);
    CHECK(report_book().word(one.what.weapon) == "2s1");
    CHECK(report_book().party_id_of(one.what.side) == "east");
    CHECK(one.what.position == world::at(10.55, 50.05));
    CHECK(one.what.accuracy == geo::metres(25));
    CHECK(one.what.count == 3);
    CHECK_FALSE(one.what.sector);
}

TEST_CASE("read_report: what a row lacks is told, never made up", "[planner][monitor]") {
    CHECK(read(with(R"("report_id":"r1",)", "")).problem == "has no report_id");
    CHECK(read(with(R"("accuracy_m":25,)", "")).problem == "has no accuracy_m");
    CHECK(read(with(R"("lat":50.05,)", "")).problem == "has no lat");
    CHECK(read(with(R"("what":"weapon",)", "")).problem == "has no what");
    CHECK(read(with(R"("time":"2024-02-10T12:00:00Z",)", "")).problem == "has no time");
}

TEST_CASE("read_report: hostile rows are refused with a reason", "[planner][monitor]") {
    const std::vector<std::pair<std::string, std::string>> rows{
        {"", "not a JSON object"},
        {"null", "not a JSON object"},
        {"[1,2]", "not a JSON object"},
        {"{", "not a JSON object"},
        {good.substr(0, good.size() - 1), "not a JSON object"},
        {good + "x", "JSON object"},
        {good + good, "JSON object"},
        {std::string(5000, '{'), "not a JSON object"},
        {std::string(5000, '['), "not a JSON object"},
        {"\xff\xfe{\"a\":1}", "not a JSON object"},
        {with("\"r1\"", "\"\xc0\xaf\""), "not a JSON object"},
        {with("\"r1\"", "\"\\ud800\""), "not a JSON object"},
        {with("\"r1\"", "{\"a\":1}"), "report_id is neither"},
        {with("\"r1\"", "\"" + std::string(300, 'a') + "\""), "longer than 200"},
        {with("10.55", "1e999"), ""},
        {with("10.55", "181"), "lon 181 is not within"},
        {with("50.05", "-90.0001"), "lat"},
        {with("50.05", "\"NaN\""), "no finite number"},
        {with("50.05", "\"50,05\""), "is no number"},
        {with("50.05", "true"), "neither a text nor a number"},
        {with(":25", ":-1"), "accuracy_m -1 is not within"},
        {with(":3", ":1e300"), "count"},
        {with("2024-02-10T12:00:00Z", "2024-02-30T12:00:00Z"), "not a time"},
        {with("2024-02-10T12:00:00Z", "2024-02-10T12:00:00"), "not a time"},
        {with("2024-02-10T12:00:00Z", "2024-02-10"), "not a time"},
        {with("2024-02-10T12:00:00Z", "yesterday"), "not a time"},
        {with("\"weapon\"", "\"tank\""), "none of those"},
        {with("2s1", "artilery"), "did you mean 'artillery'"},
        {with("\"east\"", "\"north\""), "no party"},
        {with("\"lon\":10.55", "\"lon\":10.55,\"lon\":10.6"), "twice"},
        {with("\"time\":", "\"from\":\"2024-02-10T12:00:00Z\",\"time\":"),
         "a time and an interval"},
        {with("\"lon\":", "\"observer_lon\":10,\"lon\":"), "a position and an observer"},
    };
    for (const auto& [row, reason] : rows) {
        CAPTURE(row.substr(0, 200));
        const auto one = read(row);
        CHECK_FALSE(one.problem.empty());
        CHECK_THAT(one.problem, Contains(reason));
    }
}

TEST_CASE("read_report: longitude and latitude exchanged are told", "[planner][monitor]") {
    const auto at = [](const std::string& lon, const std::string& lat) {
        const auto wanted = "\"lon\":" + lon + ",\"lat\":" + lat;
        return read(with("\"lon\":10.55,\"lat\":50.05", wanted)).problem;
    };
    CHECK_THAT(at("50.05", "10.55"), Contains("lon 50.05 lat 10.55") && Contains("exchanged"));
    CHECK(at("10.55", "50.05").empty());
    // Far away, but not so.
    CHECK(at("50.05", "20").empty());
    CHECK(at("-73.9", "40.7").empty());
    CHECK(at("0", "0").empty());
    const std::string seen =
        R"({"report_id":"r1","time":"2024-02-10T12:00:00Z","what":"explosion","observer_lon":50.05,"observer_lat":10.55,)"
        R"("range_min_m":100,"range_max_m":900,"bearing_deg":10,"bearing_error_deg":5,"source_class":"uav"})";
    CHECK_THAT(read(seen).problem, Contains("exchanged"));
}

TEST_CASE("read_report: an interval needs both its ends in order", "[planner][monitor]") {
    const auto interval = [](const std::string& from, const std::string& to) {
        return read(with(
            R"("time":"2024-02-10T12:00:00Z")", "\"from\":\"" + from + "\",\"to\":\"" + to + "\""
        ));
    };
    const auto one = interval("2024-02-10T12:00:00Z", "2024-02-10T15:00:00+02:00");
    CHECK(one.problem.empty());
    CHECK(one.what.until - one.what.from == std::chrono::hours(1));
    CHECK(
        interval("2024-02-10T12:00:00Z", "2024-02-10T12:00:00Z").problem == "to is not after from"
    );
}

TEST_CASE("read_report: an observer's range and bearing make a sector", "[planner][monitor]") {
    const auto place = R"("lon":10.55,"lat":50.05,"accuracy_m":25)";
    const auto one = read(with(
        place,
        R"("observer_lon":10.5,"observer_lat":50.05,"range_min_m":600,"range_max_m":4000,"bearing_deg":202.5,"bearing_error_deg":11.25)"
    ));
    REQUIRE(one.problem.empty());
    REQUIRE(one.what.sector);
    CHECK(one.what.sector->nearest == geo::metres(600));
    CHECK(one.what.accuracy == geo::metres(0));
    for (const auto* words :
         {"0.6-4km south-south-west",
          "0.6-4km SSW",
          "600-4000m ssw",
          "0.6-4 km south-south-west of camera"}) {
        CAPTURE(words);
        const auto said = read(with(
            place,
            std::string(R"("observer_lon":10.5,"observer_lat":50.05,"seen":")") + words + "\""
        ));
        REQUIRE(said.problem.empty());
        CHECK_THAT(said.what.sector->nearest.value(), WithinAbs(600, 1e-9));
        CHECK_THAT(said.what.sector->farthest.value(), WithinAbs(4000, 1e-9));
        CHECK(said.what.sector->bearing == geo::degrees(202.5));
        CHECK(said.what.sector->half_width == geo::degrees(11.25));
    }
    const auto single =
        read(with(place, R"("observer_lon":10.5,"observer_lat":50.05,"seen":"1.5km NE")"));
    REQUIRE(single.problem.empty());
    CHECK_THAT(single.what.sector->nearest.value(), WithinAbs(1450, 1e-9));
    CHECK_THAT(single.what.sector->farthest.value(), WithinAbs(1550, 1e-9));
    for (const auto* words :
         {"km north", "1-2", "1-2km up", "5-2km north", "-1km north", "900km north"}) {
        CAPTURE(words);
        CHECK_FALSE(read(with(
                             place,
                             std::string(R"("observer_lon":10.5,"observer_lat":50.05,"seen":")") +
                                 words + "\""
                         ))
                        .problem.empty());
    }
}

TEST_CASE("read_report: local times over a change of the clocks", "[planner][monitor]") {
    auto by = own_mapping();
    by.form = time_form::local;
    by.time_columns = {"time"};
    by.time_zone = "Europe/Kyiv";
    const auto at = [&](const std::string& when) {
        return read(with("2024-02-10T12:00:00Z", when), by);
    };
    const auto summer = at("2024-07-01 12:00");
    CHECK(to_rfc3339(summer.what.from) == "2024-07-01T09:00:00Z");
    CHECK(summer.what.until == summer.what.from);
    // 31 March 2024: 03:00 became 04:00, so 03:30 was on no clock.
    CHECK_THAT(
        at("2024-03-31 03:30").problem, Contains("none that the clocks of Europe/Kyiv show")
    );
    // 27 October 2024: 03:30 was twice, at 00:30 and at 01:30 UTC; both readings count.
    const auto twice = at("2024-10-27 03:30");
    CHECK(to_rfc3339(twice.what.from) == "2024-10-27T00:30:00Z");
    CHECK(to_rfc3339(twice.what.until) == "2024-10-27T01:30:01Z");
    by.form = time_form::day;
    const auto short_day = at("2024-03-31");
    CHECK(short_day.what.until - short_day.what.from == std::chrono::hours(23));
    const auto long_day = at("2024-10-27 00:00:00");
    CHECK(long_day.what.until - long_day.what.from == std::chrono::hours(25));
}

TEST_CASE(
    "read_report: tables of CSV with quotes, line ends and wrong rows", "[planner][monitor]"
) {
    const std::string header = "report_id,time,what,lon,lat,accuracy_m,note";
    const auto one = read(
        "\"a \"\"b\"\"\",2024-02-10T12:00:00Z,shot,10.5,50.05,+5,\"one, two\r\nthree\"\r",
        own_mapping(),
        header
    );
    REQUIRE(one.problem.empty());
    CHECK(one.id == "a \"b\"");
    CHECK_THAT(read("a,b", own_mapping(), header).problem, Contains("has 2 cells, the header 7"));
    CHECK_THAT(read("\"a,2024", own_mapping(), header).problem, Contains("quote"));
    CHECK_THAT(read("\"a\"b,,,,,,", own_mapping(), header).problem, Contains("quote"));
    CHECK_THAT(read("\xed\xa0\x80,,,,,,", own_mapping(), header).problem, Contains("UTF-8"));
    CHECK_THROWS_AS(read_csv_header({"a"}, "b,c"), geo::input_error);
    CHECK_THROWS_AS(read_csv_header({"a"}, "a,a"), geo::input_error);
    CHECK_THROWS_WITH(read_csv_header({"lon", "lat"}, "lon;lat"), Contains("separated by commas"));
}

TEST_CASE(
    "read_report: a table without a column that every report needs is told once",
    "[planner][monitor]"
) {
    const auto lacks = [](const std::string& header, const report_mapping& by) {
        const report_maker maker(by);
        return maker.lacks(read_csv_header(maker.columns(), header).has);
    };
    const auto own = own_mapping();
    CHECK(lacks("report_id,time,what,lon,lat,accuracy_m", own).empty());
    CHECK(lacks("report_id,from,to,what,lon,lat,accuracy_m", own).empty());
    CHECK(lacks("report_id,time,what,observer_lon,observer_lat,seen", own).empty());
    CHECK_THAT(
        lacks("report_id,time,what,lon,latitude,accuracy_m", own), Contains("no column lat:")
    );
    CHECK_THAT(lacks("report_id,what,lat,accuracy_m", own), Contains("no column time, lon:"));
    CHECK_THAT(lacks("report_id,from,what,lon,lat,accuracy_m", own), Contains("no column to:"));
    CHECK_THAT(
        lacks("report_id,time,what,observer_lon,observer_lat,range_min_m,range_max_m", own),
        Contains("no column bearing_deg, bearing_error_deg:")
    );
    // Given by the mapping itself: what, accuracy_m.
    CHECK(lacks("datetime,lon,lat", read_mapping("viina")).empty());
    CHECK_THAT(lacks("lon,lat,event_type", read_mapping("viina")), Contains("no column datetime:"));
    CHECK_THAT(
        lacks("id,date,time,observer_lon,observer_lat,event_location", read_mapping("smm")),
        Contains("no column observation:")
    );
}

TEST_CASE(
    "read_report: every mapping in data/mappings reads its kind of table", "[planner][monitor]"
) {
    CHECK(built_in_mappings() == std::vector<std::string>{"acled", "firms", "smm", "viina"});
    const auto viina = read(
        "2023-04-01 00:00:00,38.24718,48.80505,Spirne,artillery|loc",
        read_mapping("viina"),
        "datetime,lon,lat,place_name,event_type"
    );
    REQUIRE(viina.problem.empty());
    CHECK(viina.what.what == report_what::explosion);
    CHECK(to_rfc3339(viina.what.from) == "2023-03-31T21:00:00Z");
    CHECK(to_rfc3339(viina.what.until) == "2023-04-01T21:00:00Z");
    CHECK(viina.what.accuracy == geo::metres(5000));

    const auto firms = read(
        "50.26702,25.82246,2026-06-27,219,Aqua,n,6.64,D",
        read_mapping("firms"),
        "latitude,longitude,acq_date,acq_time,satellite,confidence,frp,daynight"
    );
    REQUIRE(firms.problem.empty());
    CHECK(to_rfc3339(firms.what.from) == "2026-06-27T02:19:00Z");
    CHECK(firms.what.accuracy == geo::metres(2600));

    const auto acled = read(
        "UKR1,2023-03-05,2,Shelling/artillery/missile attack,48.1,37.5,3,x",
        read_mapping("acled"),
        "event_id_cnty,event_date,time_precision,sub_event_type,latitude,longitude,geo_precision,"
        "notes"
    );
    REQUIRE(acled.problem.empty());
    CHECK(acled.what.accuracy == geo::metres(100000));
    CHECK(acled.what.until - acled.what.from == std::chrono::days(7));

    const auto smm = read(
        "7,37.8,48.1,2-4km NNE,camera,3,explosion,mortar 120,undetermined,2019-06-01,21:05",
        read_mapping("smm"),
        "id,observer_lon,observer_lat,event_location,means,number,observation,weapon,description,"
        "date,time"
    );
    REQUIRE(smm.problem.empty());
    REQUIRE(smm.what.sector);
    CHECK(smm.what.source_class == "camera");
    CHECK(smm.what.count == 3);
    CHECK(report_book().word(smm.what.weapon) == "mortar");
}

TEST_CASE("mapping: what is no mapping is refused with its place", "[planner][monitor]") {
    const world::temporary_folder folder;
    const auto refusal = [&](const std::string& text) {
        const auto file = folder.with("m.toml", text);
        return world::refusal<geo::input_error>([&] { (void)read_mapping(file); });
    };
    const std::string head =
        "format = \"armistice-mapping/1\"\nid = \"m\"\ntitle = \"t\"\nsource = \"s\"\n";
    CHECK_THAT(refusal(head + "[columns]\nlong = \"x\"\n"), Contains("long"));
    CHECK_THAT(refusal(head + "[time]\ncolumns = [\"t\"]\nform = \"local\"\n"), Contains("offset"));
    CHECK_THAT(
        refusal(head + "[time]\ncolumns = [\"t\"]\nform = \"date_hhmm\"\nzone = \"UTC\"\n"),
        Contains("two columns")
    );
    CHECK_THAT(
        world::refusal<geo::io_error>([] { (void)read_mapping("vina"); }),
        Contains("did you mean 'viina'")
    );
}

TEST_CASE("fast_text: numbers and times are those of the library", "[planner][monitor]") {
    const auto fixed = [](double value, int decimals) {
        return written(fast_text::room_of_number, [&](fast_text& to) {
            to.add_fixed(value, decimals);
        });
    };
    CHECK(fixed(0, 7) == "0");
    CHECK(fixed(-0.04, 1) == "0");
    CHECK(fixed(-0.05, 1) == "-0.1");
    CHECK(fixed(12.5, 3) == "12.5");
    CHECK(fixed(-179.9999999, 7) == "-179.9999999");
    CHECK(fixed(179.99999996, 7) == "180");
    CHECK(fixed(1000, 0) == "1000");
    std::mt19937_64 generator(5);
    for (int i = 0; i < 2000; ++i) {
        const auto t =
            instant(std::chrono::seconds(static_cast<std::int64_t>(generator() % 250000000000U)));
        const auto time = written(fast_text::room_of_time, [&](fast_text& to) { to.add_time(t); });
        CHECK(time == to_rfc3339(t));
        const double value = static_cast<double>(generator() % 2000000000U) / 1e7 - 100;
        CHECK(std::abs(std::stod(fixed(value, 7)) - value) < 0.6e-7);
    }
    CHECK(fixed(0.001, 3) == "0.001");
    CHECK(fixed(0.00000004, 7) == "0");
    CHECK(fixed(123456789012.0, 1) == "123456789012");
    for (const std::uint64_t value : {0ULL, 9ULL, 10ULL, 99ULL, 100ULL, 18446744073709551615ULL}) {
        CHECK(written(fast_text::room_of_number, [&](fast_text& to) {
                  to.add_number(value);
              }) == std::to_string(value));
    }
    const auto text = std::string("a\"\\\n\x01\x7f") + "é";
    CHECK(written(fast_text::room_of_json(text), [&](fast_text& to) {
              to.add_json(text);
          }) == "\"a\\\"\\\\\\u000a\\u0001\\u007fé\"");
    const auto cells = written(100, [](fast_text& to) {
        to.add_csv("=1+1");
        to.add_csv("a,\"b\"");
    });
    CHECK(cells == "'=1+1\"a,\"\"b\"\"\"");
}

TEST_CASE("fast_text: what was written stays where the text grows", "[planner][monitor]") {
    fast_text out;
    std::string expected;
    for (std::uint64_t i = 0; i < 100000; ++i) {
        out.make_room(fast_text::room_of_number + 1);
        out.add_number(i);
        out.add(',');
        expected += std::to_string(i) + ',';
    }
    CHECK(out.view() == expected);
    out.clear();
    CHECK(out.empty());
}

TEST_CASE(
    "json rows: a plain row is read cell for cell as by the whole parser", "[planner][monitor]"
) {
    const std::vector<std::string> columns{"report_id", "count", "lon", "note", "seen"};
    const auto plain = json_rows(columns);
    const auto whole = json_rows(columns);
    struct read_row {
        std::string padded;  // that texts of cells point at
        std::vector<row_cell> cells;
        bool is_sound = false;
    };
    const auto read_by = [](row_reader& rows, const std::string& row, read_row& to) {
        to.padded = row + std::string(row_padding, ' ');
        to.is_sound = rows.read({to.padded.data(), row.size()}, to.cells).empty();
    };
    const std::vector<std::string> seeds{
        R"({"report_id":"r1","count":3,"lon":-10.5500000,"note":"two words","seen":null})",
        R"( { "report_id" : "r2" , "lon" : 0.1 , "count" : 123456789012345 , "note" : true } )",
        R"({"report_id":"Київ 7","note":"\u0041\n","count":1e3,"lon":0.30000000000000004,"x":false})",
        R"({"lon":179.9999999,"count":12345678901234567890,"seen":{"a":[1,2]},"note":"","report_id":"é"})",
        R"({"count":0,"lon":-0.0,"note":"a, b: {c}","note2":"0.1","report_id":"0"})",
        R"({"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"note":"n"},"id":"f"})"};
    const std::string swaps = "{}[]:,\"\\ 0123456789.-+eEtfnul\t\r\x01\x7f\xc3\xa9\xd0\xff";
    std::mt19937_64 generator(61);
    std::size_t accepted = 0;
    read_row short_way;
    read_row long_way;
    for (int i = 0; i < 60000; ++i) {
        auto row = seeds[generator() % seeds.size()];
        for (auto changes = generator() % 4; changes > 0; --changes) {
            const auto at = generator() % row.size();
            const auto c = swaps[generator() % swaps.size()];
            switch (generator() % 3) {
            case 0:
                row[at] = c;
                break;
            case 1:
                row.insert(row.begin() + static_cast<std::ptrdiff_t>(at), c);
                break;
            default:
                row.erase(at, 1);
            }
        }
        const auto begins = row.find('{');
        if (begins == std::string::npos || row.find_first_not_of(' ') != begins) {
            continue;
        }
        read_by(*plain, row, short_way);
        // A text with an escape is none for the short way.
        const auto closes = row.find_first_not_of(" \t\r\n", begins + 1);
        const bool is_empty = closes != std::string::npos && row[closes] == '}';
        row.insert(begins + 1, is_empty ? R"("zz":"\n")" : R"("zz":"\n",)");
        read_by(*whole, row, long_way);
        CAPTURE(row);
        REQUIRE(short_way.is_sound == long_way.is_sound);
        for (std::size_t k = 0; short_way.is_sound && k < columns.size(); ++k) {
            const auto& is = short_way.cells[k];
            const auto& wanted = long_way.cells[k];
            REQUIRE(is.kind == wanted.kind);
            REQUIRE(is.text == wanted.text);
            REQUIRE(
                std::bit_cast<std::uint64_t>(is.number) ==
                std::bit_cast<std::uint64_t>(wanted.number)
            );
        }
        accepted += short_way.is_sound ? 1U : 0U;
    }
    CHECK(accepted > 5000);
}

TEST_CASE("repeat_window: an id is known for a generation at least", "[planner][monitor]") {
    repeat_window window;
    CHECK_FALSE(window.add("first"));
    CHECK(window.add("first"));
    for (std::uint64_t i = 2; i < repeat_window::generation + 10; ++i) {
        REQUIRE_FALSE(window.add("id" + std::to_string(i)));
    }
    CHECK(window.add("first"));  // of the last generation still
    CHECK(window.oldest() == 0);
    for (std::uint64_t i = window.count(); i < 3 * repeat_window::generation; ++i) {
        (void)window.add("more" + std::to_string(i));
    }
    CHECK(window.oldest() == 2 * repeat_window::generation);
    CHECK_FALSE(window.add("id2"));
}
