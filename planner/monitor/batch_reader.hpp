// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/byte_source.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace planner {

/// How rows lie in a feed: one JSON object a line (GeoJSONSeq too); CSV as RFC 4180 has it; the
/// features of one GeoJSON collection.
enum class feed_form : std::uint8_t { unknown, ndjson, csv, geojson };

/// A row of a batch by its place in the batch's bytes.
struct row_span {
    std::uint32_t first = 0;
    std::uint32_t size = 0;
    std::uint64_t line = 0;  ///< of the feed, counted from 1
    bool too_long = false;   ///< only its beginning is there
};

/// Some whole rows of a feed.
struct row_batch {
    std::uint64_t number = 0;  ///< counted from 0
    std::string bytes;         ///< rows, and `row_padding` bytes after them
    std::vector<row_span> rows;
    std::uint64_t first_byte = 0;  ///< place in the (unpacked) feed
    std::uint64_t last_byte = 0;
    std::uint64_t next_line = 0;  ///< number of the line that comes after it

    [[nodiscard]] std::string_view text(const row_span& row) const {
        return {bytes.data() + row.first, row.size};
    }
};

/// simdjson reads so far beyond a row.
inline constexpr std::size_t row_padding = 64;
/// A longer row is no report (a report is some hundred bytes): it is told and skipped.
inline constexpr std::size_t longest_row = 1U << 20U;

/// Cuts a feed into batches of whole rows. A batch is what was there when it was asked for, about
/// 2 MiB at most (or one row), so a slow feed is passed on row by row.
///
/// Line      a row begins at its line. A row of CSV may go on over lines within quotes. An empty
///           line is no row. What follows an overlong row begins at the next line.
class batch_reader {
public:
    /// `form` unknown: told by the first bytes.
    batch_reader(geo::byte_source& from, feed_form form);

    /// The form, once the first bytes are there; waits for them.
    [[nodiscard]] feed_form form();
    /// The first row of CSV, taken off; empty when there is none.
    [[nodiscard]] std::string header();
    /// Goes on at a place that `last_byte` and `next_line` of a batch gave.
    ///
    /// Requires  the source was moved there (byte_source::go_to()).
    void begin_at(std::uint64_t byte, std::uint64_t line);

    /// False at the end, or when the source was woken: then a row that has not ended is left.
    [[nodiscard]] bool next(row_batch& to);

    /// How the collection ended, when it did not as GeoJSON should; empty when all is well.
    [[nodiscard]] const std::string& trouble() const { return trouble_; }

private:
    bool fill();
    void skip_mark();
    void cut(row_batch& to, bool is_last);
    void hand_out(row_batch& to, std::size_t size);
    void cut_lines(row_batch& to, bool is_last);
    void cut_csv(row_batch& to, bool is_last);
    void cut_features(row_batch& to, bool is_last);
    void add_row(
        row_batch& to, std::size_t first, std::size_t last, std::uint64_t line, bool too_long
    );

    geo::byte_source& from_;
    feed_form form_;
    std::size_t asked_;        ///< bytes, of the source
    std::string held_;         ///< read, not handed out
    std::size_t scanned_ = 0;  ///< of held_, by a scan that goes on
    std::uint64_t byte_ = 0;   ///< place of held_ in the feed
    std::uint64_t line_ = 1;   ///< at which held_ begins
    std::uint64_t number_ = 0;
    bool ended_ = false;
    bool skipping_ = false;  ///< the rest of an overlong row
    // The scan of a collection.
    enum class where : std::uint8_t { before, within, after };
    where where_ = where::before;
    int depth_ = 0;
    bool in_text_ = false;
    bool escaped_ = false;
    bool is_resumed_ = false;  ///< and nothing was seen since
    std::string key_;
    std::size_t feature_at_ = 0;  ///< of held_, where one begins that has not ended
    std::uint64_t feature_line_ = 1;
    std::string trouble_;
};

}  // namespace planner
