// SPDX-License-Identifier: Apache-2.0
// libFuzzer: whatever the bytes, every row of a feed becomes a report or a finding, and what is written is
// JSON with as many lines as there are rows.
//   cmake -B build/fuzz -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DARMISTICE_FUZZ=ON
//   cmake --build build/fuzz --target read_reports_fuzz && build/fuzz/tests/read_reports_fuzz -max_total_time=60
#include "geo/base/error.hpp"
#include "planner/monitor/feed.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace {

/// Two parties, a zone between 10 and 11 E, a ceasefire.
std::shared_ptr<const planner::rulebook> book() {
    using namespace planner;
    plan made;
    made.version = "fuzz";
    made.ground.time_zone = "Europe/Kyiv";
    made.ground.parties = {{party_id("a"), "A", {}}, {party_id("b"), "B", {}}};
    made.said.arms.classes = {{"artillery", "", "", {}, ""}};
    made.said.arms.systems = {{"2s1", "2S1", "artillery", {}, {}, "", {}}};
    plan_zone zone;
    zone.id = "z";
    zone.binds = party_id("a");
    zone.term.id = "z";
    zone.term.weapon_classes = {"artillery"};
    zone.term.forbids = {zone_ban::weapons};
    const auto at = [](double lon, double lat) {
        return geo::lon_lat{geo::longitude(lon), geo::latitude(lat)};
    };
    zone.shape = {{{at(10, 50), at(11, 50), at(11, 51), at(10, 51), at(10, 50)}, {}}};
    made.zones.push_back(zone);
    rule_term rule;
    rule.id = "cease";
    rule.kind = "ceasefire";
    rule.binds = "both";
    rule.weapon_class = "any";
    made.said.rules.push_back(rule);
    return std::make_shared<rulebook>(std::move(made));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto by = book();
    static const auto folder =
        std::filesystem::temp_directory_path() / ("reports-fuzz-" + std::to_string(getpid()));
    if (size < 2) {
        return 0;
    }
    std::filesystem::create_directories(folder);
    planner::feed_options options;
    options.reports = (folder / "in").string();
    options.output = (folder / "out").string();
    options.overwrite = true;
    options.threads = 1;
    constexpr std::array forms{
        planner::feed_form::unknown,
        planner::feed_form::ndjson,
        planner::feed_form::csv,
        planner::feed_form::geojson};
    options.form = forms[data[0] % forms.size()];
    if (data[1] % 2 == 1) {
        options.mapping.form = planner::time_form::local;
        options.mapping.time_columns = {"time"};
        options.mapping.time_zone = "mission";
    }
    std::ofstream(options.reports, std::ios::binary)
        .write(reinterpret_cast<const char*>(data) + 2, static_cast<std::streamsize>(size - 2));
    planner::feed_totals totals;
    try {
        totals = planner::run_feed(by, options);
    } catch (const geo::input_error&) {
        return 0;  // a table without its columns, damaged gzip
    }
    std::ifstream out(options.output, std::ios::binary);
    std::uint64_t lines = 0;
    for (std::string line; std::getline(out, line); ++lines) {
        if (!nlohmann::json::accept(line)) {
            std::fprintf(stderr, "not JSON: %s\n", line.c_str());
            std::abort();
        }
    }
    if (lines != totals.reports() + totals.unreadable) {
        std::fputs("not one line a row\n", stderr);
        std::abort();
    }
    return 0;
}
