// SPDX-License-Identifier: Apache-2.0
#include "tests/planner/monitor/daily_world.hpp"

#include "planner/plan/build_plan.hpp"
#include "planner/status/read_status.hpp"
#include "tests/support/world.hpp"
#include "tests/support/zones.hpp"

#include <algorithm>
#include <sstream>

namespace world {

using namespace planner;

namespace {

const std::string ceasefire =
    "[[rules]]\nid = \"ceasefire\"\nkind = \"ceasefire\"\nbinds = \"both\"\nweapon_class = "
    "\"any\"\n"
    "from = \"D+0\"\ntext = \"x\"\nsource = \"made up\"\ncertainty = \"S\"\n";

std::shared_ptr<const rulebook> book(const std::string& more, const std::string& status) {
    const temporary_folder folder;
    const auto ground = read(folder, drawing{.map = R"(
WWhhhhheeeeee
WWhhhhhheeeee
WWhhheehheeee
WWhhheehheeee
WWhhhhhheeeee
)"});
    const auto said = read(
        folder,
        agreement{
            .more = ceasefire + zone_beside("all", "2km", "forces") +
                    zone_beside("tanks", "5km", "tank") + zone_beside("guns", "10km", "artillery") +
                    more,
            .withdrawal = true}
    );
    auto kyiv = ground;
    kyiv.time_zone = "Europe/Kyiv";
    plan_options options;
    if (!status.empty()) {
        std::istringstream in(status);
        options.events = read_status(in, "status", kyiv, said);
    }
    auto made = build_plan(kyiv, said, options);
    made.sectors.clear();
    for (const auto& [name, south, north] :
         {std::tuple{"South", 50.0, 50.2}, std::tuple{"<b>North</b>|x", 50.2, 50.5}}) {
        plan_sector sector;
        sector.id = name;
        sector.name = name;
        sector.shape = box(10.4, south, 11.1, north);
        made.sectors.push_back(std::move(sector));
    }
    return std::make_shared<rulebook>(std::move(made));
}

}  // namespace

mission::mission(const std::string& more, const std::string& status) : by(book(more, status)) {}

std::string_view mission::keep(const std::string& text) const {
    texts_.push_back(text);
    return texts_.back();
}

report mission::at(
    double lon, double lat, const std::string& time, report_what what, const std::string& source
) const {
    report out;
    out.id = keep("r" + std::to_string(texts_.size()));
    out.position = world::at(lon, lat);
    out.accuracy = geo::metres(50);
    out.from = out.until = *parse_instant(time);
    out.what = what;
    out.source_class = keep(source);
    return out;
}

daily_counts mission::counts(
    const std::vector<report>& reports,
    const daily_options& options,
    const std::vector<std::size_t>& repeats
) const {
    daily_counts out(*by, options);
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const bool is_repeat = std::find(repeats.begin(), repeats.end(), i) != repeats.end();
        out.add(*by, reports[i], judge(*by, reports[i]), is_repeat);
    }
    return out;
}

local_day day(const std::string& text) {
    return std::chrono::floor<std::chrono::days>(*parse_instant(text));
}

}  // namespace world
