// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/cap_of.hpp"

#include <array>

namespace planner {

namespace {

/// Words for things that caps use beside those for weapons.
struct cap_word {
    std::string_view said;
    std::string_view means;
};
constexpr std::array<cap_word, 12> cap_words{{
    {"tanks", "tank"},
    {"artillery pieces", "artillery"},
    {"artillery", "artillery"},
    {"howitzers", "artillery"},
    {"mortars", "mortar"},
    {"rocket launchers", "mlrs"},
    {"anti-aircraft guns", "air_defence"},
    {"anti-aircraft missiles", "air_defence"},
    {"anti-tank weapons", "anti_tank"},
    {"armoured personnel carriers", "ifv"},
    {"armoured vehicles", "ifv"},
    {"helicopters", "helicopter"},
}};

}  // namespace

const zone_cap* cap_of(const rulebook& by, const clause& law, word_number number) {
    const auto& arms = by.of().said.arms;
    const auto& word = by.word(number);
    const auto* system = arms.find_system(word);
    for (const auto& one : law.caps) {
        std::string_view means = one.what;
        for (const auto& known : cap_words) {
            means = known.said == one.what ? known.means : means;
        }
        if (word == means || (system != nullptr && arms.covers(std::string(means), *system))) {
            return &one;
        }
    }
    return nullptr;
}

}  // namespace planner
