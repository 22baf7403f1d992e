// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/lon_lat.hpp"

#include <algorithm>
#include <bitset>
#include <optional>
#include <string>
#include <vector>

namespace planner {

/// The Earth in cells of 5 degrees, of which some are marked: a coarse area that has neither seams nor
/// poles, and that every program reads alike.
class ground_cells {
public:
    static constexpr int degrees_a_side = 5;
    static constexpr int column_count = 360 / degrees_a_side;
    static constexpr int row_count = 180 / degrees_a_side;

    /// Columns from 180 degrees west on, rows from the south pole on.
    void mark(int column, int row) { marked_.set(number(column, row)); }
    [[nodiscard]] bool is_marked(int column, int row) const {
        return marked_.test(number(column, row));
    }
    [[nodiscard]] bool contains(geo::lon_lat p) const {
        return is_marked(
            std::clamp(
                static_cast<int>((p.lon.value() + 180) / degrees_a_side), 0, column_count - 1
            ),
            std::clamp(static_cast<int>((p.lat.value() + 90) / degrees_a_side), 0, row_count - 1)
        );
    }

    /// Rows from the north, as on a map: `#` is marked, `.` is not.
    [[nodiscard]] std::vector<std::string> text() const {
        std::vector<std::string> out(row_count, std::string(column_count, '.'));
        for (int row = 0; row < row_count; ++row) {
            for (int column = 0; column < column_count; ++column) {
                if (is_marked(column, row)) {
                    out[static_cast<std::size_t>(row_count - 1 - row)]
                       [static_cast<std::size_t>(column)] = '#';
                }
            }
        }
        return out;
    }
    /// What text() gave; none when it is not that.
    [[nodiscard]] static std::optional<ground_cells> read(const std::vector<std::string>& rows) {
        ground_cells out;
        if (rows.size() != row_count) {
            return std::nullopt;
        }
        for (int row = 0; row < row_count; ++row) {
            const auto& said = rows[static_cast<std::size_t>(row_count - 1 - row)];
            if (said.size() != column_count || said.find_first_not_of("#.") != std::string::npos) {
                return std::nullopt;
            }
            for (int column = 0; column < column_count; ++column) {
                if (said[static_cast<std::size_t>(column)] == '#') {
                    out.mark(column, row);
                }
            }
        }
        return out;
    }

private:
    [[nodiscard]] static std::size_t number(int column, int row) {
        return static_cast<std::size_t>(row * column_count + column);
    }
    std::bitset<static_cast<std::size_t>(column_count) * row_count> marked_;
};

}  // namespace planner
