// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/feed.hpp"

#include "geo/base/error.hpp"
#include "geo/io/atomic_file.hpp"
#include "planner/monitor/feed_ids.hpp"
#include "planner/monitor/output_stream.hpp"
#include "planner/monitor/turnstile.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <fcntl.h>
#include <filesystem>
#include <thread>
#include <unistd.h>

namespace planner {

namespace {

using detail::batch_worker;
using detail::feed_batch;
using detail::feed_law;

constexpr std::chrono::milliseconds between_checkpoints(100);
/// Nor is a checkpoint made before so many times what the last one took are over: 5 % of the time at most.
constexpr int rests_for_note = 19;

class feed_run {
public:
    feed_run(const std::shared_ptr<const rulebook>& by, const feed_options& options)
        : options_(options), by_(std::make_shared<feed_law>(by, options.out_form)),
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
        const auto old = begin_checkpoint();
        form_ = reader_->form();
        if (form_ == feed_form::csv) {
            header_ = reader_->header();
            line_ = 2;
        }
        (void)make_rows();  // a table without its columns is refused before anything is written
        ids_.begin(!options_.checkpoint.empty() && source_->is_file());
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

    [[nodiscard]] std::optional<feed_checkpoint> begin_checkpoint() {
        if (options_.checkpoint.empty()) {
            return std::nullopt;
        }
        if (options_.gathered.text && !source_->is_file()) {
            // What came behind the last note was written, not noted: it would have to be sent again.
            throw geo::input_error(
                shown_name() +
                ": what is counted of a feed goes on after a sudden end only where the "
                "feed is a file"
            );
        }
        auto old = read_checkpoint(options_.checkpoint);
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
            checkpoint_.gathered = options_.gathered.text ? options_.gathered.text() : "";
            write_checkpoint(options_.checkpoint, checkpoint_);
        }
        return old;
    }

    [[nodiscard]] std::string name_of_run() const {
        return "feed " + options_.reports + ", plan " + by_->book->of().version + ", status " +
               std::to_string(by_->book->of().events.size()) + ", mapping " + options_.mapping.id +
               ", form " + std::to_string(static_cast<int>(options_.out_form)) + ", output " +
               options_.output + (options_.gathered.text ? ", counted" : "");
    }

    [[nodiscard]] std::unique_ptr<row_reader> make_rows() const {
        const report_maker maker(options_.mapping);
        try {
            if (form_ != feed_form::csv) {
                return json_rows(maker.columns());
            }
            auto header = read_csv_header(maker.columns(), header_);
            if (const auto lacking = maker.lacks(header.has); !lacking.empty()) {
                throw geo::input_error("line 1: " + lacking);
            }
            return csv_rows(std::move(header));
        } catch (const geo::input_error& problem) {
            throw geo::input_error(shown_name() + ": " + problem.what());
        }
    }

    [[nodiscard]] batch_worker make_worker() const { return {make_rows(), options_.mapping}; }

    void go_on(const feed_checkpoint& old) {
        checkpoint_ = old;
        totals_.by_word = old.by_word;
        totals_.unreadable = old.unreadable;
        totals_.repeats = old.repeats;
        output_.go_on_at(old.written);
        if (options_.gathered.go_on) {
            options_.gathered.go_on(old.gathered);
        }
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
        geo::byte_source source(options_.reports);
        batch_reader reader(source, form_);
        if (old.ids_from.byte > 0) {
            source.go_to(old.ids_from.byte);
            reader.begin_at(old.ids_from.byte, old.ids_from.line);
        } else if (form_ == feed_form::csv) {
            (void)reader.header();
        }
        auto worker = make_worker();
        feed_batch one;
        one.by = by_;
        ids_.read_again(old, one, [&](feed_batch& to) {
            const bool any = reader.next(to.cut);
            if (any) {
                worker.read(to);
            }
            return any;
        });
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
            ids_.add(repeat_window::hash_of(cells[0].text));
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
            auto worker = make_worker();
            feed_batch one;
            while (take(one)) {
                worker.read(one);
                if (!ids_turn_.wait_for(one.cut.number)) {
                    return;
                }
                ids_.find_repeats(one);
                ids_turn_.pass();
                worker.judge(one, options_.strict);
                if (!write_turn_.wait_for(one.cut.number)) {
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

    bool take(feed_batch& one) {
        const std::lock_guard lock(input_);
        if (is_over_ || !reader_->next(one.cut)) {
            is_over_ = true;
            return false;
        }
        one.first_line = line_;
        line_ = one.cut.next_line;
        if (options_.renewed) {
            if (auto anew = options_.renewed()) {
                by_ = std::make_shared<feed_law>(std::move(anew), options_.out_form);
            }
        }
        one.by = by_;
        return true;
    }

    // --- in order ------------------------------------------------------------------------------

    void write(const feed_batch& one) {
        auto text = one.out.view();
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
                    options_.told(one.unreadable(i));
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
            const auto bad = one.unreadable(one.stops_at);
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
        if (!is_last && now < next_note_) {
            return;
        }
        checkpoint_.written = output_.written();
        checkpoint_.by_word = totals_.by_word;
        checkpoint_.unreadable = totals_.unreadable;
        checkpoint_.repeats = totals_.repeats;
        checkpoint_.gathered = options_.gathered.text ? options_.gathered.text() : "";
        output_.settle();
        write_checkpoint(options_.checkpoint, checkpoint_);
        const auto done = std::chrono::steady_clock::now();
        next_note_ = std::max(now + between_checkpoints, done + rests_for_note * (done - now));
    }

    const feed_options& options_;
    std::shared_ptr<const feed_law> by_;
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
    detail::turnstile ids_turn_;
    detail::feed_ids ids_;  ///< in the turn of ids
    detail::turnstile write_turn_;
    feed_totals totals_;  ///< in the turn of writing
    feed_checkpoint checkpoint_;
    std::chrono::steady_clock::time_point next_note_ =
        std::chrono::steady_clock::now() + between_checkpoints;
};

}  // namespace

feed_totals run_feed(const std::shared_ptr<const rulebook>& by, const feed_options& options) {
    return feed_run(by, options).run();
}

}  // namespace planner
