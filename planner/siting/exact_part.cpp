// SPDX-License-Identifier: Apache-2.0
#include "geo/base/module.hpp"
#include "planner/siting/exact.hpp"

extern "C" [[gnu::weak]] const planner::detail::exact_part* armistice_exact_part();

namespace planner::detail {

binary_answer solve(const binary_program& program, int node_limit) {
    static const auto& part =
        geo::linked_or_loaded(armistice_exact_part, "exact", "armistice_exact_part");
    return part.solve(program, node_limit);
}

}  // namespace planner::detail
