// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/batch_reader.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace planner {

namespace {

/// Bytes asked for at a time: at first the less, then more as long as all of it comes.
constexpr std::size_t least_asked = 1U << 16U;
constexpr std::size_t most_asked = 1U << 21U;
/// Of an overlong row, for the message.
constexpr std::size_t shown_of_long_row = 200;
constexpr char record_separator = '\x1e';  // GeoJSONSeq, RFC 8142

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\x1e") == std::string_view::npos;
}

/// Does a line hold one whole object?
bool is_closed_object(std::string_view line) {
    int depth = 0;
    bool in_text = false;
    bool escaped = false;
    for (const char c : line) {
        if (in_text) {
            in_text = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if (c == '"') {
            in_text = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return depth == 0;
}

}  // namespace

batch_reader::batch_reader(geo::byte_source& from, feed_form form)
    : from_(from), form_(form), asked_(least_asked) {}

void batch_reader::begin_at(std::uint64_t byte, std::uint64_t line) {
    byte_ = byte;
    line_ = line;
    if (byte > 0) {
        where_ = where::within;
        depth_ = 2;
        is_resumed_ = true;
    }
}

bool batch_reader::fill() {
    const auto had = held_.size();
    held_.resize(had + asked_);
    std::size_t got = 0;
    try {
        got = from_.read(held_.data() + had, asked_);
    } catch (...) {
        held_.resize(had);
        throw;
    }
    held_.resize(had + got);
    asked_ = got == asked_ ? std::min(2 * asked_, most_asked) : std::max(asked_ / 2, least_asked);
    ended_ = ended_ || got == 0;
    return got > 0;
}

feed_form batch_reader::form() {
    if (form_ != feed_form::unknown) {
        if (byte_ == 0 && held_.empty() && !ended_) {
            (void)fill();
            skip_mark();
        }
        return form_;
    }
    std::size_t begin = std::string::npos;
    std::size_t end = std::string::npos;
    for (;;) {
        begin = held_.find_first_not_of(" \t\r\n\xef\xbb\xbf");
        end = begin == std::string::npos ? begin : held_.find('\n', begin);
        if (end != std::string::npos || held_.size() > longest_row || !fill()) {
            break;
        }
    }
    if (begin == std::string::npos) {
        form_ = feed_form::ndjson;  // nothing came
    } else if (held_[begin] != '{' && held_[begin] != record_separator) {
        form_ = feed_form::csv;
    } else {
        const auto line =
            std::string_view(held_).substr(begin, std::min(end, held_.size()) - begin);
        const bool one = held_[begin] == record_separator || is_closed_object(line);
        form_ = one && line.find("\"FeatureCollection\"") == std::string_view::npos
                    ? feed_form::ndjson
                    : feed_form::geojson;
    }
    skip_mark();
    return form_;
}

/// The mark of UTF-8 that some programs put before a text (RFC 3629, 6).
void batch_reader::skip_mark() {
    if (byte_ == 0 && held_.starts_with("\xef\xbb\xbf")) {
        held_.erase(0, 3);
        byte_ = 3;
    }
}

std::string batch_reader::header() {
    for (;;) {
        const auto end = held_.find('\n');
        if (end != std::string::npos || held_.size() > longest_row || !fill()) {
            break;
        }
    }
    const auto end = std::min(held_.find('\n'), held_.size());
    std::string out = held_.substr(0, end);
    const auto taken = std::min(end + 1, held_.size());
    held_.erase(0, taken);
    byte_ += taken;
    ++line_;
    if (!out.empty() && out.back() == '\r') {
        out.pop_back();
    }
    return out;
}

bool batch_reader::next(row_batch& to) {
    (void)form();
    to.rows.clear();
    for (;;) {
        // What is held may be rows already, such as what came with the first look.
        if (!held_.empty() || ended_) {
            cut(to, ended_ && !from_.was_woken());
            if (!to.rows.empty()) {
                to.number = number_++;
                return true;
            }
        }
        if (ended_) {
            return false;
        }
        (void)fill();
    }
}

void batch_reader::add_row(
    row_batch& to, std::size_t first, std::size_t last, std::uint64_t line, bool too_long
) {
    to.rows.push_back(
        {static_cast<std::uint32_t>(first),
         static_cast<std::uint32_t>(last - first),
         line,
         too_long}
    );
}

void batch_reader::cut(row_batch& to, bool is_last) {
    to.first_byte = byte_;
    switch (form_) {
    case feed_form::csv:
        // Without a quote a row is a line.
        if (held_.find('"') == std::string::npos) {
            cut_lines(to, is_last);
        } else {
            cut_csv(to, is_last);
        }
        break;
    case feed_form::geojson:
        cut_features(to, is_last);
        break;
    default:
        cut_lines(to, is_last);
    }
    to.last_byte = byte_;
    const bool in_feature = where_ == where::within && depth_ > 2 && !skipping_;
    to.next_line = form_ == feed_form::geojson && in_feature ? feature_line_ : line_;
}

/// The first `size` bytes held; the rest, most often less than a row, is held on.
void batch_reader::hand_out(row_batch& to, std::size_t size) {
    std::swap(to.bytes, held_);
    held_.assign(to.bytes, size, std::string::npos);
    to.bytes.resize(size);
    to.bytes.resize(size + row_padding, ' ');
    byte_ += size;
}

void batch_reader::cut_lines(row_batch& to, bool is_last) {
    std::size_t at = 0;
    const char* const bytes = held_.data();
    while (at < held_.size()) {
        const auto* found =
            static_cast<const char*>(std::memchr(bytes + at, '\n', held_.size() - at));
        std::size_t end = found != nullptr ? static_cast<std::size_t>(found - bytes) : held_.size();
        const bool open = found == nullptr;
        if (skipping_) {
            skipping_ = open;
            at = open ? end : end + 1;
            line_ += open ? 0 : 1;
            continue;
        }
        if (open && !is_last && end - at <= longest_row) {
            break;
        }
        const bool too_long = end - at > longest_row;
        if (!is_blank({bytes + at, std::min<std::size_t>(end - at, 64)})) {
            add_row(to, at, too_long ? at + shown_of_long_row : end, line_, too_long);
        }
        skipping_ = open && !is_last;
        line_ += open ? 0 : 1;
        at = open ? end : end + 1;
    }
    hand_out(to, at);
}

void batch_reader::cut_csv(row_batch& to, bool is_last) {
    std::size_t done = 0;
    std::size_t first = 0;
    std::uint64_t begins = line_;
    std::uint64_t line = line_;
    bool quoted = false;
    bool at_field = true;
    for (std::size_t i = 0; i < held_.size(); ++i) {
        const char c = held_[i];
        if (skipping_) {
            if (c == '\n') {
                skipping_ = false;
                line_ = begins = ++line;
                done = first = i + 1;
                at_field = true;
                quoted = false;
            }
            continue;
        }
        if (quoted) {
            line += c == '\n' ? 1 : 0;
            quoted = c != '"';  // of two in a row the second opens again
            at_field = c == '"';
        } else if (c == '"' && at_field) {
            quoted = true;
        } else if (c == '\n') {
            ++line;
            if (!is_blank(
                    std::string_view(held_).substr(first, std::min<std::size_t>(i - first, 64))
                )) {
                add_row(to, first, i, begins, false);
            }
            line_ = begins = line;
            done = first = i + 1;
            at_field = true;
        } else {
            at_field = c == ',';
        }
        // Behind the end of a row `first` is i + 1.
        if (i + 1 > first + longest_row) {
            add_row(to, first, first + shown_of_long_row, begins, true);
            // Its quotes cannot be trusted: the next line is a row again.
            done = i + 1;
            skipping_ = true;
            if (quoted) {
                const auto end = held_.find('\n', first);
                i = end == std::string::npos ? held_.size() : end;
                line = begins + 1;
                line_ = begins = line;
                done = first = std::min(i + 1, held_.size());
                skipping_ = end == std::string::npos;
                quoted = false;
                at_field = true;
            }
        }
    }
    if (skipping_) {
        done = held_.size();
    } else if (is_last && done < held_.size()) {
        if (!is_blank(std::string_view(held_).substr(done))) {
            add_row(to, done, held_.size(), begins, false);
        }
        done = held_.size();
    }
    hand_out(to, done);
}

/// Byte by byte, going on where the last call stopped: a feature is not scanned twice.
void batch_reader::cut_features(row_batch& to, bool is_last) {
    constexpr std::size_t none = std::string::npos;
    std::size_t done = 0;
    std::size_t i = scanned_;
    std::size_t begun = where_ == where::within && depth_ > 2 && !skipping_ ? feature_at_ : none;
    for (; i < held_.size(); ++i) {
        const char c = held_[i];
        line_ += c == '\n' ? 1 : 0;
        if (in_text_) {
            in_text_ = escaped_ || c != '"';
            escaped_ = !escaped_ && c == '\\';
            if (where_ == where::before && key_.size() < 16) {
                key_ += in_text_ ? std::string(1, c) : "";
            }
        } else if (c == '"') {
            in_text_ = true;
            key_.clear();
        } else if (c == '{' || c == '[') {
            if (where_ == where::within && depth_ == 2 && c == '{') {
                begun = i;
                feature_line_ = line_;
            }
            ++depth_;
            if (where_ == where::before && depth_ == 2 && c == '[' && key_ == "features") {
                where_ = where::within;
            }
        } else if (c == '}' || c == ']') {
            --depth_;
            if (where_ == where::within && depth_ == 1) {
                where_ = where::after;
            } else if (where_ == where::within && depth_ == 2) {
                if (begun != none) {
                    add_row(to, begun, i + 1, feature_line_, false);
                }
                begun = none;
                skipping_ = false;
            }
        }
        if (begun != none && i - begun > longest_row) {
            add_row(to, begun, begun + shown_of_long_row, feature_line_, true);
            begun = none;
            skipping_ = true;
        }
        if (begun == none) {
            done = i + 1;
        }
    }
    if (is_last && is_resumed_ && held_.empty()) {
        where_ = where::after;  // its end was met before
    }
    is_resumed_ = is_resumed_ && held_.empty();
    if (is_last && where_ != where::after) {
        trouble_ = where_ == where::before
                       ? "is no GeoJSON collection: it has no \"features\""
                       : "ends before its list of features is closed; is it cut short?";
        if (begun != none) {
            add_row(
                to, begun, std::min(held_.size(), begun + shown_of_long_row), feature_line_, true
            );
        }
        done = held_.size();
        where_ = where::after;
    }
    hand_out(to, done);
    scanned_ = held_.size();
    feature_at_ = begun == none ? 0 : begun - done;
}

}  // namespace planner
