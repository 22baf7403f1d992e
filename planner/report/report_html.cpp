// SPDX-License-Identifier: Apache-2.0
#include "planner/report/report_html.hpp"

#include "geo/base/error.hpp"
#include "planner/report/xml_text.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <cstdlib>
#include <memory>

namespace planner {

namespace {

constexpr std::string_view style = R"css(
@page { size: A4; margin: 18mm 16mm 16mm 18mm; }
:root { color-scheme: light; }
body { font: 10.5pt/1.42 "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #22282d; background: #fff;
  max-width: 60rem; margin: 2rem auto; padding: 0 1.2rem; overflow-wrap: break-word; hyphens: auto; }
h1 { font-size: 1.75em; line-height: 1.2; margin: 0 0 .4em; }
h2 { font-size: 1.18em; margin: 1.7em 0 .5em; padding-bottom: .15em; border-bottom: 1px solid #b9c2c8;
  break-after: avoid; }
h2.appendix { color: #4a555d; }
p, ul { margin: .5em 0; }
ul { padding-left: 1.3em; }
li { margin: .2em 0; }
table { border-collapse: collapse; width: 100%; margin: .7em 0; font-size: .88em; }
th { vertical-align: bottom; font-weight: 600; color: #4a555d; border-bottom: 1.5px solid #7a868e; }
td { vertical-align: top; border-bottom: 1px solid #dde2e5; }
th:not([align]) { text-align: left; }
th, td { padding: .22em .7em .22em 0; }
th:last-child, td:last-child { padding-right: 0; }
td[align=right] { white-space: nowrap; font-variant-numeric: tabular-nums; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
figure { margin: 1em 0; break-inside: avoid; }
figure svg { width: 100%; height: auto; max-height: 235mm; }
figcaption { font-size: .88em; color: #4a555d; }
.appendices { break-before: page; }
.appendices table { font-size: .78em; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 9pt; } }
)css";

struct node_deleter {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct parser_deleter {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct text_deleter {
    void operator()(char* text) const { std::free(text); }  // NOLINT: cmark's default allocator
};

std::string html_of(std::string_view text) {
    cmark_gfm_core_extensions_ensure_registered();
    const std::unique_ptr<cmark_parser, parser_deleter> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
    auto* tables = cmark_find_syntax_extension("table");
    if (parser == nullptr || tables == nullptr ||
        cmark_parser_attach_syntax_extension(parser.get(), tables) == 0) {
        throw geo::error("cmark-gfm has no tables: the report cannot be set as HTML");
    }
    cmark_parser_feed(parser.get(), text.data(), text.size());
    const std::unique_ptr<cmark_node, node_deleter> document(cmark_parser_finish(parser.get()));
    const std::unique_ptr<char, text_deleter> made(cmark_render_html(
        document.get(), CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser.get())
    ));
    if (made == nullptr) {
        throw geo::error("cmark-gfm could not set the report as HTML");
    }
    return made.get();
}

/// The chart in the place of its picture, with the picture's words below it.
void put_chart(std::string& page, std::string_view chart) {
    constexpr std::string_view before = "<p><img src=\"protection.svg\" alt=\"";
    constexpr std::string_view after = "\" /></p>";
    const auto at = page.find(before);
    const auto end = at == std::string::npos ? at : page.find(after, at);
    if (end == std::string::npos) {
        return;
    }
    const auto words = page.substr(at + before.size(), end - at - before.size());
    page.replace(
        at,
        end + after.size() - at,
        chart.empty()
            ? ""
            : "<figure>\n" + std::string(chart) + "<figcaption>" + words + ".</figcaption></figure>"
    );
}

/// Appendices begin on a page of their own.
void mark_appendices(std::string& page, const std::string& heading) {
    const auto at = page.find("<h2>" + xml_text(heading) + "</h2>");
    if (at != std::string::npos) {
        page.insert(at, "<section class=\"appendices\">\n");
        page += "</section>\n";
    }
}

}  // namespace

std::string to_report_html(
    std::string_view title,
    std::string_view markdown_text,
    std::string_view chart,
    const page_options& options
) {
    auto body = html_of(markdown_text);
    put_chart(body, chart);
    mark_appendices(body, options.appendices);
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + xml_text(options.language) +
                      "\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<title>";
    out += xml_text(std::string(title));
    out += "</title>\n<style>";
    out += style;
    out += "</style>\n</head>\n<body>\n<main>\n";
    out += body;
    out += "</main>\n</body>\n</html>\n";
    return out;
}

}  // namespace planner
