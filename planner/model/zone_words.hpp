// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/texts.hpp"
#include "planner/model/zone_term.hpp"

#include <string>
#include <vector>

/// The texts of zone_term.hpp in the words of a language.
namespace planner {

[[nodiscard]] std::string ban_text(zone_ban ban, const texts& say);
[[nodiscard]] std::vector<std::string> cap_texts(const zone_term& zone, const texts& say);
[[nodiscard]] std::vector<std::string> exception_texts(const zone_term& zone, const texts& say);
[[nodiscard]] std::string stretch_text(const zone_term& zone, const texts& say);
[[nodiscard]] std::string ground_text(const zone_term& zone, geo::metres depth, const texts& say);

}  // namespace planner
