// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/feed_batch.hpp"
#include "planner/monitor/repeat_window.hpp"

#include <deque>

namespace planner::detail {

/// Which reports came before, batch by batch in order; and where in a feed they would have to be read
/// from so that the same is known again.
class feed_ids {
public:
    /// `keeps_places`: of a feed that can be read again from a place.
    void begin(bool keeps_places) { keeps_places_ = keeps_places; }

    /// Marks the repeats of a batch, and says where it ends.
    void find_repeats(feed_batch& one);

    /// The id of a report that a run before this one has seen.
    void add(std::uint64_t hash) { (void)window_.add(hash); }

    /// Reads what was known at a checkpoint again, by batches from `old.ids_from` on that `next` reads.
    template <class Next>
    void read_again(const feed_checkpoint& old, feed_batch& one, Next&& next) {
        marks_.push_back(old.ids_from);
        window_.begin_at(old.ids_from.ids);
        while (window_.count() < old.place.ids && next(one)) {
            add_until(old.place.ids, one);
        }
    }

private:
    void add_until(std::uint64_t count, const feed_batch& one);

    repeat_window window_;
    bool keeps_places_ = false;
    std::deque<feed_place> marks_;  ///< where batches began, as far back as ids are known
};

}  // namespace planner::detail
