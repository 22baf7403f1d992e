// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/feed.hpp"

#include "geo/base/error.hpp"
#include "geo/io/atomic_file.hpp"
#include "planner/monitor/checkpoint.hpp"
#include "planner/monitor/output_stream.hpp"
#include "planner/monitor/read_report.hpp"
#include "planner/monitor/repeat_window.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <fcntl.h>
#include <filesystem>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace planner {

namespace {

constexpr std::chrono::milliseconds between_checkpoints(100);
constexpr std::size_t shown_of_row = 160;

/// Texts of the reports of one batch: those of a row reader last until the next row only.
class text_store {
public:
    void clear() {
        at_ = 0;
        used_ = 0;
    }
    std::string_view keep(std::string_view text) {
        if (text.empty()) {
            return {};
        }
        if (at_ == chunks_.size() || used_ + text.size() > chunks_[at_].size()) {
            at_ = chunks_.empty() ? 0 : at_ + 1;
            used_ = 0;
            if (at_ == chunks_.size()) {
                chunks_.emplace_back();
            }
            if (chunks_[at_].size() < text.size()) {
                chunks_[at_].resize(std::max<std::size_t>(1U << 16U, text.size()));
            }
        }
        auto* const to = chunks_[at_].data() + used_;
        std::copy(text.begin(), text.end(), to);
        used_ += text.size();
        return {to, text.size()};
    }

private:
    std::deque<std::vector<char>> chunks_;
    std::size_t at_ = 0;
    std::size_t used_ = 0;
};

/// Work on numbered things that must be done in their order.
class turnstile {
public:
    /// False when it was broken.
    bool wait_for(std::uint64_t number) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return broken_ || next_ == number; });
        return !broken_;
    }
    void pass() {
        const std::lock_guard lock(mutex_);
        ++next_;
        changed_.notify_all();
    }
    void break_open() {
        const std::lock_guard lock(mutex_);
        broken_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t next_ = 0;
    bool broken_ = false;
};

/// A plan and how its verdicts are written.
struct law {
    std::shared_ptr<const rulebook> book;
    verdict_text text;

    law(std::shared_ptr<const rulebook> by, verdict_form form)
        : book(std::move(by)), text(*book, form) {}
};

/// A batch on its way.
struct work {
    row_batch batch;
    std::shared_ptr<const law> by;
    std::uint64_t first_line = 1;
    text_store texts;
    std::vector<row_cell> cells;
    struct row {
        report what;
        verdict said;
        std::string problem;
        bool is_repeat = false;
    };
    std::vector<row> rows;
    feed_place place;     ///< after it
    feed_place ids_from;  ///< after it
    std::string out;
    std::size_t stops_at = ~std::size_t{0};  ///< the row at which a strict run ends
};

std::string shown(std::string_view row) {
    std::string out(row.substr(0, shown_of_row));
    for (auto& c : out) {
        const auto byte = static_cast<unsigned char>(c);
        c = byte < 0x20 || byte > 0x7e ? '.' : c;
    }
    return out;
}

class feed_run {
public:
    feed_run(const std::shared_ptr<const rulebook>& by, const feed_options& options)
        : options_(options), by_(std::make_shared<law>(by, options.out_form)),
          output_(options.output) {
        if (pipe2(stop_, O_CLOEXEC) != 0) {
            throw geo::io_error("no pipe can be made");
        }
    }
    ~feed_run() {
        close(stop_[0]);
        close(stop_[1]);
    }
    feed_run(const feed_run&) = delete;
    feed_run& operator=(const feed_run&) = delete;

    feed_totals run() {
        begin();
        std::vector<std::thread> others;
        for (unsigned i = 1; i < options_.threads; ++i) {
            others.emplace_back([this] { work_on(); });
        }
        work_on();
        for (auto& one : others) {
            one.join();
        }
        if (failed_) {
            std::rethrow_exception(failed_);
        }
        finish();
        return totals_;
    }

private:
    [[nodiscard]] std::string shown_name() const {
        return options_.reports == "-" ? "(standard input)" : options_.reports;
    }

    // --- before and after ---------------------------------------------------------------------

    [[nodiscard]] std::unique_ptr<geo::byte_source> new_source() const {
        std::vector<int> wakes{stop_[0]};
        if (options_.wake >= 0) {
            wakes.push_back(options_.wake);
        }
        return std::make_unique<geo::byte_source>(options_.reports, std::move(wakes));
    }

    void begin() {
        source_ = new_source();
        reader_ = std::make_unique<batch_reader>(*source_, options_.form);
        std::optional<feed_checkpoint> old;
        if (!options_.checkpoint.empty()) {
            old = read_checkpoint(options_.checkpoint);
            checkpoint_.run = name_of_run();
            if (old && old->run != checkpoint_.run) {
                throw geo::input_error(
                    options_.checkpoint + ": is of another run (" + old->run + "), this one is " +
                    checkpoint_.run
                );
            }
            if (!old) {
                // First the note, then the output: so the output is never there without it.
                if (!options_.overwrite) {
                    geo::check_writable(options_.output, geo::existing::keep);
                }
                write_checkpoint(options_.checkpoint, checkpoint_);
            }
        }
        form_ = reader_->form();
        if (form_ == feed_form::csv) {
            header_ = reader_->header();
            line_ = 2;
        }
        (void)make_rows();  // a table without its columns is refused before anything is written
        if (old && source_->is_file()) {
            go_on(*old);
        } else if (old) {
            go_on_with_pipe();
        } else {
            output_.create(options_.overwrite);
        }
        if (output_.written() == 0) {
            (void)output_.write(verdict_text::head(options_.out_form));
        }
    }

    [[nodiscard]] std::string name_of_run() const {
        return "feed " + options_.reports + ", plan " + by_->book->of().version + ", status " +
               std::to_string(by_->book->of().events.size()) + ", mapping " + options_.mapping.id +
               ", form " + std::to_string(static_cast<int>(options_.out_form)) + ", output " +
               options_.output;
    }

    [[nodiscard]] std::unique_ptr<row_reader> make_rows() const {
        const report_maker maker(options_.mapping);
        try {
            return form_ == feed_form::csv ? csv_rows(maker.columns(), header_)
                                           : json_rows(maker.columns());
        } catch (const geo::input_error& problem) {
            throw geo::input_error(shown_name() + ": " + problem.what());
        }
    }

    void go_on(const feed_checkpoint& old) {
        checkpoint_ = old;
        totals_.by_word = old.by_word;
        totals_.unreadable = old.unreadable;
        totals_.repeats = old.repeats;
        output_.go_on_at(old.written);
        if (old.place.byte == 0) {
            return;
        }
        read_ids_again(old);
        source_ = new_source();
        source_->go_to(old.place.byte);
        reader_ = std::make_unique<batch_reader>(*source_, form_);
        reader_->begin_at(old.place.byte, old.place.line);
        line_ = old.place.line;
    }

    void read_ids_again(const feed_checkpoint& old) {
        marks_.push_back(old.ids_from);
        window_.begin_at(old.ids_from.ids);
        geo::byte_source source(options_.reports);
        batch_reader reader(source, form_);
        if (old.ids_from.byte > 0) {
            source.go_to(old.ids_from.byte);
            reader.begin_at(old.ids_from.byte, old.ids_from.line);
        } else if (form_ == feed_form::csv) {
            (void)reader.header();
        }
        auto rows = make_rows();
        report_maker maker(options_.mapping);
        work one;
        while (window_.count() < old.place.ids && reader.next(one.batch)) {
            one.by = by_;
            read_rows(one, *rows, maker);
            for (const auto& row : one.rows) {
                if (row.problem.empty() && !row.what.id.empty() &&
                    window_.count() < old.place.ids) {
                    (void)window_.add(row.what.id);
                }
            }
        }
    }

    /// What was written says what came.
    void go_on_with_pipe() {
        if (options_.out_form != verdict_form::ndjson) {
            throw geo::input_error(
                options_.checkpoint + ": going on with a pipe needs verdicts written as ndjson"
            );
        }
        std::uint64_t whole = 0;
        if (std::filesystem::exists(options_.output)) {
            geo::byte_source source(options_.output);
            batch_reader reader(source, feed_form::ndjson);
            auto rows = json_rows({"report_id", "verdict", "repeat", "finding"});
            std::vector<row_cell> cells;
            row_batch batch;
            while (reader.next(batch)) {
                for (const auto& row : batch.rows) {
                    const bool is_whole = batch.bytes[row.first + row.size] == '\n' &&
                                          rows->read(batch.text(row), cells).empty();
                    if (!is_whole) {
                        break;
                    }
                    whole = batch.first_byte + row.first + row.size + 1;
                    count_again(cells);
                }
            }
        }
        output_.go_on_at(whole);
    }

    void count_again(const std::vector<row_cell>& cells) {
        if (cells[0].kind == row_cell::holds::text) {
            (void)window_.add(cells[0].text);
        }
        for (std::size_t i = 0; i < verdict_word_count; ++i) {
            if (cells[1].text == name(static_cast<verdict_word>(i))) {
                ++totals_.by_word[i];
            }
        }
        totals_.repeats += cells[2].kind == row_cell::holds::other ? 1U : 0U;
        totals_.unreadable += cells[3].kind == row_cell::holds::text ? 1U : 0U;
    }

    void finish() {
        totals_.was_woken = source_->was_woken();
        totals_.trouble = reader_->trouble();
        note(true);
        if (!totals_.output_closed) {
            totals_.output_closed = !output_.write(verdict_text::tail(options_.out_form));
        }
    }

    // --- the work of a thread -----------------------------------------------------------------

    void work_on() {
        try {
            auto rows = make_rows();
            report_maker maker(options_.mapping);
            work one;
            while (take(one)) {
                read_rows(one, *rows, maker);
                if (!ids_turn_.wait_for(one.batch.number)) {
                    return;
                }
                find_repeats(one);
                ids_turn_.pass();
                judge_rows(one);
                if (!write_turn_.wait_for(one.batch.number)) {
                    return;
                }
                write(one);
                write_turn_.pass();
            }
        } catch (...) {
            {
                const std::lock_guard lock(failing_);
                if (!failed_) {
                    failed_ = std::current_exception();
                }
            }
            stop();
            ids_turn_.break_open();
            write_turn_.break_open();
        }
    }

    /// Whoever waits for input is woken.
    void stop() {
        is_over_ = true;
        const char byte = 0;
        (void)!::write(stop_[1], &byte, 1);
    }

    bool take(work& one) {
        const std::lock_guard lock(input_);
        if (is_over_ || !reader_->next(one.batch)) {
            is_over_ = true;
            return false;
        }
        one.first_line = line_;
        line_ = one.batch.next_line;
        if (options_.renewed) {
            if (auto anew = options_.renewed()) {
                by_ = std::make_shared<law>(std::move(anew), options_.out_form);
            }
        }
        one.by = by_;
        return true;
    }

    static void read_rows(work& one, row_reader& rows, report_maker& maker) {
        one.texts.clear();
        one.rows.resize(one.batch.rows.size());
        for (std::size_t i = 0; i < one.rows.size(); ++i) {
            const auto& span = one.batch.rows[i];
            auto& row = one.rows[i];
            row.is_repeat = false;
            row.what.line = span.line;
            if (span.too_long) {
                row.problem = "does not end within 1 MiB, or with the feed";
                continue;
            }
            row.problem = rows.read(one.batch.text(span), one.cells);
            if (row.problem.empty()) {
                row.problem = maker.make(one.cells, *one.by->book, row.what);
            }
            if (row.problem.empty()) {
                row.what.id = one.texts.keep(row.what.id);
                row.what.source_class = one.texts.keep(row.what.source_class);
                row.what.confidence = one.texts.keep(row.what.confidence);
                row.what.note = one.texts.keep(row.what.note);
            }
        }
    }

    void find_repeats(work& one) {
        const bool marks = !options_.checkpoint.empty() && source_->is_file();
        if (marks) {
            marks_.push_back({one.batch.first_byte, one.first_line, window_.count()});
        }
        for (auto& row : one.rows) {
            if (row.problem.empty() && !row.what.id.empty()) {
                row.is_repeat = window_.add(row.what.id);
            }
        }
        if (marks) {
            while (marks_.size() > 1 && marks_[1].ids <= window_.oldest()) {
                marks_.pop_front();
            }
            one.ids_from = marks_.front();
        }
        one.place = {one.batch.last_byte, one.batch.next_line, window_.count()};
    }

    void judge_rows(work& one) const {
        one.out.clear();
        one.stops_at = ~std::size_t{0};
        for (std::size_t i = 0; i < one.rows.size(); ++i) {
            auto& row = one.rows[i];
            if (row.problem.empty()) {
                row.said = judge(*one.by->book, row.what);
                one.by->text.add(one.out, row.what, row.said, row.is_repeat);
                continue;
            }
            if (options_.strict) {
                one.stops_at = i;
                return;
            }
            one.by->text.add(one.out, unreadable(one, i));
        }
    }

    static unreadable_row unreadable(const work& one, std::size_t i) {
        const auto& span = one.batch.rows[i];
        return {span.line, one.rows[i].problem, shown(one.batch.text(span))};
    }

    // --- in order ------------------------------------------------------------------------------

    void write(work& one) {
        std::string_view text = one.out;
        const bool is_first = totals_.reports() + totals_.unreadable == 0;
        if (options_.out_form == verdict_form::geojson && is_first && !text.empty()) {
            text.remove_prefix(1);  // the comma before the first
        }
        if (!totals_.output_closed && !output_.write(text)) {
            totals_.output_closed = true;
            stop();
        }
        const auto last = std::min(one.rows.size(), one.stops_at);
        for (std::size_t i = 0; i < last; ++i) {
            const auto& row = one.rows[i];
            if (!row.problem.empty()) {
                ++totals_.unreadable;
                if (options_.told) {
                    options_.told(unreadable(one, i));
                }
                continue;
            }
            ++totals_.by_word[static_cast<std::size_t>(row.said.word)];
            totals_.repeats += row.is_repeat ? 1U : 0U;
            if (options_.seen) {
                options_.seen(*one.by->book, row.what, row.said, row.is_repeat);
            }
        }
        if (one.stops_at < one.rows.size()) {
            const auto bad = unreadable(one, one.stops_at);
            throw geo::input_error(
                shown_name() + ":" + std::to_string(bad.line) + ": " + bad.problem + ": " + bad.row
            );
        }
        checkpoint_.place = one.place;
        checkpoint_.ids_from = one.ids_from;
        note(false);
    }

    void note(bool is_last) {
        if (options_.checkpoint.empty() || totals_.output_closed) {
            return;
        }
        const auto now = std::chrono::steady_clock::now();
        if (!is_last && now - noted_ < between_checkpoints) {
            return;
        }
        noted_ = now;
        checkpoint_.written = output_.written();
        checkpoint_.by_word = totals_.by_word;
        checkpoint_.unreadable = totals_.unreadable;
        checkpoint_.repeats = totals_.repeats;
        output_.settle();
        write_checkpoint(options_.checkpoint, checkpoint_);
    }

    const feed_options& options_;
    std::shared_ptr<const law> by_;
    output_stream output_;
    std::unique_ptr<geo::byte_source> source_;
    std::unique_ptr<batch_reader> reader_;
    feed_form form_{};
    std::string header_;
    int stop_[2] = {-1, -1};
    std::mutex input_;  ///< reader_, by_, line_
    std::uint64_t line_ = 1;
    std::atomic<bool> is_over_ = false;
    std::mutex failing_;
    std::exception_ptr failed_;
    turnstile ids_turn_;
    repeat_window window_;          ///< in the turn of ids
    std::deque<feed_place> marks_;  ///< where batches began, as far back as ids are known
    turnstile write_turn_;
    feed_totals totals_;  ///< in the turn of writing
    feed_checkpoint checkpoint_;
    std::chrono::steady_clock::time_point noted_ = std::chrono::steady_clock::now();
};

}  // namespace

feed_totals run_feed(const std::shared_ptr<const rulebook>& by, const feed_options& options) {
    return feed_run(by, options).run();
}

}  // namespace planner
