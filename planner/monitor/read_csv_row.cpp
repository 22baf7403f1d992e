// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "planner/monitor/row_cells.hpp"

#include <algorithm>
#include <cstring>
#include <deque>

namespace planner {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// RFC 3629, without overlong forms and surrogates.
bool is_utf8(std::string_view text) {
    const auto at = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned c = at(i);
        if (c < 0x80) {
            ++i;
            continue;
        }
        const std::size_t more = c >= 0xc2 && c <= 0xdf   ? 1
                                 : (c & 0xf0U) == 0xe0    ? 2
                                 : c >= 0xf0 && c <= 0xf4 ? 3
                                                          : 0;
        if (more == 0) {
            return false;
        }
        const unsigned second = at(i + 1);
        const unsigned low = c == 0xe0 ? 0xa0U : c == 0xf0 ? 0x90U : 0x80U;
        const unsigned high = c == 0xed ? 0x9fU : c == 0xf4 ? 0x8fU : 0xbfU;
        if (second < low || second > high) {
            return false;
        }
        for (std::size_t k = 2; k <= more; ++k) {
            if ((at(i + k) & 0xc0U) != 0x80) {
                return false;
            }
        }
        i += more + 1;
    }
    return true;
}

/// Calls `use(number, text, was quoted)` for the cells of a row; false when a quote is not closed or
/// text follows it.
template <class Use>
bool for_each_cell(std::string_view row, std::deque<std::string>& unquoted, Use&& use) {
    std::size_t at = 0;
    for (std::size_t number = 0;; ++number) {
        if (at < row.size() && row[at] == '"') {
            std::size_t from = at + 1;
            std::string* joined = nullptr;
            for (;;) {
                const auto end = row.find('"', from);
                if (end == std::string_view::npos) {
                    return false;
                }
                const bool doubled = end + 1 < row.size() && row[end + 1] == '"';
                if (joined == nullptr && doubled) {
                    joined = &unquoted.emplace_back();
                }
                if (joined != nullptr) {
                    joined->append(row.substr(from, end - from + (doubled ? 1 : 0)));
                }
                if (!doubled) {
                    use(number,
                        joined != nullptr ? std::string_view(*joined) : row.substr(from, end - from)
                    );
                    at = end + 1;
                    break;
                }
                from = end + 2;
            }
            while (at < row.size() && (row[at] == ' ' || row[at] == '\r')) {
                ++at;
            }
            if (at < row.size() && row[at] != ',') {
                return false;
            }
        } else {
            const auto end = std::min(row.find(',', at), row.size());
            use(number, trimmed(row.substr(at, end - at)));
            at = end;
        }
        if (at >= row.size()) {
            return true;
        }
        ++at;
    }
}

class csv_reader final : public row_reader {
public:
    explicit csv_reader(csv_header header) : header_(std::move(header)) {}

    std::string read(std::string_view row, std::vector<row_cell>& cells) override {
        cells.assign(header_.has.size(), {});
        unquoted_.clear();
        if (!is_utf8(row)) {
            return "is not UTF-8";
        }
        std::size_t count = 0;
        const bool closed =
            for_each_cell(row, unquoted_, [&](std::size_t number, std::string_view text) {
                count = number + 1;
                if (number < header_.asked.size() &&
                    header_.asked[number] != csv_header::not_asked_for && !text.empty()) {
                    auto& cell = cells[header_.asked[number]];
                    cell.kind = row_cell::holds::text;
                    cell.text = text;
                }
            });
        if (!closed) {
            return "has a quote that is not closed, or text after it";
        }
        if (count != header_.asked.size()) {
            return "has " + std::to_string(count) + " cells, the header " +
                   std::to_string(header_.asked.size());
        }
        return {};
    }

private:
    csv_header header_;
    std::deque<std::string> unquoted_;  ///< cells in which quotes were doubled
};

}  // namespace

csv_header read_csv_header(const std::vector<std::string>& columns, const std::string& header) {
    std::deque<std::string> unquoted;
    std::vector<std::string> names;
    if (!is_utf8(header) ||
        !for_each_cell(header, unquoted, [&](std::size_t, std::string_view name) {
            names.emplace_back(name);
        })) {
        throw geo::input_error("line 1: the header of the table cannot be read");
    }
    csv_header out;
    out.asked.assign(names.size(), csv_header::not_asked_for);
    out.has.assign(columns.size(), false);
    bool has_any = false;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto wanted = std::find(columns.begin(), columns.end(), names[i]);
        if (wanted == columns.end()) {
            continue;
        }
        const auto number = static_cast<std::size_t>(wanted - columns.begin());
        if (out.has[number]) {
            throw geo::input_error("line 1: the table has column '" + names[i] + "' twice");
        }
        out.asked[i] = number;
        out.has[number] = true;
        has_any = true;
    }
    if (!has_any) {
        std::string list;
        for (const auto& one : columns) {
            list += (list.empty() ? "" : ", ") + one;
        }
        const bool is_otherwise_separated =
            names.size() == 1 && header.find_first_of(";\t") != std::string::npos;
        throw geo::input_error(
            "line 1: the table has none of the columns " + list +
            (is_otherwise_separated
                 ? "; columns are to be separated by commas, not by semicolons or tabs"
                 : "; choose a mapping with --mapping")
        );
    }
    return out;
}

std::unique_ptr<row_reader> csv_rows(csv_header header) {
    return std::make_unique<csv_reader>(std::move(header));
}

}  // namespace planner
