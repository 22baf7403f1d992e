// SPDX-License-Identifier: Apache-2.0
#include "geo/io/csv_rows.hpp"

#include "geo/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace geo::detail {

namespace {

class row_reader {
public:
    row_reader(std::string_view text, const std::string& shown) : rest_(text), shown_(shown) {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (rest_.substr(0, byte_order_mark.size()) == byte_order_mark) {
            rest_.remove_prefix(byte_order_mark.size());
        }
    }

    std::vector<csv_row> run() {
        std::vector<csv_row> out;
        while (!rest_.empty()) {
            csv_row row{line_, {}};
            do {
                row.cells.push_back(cell());
            } while (take(','));
            take('\r');
            take('\n');
            ++line_;
            if (row.cells.size() > 1 || !row.cells.front().empty()) {
                out.push_back(std::move(row));
            }
        }
        return out;
    }

private:
    bool take(char c) {
        const bool there = !rest_.empty() && rest_.front() == c;
        rest_.remove_prefix(there ? 1 : 0);
        return there;
    }

    std::string cell() {
        if (take('"')) {
            return quoted();
        }
        const auto size = std::min(rest_.find_first_of(",\r\n"), rest_.size());
        std::string out(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return out;
    }

    std::string quoted() {
        const auto began = line_;
        std::string out;
        while (true) {
            const auto end = rest_.find('"');
            if (end == std::string_view::npos) {
                throw input_error(fmt::format("{}:{}: a quoted cell does not end", shown_, began));
            }
            out += rest_.substr(0, end);
            rest_.remove_prefix(end + 1);
            if (!take('"')) {
                break;
            }
            out += '"';
        }
        line_ += static_cast<std::size_t>(std::count(out.begin(), out.end(), '\n'));
        if (!rest_.empty() && rest_.find_first_of(",\r\n") != 0) {
            throw input_error(
                fmt::format("{}:{}: a cell goes on behind its closing quote", shown_, line_)
            );
        }
        return out;
    }

    std::string_view rest_;
    const std::string& shown_;
    std::size_t line_ = 1;
};

}  // namespace

std::vector<csv_row> csv_rows(std::string_view text, const std::string& shown) {
    return row_reader(text, shown).run();
}

}  // namespace geo::detail
