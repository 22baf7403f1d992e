// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/coordinate_judge.hpp"
#include "geo/io/raw_shape.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace geo::detail {

/// A geometry of plain GeoJSON as it is read, member by member; false from a member means that it is not
/// plain: of another type than the six of RFC 7946 that have coordinates, or coordinates with a doubt or
/// with heights.
class plain_shape {
public:
    /// Its member `type`, once.
    [[nodiscard]] bool name_type(std::string_view text);

    // -- Its member `coordinates`, once: the arrays and numbers in it --------------------------------

    [[nodiscard]] bool has_coordinates() const { return level_ > 0 || is_read_; }
    void open();
    [[nodiscard]] bool number(std::string_view digits, double value);
    /// `size` of the array; `room` positions may still come.
    [[nodiscard]] bool close(std::size_t size, std::size_t& room);
    [[nodiscard]] bool is_open() const { return level_ > 0; }

    /// When all was read.
    [[nodiscard]] bool finish(raw_shape& out);

private:
    enum class kind : std::uint8_t { point, points, line, lines, area, areas };
    struct named_kind {
        std::string_view name;
        kind what;
        std::size_t depth;  ///< of arrays
    };
    static const std::array<named_kind, 6> kinds;

    const named_kind* kind_ = nullptr;
    coordinate_judge judge_;
    bool is_read_ = false;
    std::size_t level_ = 0;
    std::size_t numbers_ = 0;
    std::array<double, 2> position_{};
    // In the order of the text: chains of positions, groups of chains.
    raw_chain chain_;
    std::vector<raw_chain> chains_;
    std::vector<std::vector<raw_chain>> groups_;
};

}  // namespace geo::detail
