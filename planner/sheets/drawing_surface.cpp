// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/drawing_surface.hpp"

#include "geo/base/error.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <fmt/format.h>

namespace planner::detail {

namespace {

std::string iso_time(std::chrono::sys_seconds time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    return fmt::format(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        clock.hours().count(),
        clock.minutes().count(),
        clock.seconds().count()
    );
}

cairo_status_t append_bytes(void* bytes, const unsigned char* data, unsigned length) noexcept {
    try {
        static_cast<std::string*>(bytes)->append(data, data + length);
        return CAIRO_STATUS_SUCCESS;
    } catch (...) {
        return CAIRO_STATUS_NO_MEMORY;
    }
}

}  // namespace

void surface_deleter::operator()(cairo_surface_t* surface) const {
    cairo_surface_destroy(surface);
}
void context_deleter::operator()(cairo_t* cairo) const {
    cairo_destroy(cairo);
}

void require_drawn(int status) {
    if (status != CAIRO_STATUS_SUCCESS) {
        const auto* text = cairo_status_to_string(static_cast<cairo_status_t>(status));
        throw geo::io_error(fmt::format("Cairo cannot draw the sheet: {}", text));
    }
}

surface_ptr pdf_surface(std::string& bytes, double width, double height, const pdf_facts& facts) {
    surface_ptr made(cairo_pdf_surface_create_for_stream(
        append_bytes, &bytes, width * points_per_mm, height * points_per_mm
    ));
    require_drawn(cairo_surface_status(made.get()));
    const auto time = iso_time(facts.made_at);
    const auto set = [&](cairo_pdf_metadata_t what, const std::string& text) {
        cairo_pdf_surface_set_metadata(made.get(), what, text.c_str());
    };
    set(CAIRO_PDF_METADATA_TITLE, facts.title);
    set(CAIRO_PDF_METADATA_CREATOR, "armistice");
    set(CAIRO_PDF_METADATA_CREATE_DATE, time);
    set(CAIRO_PDF_METADATA_MOD_DATE, time);
    return made;
}

void set_page_size(const surface_ptr& pdf, double width, double height) {
    cairo_pdf_surface_set_size(pdf.get(), width * points_per_mm, height * points_per_mm);
}

void add_outline(const surface_ptr& pdf, const std::string& title, std::size_t page) {
    (void)cairo_pdf_surface_add_outline(
        pdf.get(),
        CAIRO_PDF_OUTLINE_ROOT,
        title.c_str(),
        fmt::format("page={} pos=[0 0]", page).c_str(),
        cairo_pdf_outline_flags_t{}
    );
    require_drawn(cairo_surface_status(pdf.get()));
}

surface_ptr svg_surface(std::string& bytes, double width, double height) {
    surface_ptr made(cairo_svg_surface_create_for_stream(
        append_bytes, &bytes, width * points_per_mm, height * points_per_mm
    ));
    require_drawn(cairo_surface_status(made.get()));
    return made;
}

std::string png_of(const surface_ptr& image) {
    std::string bytes;
    require_drawn(cairo_surface_write_to_png_stream(image.get(), append_bytes, &bytes));
    return bytes;
}

void set_font_options(cairo_t* cairo) {
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(cairo, options);
    cairo_font_options_destroy(options);
}

void finish(const surface_ptr& surface) {
    cairo_surface_finish(surface.get());
    require_drawn(cairo_surface_status(surface.get()));
}

}  // namespace planner::detail
