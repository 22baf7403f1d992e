// SPDX-License-Identifier: Apache-2.0
#include "planner/siting/exact.hpp"

#include "geo/base/error.hpp"

#include <coin/Cbc_C_Interface.h>
#include <memory>

namespace planner::detail {

namespace {

struct model_deleter {
    void operator()(Cbc_Model* model) const { Cbc_deleteModel(model); }
};
using model_ptr = std::unique_ptr<Cbc_Model, model_deleter>;

binary_answer solve_by_cbc(const binary_program& program, int node_limit) {
    const model_ptr model(Cbc_newModel());
    Cbc_setLogLevel(model.get(), 0);
    Cbc_setObjSense(model.get(), program.maximise ? -1 : 1);
    for (std::size_t c = 0; c < program.objective.size(); ++c) {
        Cbc_addCol(
            model.get(),
            "",
            0,
            1,
            program.objective[c],
            static_cast<char>(program.is_integer[c] ? 1 : 0),
            0,
            nullptr,
            nullptr
        );
    }
    for (const auto& row : program.rows) {
        const std::vector<int> columns(row.columns.begin(), row.columns.end());
        Cbc_addRow(
            model.get(),
            "",
            static_cast<int>(columns.size()),
            columns.data(),
            row.factors.data(),
            row.sense,
            row.right
        );
    }
    Cbc_setMaximumNodes(model.get(), node_limit);
    Cbc_setParameter(model.get(), "threads", "0");
    Cbc_setParameter(model.get(), "log", "0");
    Cbc_setParameter(model.get(), "randomSeed", "1");
    Cbc_setParameter(model.get(), "randomCbcSeed", "1");
    (void)Cbc_solve(model.get());
    binary_answer out;
    out.proven = Cbc_isProvenOptimal(model.get()) != 0;
    out.bound =
        out.proven ? Cbc_getObjValue(model.get()) : Cbc_getBestPossibleObjValue(model.get());
    const auto* values = Cbc_getColSolution(model.get());
    if (values == nullptr) {
        throw geo::error("siting: Cbc found no solution where there is one");
    }
    for (std::size_t c = 0; c < program.objective.size(); ++c) {
        out.taken.push_back(values[c] > 0.5);
    }
    if (!out.proven) {
        out.stopped = "stopped after " + std::to_string(node_limit) + " nodes of the search";
    }
    return out;
}

}  // namespace

}  // namespace planner::detail

extern "C" const planner::detail::exact_part* armistice_exact_part() {
    static constexpr planner::detail::exact_part part{planner::detail::solve_by_cbc};
    return &part;
}
