// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// Which places to take so that everything is covered: pure sets, no geometry.
namespace planner {

/// Elements 0 ... elements-1 and candidates, each with the elements that it covers. Of equally good
/// choices the one with earlier candidates is preferred.
struct cover_problem {
    std::size_t elements = 0;
    std::vector<std::vector<std::uint32_t>> covers;  ///< a candidate: elements in ascending order
    std::vector<double> weight;  ///< of elements, above 0, for best_cover(); empty: 1 each
};

struct cover_options {
    bool exact = false;      ///< by branch and cut (Cbc) instead of greedy and improvement
    int node_limit = 20000;  ///< of the exact search: a count, so that every machine stops alike
    int steps = 300;         ///< of the subgradient method for the bound
};

struct cover_choice {
    std::vector<std::uint32_t> chosen;       ///< candidates in ascending order
    std::vector<std::uint32_t> uncoverable;  ///< elements that no candidate covers
    std::size_t greedy = 0;                  ///< places that the greedy rule alone takes
    double greedy_reached = 0;               ///< what it reaches, as `reached`
    double reached = 0;                      ///< places taken, or weight covered
    double bound = 0;     ///< no choice takes fewer places, or covers more weight
    bool proven = false;  ///< `reached` is the bound
    std::string stopped;  ///< why the proof was given up; empty when it was not
};

/// The fewest candidates that cover every element which can be covered.
///
/// How: identical and dominated candidates and elements are left out and the rest falls into parts
/// that share nothing; each is covered greedily, then improved (no candidate that is not needed, no
/// two that one can replace).
///
/// Error     `bound` is proven: a Lagrangian bound, valid for any multipliers, summed in doubles and
///           rounded up less 1e-6; with `exact` that of Cbc where it is higher.
/// Cost      about O(n^2 m / 64) for n candidates and m elements after the reductions; 0.1 s for
///           1,000 candidates along 1,000 km.
/// Throws    geo::input_error when a candidate names an element that is not there.
/// Source    M. L. Fisher, The Lagrangian relaxation method for solving integer programming problems,
///           Management Science 27 (1981) 1-18, doi:10.1287/mnsc.27.1.1; V. Chvatal, A greedy
///           heuristic for the set-covering problem, Math. Oper. Res. 4 (1979) 233-235.
[[nodiscard]] cover_choice smallest_cover(
    const cover_problem& problem, const cover_options& options = {}
);

/// `places` candidates that cover as much weight as possible, greedily, then improved by exchanges.
///
/// Error     and cost, throws: as above; `bound` is an upper one.
[[nodiscard]] cover_choice best_cover(
    const cover_problem& problem, std::size_t places, const cover_options& options = {}
);

}  // namespace planner
