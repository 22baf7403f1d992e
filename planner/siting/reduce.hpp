// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/siting/cover.hpp"

#include <cstdint>
#include <vector>

namespace planner::detail {

/// A part of a covering problem that shares nothing with the others. Numbers are its own.
struct cover_part {
    std::vector<std::uint32_t> names;                ///< candidates, as in the whole problem
    std::vector<std::vector<std::uint32_t>> covers;  ///< a candidate of the part: elements
    std::size_t elements = 0;
};

struct reduced_cover {
    std::vector<std::uint32_t> forced;  ///< candidates in every smallest cover that is looked for
    std::vector<std::uint32_t> uncoverable;
    std::vector<cover_part> parts;
};

/// Candidates by element.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> candidates_of(const cover_problem& problem);

/// Leaves out what does not change the size of the smallest cover: candidates that cover no more than
/// another one, elements that are covered wherever another one is; takes candidates that alone cover
/// an element.
[[nodiscard]] reduced_cover reduce(const cover_problem& problem);

}  // namespace planner::detail
