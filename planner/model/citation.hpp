// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

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

/// Which date of a phase or step.
enum class gate_moment { start, end, verified };
[[nodiscard]] std::string_view name(gate_moment moment);

/// A date of a phase or step that another date is counted from: when that is later than the terms
/// have it, the other is as much later.
struct gate_ref {
    std::string id;  ///< empty: counted from D-day alone
    gate_moment moment = gate_moment::verified;
};

/// A span counted from D-day; `until` empty means no end.
struct term_span {
    seconds from{};
    std::optional<seconds> until;
    gate_ref from_gate = {};
    gate_ref until_gate = {};
};

}  // namespace planner
