// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/geometry/shapes.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Printed maps. A `sheet` says what to draw, in what style, with what words beside it; it knows
/// nothing of plans. render_png, render_pdf and render_svg draw it, from one layout: all measures
/// are on paper, so that the three look alike. Ready-made styles: planner/sheets/sheet_style.hpp.
namespace planner {

class texts;

struct paper_millimetre_unit;
struct point_unit;
using paper_mm = geo::quantity<paper_millimetre_unit>;  ///< a length on paper
using points = geo::quantity<point_unit>;               ///< a font size; 72 an inch

inline namespace literals {
constexpr paper_mm operator""_mm(long double v) {
    return paper_mm(static_cast<double>(v));
}
constexpr paper_mm operator""_mm(unsigned long long v) {
    return paper_mm(static_cast<double>(v));
}
constexpr points operator""_pt(long double v) {
    return points(static_cast<double>(v));
}
constexpr points operator""_pt(unsigned long long v) {
    return points(static_cast<double>(v));
}
}  // namespace literals

/// A point is a 72nd of an inch (CSS Values and Units 3, section 6.2).
inline constexpr double mm_per_point = 25.4 / 72;

/// A colour in sRGB, each part 0 to 1; `opacity` 0 is not drawn at all.
struct sheet_colour {
    double red = 0;
    double green = 0;
    double blue = 0;
    double opacity = 1;

    /// As written in a style sheet: `rgb(0xDCE6EA)`.
    [[nodiscard]] static constexpr sheet_colour rgb(std::uint32_t hex, double opacity = 1) {
        return {
            ((hex >> 16U) & 0xFFU) / 255.0,
            ((hex >> 8U) & 0xFFU) / 255.0,
            (hex & 0xFFU) / 255.0,
            opacity};
    }
    friend constexpr auto operator<=>(const sheet_colour&, const sheet_colour&) = default;
};
inline constexpr sheet_colour no_colour{0, 0, 0, 0};

/// Parallel lines over an area, in step on the whole sheet (also between areas and in the legend).
struct sheet_hatch {
    geo::degrees angle{};  ///< counter-clockwise from the reading direction
    paper_mm spacing{1.2};
    paper_mm width{0.18};
    sheet_colour colour;
    bool crossed = false;          ///< a second set at right angles
    std::vector<paper_mm> dash{};  ///< lengths drawn and left out in turn; empty: solid
};

/// One pass of the pen along a line or the edge of an area.
struct sheet_stroke {
    sheet_colour colour;
    paper_mm width{0.2};
    std::vector<paper_mm> dash{};  ///< lengths drawn and left out in turn; empty: solid
    paper_mm offset{0};  ///< to the left of the direction of the line, negative to the right
    bool round_caps = false;
};

enum class symbol_kind { none, circle, square, triangle, diamond, cross, star };

struct sheet_symbol {
    symbol_kind kind = symbol_kind::none;
    paper_mm size{1.6};  ///< width over all
    sheet_colour fill;
    sheet_stroke outline{.colour = no_colour, .width = paper_mm(0.2)};
};

enum class text_face { regular, bold, italic, bold_italic };
enum class label_place {
    point,   ///< beside a point, or over the middle of anything else
    line,    ///< along a line or the edge of an area, letters following it
    inside,  ///< within an area, in the widest place
    ends     ///< at both ends of what is visible of a line
};

struct sheet_label_style {
    label_place place = label_place::point;
    text_face face = text_face::regular;
    points size{7};
    sheet_colour colour = sheet_colour::rgb(0x202428);
    sheet_colour halo = sheet_colour::rgb(0xFFFFFF, 0.9);
    paper_mm halo_width{0.35};
    points letter_spacing{0};
    paper_mm wrap_width{28};  ///< longer labels are broken into lines; 0: never
    paper_mm clearance{0.4};  ///< to any other label or symbol
    paper_mm repeat{0};       ///< `line` only: once in so far; 0: once
    bool always = false;      ///< drawn even where it meets another label
};

using sheet_geometry = std::
    variant<geo::lon_lat, geo::multi_line_string<geo::lon_lat>, geo::multi_polygon<geo::lon_lat>>;

/// One thing on the map. Edges are straight in longitude and latitude.
struct sheet_item {
    sheet_geometry shape;
    std::string label{};        ///< from data: any text is harmless; empty: none
    std::string label_below{};  ///< a second line of it, as the name in another script
    double priority =
        0;  ///< higher is labelled, and its symbol drawn, before lower, over all layers
    std::optional<points> label_size{};     ///< instead of the layer's
    std::optional<paper_mm> symbol_size{};  ///< instead of the layer's
    paper_mm apart{0};  ///< left out when a symbol of the layer of higher priority is nearer than
                        ///< this; only where symbol_needs_label
};

/// Things drawn alike. Parts of the style that do not suit a shape are not used.
struct sheet_layer {
    std::string id;
    std::vector<sheet_item> items;

    sheet_colour fill = no_colour;
    std::vector<sheet_hatch> hatches;
    std::optional<sheet_stroke> inner_band{};  ///< along the edge of an area, on its inside only
    std::vector<sheet_stroke> strokes;         ///< the first is drawn first
    std::optional<sheet_symbol> symbol{};
    bool symbol_needs_label = false;  ///< no room for the label: no symbol either
    sheet_label_style label;

    std::string legend;          ///< empty: not in the legend
    std::string legend_heading;  ///< legend entries of one heading stand together
    int legend_order = 0;        ///< lower first; ties: the layer drawn last stands first
    bool legend_line = false;    ///< show as a line, not as an area
};

enum class paper_size { a4, a3, a2, a1 };
enum class paper_orientation { landscape, portrait };

enum class column_align { left, right };

struct sheet_table_row {
    std::vector<std::string> cells;
    std::optional<sheet_colour> swatch{};  ///< a small field before the first cell
    std::vector<sheet_hatch> hatches{};    ///< over the swatch
    bool emphasised = false;               ///< a total: bold, ruled off
};

struct sheet_table {
    std::string title;
    std::vector<std::string> header;
    std::vector<column_align> align;  ///< missing: left for the first, right for others
    std::vector<sheet_table_row> rows;
};

/// Another sheet's frame on the small map.
struct sheet_frame {
    geo::lon_lat_box extent;  ///< as sheet_facts::frame
    std::string number;
};

/// A small map of where the sheet lies.
struct sheet_inset {
    geo::lon_lat_box extent;
    std::vector<sheet_layer> layers;  ///< areas and lines; labels are not drawn
    std::vector<sheet_frame> frames;  ///< of the other sheets
    std::string caption;
};

/// A sheet that goes on where this one ends: told at the edge, in its direction.
struct sheet_neighbour {
    geo::lon_lat towards;  ///< outside of the frame, or a place that the other sheet shows
    std::string text;      ///< `Sheet 4`
};

/// Lines of reference over the map, with their values in the strip around it. `mgrs`: the grid of
/// UTM zones that military references count in, 100 km squares with their letters; beyond 80 S and
/// 84 N the graticule takes its place.
enum class sheet_grid { graticule, mgrs };

struct sheet {
    paper_size size = paper_size::a3;
    paper_orientation orientation = paper_orientation::landscape;

    geo::lon_lat_box extent;                                ///< what must be visible
    double margin = 0.03;                                   ///< of the extent, added on each side
    sheet_colour background = sheet_colour::rgb(0xDBE5EA);  ///< water, mostly

    std::string number;  ///< `Sheet 3 of 12`, small, above the title
    std::string title;
    std::string subtitle;
    std::string validity;  ///< date-time group, version, plan id: small, under the subtitle
    std::string legend_title;
    std::string notes_title;
    std::string sources_title;

    std::vector<sheet_layer> layers;  ///< the first is drawn first
    std::optional<sheet_table> table{};
    std::vector<sheet_table> further_tables{};
    std::optional<sheet_inset> inset{};
    std::vector<sheet_neighbour> neighbours{};
    sheet_grid grid = sheet_grid::graticule;
    std::vector<std::string> notes;
    std::vector<std::string> sources;  ///< with their licences
    std::string disclaimer;

    std::chrono::sys_seconds made_at{};  ///< written into the PDF; never the clock
    std::filesystem::path font_folder = "/usr/share/fonts/truetype/noto";
    const texts* words = nullptr;  ///< of scale, grid and projection, outlives it; none: English
};

/// How a sheet comes out: for texts, for key maps and for neighbours in an atlas.
struct sheet_facts {
    std::string title;                  ///< without control and direction characters
    std::string projection_name;        ///< as printed on the sheet
    std::string projection_definition;  ///< as PROJ reads it
    double scale_denominator = 0;       ///< 1 to this, at the sheet's centre
    double worst_scale_error = 0;       ///< largest |scale / that at the centre - 1| on the map
    geo::lon_lat_box frame;             ///< everything within the neat line
};

/// Throws    geo::input_error when the extent is empty, is not on the earth or crosses the
///           antimeridian.
[[nodiscard]] sheet_facts facts_of(const sheet& what);

/// The bytes of a picture; the same sheet gives the same bytes.
///
/// Text from data is cut at 120 characters for a label and 2,000 for a paragraph, and loses
/// control and direction characters. What does not fit into the side panel is set smaller (to
/// 70 %), then left out from the end of the notes and sources, and the sheet says so.
///
/// Requires  36 <= dpi <= 600.
/// Throws    geo::input_error as facts_of; geo::io_error when a font face is missing (names the
///           package) or the drawing library gives up.
[[nodiscard]] std::string render_png(const sheet& what, double dpi = 150);
[[nodiscard]] std::string render_pdf(const sheet& what);
[[nodiscard]] std::string render_svg(const sheet& what);

/// One PDF, a page a sheet in their order, with an outline of their titles; each page of its
/// sheet's size.
///
/// Requires  at least one sheet.
[[nodiscard]] std::string render_pdf(const std::vector<sheet>& pages);

}  // namespace planner
