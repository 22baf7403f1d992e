// SPDX-License-Identifier: Apache-2.0
#include "geo/io/turning_points.hpp"

#include "geo/base/error.hpp"
#include "geo/io/csv_rows.hpp"
#include "geo/io/tidy.hpp"
#include "geo/measure/position_text.hpp"

#include <cpl_vsi.h>
#include <fmt/format.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>

namespace geo::detail {

namespace {

constexpr std::array<std::string_view, 5> needed_columns{
    "line", "part", "sequence", "latitude_dms", "longitude_dms"};

/// The decimal columns repeat the position: they may differ in their own last place only, taken as
/// 5 decimals at the least (1 m).
constexpr double same_degrees = 1e-5;

struct file_closer {
    void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};

/// A table with its head, asked by the names of its columns.
class point_table {
public:
    point_table(std::string_view text, const std::string& shown)
        : shown_(shown), rows_(csv_rows(text, shown)) {
        const auto& head = rows_.front().cells;
        for (std::size_t i = 0; i < head.size(); ++i) {
            columns_.try_emplace(head[i], i);
        }
        rows_.erase(rows_.begin());
    }

    [[nodiscard]] const std::vector<csv_row>& rows() const { return rows_; }

    [[nodiscard]] const std::string* find(const csv_row& row, std::string_view column) const {
        const auto at = columns_.find(column);
        return at == columns_.end() || at->second >= row.cells.size() ? nullptr
                                                                      : &row.cells[at->second];
    }
    [[nodiscard]] const std::string& cell(const csv_row& row, std::string_view column) const {
        const auto* found = find(row, column);
        if (found == nullptr) {
            refuse(row, column, "the row ends before it");
        }
        return *found;
    }

    [[noreturn]] void refuse(const csv_row& row, std::string_view column, const std::string& why)
        const {
        throw input_error(fmt::format("{}:{}: column {}: {}", shown_, row.line, column, why));
    }

    [[nodiscard]] std::size_t count(const csv_row& row, std::string_view column) const {
        const auto& text = cell(row, column);
        std::size_t value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value == 0) {
            refuse(row, column, "'" + text + "' is not a whole number from 1");
        }
        return value;
    }

    template <class Parse>
    [[nodiscard]] auto angle(
        const csv_row& row, std::string_view column, const std::string& form, Parse parse
    ) const {
        const auto& text = cell(row, column);
        try {
            return parse(text);
        } catch (const input_error& problem) {
            refuse(row, column, "'" + text + "' is not a " + form + ": " + problem.what());
        }
    }

    [[nodiscard]] lon_lat position(const csv_row& row) const {
        const auto lat =
            angle(row, "latitude_dms", "latitude of the form 48\u00b035'27.0\"N", parse_latitude);
        const auto lon = angle(
            row, "longitude_dms", "longitude of the form 039\u00b039'58.0\"E", parse_longitude
        );
        compare(row, "latitude", lat.value());
        compare(row, "longitude", lon.value());
        return {lon, lat};
    }

private:
    /// Whoever mends one of the two must mend the other: the reader cannot know which is meant.
    void compare(const csv_row& row, std::string_view column, double degrees) const {
        const auto* text = find(row, column);
        if (text == nullptr || text->empty()) {
            return;
        }
        double value = 0;
        const auto* end = text->data() + text->size();
        const auto read = std::from_chars(text->data(), end, value);
        if (read.ec != std::errc() || read.ptr != end ||
            !(std::abs(value - degrees) <= same_degrees)) {
            refuse(
                row,
                column,
                fmt::format(
                    "'{}' is not the {} that column {}_dms says, {:.7f}; make them the same",
                    *text,
                    column,
                    column,
                    degrees
                )
            );
        }
    }

    const std::string& shown_;
    std::vector<csv_row> rows_;
    std::map<std::string, std::size_t, std::less<>> columns_;
};

std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names) {
        out += (out.empty() ? "" : ", ") + name;
    }
    return out.empty() ? "none" : out;
}

std::string chosen_line(
    const std::vector<std::string>& names, const std::string& shown, const read_options& options
) {
    if (!options.where.empty()) {
        throw input_error(
            shown +
            ": an annex of turning points has no attributes to filter by; choose a line "
            "with --layer: " +
            listed(names)
        );
    }
    if (names.empty()) {
        throw input_error(shown + ": holds the turning points of no line");
    }
    if (options.layer.empty() && names.size() == 1) {
        return names.front();
    }
    if (std::find(names.begin(), names.end(), options.layer) == names.end()) {
        throw input_error(
            shown +
            (options.layer.empty() ? ": holds the turning points of several lines; choose one with "
                                     "--layer: "
                                   : ": has no line '" + options.layer + "'; it has: ") +
            listed(names)
        );
    }
    return options.layer;
}

}  // namespace

std::optional<std::string> turning_point_table(const source& opened) {
    if (opened.format != file_format::csv) {
        return std::nullopt;
    }
    const std::unique_ptr<VSILFILE, file_closer> file(
        VSIFOpenL(opened.dataset->GetDescription(), "rb")
    );
    if (!file) {
        return std::nullopt;
    }
    // The head first: other tables may be large.
    std::string text(4096, '\0');
    text.resize(VSIFReadL(text.data(), 1, text.size(), file.get()));
    const auto line = text.substr(0, text.find_first_of("\r\n"));
    if (line.find(needed_columns.back()) == std::string::npos) {
        return std::nullopt;  // any other table, whose first row may hold anything
    }
    const auto head = csv_rows(line, opened.shown);
    const auto has = [&](std::string_view name) {
        const auto& cells = head.front().cells;
        return std::find(cells.begin(), cells.end(), name) != cells.end();
    };
    if (!std::all_of(needed_columns.begin(), needed_columns.end(), has)) {
        return std::nullopt;
    }
    std::string block(std::size_t{1} << 16U, '\0');
    while (const auto got = VSIFReadL(block.data(), 1, block.size(), file.get())) {
        text.append(block, 0, got);
    }
    return text;
}

std::vector<std::string> turning_point_lines(std::string_view text, const std::string& shown) {
    const point_table table(text, shown);
    std::vector<std::string> out;
    for (const auto& row : table.rows()) {
        const auto& line = table.cell(row, "line");
        if (std::find(out.begin(), out.end(), line) == out.end()) {
            out.push_back(line);
        }
    }
    return out;
}

layer read_turning_points(
    std::string_view text, const std::string& shown, const read_options& options
) {
    const point_table table(text, shown);
    layer out;
    out.file = shown;
    out.name = chosen_line(turning_point_lines(text, shown), shown, options);
    out.crs = "EPSG:4326";
    out.edges = options.edges.value_or(edge_reading::geodesic);
    auto& made = out.features.emplace_back();
    made.id = out.name;
    made.attributes.push_back({"line", out.name});
    multi_line_string<lon_lat> shape;
    std::size_t positions = 0;
    for (const auto& row : table.rows()) {
        const auto where = table.position(row);  // every row is read, chosen or not
        const auto part = table.count(row, "part");
        const auto sequence = table.count(row, "sequence");
        if (table.cell(row, "line") != out.name) {
            continue;
        }
        if (part == shape.size() + 1) {
            shape.emplace_back();
        } else if (part != shape.size() || shape.empty()) {
            table.refuse(row, "part", fmt::format("part {} is not the next", part));
        }
        if (sequence != shape.back().size() + 1) {
            table.refuse(
                row,
                "sequence",
                fmt::format(
                    "{} follows {}; rows are missing, twice there or out of order",
                    sequence,
                    shape.back().size()
                )
            );
        }
        if (++positions > options.max_positions) {
            throw input_error(fmt::format(
                "{}: holds more than {} positions, the limit", shown, options.max_positions
            ));
        }
        shape.back().push_back(where);
    }
    finding_book book(shown, out.name);
    tidy(shape, {book, made.id, false});
    made.shape = std::move(shape);
    out.found = book.finish();
    return out;
}

}  // namespace geo::detail
