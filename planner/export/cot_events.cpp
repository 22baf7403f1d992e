// SPDX-License-Identifier: Apache-2.0
#include "planner/export/cot_events.hpp"

#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/overlay/overlay.hpp"
#include "planner/export/receiver_names.hpp"
#include "planner/model/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace planner::detail {

namespace {

/// `27OCT22`, the day in the mission's time zone.
std::string day_text(instant t, const std::string& time_zone) {
    constexpr std::array months{
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
    const auto iso = to_local_iso_date(t, time_zone);
    const auto month = static_cast<std::size_t>(std::stoi(iso.substr(5, 2)));
    return iso.substr(8, 2) + months.at(month - 1) + iso.substr(2, 2);
}

geo::lon_lat inside(const geo::polygon<geo::lon_lat>& shape) {
    const auto chart = geo::local_frame::chart(geo::box_of({shape}));
    return chart.unproject(geo::inner_position(geo::project(chart, {shape}).front()));
}

class collector {
public:
    explicit collector(const field_plan& what) : what_(what) {}

    std::vector<cot_item> run() {
        for (const auto* layer :
             {"lines",
              "phase_lines",
              "zones",
              "exceptions",
              "vacated",
              "reserved",
              "sectors",
              "transit",
              "corridors",
              "posts",
              "sites"}) {
            for (const auto& item : field_items(what_, layer)) {
                if (!item.until || *item.until > what_.head.d_day) {
                    add(item);
                }
            }
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] cot_item begun(const field_item& item, std::size_t number) {
        const auto& zone = what_.head.ground.time_zone;
        cot_item made;
        made.uid = plain_text(
            "armistice." + what_.head.id + "." + item.of->id +
                (number > 1 ? "." + std::to_string(number) : ""),
            longest_shown_text
        );
        made.callsign = names_.take(item.code) + " " +
                        (item.until ? day_text(item.from, zone) + "-" + day_text(*item.until, zone)
                                    : "from " + day_text(item.from, zone));
        made.remarks = item.title + ". " + item.facts_text();
        made.layer = item.layer;
        const auto& phases = what_.head.phases;
        const auto phase = std::find_if(phases.begin(), phases.end(), [&](const plan_phase& one) {
            return one.term.id == item.phase;
        });
        made.phase = static_cast<std::size_t>(phase - phases.begin());
        made.start = item.from;
        made.stale = item.until ? *item.until
                                : std::max(what_.last_date(), item.from + std::chrono::days(1));
        return made;
    }

    void add(const field_item& item) {
        std::size_t number = 0;
        for (const auto& p : geo::points(*item.of)) {
            auto made = begun(item, ++number);
            made.position = p;
            out_.push_back(std::move(made));
        }
        for (const auto& line : geo::lines(*item.of)) {
            auto made = begun(item, ++number);
            made.position = line[line.size() / 2];
            made.chain.assign(line.begin(), line.end());
            out_.push_back(std::move(made));
        }
        for (const auto& part : geo::areas(*item.of)) {
            auto made = begun(item, ++number);
            made.position = inside(part);
            made.closed = part.holes.empty();
            made.chain.assign(part.outer.begin(), part.outer.end() - (made.closed ? 1 : 0));
            out_.push_back(std::move(made));
            for (const auto& hole : part.holes) {
                auto edge = begun(item, ++number);
                edge.remarks =
                    "Edge of a hole: what is within does not belong to it. " + edge.remarks;
                edge.position = hole.front();
                edge.chain.assign(hole.begin(), hole.end());
                out_.push_back(std::move(edge));
            }
        }
    }

    const field_plan& what_;
    receiver_names names_;
    std::vector<cot_item> out_;
};

}  // namespace

std::vector<cot_item> cot_items(const field_plan& what) {
    return collector(what).run();
}

}  // namespace planner::detail
