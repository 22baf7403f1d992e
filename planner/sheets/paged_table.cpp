// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/paged_table.hpp"

#include "geo/base/error.hpp"
#include "planner/model/texts.hpp"
#include "planner/sheets/drawing_part.hpp"
#include "planner/sheets/drawing_surface.hpp"
#include "planner/sheets/sheet_paint.hpp"
#include "planner/sheets/sheet_text.hpp"

#include <cairo.h>

#include <algorithm>

namespace planner {

namespace {

using detail::text_style;

constexpr double margin = 12;
constexpr double leading = 1.3;     // height of a line, in font sizes
constexpr double cell_space = 1.6;  // mm between columns
constexpr double row_space = 0.7;   // mm between rows
constexpr std::size_t longest_cell = 200;
constexpr std::size_t longest_note = 2000;

constexpr auto ink = sheet_colour::rgb(0x22282D);
constexpr auto grey = sheet_colour::rgb(0x5B656D);
constexpr auto rule = sheet_colour::rgb(0xB9C2C8);

constexpr text_style title_style{text_face::bold, 13, ink};
constexpr text_style subtitle_style{text_face::regular, 8.5, grey};
constexpr text_style section_style{text_face::bold, 8.5, ink};
constexpr text_style note_style{text_face::regular, 7, ink};
constexpr text_style head_style{text_face::bold, 6.4, ink};
constexpr text_style cell_style{text_face::regular, 6.4, ink};
constexpr text_style foot_style{text_face::regular, 6, grey};

double height(const text_style& style) {
    return style.size * mm_per_point * leading;
}

/// One text on a page: where its line begins or, aligned to the right, ends.
struct placed_text {
    text_style style;
    double x = 0;
    double top = 0;
    bool from_right = false;
    std::string text;
};

struct page {
    std::vector<placed_text> texts;
    std::vector<double> rules;  ///< heights of lines across
};

/// Puts everything on pages; nothing is drawn.
class page_maker {
public:
    page_maker(const paged_table& what, const detail::text_pen& pen)
        : what_(what), say_(or_english(what.words)), pen_(pen),
          paper_(detail::paper_dimensions(paper_size::a4, paper_orientation::landscape)) {
        double x = margin;
        for (const auto& column : what.columns) {
            lefts_.push_back(x);
            x += column.width.value() + cell_space;
        }
        if (x - cell_space > paper_.width - margin + 1e-9) {
            throw geo::input_error("the columns of a table on pages are wider than the paper");
        }
        foot_ = lines_of(foot_style, what.foot, paper_.width - 2 * margin - 30);
        bottom_ = paper_.height - margin -
                  height(foot_style) * static_cast<double>(std::max<std::size_t>(1, foot_.size()));
    }

    std::vector<page> run() {
        pages_.emplace_back();
        top_ = margin;
        put_lines(title_style, what_.title);
        put_lines(subtitle_style, what_.subtitle);
        top_ += 2;
        for (const auto& note : what_.notes) {
            put_lines(note_style, note);
        }
        top_ += 2;
        for (const auto& section : what_.sections) {
            put_section(section);
        }
        for (std::size_t i = 0; i < pages_.size(); ++i) {
            put_foot(pages_[i], i + 1);
        }
        return std::move(pages_);
    }

private:
    [[nodiscard]] std::vector<std::string> lines_of(
        const text_style& style,
        const std::string& text,
        double room,
        std::size_t longest = longest_note
    ) const {
        return pen_.wrap(style, detail::harmless(text, longest), room);
    }

    void next_page() {
        pages_.emplace_back();
        top_ = margin;
        put_lines(subtitle_style, what_.title);
        top_ += 1;
    }

    void put(
        const text_style& style, double x, double top, const std::string& text, bool from_right
    ) {
        pages_.back().texts.push_back({style, x, top, from_right, text});
    }

    void put_lines(const text_style& style, const std::string& text) {
        for (const auto& line : lines_of(style, text, paper_.width - 2 * margin)) {
            if (top_ + height(style) > bottom_) {
                next_page();
            }
            put(style, margin, top_, line, false);
            top_ += height(style);
        }
    }

    using wrapped_row = std::vector<std::vector<std::string>>;

    [[nodiscard]] wrapped_row wrapped(
        const text_style& style, const std::vector<std::string>& cells
    ) const {
        wrapped_row out;
        for (std::size_t i = 0; i < what_.columns.size() && i < cells.size(); ++i) {
            out.push_back(lines_of(style, cells[i], what_.columns[i].width.value(), longest_cell));
        }
        return out;
    }

    [[nodiscard]] static double height_of(const text_style& style, const wrapped_row& row) {
        std::size_t most = 1;
        for (const auto& cell : row) {
            most = std::max(most, cell.size());
        }
        return static_cast<double>(most) * height(style);
    }

    void put_row(const text_style& style, const wrapped_row& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool right = what_.columns[i].align == column_align::right;
            const double x = lefts_[i] + (right ? what_.columns[i].width.value() : 0);
            double top = top_;
            for (const auto& line : row[i]) {
                if (top + height(style) > bottom_) {
                    break;
                }
                put(style, x, top, line, right);
                top += height(style);
            }
        }
        top_ += height_of(style, row) + row_space;
    }

    void put_head() {
        std::vector<std::string> heads;
        for (const auto& column : what_.columns) {
            heads.push_back(column.head);
        }
        put_row(head_style, wrapped(head_style, heads));
        pages_.back().rules.push_back(top_ - row_space / 2);
        top_ += 0.6;
    }

    void put_section(const paged_section& section) {
        // A title is not left alone at the bottom: room for it, the head and two rows.
        const double needed = height(section_style) + 6 * height(cell_style) + 4;
        if (top_ + needed > bottom_) {
            next_page();
        }
        put_lines(section_style, section.title);
        for (const auto& note : section.notes) {
            put_lines(note_style, note);
        }
        top_ += 1;
        put_head();
        for (const auto& cells : section.rows) {
            const auto row = wrapped(cell_style, cells);
            if (top_ + height_of(cell_style, row) > bottom_) {
                next_page();
                put_lines(
                    section_style, say_.text<"pages.continued">(with<"title">(section.title))
                );
                top_ += 1;
                put_head();
            }
            put_row(cell_style, row);
        }
        top_ += 4;
    }

    void put_foot(page& on, std::size_t number) const {
        on.rules.push_back(bottom_ + 0.8);
        double top = bottom_ + 1.4;
        for (const auto& line : foot_) {
            on.texts.push_back({foot_style, margin, top, false, line});
            top += height(foot_style);
        }
        on.texts.push_back(
            {foot_style,
             paper_.width - margin,
             bottom_ + 1.4,
             true,
             say_.text<"pages.number">(with<"n">(number), with<"all">(pages_.size()))}
        );
    }

    const paged_table& what_;
    const texts& say_;
    const detail::text_pen& pen_;
    detail::paper_box paper_;
    std::vector<double> lefts_;
    std::vector<std::string> foot_;
    double bottom_ = 0;
    double top_ = 0;
    std::vector<page> pages_;
};

void draw(cairo_t* cairo, const page& what, const detail::text_pen& pen, double right) {
    for (const double at : what.rules) {
        cairo_move_to(cairo, margin, at);
        cairo_line_to(cairo, right, at);
        detail::set_stroke(cairo, {.colour = rule, .width = paper_mm(0.2)});
        cairo_stroke(cairo);
    }
    for (const auto& one : what.texts) {
        const double x = one.from_right ? one.x - pen.width(one.style, one.text) : one.x;
        // The ascent of the letters is about one font size (Noto: 1.07).
        cairo_move_to(cairo, x, one.top + one.style.size * mm_per_point);
        pen.draw(cairo, one.style, one.text);
    }
}

}  // namespace

std::size_t detail::drawn::pages_of(const paged_table& what) {
    const detail::text_pen pen(what.font_folder);
    return page_maker(what, pen).run().size();
}

std::string detail::drawn::render_pdf(const paged_table& what) {
    const detail::text_pen pen(what.font_folder);
    const auto pages = page_maker(what, pen).run();
    const auto paper = detail::paper_dimensions(paper_size::a4, paper_orientation::landscape);
    std::string bytes;
    const auto surface = detail::pdf_surface(
        bytes, paper.width, paper.height, {detail::harmless(what.title, longest_cell), what.made_at}
    );
    {
        const detail::context_ptr cairo(cairo_create(surface.get()));
        cairo_scale(cairo.get(), detail::points_per_mm, detail::points_per_mm);
        detail::set_font_options(cairo.get());
        for (const auto& one : pages) {
            draw(cairo.get(), one, pen, paper.width - margin);
            cairo_show_page(cairo.get());
        }
        detail::require_drawn(cairo_status(cairo.get()));
    }
    detail::finish(surface);
    return bytes;
}

}  // namespace planner
