// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/batch_reader.hpp"
#include "planner/monitor/checkpoint.hpp"
#include "planner/monitor/kept_texts.hpp"
#include "planner/monitor/read_report.hpp"
#include "planner/monitor/verdict_text.hpp"

#include <memory>

namespace planner::detail {

/// A plan and how its verdicts are written.
struct feed_law {
    std::shared_ptr<const rulebook> book;
    verdict_text text;

    feed_law(std::shared_ptr<const rulebook> by, verdict_form form)
        : book(std::move(by)), text(*book, form) {}
};

/// Rows of a feed on their way to verdicts.
struct feed_batch {
    struct row {
        report what;
        verdict said;
        std::string problem;        ///< empty when it is a report
        std::uint64_t id_hash = 0;  ///< 0: it has no id
        bool is_repeat = false;
    };

    row_batch cut;
    std::shared_ptr<const feed_law> by;
    std::uint64_t first_line = 1;
    std::vector<row> rows;
    feed_place place;     ///< after it
    feed_place ids_from;  ///< after it
    fast_text out;
    std::size_t stops_at = ~std::size_t{0};  ///< the row at which a strict run ends

    /// Requires  the row has a problem.
    [[nodiscard]] unreadable_row unreadable(std::size_t i) const;
};

/// What one thread needs to make reports of rows. Texts of the last batch read are kept here.
class batch_worker {
public:
    batch_worker(std::unique_ptr<row_reader> rows, const report_mapping& mapping);

    void read(feed_batch& one);

    /// Judges and writes. A strict run ends at the first row that has a problem.
    void judge(feed_batch& one, bool strict);

private:
    std::unique_ptr<row_reader> rows_;
    report_maker maker_;
    std::vector<row_cell> cells_;
    kept_texts texts_;
    batch_judge judge_;
};

}  // namespace planner::detail
