// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/time.hpp"

#include <string>

namespace planner {

class texts;

/// Day, time, zone Z (UTC), month and year as messages and overlays give them: `240600ZOCT22`. Seconds
/// are cut.
///
/// Source    ACP 121(I), Communication instructions - general, chapter 3 (date-time group).
[[nodiscard]] std::string date_time_group(instant t);

/// `Valid 240600ZOCT22 to 140700ZFEB23`; an open end is `until further notice`.
[[nodiscard]] std::string validity_text(instant from, instant until, const texts& say);

}  // namespace planner
