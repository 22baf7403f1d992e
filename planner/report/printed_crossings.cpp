// SPDX-License-Identifier: Apache-2.0
#include "planner/report/printed_crossings.hpp"

#include "geo/frame/local_frame.hpp"
#include "geo/index/edge_index.hpp"
#include "geo/measure/grid_reference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace planner {

namespace {

using edge = geo::edge_index::edge;

/// Lines nearer than this meet already: what the overlay's grid and the attaching of ends leave.
constexpr geo::metres meets(0.05);

double side(const edge& line, geo::east_north p) {
    return (line.b.east - line.a.east).value() * (p.north - line.a.north).value() -
           (line.b.north - line.a.north).value() * (p.east - line.a.east).value();
}

geo::metres apart(const edge& one, const edge& two) {
    const bool cross =
        side(one, two.a) * side(one, two.b) < 0 && side(two, one.a) * side(two, one.b) < 0;
    return cross ? geo::metres(0)
                 : std::min(
                       {geo::nearest_on(one, two.a).distance,
                        geo::nearest_on(one, two.b).distance,
                        geo::nearest_on(two, one.a).distance,
                        geo::nearest_on(two, one.b).distance}
                   );
}

/// A position that both edges have.
geo::east_north common(const edge& one, const edge& two) {
    const double a = side(one, two.a);
    const double b = side(one, two.b);
    if (a * b < 0 && side(two, one.a) * side(two, one.b) < 0) {
        const double t = a / (a - b);
        return {
            two.a.east + (two.b.east - two.a.east) * t,
            two.a.north + (two.b.north - two.a.north) * t};
    }
    for (const auto& p : {two.a, two.b}) {
        if (geo::nearest_on(one, p).distance == geo::metres(0)) {
            return p;
        }
    }
    return geo::nearest_on(two, one.a).distance == geo::metres(0) ? one.a : one.b;
}

struct pair_found {
    std::size_t count = 0;
    geo::lon_lat where;
    geo::metres before;
};

class crossing_finder {
public:
    crossing_finder(const std::vector<std::string>& owners, const lines& parts, int decimals)
        : owners_(owners), chart_(geo::local_frame::chart(geo::box_of(parts))),
          before_(geo::project(chart_, parts)) {
        auto printed = parts;
        for (auto& part : printed) {
            for (auto& p : part) {
                p = geo::rounded_to_dms(p, decimals);
            }
        }
        printed_ = geo::project(chart_, printed);
    }

    geo::findings run() {
        const geo::edge_index index(printed_);
        for (std::uint32_t part = 0; part < printed_.size(); ++part) {
            for (std::uint32_t place = 0; place + 1 < printed_[part].size(); ++place) {
                const edge here{printed_[part][place], printed_[part][place + 1], part, place};
                const geo::east_north low{
                    std::min(here.a.east, here.b.east), std::min(here.a.north, here.b.north)};
                const geo::east_north high{
                    std::max(here.a.east, here.b.east), std::max(here.a.north, here.b.north)};
                for (const auto& other : index.touching(low, high)) {
                    look(here, other);
                }
            }
        }
        geo::findings out;
        for (const auto& [owners, one] : pairs_) {
            out.push_back(told(owners.first, owners.second, one));
        }
        return out;
    }

private:
    void look(const edge& here, const edge& other) {
        const bool is_first =
            here.chain < other.chain || (here.chain == other.chain && here.place + 1 < other.place);
        if (!is_first || apart(here, other) > geo::metres(0) || follow(here, other)) {
            return;
        }
        const auto before = apart_before(here, other);
        const auto where = common(here, other);
        if (before <= meets || is_end(here.chain, where) || is_end(other.chain, where)) {
            return;
        }
        auto& pair = pairs_[std::minmax(owners_[here.chain], owners_[other.chain])];
        if (pair.count++ == 0) {
            pair.where = chart_.unproject(where);
            pair.before = before;
        }
    }

    /// A line that ends at another is meant to meet it: limits end within 2 m of the lines that bound
    /// them (published_lines()), and printing moves both.
    [[nodiscard]] bool is_end(std::uint32_t chain, geo::east_north p) const {
        const auto& part = printed_[chain];
        const auto near = [&](geo::east_north end) {
            return std::hypot((end.east - p.east).value(), (end.north - p.north).value()) < 5;
        };
        return part.front() != part.back() && (near(part.front()) || near(part.back()));
    }

    /// The last edge and the first of a closed part; edges with only points of no length between.
    [[nodiscard]] bool follow(const edge& here, const edge& other) const {
        if (here.chain != other.chain) {
            return false;
        }
        const auto& part = before_[here.chain];
        if (part.front() == part.back() && here.place == 0 && other.place + 2 == part.size()) {
            return true;
        }
        const auto& printed = printed_[here.chain];
        return std::all_of(
            printed.begin() + here.place + 1,
            printed.begin() + other.place + 1,
            [&](const geo::east_north& p) { return p == here.b; }
        );
    }

    /// Of the same edges and their neighbours, which printing may have put in their place.
    [[nodiscard]] geo::metres apart_before(const edge& here, const edge& other) const {
        auto least = geo::metres(1e9);
        for_neighbours(here, [&](const edge& one) {
            for_neighbours(other, [&](const edge& two) {
                // Edges that follow one another meet, which says nothing.
                const bool joined = one.chain == two.chain && one.place <= two.place + 1 &&
                                    two.place <= one.place + 1;
                least = joined ? least : std::min(least, apart(one, two));
            });
        });
        return least;
    }

    template <class Visit>
    void for_neighbours(const edge& of, Visit visit) const {
        const auto& part = before_[of.chain];
        const auto last = std::min<std::size_t>(of.place + 2, part.size() - 1);
        for (std::size_t i = of.place == 0 ? 0 : of.place - 1; i < last; ++i) {
            visit(edge{part[i], part[i + 1], of.chain, static_cast<std::uint32_t>(i)});
        }
    }

    static geo::finding told(
        const std::string& one, const std::string& two, const pair_found& pair
    ) {
        geo::finding made;
        made.code = geo::finding_code::plan_annex_lines_cross;
        made.level = geo::severity::warning;
        made.where.lon = pair.where.lon.value();
        made.where.lat = pair.where.lat.value();
        made.text = fmt::format(
            "{}, printed to 0.1 second, {} at {} that was {:.2f} m apart before: turning points "
            "move by up to 2.2 m when printed",
            one == two ? "line " + one : "lines " + one + " and " + two,
            one == two ? "touches or crosses itself" : "touch or cross",
            pair.count == 1 ? "one place" : std::to_string(pair.count) + " places, the first one",
            pair.before.value()
        );
        return made;
    }

    const std::vector<std::string>& owners_;
    geo::local_frame chart_;
    geo::multi_line_string<geo::east_north> before_;
    geo::multi_line_string<geo::east_north> printed_;
    std::map<std::pair<std::string, std::string>, pair_found> pairs_;
};

}  // namespace

geo::findings find_printed_crossings(
    const std::vector<std::string>& owners, const lines& parts, int decimals_of_seconds
) {
    if (geo::box_of(parts).empty()) {
        return {};
    }
    return crossing_finder(owners, parts, decimals_of_seconds).run();
}

}  // namespace planner
