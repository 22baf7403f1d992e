// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/theatre.hpp"

#include <string>

namespace planner {

class texts;

/// What to call a territory: `recognised territory of Cyprus`, by the territory's name and not by that of
/// the party that answers for it (a force, a command). A name that says its status itself, in brackets, is
/// given without that word: `territory of Kosovo (UNSC resolution 1244 (1999))`.
[[nodiscard]] std::string land_text(const std::string& territory_name, const texts& say);
[[nodiscard]] std::string land_text(const std::string& territory_name);  ///< in English

/// The same for the territory of a party; for a party without one, by the party's name.
[[nodiscard]] std::string land_text(const theatre& ground, const party_id& of, const texts& say);
[[nodiscard]] std::string land_text(const theatre& ground, const party_id& of);  ///< in English

}  // namespace planner
