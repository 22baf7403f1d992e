// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet_text.hpp"

#include "geo/base/error.hpp"

#include <cairo-ft.h>
#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <hb-ot.h>
#include <hb.h>
#include <map>

namespace planner::detail {

namespace {

constexpr std::array<const char*, 4> face_names{"Regular", "Bold", "Italic", "BoldItalic"};
/// FreeType's own names, by which Mapnik looks a face up.
constexpr std::array<const char*, 4> styles{"Regular", "Bold", "Italic", "Bold Italic"};

struct hb_font_deleter {
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};
struct hb_buffer_deleter {
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};
struct cairo_face_deleter {
    void operator()(cairo_font_face_t* face) const { cairo_font_face_destroy(face); }
};

/// Cairo keeps faces after we let go of them, so FreeType must outlive every sheet.
FT_Library freetype() {
    static FT_Library library = [] {
        FT_Library made = nullptr;
        if (FT_Init_FreeType(&made) != 0) {
            throw geo::io_error("FreeType does not start");
        }
        return made;
    }();
    return library;
}

const cairo_user_data_key_t face_key{};

void close_face(void* face) {
    FT_Done_Face(static_cast<FT_Face>(face));
}

struct decoded {
    char32_t character;
    std::size_t length;
};

/// The character at the start of `text`, which is not empty; U+FFFD and one byte where the bytes
/// are not UTF-8 (RFC 3629).
decoded decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    const std::size_t length = first < 0x80                    ? 1
                               : first >= 0xC2 && first < 0xE0 ? 2
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xF0 && first < 0xF5 ? 4
                                                               : 0;
    if (length == 0 || length > text.size()) {
        return {U'\uFFFD', 1};
    }
    char32_t character = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return {U'\uFFFD', 1};
        }
        character = (character << 6U) | (byte(i) & 0x3FU);
    }
    static constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = character >= 0xD800 && character < 0xE000;
    if (character < least.at(length) || surrogate || character > 0x10FFFF) {
        return {U'\uFFFD', 1};
    }
    return {character, length};
}

bool is_space(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/// Controls, direction marks and overrides, joiners that show nothing, tags, private use and
/// noncharacters: nothing that a map needs.
bool is_unwanted(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x061C ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF0 && c <= 0xFFFC) ||
           (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFDD0 && c <= 0xFDEF) ||
           (c & 0xFFFEU) == 0xFFFE || c >= 0xE0000;
}

}  // namespace

std::string harmless(std::string_view text, std::size_t longest) {
    std::string clean;
    std::size_t characters = 0;
    bool gap = false;
    while (!text.empty()) {
        const auto next = decode(text);
        const auto bytes =
            next.character == U'\uFFFD' ? std::string_view("\uFFFD") : text.substr(0, next.length);
        text.remove_prefix(next.length);
        if (is_space(next.character)) {
            gap = !clean.empty();
        } else if (!is_unwanted(next.character)) {
            if (characters + (gap ? 1U : 0U) >= longest) {
                return clean + "…";
            }
            characters += gap ? 2U : 1U;
            clean += gap ? " " : "";
            clean += bytes;
            gap = false;
        }
    }
    return clean;
}

std::array<font_face_file, 4> find_fonts(const std::filesystem::path& folder) {
    std::array<font_face_file, 4> found;
    for (std::size_t i = 0; i < found.size(); ++i) {
        found.at(i) = {
            fmt::format("Noto Sans {}", styles.at(i)),
            folder / fmt::format("NotoSans-{}.ttf", face_names.at(i))};
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(found.at(i).file, ignored)) {
            throw geo::io_error(fmt::format(
                "font face {} is missing: no file {}; install the package fonts-noto-core",
                found.at(i).name,
                found.at(i).file.string()
            ));
        }
    }
    return found;
}

struct text_pen::faces {
    struct face {
        std::unique_ptr<cairo_font_face_t, cairo_face_deleter> drawn;
        std::unique_ptr<hb_font_t, hb_font_deleter> shaped;
        double units_per_em = 1000;
    };
    std::array<face, 4> all;
    std::unique_ptr<hb_buffer_t, hb_buffer_deleter> buffer{hb_buffer_create()};
    /// Widths already found, in font sizes; the panel tries several sizes.
    std::array<std::map<std::string, double, std::less<>>, 4> widths;

    void shape(const text_style& style, std::string_view text) const {
        hb_buffer_clear_contents(buffer.get());
        hb_buffer_add_utf8(
            buffer.get(),
            text.data(),
            static_cast<int>(text.size()),
            0,
            static_cast<int>(text.size())
        );
        hb_buffer_set_direction(buffer.get(), HB_DIRECTION_LTR);
        hb_buffer_guess_segment_properties(buffer.get());
        hb_shape(of(style).shaped.get(), buffer.get(), nullptr, 0);
    }
    [[nodiscard]] const face& of(const text_style& style) const {
        return all.at(static_cast<std::size_t>(style.face));
    }
};

text_pen::text_pen(const std::filesystem::path& folder) : faces_(std::make_unique<faces>()) {
    const auto files = find_fonts(folder);
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto& made = faces_->all.at(i);
        const std::string path = files.at(i).file.string();
        FT_Face opened = nullptr;
        std::unique_ptr<hb_blob_t, void (*)(hb_blob_t*)> blob(
            hb_blob_create_from_file(path.c_str()), hb_blob_destroy
        );
        if (FT_New_Face(freetype(), path.c_str(), 0, &opened) != 0 ||
            hb_blob_get_length(blob.get()) == 0) {
            throw geo::io_error(fmt::format(
                "{} is not a font that can be read; install the package fonts-noto-core again", path
            ));
        }
        made.drawn.reset(cairo_ft_font_face_create_for_ft_face(opened, FT_LOAD_NO_HINTING));
        if (cairo_font_face_set_user_data(made.drawn.get(), &face_key, opened, close_face) !=
            CAIRO_STATUS_SUCCESS) {
            FT_Done_Face(opened);
            throw geo::io_error("out of memory for fonts");
        }
        std::unique_ptr<hb_face_t, void (*)(hb_face_t*)> face(
            hb_face_create(blob.get(), 0), hb_face_destroy
        );
        made.units_per_em = hb_face_get_upem(face.get());
        made.shaped.reset(hb_font_create(face.get()));
        hb_ot_font_set_funcs(made.shaped.get());
    }
}

text_pen::~text_pen() = default;

double text_pen::width(const text_style& style, std::string_view text) const {
    auto& known = faces_->widths.at(static_cast<std::size_t>(style.face));
    auto found = known.find(text);
    if (found == known.end()) {
        faces_->shape(style, text);
        unsigned count = 0;
        const auto* positions = hb_buffer_get_glyph_positions(faces_->buffer.get(), &count);
        double sum = 0;
        for (unsigned i = 0; i < count; ++i) {
            sum += positions[i].x_advance;
        }
        found = known.emplace(std::string(text), sum / faces_->of(style).units_per_em).first;
    }
    return found->second * style.size * mm_per_point;
}

std::vector<std::string> text_pen::wrap(const text_style& style, std::string_view text, double room)
    const {
    std::vector<std::string> lines(1);
    double used = 0;
    const double space = width(style, " ");
    const auto add_word = [&](std::string_view word) {
        const double needed = width(style, word);
        if (!lines.back().empty() && used + space + needed <= room) {
            lines.back() += " " + std::string(word);
            used += space + needed;
            return;
        }
        if (!lines.back().empty()) {
            lines.emplace_back();
        }
        while (!word.empty()) {
            std::size_t fits = decode(word).length;
            if (width(style, word) <= room) {
                fits = word.size();
            } else {
                for (std::size_t next = fits; next < word.size();) {
                    next += decode(word.substr(next)).length;
                    if (width(style, word.substr(0, next)) > room) {
                        break;
                    }
                    fits = next;
                }
            }
            lines.back() = std::string(word.substr(0, fits));
            used = width(style, lines.back());
            word.remove_prefix(fits);
            if (!word.empty()) {
                lines.emplace_back();
            }
        }
    };
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) {
            add_word(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (lines.size() == 1 && lines.front().empty()) {
        lines.clear();
    }
    return lines;
}

void text_pen::draw(cairo_t* cairo, const text_style& style, std::string_view text) const {
    faces_->shape(style, text);
    const auto& face = faces_->of(style);
    unsigned count = 0;
    const auto* infos = hb_buffer_get_glyph_infos(faces_->buffer.get(), &count);
    const auto* positions = hb_buffer_get_glyph_positions(faces_->buffer.get(), nullptr);
    const double size = style.size * mm_per_point;
    const double unit = size / face.units_per_em;
    double x = 0;
    double y = 0;
    cairo_get_current_point(cairo, &x, &y);
    std::vector<cairo_glyph_t> glyphs;
    std::vector<cairo_text_cluster_t> clusters;
    for (unsigned i = 0; i < count; ++i) {
        glyphs.push_back(
            {infos[i].codepoint, x + positions[i].x_offset * unit, y - positions[i].y_offset * unit}
        );
        x += positions[i].x_advance * unit;
        const unsigned end =
            i + 1 < count ? infos[i + 1].cluster : static_cast<unsigned>(text.size());
        if (i > 0 && infos[i].cluster == infos[i - 1].cluster) {
            clusters.back().num_glyphs += 1;
            clusters.back().num_bytes = static_cast<int>(end - infos[i].cluster);
        } else {
            clusters.push_back({static_cast<int>(end - infos[i].cluster), 1});
        }
    }
    cairo_set_font_face(cairo, face.drawn.get());
    cairo_set_font_size(cairo, size);
    cairo_set_source_rgba(
        cairo, style.colour.red, style.colour.green, style.colour.blue, style.colour.opacity
    );
    cairo_show_text_glyphs(
        cairo,
        text.data(),
        static_cast<int>(text.size()),
        glyphs.data(),
        static_cast<int>(glyphs.size()),
        clusters.data(),
        static_cast<int>(clusters.size()),
        cairo_text_cluster_flags_t{}
    );
    cairo_move_to(cairo, x, y);
}

}  // namespace planner::detail
