// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/feed_batch.hpp"

#include "planner/monitor/repeat_window.hpp"

#include <algorithm>
#include <functional>

namespace planner::detail {

namespace {

constexpr std::size_t shown_of_row = 160;

std::string shown(std::string_view row) {
    std::string out(row.substr(0, shown_of_row));
    for (auto& c : out) {
        const auto byte = static_cast<unsigned char>(c);
        c = byte < 0x20 || byte > 0x7e ? '.' : c;
    }
    return out;
}

/// Texts of a row reader may last until its next row only; those in the batch last as long as it.
class batch_texts {
public:
    batch_texts(const std::string& bytes, kept_texts& others)
        : first_(bytes.data()), last_(bytes.data() + bytes.size()), others_(others) {}

    void keep(std::string_view& text) const {
        const std::less_equal<> before;
        if (!(before(first_, text.data()) && before(text.data() + text.size(), last_))) {
            text = others_.keep(text);
        }
    }

private:
    const char* first_;
    const char* last_;
    kept_texts& others_;
};

}  // namespace

unreadable_row feed_batch::unreadable(std::size_t i) const {
    const auto& span = cut.rows[i];
    return {span.line, rows[i].problem, shown(cut.text(span))};
}

batch_worker::batch_worker(std::unique_ptr<row_reader> rows, const report_mapping& mapping)
    : rows_(std::move(rows)), maker_(mapping) {}

void batch_worker::read(feed_batch& one) {
    texts_.clear();
    const batch_texts texts(one.cut.bytes, texts_);
    one.rows.resize(one.cut.rows.size());
    for (std::size_t i = 0; i < one.rows.size(); ++i) {
        const auto& span = one.cut.rows[i];
        auto& row = one.rows[i];
        row.is_repeat = false;
        row.id_hash = 0;
        row.what.line = span.line;
        if (span.too_long) {
            row.problem = "does not end within 1 MiB, or with the feed";
            continue;
        }
        row.problem = rows_->read(one.cut.text(span), cells_);
        if (row.problem.empty()) {
            row.problem = maker_.make(cells_, *one.by->book, row.what);
        }
        if (!row.problem.empty()) {
            continue;
        }
        row.id_hash = row.what.id.empty() ? 0 : repeat_window::hash_of(row.what.id);
        for (auto* text :
             {&row.what.id, &row.what.source_class, &row.what.confidence, &row.what.note}) {
            texts.keep(*text);
        }
    }
}

void batch_worker::judge(feed_batch& one, bool strict) {
    one.out.clear();
    one.stops_at = ~std::size_t{0};
    judge_.clear();
    for (std::size_t i = 0; i < one.rows.size(); ++i) {
        auto& row = one.rows[i];
        if (row.problem.empty()) {
            judge_.add(row.what, row.said);
        } else if (strict) {
            one.stops_at = i;
            break;
        }
    }
    judge_.judge_all(*one.by->book);
    const auto last = std::min(one.rows.size(), one.stops_at);
    for (std::size_t i = 0; i < last; ++i) {
        const auto& row = one.rows[i];
        if (row.problem.empty()) {
            one.by->text.add(one.out, row.what, row.said, row.is_repeat);
        } else {
            one.by->text.add(one.out, one.unreadable(i));
        }
    }
}

}  // namespace planner::detail
