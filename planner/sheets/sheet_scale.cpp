// SPDX-License-Identifier: Apache-2.0
#include "planner/model/texts.hpp"
#include "planner/sheets/sheet_blocks.hpp"
#include "planner/sheets/sheet_paint.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace planner::detail {

namespace {

constexpr auto bar_ink = sheet_colour::rgb(0x2B3238);
constexpr auto bar_paper = sheet_colour::rgb(0xFFFFFF);
constexpr auto frame_ink = sheet_colour::rgb(0xB4431E);

/// 1, 2 or 5 times a power of ten, not more than `most`.
double round_length(double most) {
    const double power = std::pow(10, std::floor(std::log10(most)));
    for (const double step : {5.0, 2.0}) {
        if (step * power <= most) {
            return step * power;
        }
    }
    return power;
}

/// `1:2 450 000`, to three figures: a printed scale is no better.
std::string scale_text(double denominator) {
    const double power = std::pow(10, std::floor(std::log10(denominator)) - 2);
    const auto whole = std::to_string(std::llround(std::round(denominator / power) * power));
    std::string grouped;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (i > 0 && (whole.size() - i) % 3 == 0) {
            grouped += "\u2009";
        }
        grouped += whole[i];
    }
    return "1:" + grouped;
}

/// `200 km`.
std::string with_unit(const std::string& figure, bool in_kilometres, const texts& say) {
    return in_kilometres ? say.text<"sheet.kilometres">(with<"figure">(figure))
                         : say.text<"sheet.metres">(with<"figure">(figure));
}

std::string distance_text(double metres, bool in_kilometres) {
    return fmt::format("{:.6g}", in_kilometres ? metres / 1000 : metres);
}

double draw_scale_bar(const block_place& at) {
    constexpr int fields = 4;
    const auto& say = or_english(at.content.what.words);
    const double metres_per_mm = at.content.view.facts().scale_denominator / 1000;
    const bool kilometres = round_length(at.width * metres_per_mm) >= 1000;
    const line_of_text label{{text_face::regular, 6.4, panel_ink}, 1.25};
    const auto style =
        text_style{label.style.face, label.style.size * at.scale, label.style.colour};
    const double unit_room = at.content.pen.width(style, with_unit("", true, say)) + 3 * at.scale;
    const double total = round_length((at.width - unit_room) * metres_per_mm);
    const double field = total / metres_per_mm / fields;
    const double text_height = draw_text({nullptr, at.content, at.scale, 0, 0, 0}, label, "0");
    const double bar = 1.5 * at.scale;
    if (at.cairo != nullptr) {
        for (int i = 0; i <= fields; ++i) {
            const double x = at.left + 1.5 * at.scale + i * field;
            if (i < fields) {
                fill_box(
                    at.cairo,
                    {x, at.top + text_height, field, bar},
                    i % 2 == 0 ? bar_ink : bar_paper
                );
            }
            if (i % 2 == 0) {
                auto text = distance_text(total * i / fields, kilometres);
                auto place = at;
                place.left = x - at.content.pen.width(style, text) / 2;
                draw_text(place, label, i == fields ? with_unit(text, kilometres, say) : text);
            }
        }
        cairo_rectangle(
            at.cairo, at.left + 1.5 * at.scale, at.top + text_height, field * fields, bar
        );
        set_stroke(at.cairo, {.colour = bar_ink, .width = paper_mm(0.2)});
        cairo_stroke(at.cairo);
    }
    return text_height + bar;
}

/// A slim arrow whose dark half lies to the west; points to true north at the sheet's centre.
double draw_north_arrow(const block_place& at) {
    const double height = 11 * at.scale;
    const double half = 2.3 * at.scale;
    const line_of_text letter{{text_face::bold, 7.5, panel_ink}, 1.2};
    auto place = at;
    const text_style style{letter.style.face, letter.style.size * at.scale, letter.style.colour};
    place.left = at.left + half - at.content.pen.width(style, "N") / 2;
    const double used = draw_text(place, letter, "N");
    if (at.cairo != nullptr) {
        const auto& view = at.content.view;
        const auto& frame = view.frame();
        const paper_point middle{frame.left + frame.width / 2, frame.top + frame.height / 2};
        const auto here = view.to_earth(middle);
        const auto north =
            view.to_paper({here.lon, geo::latitude(std::min(here.lat.value() + 0.01, 90.0))});
        cairo_save(at.cairo);
        cairo_translate(at.cairo, at.left + half, at.top + used + height / 2);
        cairo_rotate(at.cairo, std::atan2(north.x - middle.x, middle.y - north.y));
        for (const double way : {-1.0, 1.0}) {
            cairo_move_to(at.cairo, 0, -height / 2);
            cairo_line_to(at.cairo, way * half, height / 2);
            cairo_line_to(at.cairo, 0, height * 0.27);
            cairo_close_path(at.cairo);
            set_colour(at.cairo, way < 0 ? bar_ink : bar_paper);
            cairo_fill_preserve(at.cairo);
            set_stroke(at.cairo, {.colour = bar_ink, .width = paper_mm(0.2)});
            cairo_stroke(at.cairo);
        }
        cairo_restore(at.cairo);
    }
    return used + height;
}

/// Frames of all sheets with their numbers, then this one, heavier.
void draw_frames(const block_place& at, const sheet_view& view) {
    constexpr int pieces = 20;
    const auto trace = [&](auto&& corner, double width) {
        paper_line outline;
        for (int frame_side = 0; frame_side < 4; ++frame_side) {
            for (int i = 0; i < pieces; ++i) {
                const double part = i / double(pieces);
                const std::array<std::array<double, 2>, 4> at_side{
                    {{part, 0}, {1, part}, {1 - part, 1}, {0, 1 - part}}};
                const auto& [across, down] = at_side.at(static_cast<std::size_t>(frame_side));
                outline.push_back(view.to_paper(corner(across, down)));
            }
        }
        add_path(at.cairo, outline, true);
        set_stroke(at.cairo, {.colour = frame_ink, .width = paper_mm(width)});
        cairo_stroke(at.cairo);
    };
    const text_style style{text_face::bold, 6.4 * at.scale, frame_ink};
    for (const auto& one : at.content.what.inset->frames) {
        const auto& box = one.extent;
        trace(
            [&](double across, double down) {
                return geo::lon_lat{
                    geo::longitude(std::lerp(box.west, box.east, across)),
                    geo::latitude(std::lerp(box.north, box.south, down))};
            },
            0.2
        );
        const auto corner = view.to_paper({geo::longitude(box.west), geo::latitude(box.north)});
        cairo_move_to(at.cairo, corner.x + 0.6, corner.y + style.size * 25.4 / 72);
        at.content.pen.draw(at.cairo, style, harmless(one.number, 8));
    }
    const auto& frame = at.content.view.frame();
    trace(
        [&](double across, double down) {
            return at.content.view.to_earth(
                {frame.left + frame.width * across, frame.top + frame.height * down}
            );
        },
        0.5
    );
}

double draw_inset(const block_place& at) {
    const auto& inset = *at.content.what.inset;
    const paper_box box{at.left, at.top, at.width, at.width * 0.74};
    const sheet_view view(inset.extent, 0.02, box, or_english(at.content.what.words));
    const line_of_text caption{{text_face::italic, 6.2, panel_grey}, 1.35};
    if (at.cairo != nullptr) {
        cairo_save(at.cairo);
        cairo_rectangle(at.cairo, box.left, box.top, box.width, box.height);
        cairo_clip(at.cairo);
        fill_box(at.cairo, box, at.content.what.background);
        const auto placed = place_layers(inset.layers, view);
        for (std::size_t i = 0; i < inset.layers.size(); ++i) {
            paint(at.cairo, inset.layers[i], placed.shapes[i], box);
        }
        draw_frames(at, view);
        cairo_restore(at.cairo);
        cairo_rectangle(at.cairo, box.left, box.top, box.width, box.height);
        set_stroke(at.cairo, {.colour = bar_ink, .width = paper_mm(0.2)});
        cairo_stroke(at.cairo);
    }
    return box.height +
           draw_paragraph(below(at, box.height + 0.4 * at.scale), caption, inset.caption) +
           0.4 * at.scale;
}

}  // namespace

double scale_block(const block_place& at, bool with_inset) {
    auto right = at;
    double left_height = 0;
    if (with_inset && at.content.what.inset) {
        auto left = at;
        left.width = at.width * 0.36;
        left_height = draw_inset(left);
        right.left += left.width + 4 * at.scale;
        right.width -= left.width + 4 * at.scale;
    }
    const double arrow_room = 7 * at.scale;
    auto arrow = right;
    arrow.left = right.left + right.width - arrow_room + 1.5 * at.scale;
    const double arrow_height = draw_north_arrow(arrow);
    auto text = right;
    text.width -= arrow_room;
    const line_of_text bold{{text_face::bold, 7.6, panel_ink}, 1.35};
    const line_of_text small{{text_face::regular, 6.3, panel_grey}, 1.27};
    const auto& facts = at.content.view.facts();
    const auto& say = or_english(at.content.what.words);
    const auto scale = scale_text(facts.scale_denominator);
    double used = draw_text(text, bold, say.text<"sheet.at_centre">(with<"scale">(scale)));
    used += draw_scale_bar(below(text, used)) + 1.2 * at.scale;
    used = std::max(used, arrow_height + 0.8 * at.scale);
    text.width = right.width;
    used += draw_paragraph(below(text, used), small, facts.projection_name + ".");
    used += draw_paragraph(
        below(text, used),
        small,
        say.text<"sheet.scale_error">(
            with<"percent">(std::max(facts.worst_scale_error * 100, 0.01)),
            with<"grid">(grid_text(at.content.what.grid, at.content.view, say))
        )
    );
    return std::max(used, left_height);
}

}  // namespace planner::detail
