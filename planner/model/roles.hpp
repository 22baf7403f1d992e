// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/theatre.hpp"

#include <string>

namespace planner {

/// The party that a word of the terms means in this theatre: one of its `[roles]`, or a party id.
///
/// Throws    geo::input_error that lists the roles there are.
[[nodiscard]] party_id party_in_role(const theatre& ground, const std::string& role);

/// The name that its own id stands for; the id itself when the theatre has no such party.
[[nodiscard]] std::string party_name(const theatre& ground, const party_id& id);

}  // namespace planner
