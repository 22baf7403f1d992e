// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/monitor/feed.hpp"
#include "tests/support/schema.hpp"
#include "tests/support/world.hpp"
#include "tests/support/zones.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <random>
#include <sstream>

using namespace planner;
using Catch::Matchers::Contains;
using json = nlohmann::json;

namespace {

std::shared_ptr<const rulebook> feed_book() {
    static const auto by = std::make_shared<rulebook>([] {
        const world::temporary_folder folder;
        return world::lay(
            world::read(folder, world::drawing{.map = "Whhhheeeee\nWhhhheeeee\n"}),
            world::zone_of(
                "art", "depth = \"5km\"\nwidth_is = \"per_side\"\nreference_line = \"contact\""
            )
        );
    }());
    return by;
}

class dice {
public:
    std::uint64_t below(std::uint64_t n) { return generator_() % n; }
    double share() { return static_cast<double>(generator_() >> 11U) * 0x1p-53; }

private:
    std::mt19937_64 generator_{9};
};

std::string row(dice& dice, std::uint64_t number) {
    char text[400];
    std::snprintf(
        text,
        sizeof text,
        R"({"report_id":"r%llu","time":"2024-02-%02lluT12:00:00Z","what":"%s","weapon_class":"%s","side":"%s","lon":%.7f,"lat":%.7f,"accuracy_m":%llu})",
        static_cast<unsigned long long>(number),
        static_cast<unsigned long long>(1 + dice.below(28)),
        dice.below(4) == 0 ? "shot" : "weapon",
        dice.below(2) == 0 ? "2s1" : "tank",
        dice.below(2) == 0 ? "east" : "west",
        10.1 + 0.8 * dice.share(),
        50 + 0.2 * dice.share(),
        static_cast<unsigned long long>(dice.below(400))
    );
    return text;
}

std::string rows(std::uint64_t count) {
    dice dice;
    std::string out;
    for (std::uint64_t i = 0; i < count; ++i) {
        // One in a hundred comes twice, one in a hundred is damaged.
        out += row(dice, i % 100 == 50 ? i - 1 : i);
        out += i % 100 == 70 ? "x\n" : "\n";
    }
    return out;
}

struct result {
    std::string text;
    feed_totals totals;
};

result run(
    const world::temporary_folder& folder, const std::string& input, feed_options options = {}
) {
    options.reports = folder.with("in", input);
    options.output = folder.path("out");
    options.overwrite = options.checkpoint.empty();
    result out;
    out.totals = run_feed(feed_book(), options);
    out.text = world::bytes_of(options.output);
    return out;
}

std::vector<json> objects(const std::string& text) {
    std::vector<json> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        out.push_back(json::parse(line));
    }
    return out;
}

std::string collection(const std::string& rows, const std::string& between) {
    std::string out = "{\"type\":\"FeatureCollection\",\n\"name\":\"features\",\"features\":[";
    std::istringstream in(rows);
    bool first = true;
    for (std::string line; std::getline(in, line); first = false) {
        auto one = json::parse(line);
        const json place{one["lon"], one["lat"]};
        const auto id = one["report_id"];
        one.erase("lon");
        one.erase("lat");
        one.erase("report_id");
        const json feature{
            {"type", "Feature"},
            {"id", id},
            {"geometry", {{"type", "Point"}, {"coordinates", place}}},
            {"properties", one}};
        out += (first ? "" : between) + feature.dump(between.size() > 2 ? 2 : -1);
    }
    return out + "]}\n";
}

}  // namespace

TEST_CASE(
    "feed: a verdict for every row, in order, on any number of threads", "[planner][monitor]"
) {
    const world::temporary_folder folder;
    const auto input = rows(8000);  // some 1.5 MB: several batches
    feed_options options;
    options.threads = 1;
    const auto one = run(folder, input, options);
    for (const unsigned threads : {2U, 5U}) {
        options.threads = threads;
        CHECK(run(folder, input, options).text == one.text);
    }
    const auto found = objects(one.text);
    REQUIRE(found.size() == 8000);
    CHECK(one.totals.unreadable == 80);
    CHECK(one.totals.repeats == 80);
    CHECK(one.totals.reports() == 7920);
    for (std::size_t i = 0; i < found.size(); ++i) {
        REQUIRE(found[i]["line"] == i + 1);
        REQUIRE(found[i].contains("finding") == (i % 100 == 70));
        if (!found[i].contains("finding")) {
            REQUIRE(found[i]["report_id"] == "r" + std::to_string(i % 100 == 50 ? i - 1 : i));
            REQUIRE(found[i].contains("repeat") == (i % 100 == 50));
        }
        if (i < 300) {
            CHECK(world::problems("verdict.schema.json", found[i]) == "");
        }
    }
    CHECK(one.totals.by_word[3] > 20);
    CHECK(one.totals.by_word[2] > 20);
    CHECK(one.totals.by_word[1] > 20);
    CHECK(one.totals.by_word[0] > 20);
}

TEST_CASE("feed: rows of the schema for reports are what is read", "[planner][monitor]") {
    dice dice;
    for (std::uint64_t i = 0; i < 20; ++i) {
        CHECK(world::problems("report.schema.json", json::parse(row(dice, i))).empty());
    }
    CHECK_FALSE(world::problems("report.schema.json", json::parse("{\"report_id\":\"a\"}")).empty()
    );
}

TEST_CASE("feed: the same reports in every form give the same verdicts", "[planner][monitor]") {
    const world::temporary_folder folder;
    dice dice;
    std::string input;
    std::string sequence;
    std::string table = "lat,lon,accuracy_m,report_id,time,what,weapon_class,side,more\r\n";
    for (std::uint64_t i = 0; i < 3000; ++i) {
        const auto text = row(dice, i);
        input += text + "\n";
        sequence += "\x1e" + text + "\n";
        const auto one = json::parse(text);
        table += one["lat"].dump() + "," + one["lon"].dump() + "," + one["accuracy_m"].dump() +
                 "," + one["report_id"].get<std::string>() + "," + one["time"].get<std::string>() +
                 "," + one["what"].get<std::string>() + "," +
                 one["weapon_class"].get<std::string>() + ",\"" + one["side"].get<std::string>() +
                 "\",\"a, \"\"b\"\"\nc\"\r\n";
    }
    const auto expected = objects(run(folder, input).text);
    for (const auto& other :
         {table,
          collection(input, ","),
          collection(input, ",\n  "),
          sequence,
          "\xef\xbb\xbf" + input,
          "\xef\xbb\xbf" + table,
          input.substr(0, input.size() - 1)}) {
        CAPTURE(other.substr(0, 100));
        auto found = objects(run(folder, other).text);
        REQUIRE(found.size() == expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            found[i]["line"] = expected[i]["line"];
            REQUIRE(found[i] == expected[i]);
        }
    }
}

TEST_CASE("feed: rows that are no rows do not stop it", "[planner][monitor]") {
    const world::temporary_folder folder;
    dice dice;
    const auto a = row(dice, 1);
    const auto b = row(dice, 2);
    const auto c = row(dice, 3);
    const auto input = a + "\n\n" + std::string(3 << 20, 'x') + "\n" + b + "\n\xff\xff\n" +
                       std::string("\0\0", 2) + "\n" + c;
    const auto found = run(folder, input);
    const auto all = objects(found.text);
    REQUIRE(all.size() == 6);
    CHECK(found.totals.unreadable == 3);
    CHECK(all[1]["finding"] == "does not end within 1 MiB, or with the feed");
    CHECK(all[1]["line"] == 3);
    CHECK(all[2]["report_id"] == "r2");
    CHECK(all[2]["line"] == 4);
    CHECK(all[5]["report_id"] == "r3");
    CHECK(all[5]["line"] == 7);
    // A quote that is never closed takes no more than a megabyte with it.
    std::string table =
        "report_id,time,what,lon,lat,accuracy_m\n\"open,2024-02-10T00:00:00Z,shot,10,50,1\n";
    for (int i = 0; i < 40000; ++i) {
        table += "r" + std::to_string(i) + ",2024-02-10T00:00:00Z,shot,10.5,50.05,10\n";
    }
    const auto rest = run(folder, table);
    CHECK(rest.totals.unreadable == 1);
    CHECK(rest.totals.reports() == 40000);
}

TEST_CASE("feed: a strict run ends at the first row that cannot be read", "[planner][monitor]") {
    const world::temporary_folder folder;
    feed_options options;
    options.strict = true;
    options.reports = folder.with("in", rows(3000));
    options.output = folder.path("out");
    const auto text =
        world::refusal<geo::input_error>([&] { (void)run_feed(feed_book(), options); });
    CHECK_THAT(text, Contains("in:71: ") && Contains("JSON object"));
    CHECK(objects(world::bytes_of(options.output)).size() == 70);
}

TEST_CASE("feed: GeoJSON and CSV come out whole", "[planner][monitor]") {
    const world::temporary_folder folder;
    feed_options options;
    options.out_form = verdict_form::geojson;
    const auto map = json::parse(run(folder, rows(4000), options).text);
    REQUIRE(map["features"].size() == 4000);
    CHECK(map["features"][0]["properties"]["line"] == 1);
    CHECK(map["features"][70]["geometry"].is_null());
    CHECK(json::parse(run(folder, "", options).text)["features"].empty());
    options.out_form = verdict_form::csv;
    const auto table = run(folder, rows(200), options).text;
    std::istringstream in(table);
    std::size_t count = 0;
    for (std::string line; std::getline(in, line); ++count) {
        if (line.find('"') == std::string::npos) {
            CHECK(std::count(line.begin(), line.end(), ',') == 31);
        }
    }
    CHECK(count == 201);
}

TEST_CASE("feed: after an end it goes on behind what was noted", "[planner][monitor]") {
    const auto input = rows(9000);
    const world::temporary_folder folder;
    for (const auto form : {verdict_form::ndjson, verdict_form::geojson}) {
        feed_options whole;
        whole.out_form = form;
        const auto expected = run(folder, input, whole);
        std::filesystem::remove(folder.path("out"));
        std::filesystem::remove(folder.path("note"));
        feed_options options;
        options.out_form = form;
        options.checkpoint = folder.path("note");
        result last;
        // The feed grows; what was written beyond the note is thrown away.
        for (const double part : {0.2, 0.55, 1.0}) {
            const auto end =
                input.rfind(
                    '\n', static_cast<std::size_t>(part * static_cast<double>(input.size() - 1))
                ) +
                1;
            last = run(folder, part < 1 ? input.substr(0, end) : input, options);
            std::ofstream(folder.path("out"), std::ios::app) << "{\"half a li";
        }
        last = run(folder, input, options);
        CHECK(last.text == expected.text);
        CHECK(last.totals.by_word == expected.totals.by_word);
        CHECK(last.totals.repeats == expected.totals.repeats);
        // Another plan, mapping or form is another run.
        auto other = options;
        other.out_form = verdict_form::csv;
        CHECK_THROWS_AS(run(folder, input, other), geo::input_error);
    }
}

TEST_CASE("feed: what is gathered of it goes on with the same report", "[planner][monitor]") {
    const auto input = rows(9000);
    const world::temporary_folder folder;
    feed_options options;
    options.checkpoint = folder.path("note");
    std::string gathered;
    options.seen = [&](const rulebook&, const report& what, const verdict& said, bool is_repeat) {
        gathered += std::string(what.id) + std::string(name(said.word)) + (is_repeat ? "2," : ",");
    };
    options.gathered.text = [&] { return gathered; };
    options.gathered.go_on = [&](const std::string& text) { gathered = text; };
    (void)run(folder, input, options);
    const auto expected = gathered;
    std::filesystem::remove(folder.path("out"));
    std::filesystem::remove(folder.path("note"));
    gathered.clear();
    for (const double part : {0.2, 0.55, 1.0, 1.0}) {
        const auto end = input.rfind(
            '\n', static_cast<std::size_t>(part * static_cast<double>(input.size() - 1))
        );
        (void)run(folder, part < 1 ? input.substr(0, end + 1) : input, options);
        CHECK(gathered.size() <= expected.size());
        gathered = part < 1 ? "lost" : gathered;
    }
    CHECK(gathered == expected);
    // A run that gathers nothing is another run.
    auto other = options;
    other.seen = nullptr;
    other.gathered = {};
    CHECK_THROWS_AS(run(folder, input, other), geo::input_error);
}

TEST_CASE("feed: an output that exists is kept", "[planner][monitor]") {
    const world::temporary_folder folder;
    feed_options options;
    options.reports = folder.with("in", rows(1));
    options.output = folder.with("out", "mine");
    CHECK_THROWS_AS(run_feed(feed_book(), options), geo::io_error);
    options.checkpoint = folder.path("note");
    CHECK_THROWS_AS(run_feed(feed_book(), options), geo::io_error);
    CHECK(world::bytes_of(options.output) == "mine");
    CHECK_FALSE(std::filesystem::exists(options.checkpoint));
}

TEST_CASE("feed: late reports are judged by their own time", "[planner][monitor]") {
    const world::temporary_folder folder;
    const auto at = [](const std::string& when) {
        return R"({"report_id":")" + when + R"(","time":")" + when +
               R"(","what":"weapon","weapon_class":"2s1","side":"east","lon":10.53,"lat":50.1,"accuracy_m":10})"
               "\n";
    };
    // The zone holds from 2 February 06:00 to 1 April 06:00.
    const auto found = objects(run(folder,
                                   at("2024-05-01T00:00:00Z") + at("2024-02-10T00:00:00Z") +
                                       at("2024-01-10T00:00:00Z"))
                                   .text);
    CHECK(found[0]["verdict"] == "not_covered");
    CHECK(found[1]["verdict"] == "violation");
    CHECK(found[2]["verdict"] == "not_covered");
}

TEST_CASE("feed: a collection that is cut short is told", "[planner][monitor]") {
    const world::temporary_folder folder;
    dice dice;
    const auto whole = collection(row(dice, 1) + "\n" + row(dice, 2) + "\n", ",");
    const auto cut = run(folder, whole.substr(0, whole.size() - 60));
    CHECK(cut.totals.reports() == 1);
    CHECK(cut.totals.unreadable == 1);
    CHECK_THAT(cut.totals.trouble, Contains("cut short"));
    CHECK(run(folder, whole).totals.trouble.empty());
    CHECK_THAT(run(folder, "{\n\"type\": 1}").totals.trouble, Contains("no \"features\""));
}
