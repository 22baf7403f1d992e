// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace planner {

using std::chrono::seconds;

/// Where a figure or a rule comes from and how sure it is.
///
/// Certainty: `S` read in the source, `M` known but not read there, `M?` uncertain, `assumption`
/// chosen by whoever wrote the terms. Everything but `S` is printed with the figure.
struct citation {
    std::string clause;
    std::string source;
    std::string certainty;
};

/// A span counted from D-day; `until` empty means no end.
struct term_span {
    seconds from{};
    std::optional<seconds> until;
    std::string until_gate = {};  ///< phase or step whose verification ends it: `until` moves on
                                  ///< with that
};

}  // namespace planner
