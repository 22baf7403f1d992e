// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace planner {

/// A place in a feed between two batches, and how many reports with an id came before it.
struct feed_place {
    std::uint64_t byte = 0;
    std::uint64_t line = 1;
    std::uint64_t ids = 0;
};

/// How far a feed was read and its verdicts written.
struct feed_checkpoint {
    std::string run;  ///< what must be the same: feed, plan, mapping, forms
    feed_place place;
    /// Where ids have to be read again from, so that the same repeats are known.
    feed_place ids_from;
    std::uint64_t written = 0;  ///< bytes of the output
    std::array<std::uint64_t, 4> by_word{};
    std::uint64_t unreadable = 0;
    std::uint64_t repeats = 0;
    std::string gathered;  ///< gathered_state::text
};

/// None when there is no such file.
///
/// Throws    geo::io_error, geo::input_error when it is no checkpoint.
[[nodiscard]] std::optional<feed_checkpoint> read_checkpoint(const std::string& path);

/// Whole or not at all.
void write_checkpoint(const std::string& path, const feed_checkpoint& what);

}  // namespace planner
