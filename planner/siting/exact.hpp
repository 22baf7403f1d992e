// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The only room that sees coin-or Cbc.
namespace planner::detail {

/// min or max of c x, rows of 0-1 columns and continuous ones in [0, 1].
struct binary_program {
    bool maximise = false;
    std::vector<double> objective;  ///< a column
    std::vector<bool> is_integer;   ///< 0 or 1; else between them
    struct row {
        std::vector<std::uint32_t> columns;
        std::vector<double> factors;
        char sense = 'G';  ///< G at least, L at most, E equal
        double right = 0;
    };
    std::vector<row> rows;
};

struct binary_answer {
    std::vector<bool> taken;  ///< a column
    double bound = 0;         ///< of the objective
    bool proven = false;
    std::string stopped;
};

/// Branch and cut, single-threaded; stops after `node_limit` nodes, never by the clock.
///
/// Error     Cbc's own tolerances: integers to 1e-6, the bound as it prints it.
/// Throws    geo::error when Cbc gives up without an answer although there is one.
[[nodiscard]] binary_answer solve(const binary_program& program, int node_limit);

/// Cbc is a module of its own (geo/base/module.hpp): few plans ask for it.
struct exact_part {
    binary_answer (*solve)(const binary_program& program, int node_limit);
};

}  // namespace planner::detail

/// The module's only function; tests are linked with it and load nothing.
extern "C" const planner::detail::exact_part* armistice_exact_part();
