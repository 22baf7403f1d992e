// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/batch_reader.hpp"
#include "planner/monitor/mapping.hpp"
#include "planner/monitor/verdict_text.hpp"

#include <array>
#include <functional>
#include <memory>
#include <string>

namespace planner {

/// What somebody gathers from a feed (feed_options::seen), for a checkpoint. Both empty: nothing.
struct gathered_state {
    std::function<std::string()> text;
    /// Goes on from what `text` gave in a run before.
    std::function<void(const std::string&)> go_on;
};

struct feed_options {
    std::string reports;  ///< a file, or `-`
    feed_form form = feed_form::unknown;
    report_mapping mapping = own_mapping();
    verdict_form out_form = verdict_form::ndjson;
    std::string output = "-";
    bool overwrite = false;
    std::string checkpoint;  ///< file; empty for none
    bool strict = false;     ///< the first row that cannot be read ends it: geo::input_error
    unsigned threads = 2;    ///< > 0
    /// The plan anew, asked before a batch is judged when it should be read again; null keeps it.
    std::function<std::shared_ptr<const rulebook>()> renewed;
    /// A row that cannot be read, as it is met.
    std::function<void(const unreadable_row&)> told;
    int wake = -1;  ///< readable when the feed is to end (geo::byte_source)
    /// Sees every report with its verdict, in order, on one thread at a time; may be empty. What makes a
    /// daily report or milestones of them begins here.
    std::function<void(const rulebook&, const report&, const verdict&, bool is_repeat)> seen;
    gathered_state gathered;
};

struct feed_totals {
    std::array<std::uint64_t, verdict_word_count> by_word{};
    std::uint64_t unreadable = 0;
    std::uint64_t repeats = 0;
    bool was_woken = false;      ///< ended because it was told to
    bool output_closed = false;  ///< nobody reads the output any more
    std::string trouble;         ///< of a GeoJSON collection as a whole

    [[nodiscard]] std::uint64_t reports() const {
        return by_word[0] + by_word[1] + by_word[2] + by_word[3];
    }
};

/// Reads reports, judges them and writes a verdict for each, in their order, as they come.
///
/// Memory    about 18 MB a thread and 32 MB for ids, however long the feed.
/// Order     that of the feed, on any number of threads; same feed and plan, same bytes.
/// Checkpoint  with a file as feed and an output file: what was read and written is noted
///           at most ten times a second, and at the end. After a sudden end the same call goes on
///           behind the last note: the output is cut to it, so that no verdict is lost or written
///           twice, and is in the end the same as without the end. On a pipe as feed, the output is kept
///           as far as it goes: who sends again from the last known report loses none, and those
///           that come twice are marked as repeats; nothing can be gathered then.
/// Throws    geo::io_error: feed, output or checkpoint cannot be read or written, the output exists.
///           geo::input_error: damaged gzip, a table without its columns, a checkpoint of another
///           run; `strict`.
[[nodiscard]] feed_totals run_feed(
    const std::shared_ptr<const rulebook>& by, const feed_options& options
);

}  // namespace planner
