// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/error.hpp"
#include "planner/terms/read_terms.hpp"
#include "tests/support/world.hpp"

#include <string>

namespace world {

/// Terms of one agreement without a withdrawal, with these tables.
inline planner::terms read_tables(const std::string& tables) {
    return planner::read_terms_text(terms_toml({.more = tables, .withdrawal = false}), "t.toml");
}

inline std::string refused_tables(const std::string& tables) {
    return refusal<geo::input_error>([&] { (void)read_tables(tables); });
}

}  // namespace world
