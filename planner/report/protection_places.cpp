// SPDX-License-Identifier: Apache-2.0
#include "planner/report/protection_places.hpp"

#include "planner/report/csv_cell.hpp"
#include "planner/report/protection_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace planner {

namespace {

/// People from which a settlement counts as a city. Source: UN Statistical Commission, degree of
/// urbanisation (2020): cities have 50,000 inhabitants or more.
constexpr double city_people = 50'000;

}  // namespace

const geo::lon_lat& protected_position(const plan& what, const place_protection& place) {
    return place.is_facility ? what.ground.infrastructure[place.index].position
                             : what.ground.settlements[place.index].position;
}
const std::string& protected_name(const plan& what, const place_protection& place) {
    return place.is_facility ? what.ground.infrastructure[place.index].name
                             : what.ground.settlements[place.index].name;
}
const std::string& protected_kind(const plan& what, const place_protection& place) {
    return place.is_facility ? what.ground.infrastructure[place.index].kind
                             : what.ground.settlements[place.index].kind;
}
double protected_people(const plan& what, const place_protection& place) {
    return place.is_facility ? 0 : what.ground.settlements[place.index].population;
}

std::vector<std::vector<reach_total>> shielded_since_start(
    const plan& what, const party_id& party
) {
    const auto& done = what.shielding;
    const bool withdrawing = party == done.withdrawing.party;
    std::vector<std::vector<reach_total>> out(
        done.stages.size(), std::vector<reach_total>(done.classes.size())
    );
    for (const auto& place : done.places) {
        const auto& seen = withdrawing ? place.from_withdrawing : place.from_other;
        if (seen.front().own) {
            continue;
        }
        for (std::size_t s = 0; s < seen.size(); ++s) {
            const auto gone =
                seen[s].own ? class_set{0} : seen.front().reached_by & ~seen[s].reached_by;
            for (std::size_t k = 0; k < done.classes.size(); ++k) {
                if ((gone >> k & 1U) != 0) {
                    auto& to = out[s][k];
                    to.settlements += place.is_facility ? 0U : 1U;
                    to.facilities += place.is_facility ? 1U : 0U;
                    to.people += protected_people(what, place);
                }
            }
        }
    }
    return out;
}

std::string joined_words(const std::vector<std::string>& words, const std::string& between) {
    std::string out;
    for (const auto& word : words) {
        out += (out.empty() ? "" : between) + word;
    }
    return out;
}

std::vector<std::size_t> classes_by_range(const protection& done) {
    std::vector<std::size_t> out(done.classes.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    std::stable_sort(out.begin(), out.end(), [&](auto a, auto b) {
        return done.classes[a].range < done.classes[b].range;
    });
    return out;
}

std::string held_at_start(const plan& what, const place_protection& place) {
    if (place.from_withdrawing.front().own) {
        return what.withdrawing.str();
    }
    return place.from_other.front().own ? what.other.str() : "";
}

std::vector<std::string> class_ids(const plan& what, class_set classes) {
    std::vector<std::string> out;
    for (std::size_t k = 0; k < what.shielding.classes.size(); ++k) {
        if ((classes >> k & 1U) != 0) {
            out.push_back(what.shielding.classes[k].weapon_class);
        }
    }
    return out;
}

bool comes_first(const plan& what, const place_protection& place) {
    return place.is_facility || protected_people(what, place) >= city_people;
}

std::vector<std::string> reach_texts(const plan& what, const place_protection& place) {
    std::vector<std::string> out;
    const auto add = [&](const std::vector<exposure>& seen, const party_id& party) {
        const exposure* before = nullptr;
        for (std::size_t s = 0; s < seen.size(); ++s) {
            const auto& now = seen[s];
            if (before != nullptr && before->own == now.own &&
                before->reached_by == now.reached_by) {
                continue;
            }
            before = &now;
            const auto ids = class_ids(what, now.reached_by);
            out.push_back(fmt::format(
                "{}, {}: {}",
                what.shielding.stages[s].id,
                party.str(),
                now.own       ? "holds it"
                : ids.empty() ? "none"
                              : joined_words(ids)
            ));
        }
    };
    add(place.from_withdrawing, what.withdrawing);
    add(place.from_other, what.other);
    return out;
}

std::string to_protection_csv(const plan& what) {
    std::string out = "id,name,kind,people,held_at_start,lon,lat";
    for (const auto& stage : what.shielding.stages) {
        for (const auto* party : {&what.withdrawing, &what.other}) {
            const auto column = csv_cell(party->str() + " " + stage.id);
            out += "," + column + " nearest_m," + column + " reached_by";
        }
    }
    out += "\r\n";
    for (const auto& place : what.shielding.places) {
        const auto& where = protected_position(what, place);
        fmt::format_to(
            std::back_inserter(out),
            "{},{},{},{:.0f},{},{:.5f},{:.5f}",
            csv_cell((place.is_facility ? what.ground.infrastructure[place.index].id
                                        : what.ground.settlements[place.index].id)
                         .str()),
            csv_cell(protected_name(what, place)),
            csv_cell(protected_kind(what, place)),
            protected_people(what, place),
            csv_cell(held_at_start(what, place)),
            where.lon.value(),
            where.lat.value()
        );
        for (std::size_t s = 0; s < what.shielding.stages.size(); ++s) {
            for (const auto* seen : {&place.from_withdrawing, &place.from_other}) {
                const auto& now = (*seen)[s];
                fmt::format_to(
                    std::back_inserter(out),
                    ",{:.0f},{}",
                    now.nearest.value(),
                    now.own ? "own" : joined_words(class_ids(what, now.reached_by), " ")
                );
            }
        }
        out += "\r\n";
    }
    return out;
}

}  // namespace planner
