// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet_labels.hpp"

#include "geo/base/error.hpp"
#include "planner/sheets/sheet_area_spots.hpp"
#include "planner/sheets/sheet_clip.hpp"
#include "planner/sheets/sheet_line_ends.hpp"
#include "planner/sheets/sheet_paint.hpp"

#include <mapnik/cairo/cairo_context.hpp>
#include <mapnik/cairo/cairo_renderer.hpp>
#include <mapnik/expression.hpp>
#include <mapnik/feature.hpp>
#include <mapnik/feature_factory.hpp>
#include <mapnik/feature_type_style.hpp>
#include <mapnik/label_collision_detector.hpp>
#include <mapnik/layer.hpp>
#include <mapnik/map.hpp>
#include <mapnik/memory_datasource.hpp>
#include <mapnik/rule.hpp>
#include <mapnik/symbolizer.hpp>
#include <mapnik/text/formatting/text.hpp>
#include <mapnik/text/placements/dummy.hpp>
#include <mapnik/text/placements/simple.hpp>
#include <mapnik/unicode.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planner::detail {

namespace {

/// Mapnik counts in pixels, some in whole ones; 16 to the millimetre (406 to the inch) is finer
/// than print and keeps the longest paper, A1, under its largest map of 16,384.
constexpr double pixels_per_mm = 16;
/// Positions are already pixels; any plane system will do.
constexpr const char* plane = "+proj=merc +ellps=WGS84 +units=m +no_defs";

constexpr auto beside_symbol = paper_mm(0.5);

double pixels(paper_mm length) {
    return length.value() * pixels_per_mm;
}
double pixels(points length) {
    return length.value() * mm_per_point * pixels_per_mm;
}

mapnik::color mapnik_colour(const sheet_colour& c) {
    const auto part = [](double v) { return static_cast<std::uint8_t>(std::lround(v * 255)); };
    return {part(c.red), part(c.green), part(c.blue), part(c.opacity)};
}

std::string face_name(text_face face) {
    static constexpr std::array<const char*, 4> names{
        "Noto Sans Regular", "Noto Sans Bold", "Noto Sans Italic", "Noto Sans Bold Italic"};
    return names.at(static_cast<std::size_t>(face));
}

double length(const paper_line& line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        sum += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    }
    return sum;
}

/// The longest run of positions within the box, a little inside of its edges.
paper_line visible_part(const paper_line& line, const paper_box& box) {
    paper_line longest;
    paper_line run;
    double best = 0;
    const auto finish = [&] {
        if (const double size = length(run); size > best) {
            best = size;
            longest = run;
        }
        run.clear();
    };
    for (const auto& p : line) {
        if (box.contains(p)) {
            run.push_back(p);
        } else {
            finish();
        }
    }
    finish();
    return longest;
}

void describe(
    mapnik::text_symbolizer_properties& text, const label_request& label, bool along_line
) {
    const auto& style = label.style;
    // The name is a field's value, so nothing in it is ever read as an expression or as markup.
    static const auto name_only =
        std::make_shared<mapnik::formatting::text_node>(std::string("[name]"));
    text.set_format_tree(name_only);
    text.format_defaults.face_name = face_name(style.face);
    text.format_defaults.text_size = pixels(label.size);
    text.format_defaults.fill = mapnik_colour(style.colour);
    text.format_defaults.halo_fill = mapnik_colour(style.halo);
    text.format_defaults.halo_radius = style.halo.opacity > 0 ? pixels(style.halo_width) : 0.0;
    text.format_defaults.character_spacing = pixels(style.letter_spacing);
    text.layout_defaults.wrap_width = along_line ? 0.0 : pixels(style.wrap_width);
    text.layout_defaults.wrap_before = mapnik::value_bool(true);
    text.expressions.avoid_edges = mapnik::value_bool(!style.always);
    text.expressions.allow_overlap = mapnik::value_bool(style.always);
    text.expressions.margin = pixels(style.clearance);
    text.expressions.largest_bbox_only = mapnik::value_bool(true);
    if (along_line) {
        text.expressions.label_placement =
            mapnik::enumeration_wrapper(mapnik::label_placement_enum::LINE_PLACEMENT);
        text.expressions.label_spacing = pixels(style.repeat);
        text.expressions.label_position_tolerance = pixels(paper_mm(30));
        text.expressions.max_char_angle_delta = 25.0;
        text.layout_defaults.dy = -pixels(label.size) * 0.75;
    } else if (style.place == label_place::inside) {
        text.expressions.label_placement =
            mapnik::enumeration_wrapper(mapnik::label_placement_enum::INTERIOR_PLACEMENT);
    }
}

mapnik::text_symbolizer symbolizer_for(
    const label_request& label, bool along_line, const std::string& directions
) {
    mapnik::text_symbolizer symbolizer;
    mapnik::text_placements_ptr placements;
    if (!directions.empty()) {
        placements = std::make_shared<mapnik::text_placements_simple>(
            mapnik::symbolizer_base::value_type(directions)
        );
        describe(placements->defaults, label, along_line);
        const double apart = pixels(label.symbol_size) / 2 + pixels(beside_symbol);
        placements->defaults.layout_defaults.dx = apart;
        placements->defaults.layout_defaults.dy = apart;
    } else {
        placements = std::make_shared<mapnik::text_placements_dummy>();
        describe(placements->defaults, label, along_line);
    }
    mapnik::put(symbolizer, mapnik::keys::text_placements_, placements);
    if (along_line) {
        mapnik::put(symbolizer, mapnik::keys::simplify_tolerance, pixels(paper_mm(1.2)));
        mapnik::put(symbolizer, mapnik::keys::smooth, 0.8);
    }
    return symbolizer;
}

}  // namespace

struct label_placer::state {
    state(cairo_t* cairo, const paper_box& box, const text_pen& letters)
        : frame(box), pen(letters), map(static_cast<int>(std::lround(box.width * pixels_per_mm)),
                                        static_cast<int>(std::lround(box.height * pixels_per_mm)),
                                        plane),
          context(cairo_reference(cairo), mapnik::cairo_closer()),
          detector(std::make_shared<mapnik::label_collision_detector4>(
              mapnik::box2d<double>(0, 0, map.width(), map.height())
          )) {}

    paper_box frame;
    const text_pen& pen;
    mapnik::Map map;
    mapnik::cairo_ptr context;
    std::shared_ptr<mapnik::label_collision_detector4> detector;
    std::unique_ptr<mapnik::cairo_renderer<mapnik::cairo_ptr>> renderer;
    mapnik::transcoder utf8{"utf-8"};
    mapnik::context_ptr fields = std::make_shared<mapnik::context_type>();

    [[nodiscard]] mapnik::box2d<double> on_screen(const paper_box& box) const {
        return {
            (box.left - frame.left) * pixels_per_mm,
            (box.top - frame.top) * pixels_per_mm,
            (box.right() - frame.left) * pixels_per_mm,
            (box.bottom() - frame.top) * pixels_per_mm};
    }
    /// Mapnik's map counts upwards.
    [[nodiscard]] mapnik::geometry::point<double> on_map(paper_point p) const {
        return {
            (p.x - frame.left) * pixels_per_mm, map.height() - (p.y - frame.top) * pixels_per_mm};
    }
    template <class Line>
    [[nodiscard]] Line on_map(const paper_line& line) const {
        Line made;
        for (const auto& p : line) {
            made.push_back(on_map(p));
        }
        return made;
    }
    [[nodiscard]] std::ptrdiff_t placed() const {
        // The tree has one result for all its queries: begin() must be asked before end().
        const auto first = detector->begin();
        return std::distance(first, detector->end());
    }

    bool draw(
        const label_request& label,
        mapnik::geometry::geometry<double> where,
        bool along_line = false,
        const std::string& directions = {}
    );
    bool draw_beside(const label_request& label, paper_point where);
    bool draw_along(const label_request& label, const paper_shape& where);
    bool draw_inside(const label_request& label, const paper_shape& where);
    bool draw_at_free_spot(const label_request& label, const paper_polygon& area);
    bool draw_at_ends(const label_request& label, const paper_shape& where);
};

bool label_placer::state::draw(
    const label_request& label,
    mapnik::geometry::geometry<double> where,
    bool along_line,
    const std::string& directions
) {
    auto feature = mapnik::feature_factory::create(fields, 1);
    const auto text = label.below.empty() ? label.text : label.text + "\n" + label.below;
    feature->put_new("name", utf8.transcode(text.c_str()));
    feature->set_geometry(std::move(where));
    mapnik::parameters parameters;
    parameters["type"] = std::string("memory");
    auto source = std::make_shared<mapnik::memory_datasource>(parameters);
    source->push(feature);

    mapnik::rule rule;
    rule.append(symbolizer_for(label, along_line, directions));
    mapnik::feature_type_style style;
    style.add_rule(std::move(rule));
    map.remove_style("label");
    map.insert_style("label", std::move(style));
    mapnik::layer layer("label", plane);
    layer.set_datasource(source);
    layer.add_style("label");

    const auto before = placed();
    std::set<std::string> names{"name"};
    cairo_save(context.get());
    cairo_translate(context.get(), frame.left, frame.top);
    cairo_scale(context.get(), 1 / pixels_per_mm, 1 / pixels_per_mm);
    try {
        renderer->apply(layer, names, 1.0);
    } catch (const std::exception& failure) {
        cairo_restore(context.get());
        throw geo::io_error(std::string("Mapnik cannot draw a label: ") + failure.what());
    }
    cairo_restore(context.get());
    return placed() > before;
}

/// Mapnik shapes the letters anew for every direction it tries, which takes most of the time of a
/// sheet; so it is only asked about those that a box a little smaller than the label leaves open.
bool label_placer::state::draw_beside(const label_request& label, paper_point where) {
    struct direction {
        const char* name;
        double x;
        double y;
    };
    static constexpr std::array<direction, 8> all{
        {{"E", 1, 0},
         {"NE", 1, -1},
         {"SE", 1, 1},
         {"W", -1, 0},
         {"NW", -1, -1},
         {"SW", -1, 1},
         {"N", 0, -1},
         {"S", 0, 1}}};
    const double high = (label.below.empty() ? 0.7 : 1.8) * label.size.value() * mm_per_point;
    const text_style letters{label.style.face, label.size.value(), label.style.colour};
    const double one_line =
        std::max(pen.width(letters, label.text), pen.width(letters, label.below));
    const double wrap = label.style.wrap_width.value();
    const double wide = wrap > 0 && one_line > wrap ? wrap / 3 : 0.9 * one_line;
    const double apart = (label.symbol_size / 2 + beside_symbol).value();
    std::string open;
    for (const auto& to : all) {
        const double out = to.x != 0 && to.y != 0 ? apart * std::numbers::sqrt2 / 2 : apart;
        const paper_box box{
            where.x + to.x * (out + wide / 2) - wide / 2,
            where.y + to.y * (out + high / 2) - high / 2,
            wide,
            high};
        if (label.style.always ||
            detector->has_placement(on_screen(box), pixels(label.style.clearance))) {
            open += (open.empty() ? "" : ",") + std::string(to.name);
        }
    }
    return !open.empty() && draw(label, on_map(where), false, open);
}

bool label_placer::state::draw_along(const label_request& label, const paper_shape& where) {
    auto lines = where.lines;
    for (const auto& area : where.areas) {
        lines.push_back(area.rings.front());
    }
    const paper_line* longest = nullptr;
    double best = 0;
    for (auto& line : lines) {
        line = visible_part(line, frame);
        if (const double size = length(line); size > best) {
            best = size;
            longest = &line;
        }
    }
    return longest != nullptr &&
           draw(label, on_map<mapnik::geometry::line_string<double>>(*longest), true);
}

bool label_placer::state::draw_inside(const label_request& label, const paper_shape& where) {
    const auto size = [](const paper_polygon& area) {
        const auto& ring = area.rings.front();
        double twice = 0;
        for (std::size_t i = 1; i < ring.size(); ++i) {
            twice += ring[i - 1].x * ring[i].y - ring[i].x * ring[i - 1].y;
        }
        return std::abs(twice);
    };
    // Mapnik looks for the widest place of the whole, which may be out of sight.
    paper_polygon largest;
    double best = 0;
    for (const auto& area : where.areas) {
        paper_polygon seen;
        for (const auto& ring : area.rings) {
            if (auto cut = cut_ring(ring, frame); cut.size() > 3) {
                seen.rings.push_back(std::move(cut));
            }
        }
        if (const double found = seen.rings.empty() ? 0 : size(seen); found > best) {
            best = found;
            largest = std::move(seen);
        }
    }
    if (best == 0) {
        return false;
    }
    mapnik::geometry::polygon<double> polygon;
    polygon.set_exterior_ring(on_map<mapnik::geometry::linear_ring<double>>(largest.rings.front()));
    for (std::size_t i = 1; i < largest.rings.size(); ++i) {
        polygon.add_hole(on_map<mapnik::geometry::linear_ring<double>>(largest.rings[i]));
    }
    return draw(label, std::move(polygon)) || draw_at_free_spot(label, largest);
}

/// Of a large area whose widest place is taken, another.
bool label_placer::state::draw_at_free_spot(const label_request& label, const paper_polygon& area) {
    const text_style letters{label.style.face, label.size.value(), label.style.colour};
    const double wrap = label.style.wrap_width.value();
    const double one_line = pen.width(letters, label.text);
    if (wrap > 0 && one_line > wrap) {
        return false;  // how it will be broken is not known here
    }
    const paper_size_of_text size{one_line, label.size.value() * mm_per_point};
    const auto& ring = area.rings.front();
    paper_point middle{};
    for (const auto& p : ring) {
        middle.x += p.x / static_cast<double>(ring.size());
        middle.y += p.y / static_cast<double>(ring.size());
    }
    for (const auto& spot : area_spots(area, size, middle)) {
        const paper_box box{
            spot.x - size.width / 2, spot.y - size.height / 2, size.width, size.height};
        if (detector->has_placement(on_screen(box), pixels(label.style.clearance)) &&
            draw(label, on_map(spot))) {
            return true;
        }
    }
    return false;
}

bool label_placer::state::draw_at_ends(const label_request& label, const paper_shape& where) {
    const text_style letters{label.style.face, label.size.value(), label.style.colour};
    const paper_size_of_text size{
        pen.width(letters, label.text) + 2 * label.style.halo_width.value(),
        label.size.value() * mm_per_point + label.style.halo_width.value()};
    std::vector<paper_line> seen;
    for (const auto& line : where.lines) {
        seen.push_back(visible_part(line, frame));
    }
    bool any = false;
    for (const auto& spots : end_spots(seen, label.keep_off, size)) {
        for (const auto& spot : spots) {
            const paper_box plate{
                spot.x - size.width / 2, spot.y - size.height / 2, size.width, size.height};
            const bool inside = frame.contains({plate.left, plate.top}) &&
                                frame.contains({plate.right(), plate.bottom()});
            if (!inside ||
                !detector->has_placement(on_screen(plate), pixels(label.style.clearance))) {
                continue;
            }
            // A plate: a dash of the line might look like a part of the name.
            fill_box(context.get(), plate, label.style.halo);
            cairo_move_to(
                context.get(),
                spot.x - pen.width(letters, label.text) / 2,
                // Noto Sans: capitals are 0.714 em high.
                spot.y + 0.357 * label.size.value() * mm_per_point
            );
            pen.draw(context.get(), letters, label.text);
            detector->insert(on_screen(plate));
            any = true;
            break;
        }
    }
    return any;
}

label_placer::label_placer(
    cairo_t* cairo, const paper_box& frame, const text_pen& pen, const std::filesystem::path& fonts
)
    : state_(std::make_unique<state>(cairo, frame, pen)) {
    auto& map = state_->map;
    for (const auto& font : find_fonts(fonts)) {
        map.get_font_file_mapping()[font.name] = {0, font.file.string()};
    }
    state_->fields->push("name");
    map.zoom_to_box(mapnik::box2d<double>(0, 0, map.width(), map.height()));
    state_->renderer = std::make_unique<mapnik::cairo_renderer<mapnik::cairo_ptr>>(
        map, state_->context, state_->detector, 1.0
    );
}

label_placer::~label_placer() = default;

bool label_placer::has_room(const paper_box& box) const {
    return state_->detector->has_placement(state_->on_screen(box));
}

void label_placer::block(const paper_box& box) {
    state_->detector->insert(state_->on_screen(box));
}

bool label_placer::place(const label_request& label, const paper_shape& where) {
    if (label.text.empty() || where.empty()) {
        return false;
    }
    switch (label.style.place) {
    case label_place::line:
        return state_->draw_along(label, where);
    case label_place::ends:
        return state_->draw_at_ends(label, where);
    case label_place::inside:
    case label_place::point:
        break;
    }
    if (!where.dots.empty()) {
        const auto dot = where.dots.front();
        return state_->frame.contains(dot) &&
               (label.symbol_size.value() > 0 ? state_->draw_beside(label, dot)
                                              : state_->draw(label, state_->on_map(dot)));
    }
    if (!where.areas.empty()) {
        return state_->draw_inside(label, where);
    }
    const auto longest = std::max_element(
        where.lines.begin(),
        where.lines.end(),
        [](const paper_line& a, const paper_line& b) { return length(a) < length(b); }
    );
    return state_->draw(label, state_->on_map((*longest)[longest->size() / 2]));
}

}  // namespace planner::detail
