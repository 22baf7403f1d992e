// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/presence/scene.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace planner::detail {

/// Goes through the rules one by one and adds what they find.
class rule_maker {
public:
    rule_maker(const scene& in, std::vector<presence_need>& out) : in_(in), out_(out) {}

protected:
    /// Calls `look(where)` for each rule, which is rule() meanwhile.
    template <class Look>
    void for_each_rule(Look look) {
        for (std::size_t i = 0; i < in_.rules.size(); ++i) {
            rule_ = i;
            look(rule().where);
        }
    }

    [[nodiscard]] const presence_term& rule() const { return in_.rules[rule_]; }
    /// A need of this rule, from D on.
    presence_need& add(std::string name);
    /// Of a kind that the rule asks for; always where it names none.
    [[nodiscard]] bool is_wanted(const std::string& kind) const;
    /// No farther from the line than the rule says; always where it does not say.
    [[nodiscard]] bool is_near_line(geo::lon_lat p, presence_need* tell = nullptr) const;

    const scene& in_;
    std::vector<presence_need>& out_;
    std::size_t rule_ = 0;  ///< index among scene::rules
};

}  // namespace planner::detail
