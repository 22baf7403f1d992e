// SPDX-License-Identifier: Apache-2.0
#include "planner/model/number_text.hpp"
#include "planner/sheets/atlas_parts.hpp"

#include <algorithm>
#include <cmath>

namespace planner::detail {

namespace {

/// Routes of one sheet: those of forces that end at one exit, or one corridor for people.
struct route_group {
    std::string title;
    bool forces = false;
    std::vector<const map_route*> routes;
};

std::vector<route_group> groups_of(const map_source& from) {
    const auto& plan = from.plan;
    std::vector<route_group> out;
    for (const auto& route : plan.routes) {
        if (route.shape.empty() && route.ground.empty()) {
            continue;
        }
        const bool forces = route.purpose == "withdrawal";
        const auto found = std::find_if(out.begin(), out.end(), [&](const route_group& one) {
            return forces && one.forces && one.title == route.to;
        });
        if (found != out.end()) {
            found->routes.push_back(&route);
        } else {
            auto title = forces ? route.to
                                : from.say.text<"ways_sheet.between">(
                                      with<"from">(route.from), with<"to">(route.to)
                                  );
            out.push_back({std::move(title), forces, {&route}});
        }
    }
    // The busiest first: its sheet is asked for most.
    const auto vehicles = [](const route_group& one) {
        double sum = 0;
        for (const auto* route : one.routes) {
            sum += route->vehicles;
        }
        return sum;
    };
    std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) {
        return vehicles(a) > vehicles(b);
    });
    return out;
}

class corridor_sheet {
public:
    corridor_sheet(const map_source& from, const route_group& group) : from_(from), group_(group) {}

    atlas_page run() {
        made_ = new_sheet(from_);
        words();
        add_land(made_, from_);
        add_phases(made_, from_);
        for (auto& layer : made_.layers) {
            if (layer.id.starts_with("phase_")) {
                layer.fill = paler(layer.fill);  // areas step back behind the ways
            }
        }
        add(made_, districts(from_));
        add(made_, reserved_areas(from_));
        add_waters_and_roads(made_, from_);
        add_border_and_lines(made_, from_);
        add_phase_lines(made_, from_);
        add_routes(made_, from_, group_.routes);
        places();
        add_posts(made_, from_);
        add(made_, facilities(from_));
        constexpr double least_people = 1000;
        add(made_, settlements(from_, least_people, true));
        made_.table = table();
        made_.grid = sheet_grid::mgrs;
        return {std::move(made_), sheet_group::corridors, group_.title, "", "", group_.routes};
    }

private:
    void words() {
        geo::lon_lat_box box;
        map_span when{open_end(), instant{}};
        bool schematic = false;
        for (const auto* route : group_.routes) {
            add_box(box, box_of(route->shape));
            add_box(box, box_of(route->ground));
            when.from = std::min(when.from, route->when.from);
            when.until = std::max(when.until, route->when.until);
            schematic = schematic || route->schematic;
        }
        made_.extent = at_least(box, geo::metres(60'000));
        made_.margin = 0.06;
        made_.title = group_.forces ? say_.text<"ways_sheet.title">(with<"exit">(group_.title))
                                    : group_.title;
        made_.subtitle = say_.text<"ways_sheet.subtitle">(
            with<"what">(
                group_.forces ? say_.count<"ways_sheet.of_forces">(group_.routes.size())
                              : say_.text<"ways_sheet.for_people">()
            ),
            with<"from">(day_text(from_, when.from)),
            with<"until">(day_text(from_, when.until)),
            with<"theatre">(from_.plan.theatre_title)
        );
        add_common_words(made_, from_, when);
        if (schematic) {
            made_.notes.push_back(say_.text<"ways_sheet.schematic">());
        }
        if (group_.forces) {
            made_.notes.push_back(say_.text<"ways_sheet.times">());
        }
    }

    void places() {
        auto starts = way_start_layer();
        starts.legend = say_.text<"legend.way_start">();
        auto narrow = narrow_place_layer();
        narrow.legend = say_.text<"legend.narrow_place">();
        for (const auto* route : group_.routes) {
            if (!route->shape.empty() && !route->shape.front().empty()) {
                const auto where = route->shape.front().front();
                const bool there =
                    std::any_of(starts.items.begin(), starts.items.end(), [&](const auto& item) {
                        return item.label == route->from;
                    });
                if (!there) {
                    starts.items.push_back({.shape = where, .label = route->from, .priority = 3e6});
                }
            }
            if (route->bottleneck_at) {
                narrow.items.push_back({.shape = *route->bottleneck_at});
            }
        }
        auto exit = exit_layer();
        for (const auto& one : from_.plan.exits) {
            if (one.name == group_.title) {
                exit.items.push_back({.shape = one.position, .label = one.name, .priority = 5e6});
            }
        }
        exit.symbol->size = paper_mm(3.2);
        exit.symbol->fill = sheet_colour::rgb(0x7A0177);
        exit.label.face = text_face::bold;
        exit.label.size = points(7);
        exit.legend = say_.text<"legend.exit_here">();
        add(made_, std::move(narrow));
        add(made_, std::move(starts));
        add(made_, std::move(exit));
    }

    [[nodiscard]] sheet_table table() const {
        sheet_table made;
        made.title = group_.forces ? say_.text<"ways_sheet.ways">() : say_.text<"ways_sheet.way">();
        made.header = columns_of(say_.text<"ways_sheet.ways_head">());
        made.align = {
            column_align::left,
            column_align::left,
            column_align::right,
            column_align::right,
            column_align::right,
            column_align::right};
        constexpr std::size_t most = 30;
        for (std::size_t i = 0; i < group_.routes.size() && i < most; ++i) {
            const auto& route = *group_.routes[i];
            made.rows.push_back(
                {.cells =
                     {route.phase.empty() ? "" : phase_number(from_, route.phase),
                      route.from,
                      grouped(std::round(geo::in_kilometres(route.length))),
                      grouped(std::round(route.vehicles)),
                      date_and_hour(route.when.from),
                      date_and_hour(route.when.until)}}
            );
        }
        if (group_.routes.size() > most) {
            made.rows.push_back(
                {.cells =
                     {"…",
                      say_.text<"ways_sheet.more">(with<"n">(group_.routes.size() - most)),
                      "",
                      "",
                      "",
                      ""}}
            );
        }
        return made;
    }

    /// `27 Oct 23 h`: minutes would promise more than a plan on schematic roads can.
    [[nodiscard]] std::string date_and_hour(instant t) const {
        const auto text = say_.time(t, from_.plan.time_zone);  // 24 Oct 2022 09:00 (zone)
        const auto year = text.find(' ', text.find(' ') + 1);
        return text.size() > year + 8
                   ? say_.text<"ways_sheet.day_hour">(
                         with<"day">(text.substr(0, year)), with<"hour">(text.substr(year + 6, 2))
                     )
                   : text;
    }

    const map_source& from_;
    const texts& say_ = from_.say;
    const route_group& group_;
    sheet made_;
};

}  // namespace

std::vector<atlas_page> corridor_pages(const map_source& from) {
    std::vector<atlas_page> out;
    for (const auto& group : groups_of(from)) {
        out.push_back(corridor_sheet(from, group).run());
    }
    return out;
}

}  // namespace planner::detail
