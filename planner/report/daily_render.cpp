// SPDX-License-Identifier: Apache-2.0
#include "planner/report/daily_page.hpp"
#include "planner/report/markdown_text.hpp"
#include "planner/report/xml_text.hpp"

namespace planner {

namespace {

constexpr std::size_t longest_cell = 400;
constexpr std::size_t longest_paragraph = 4000;

std::string md(const std::string& raw) {
    return markdown_text(raw, longest_paragraph);
}

void add_markdown(std::string& to, const daily_table& table) {
    if (table.head.empty() || table.rows.empty()) {
        return;
    }
    const auto add_row = [&](const std::vector<std::string>& cells) {
        for (const auto& one : cells) {
            to += "| " + markdown_text(one, longest_cell) + " ";
        }
        to += "|\n";
    };
    add_row(table.head);
    for (std::size_t i = 0; i < table.head.size(); ++i) {
        to += i < table.texts ? "| --- " : "| ---: ";
    }
    to += "|\n";
    for (const auto& row : table.rows) {
        add_row(row);
    }
    to += table.more.empty() ? "\n" : "\n" + md(table.more) + "\n\n";
}

void add_html(std::string& to, const daily_table& table) {
    if (table.head.empty() || table.rows.empty()) {
        return;
    }
    const auto add_row = [&](const std::vector<std::string>& cells, const std::string& tag) {
        to += "<tr>";
        for (std::size_t i = 0; i < cells.size(); ++i) {
            to += "<" + tag + (i < table.texts ? "" : " class=\"n\"") +
                  (tag == "th" ? " scope=\"col\"" : "") + ">" + xml_text(cells[i]) + "</" + tag +
                  ">";
        }
        to += "</tr>\n";
    };
    to += "<div class=\"wide\"><table>\n<thead>";
    add_row(table.head, "th");
    to += "</thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
        add_row(row, "td");
    }
    to += "</tbody></table></div>\n";
    to += table.more.empty() ? "" : "<p>" + xml_text(table.more) + "</p>\n";
}

constexpr const char* html_head =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    // Nothing is loaded and nothing runs, whatever a name holds.
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "style-src 'unsafe-inline'\">\n<style>\n"
    "body{font:15px/1.45 'Noto Sans','DejaVu Sans',sans-serif;max-width:72rem;margin:1rem auto;"
    "padding:0 1rem;color:#1a1a1a;background:#fff}\n"
    "h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}\n"
    "ul.first{background:#eef3f8;border-left:4px solid #5b7fa6;padding:.8rem .8rem .8rem 2rem}\n"
    ".wide{overflow-x:auto}table{border-collapse:collapse;font-size:.87rem}\n"
    "th,td{border-bottom:1px solid #ccc;padding:.2rem .6rem;text-align:left;vertical-align:top}\n"
    "th{background:#f4f4f4}.n{text-align:right}\n"
    "svg{max-width:100%;height:auto}\n"
    "@media print{body{max-width:none;font-size:11px}h2{break-after:avoid}}\n"
    "</style>\n";

}  // namespace

std::string to_markdown(const daily_page& page) {
    auto out = "# " + md(page.title) + "\n";
    for (const auto& one : page.first) {
        out += "- **" + md(one.first) + "**: " + md(one.second) + "\n";
    }
    out += "\n";
    for (const auto& section : page.sections) {
        out += "## " + md(section.title) + "\n\n";
        for (const auto& text : section.text) {
            out += md(text) + "\n\n";
        }
        if (section.chart) {
            out += "![Trend of verdicts, looks and sites, day by day](trend.svg)\n\n";
        }
        add_markdown(out, section.table);
    }
    return out;
}

std::string to_html(const daily_page& page, const std::string& chart) {
    auto out = html_head + ("<title>" + xml_text(page.title) + "</title></head>\n<body>\n<h1>") +
               xml_text(page.title) + "</h1>\n<ul class=\"first\">\n";
    for (const auto& one : page.first) {
        out += "<li><b>" + xml_text(one.first) + "</b>: " + xml_text(one.second) + "</li>\n";
    }
    out += "</ul>\n";
    for (const auto& section : page.sections) {
        out += "<h2>" + xml_text(section.title) + "</h2>\n";
        for (const auto& text : section.text) {
            out += "<p>" + xml_text(text) + "</p>\n";
        }
        out += section.chart ? chart : "";
        add_html(out, section.table);
    }
    return out + "</body></html>\n";
}

}  // namespace planner
