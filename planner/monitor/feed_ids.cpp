// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/feed_ids.hpp"

namespace planner::detail {

namespace {

/// Ids between the hint and the question: some 100 ns, the time that memory takes.
constexpr std::size_t fetched_ahead = 12;

}  // namespace

void feed_ids::find_repeats(feed_batch& one) {
    if (keeps_places_) {
        marks_.push_back({one.cut.first_byte, one.first_line, window_.count()});
    }
    for (std::size_t i = 0; i < one.rows.size(); ++i) {
        if (i + fetched_ahead < one.rows.size()) {
            window_.fetch(one.rows[i + fetched_ahead].id_hash);
        }
        auto& row = one.rows[i];
        row.is_repeat = row.id_hash != 0 && window_.add(row.id_hash);
    }
    if (keeps_places_) {
        while (marks_.size() > 1 && marks_[1].ids <= window_.oldest()) {
            marks_.pop_front();
        }
        one.ids_from = marks_.front();
    }
    one.place = {one.cut.last_byte, one.cut.next_line, window_.count()};
}

void feed_ids::add_until(std::uint64_t count, const feed_batch& one) {
    for (const auto& row : one.rows) {
        if (row.id_hash != 0 && window_.count() < count) {
            (void)window_.add(row.id_hash);
        }
    }
}

}  // namespace planner::detail
