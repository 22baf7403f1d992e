// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace planner {

/// Whether a report's id came before, among the last ones: memory does not grow with the feed.
///
/// Reports are counted in generations of 1,048,576; an id is known when it came in this one or in
/// the last, so at least 1,048,576 and at most 2,097,151 reports back.
///
/// Error     ids are held as 64 bits of a hash: two different ones are taken for the same with a
///           probability of 1.1e-13 a report (2^21 / 2^64).
class repeat_window {
public:
    static constexpr std::uint64_t generation = std::uint64_t{1} << 20U;

    /// Goes on counting at the beginning of a generation.
    void begin_at(std::uint64_t count);

    /// What an id is known by. Never 0.
    [[nodiscard]] static std::uint64_t hash_of(std::string_view id);

    /// Did the id come before? It has from now on.
    [[nodiscard]] bool add(std::uint64_t hash);
    [[nodiscard]] bool add(std::string_view id) { return add(hash_of(id)); }

    /// A hint that an id will be asked for soon: memory is slow.
    void fetch(std::uint64_t hash) const {
        now_.fetch(hash);
        before_.fetch(hash);
    }

    [[nodiscard]] std::uint64_t count() const { return count_; }
    /// Number of the report with which what is known begins.
    [[nodiscard]] std::uint64_t oldest() const;

private:
    /// Hashes in an open table that doubles.
    struct table {
        std::vector<std::uint64_t> slots;
        std::size_t used = 0;

        [[nodiscard]] bool has(std::uint64_t hash) const;
        void fetch(std::uint64_t hash) const {
            if (!slots.empty()) {
                __builtin_prefetch(&slots[hash & (slots.size() - 1)]);
            }
        }
        void add(std::uint64_t hash);
        void clear();  ///< keeps its size
    };

    table now_;
    table before_;
    std::uint64_t count_ = 0;
};

}  // namespace planner
