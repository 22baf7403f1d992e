// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/sheet_text.hpp"
#include "planner/sheets/sheet_view.hpp"

#include <memory>
#include <string>
#include <vector>

/// Names on the map, placed by Mapnik so that none meets another. Part of planner/sheets/sheet.
namespace planner::detail {

struct label_request {
    std::string text;     ///< made harmless
    std::string below{};  ///< made harmless: a second line
    const sheet_label_style& style;
    points size;
    paper_mm symbol_size{0};  ///< room that the symbol at a point needs; 0: text over the point
    std::vector<const paper_line*> keep_off{};  ///< lines that a name at an end should not meet
};

class label_placer {
public:
    /// Draws onto `cairo`, whose unit must be a millimetre.
    label_placer(
        cairo_t* cairo,
        const paper_box& frame,
        const text_pen& pen,
        const std::filesystem::path& fonts
    );
    ~label_placer();
    label_placer(const label_placer&) = delete;
    label_placer& operator=(const label_placer&) = delete;

    [[nodiscard]] bool has_room(const paper_box& box) const;
    void block(const paper_box& box);

    /// Draws the label where there is room; false when there is none.
    bool place(const label_request& label, const paper_shape& where);

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace planner::detail
