// SPDX-License-Identifier: Apache-2.0
#include "planner/model/number_text.hpp"
#include "planner/model/roles.hpp"
#include "planner/model/texts.hpp"
#include "planner/report/protection_places.hpp"
#include "planner/report/protection_text.hpp"
#include "planner/report/xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace planner {

namespace {

/// What a column has room for; the report's tables have the title in full.
std::string short_title(const std::string& title) {
    constexpr std::size_t room = 16;
    std::string out;
    std::size_t letters = 0;
    for (const char c : title) {
        const bool begins_letter = (static_cast<unsigned char>(c) & 0xc0U) != 0x80;
        if (begins_letter && ++letters > room) {
            return out + "…";
        }
        out += c;
    }
    return out;
}

}  // namespace

std::string to_protection_chart(const plan& what, const texts& say) {
    const auto& done = what.shielding;
    constexpr double left = 210;
    constexpr double cell = 96;
    constexpr double row_height = 40;
    constexpr double bar_height = 20;
    constexpr double head = 64;
    const auto columns = static_cast<double>(done.stages.size());
    const double width = left + columns * cell + 20;
    const double table_height = head + row_height * static_cast<double>(done.classes.size());
    double most = 1;
    for (const auto* of : {&done.withdrawing, &done.other}) {
        for (const auto& stage : of->by_class) {
            for (const auto& one : stage) {
                most = std::max(most, one.people);
            }
        }
    }
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
        "font-family=\"Noto Sans, DejaVu Sans, sans-serif\" font-size=\"12\">\n"
        "<rect width=\"{0:.0f}\" height=\"{1:.0f}\" fill=\"#fff\"/>\n",
        width,
        2 * table_height + 20
    );
    auto to = std::back_inserter(out);
    double top = 0;
    for (const auto* of : {&done.withdrawing, &done.other}) {
        fmt::format_to(
            to,
            "<text x=\"10\" y=\"{:.0f}\" font-weight=\"bold\">{}</text>\n",
            top + 24,
            xml_text(say.text<"chart.of">(with<"party">(party_name(what.ground, of->party))))
        );
        for (std::size_t s = 0; s < done.stages.size(); ++s) {
            fmt::format_to(
                to,
                "<text x=\"{:.0f}\" y=\"{:.0f}\" fill=\"#444\">{}</text>\n",
                left + cell * static_cast<double>(s),
                top + 50,
                xml_text(short_title(done.stages[s].title))
            );
        }
        double y = top + head;
        for (const auto k : classes_by_range(done)) {
            fmt::format_to(
                to,
                "<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"end\">{}</text>\n",
                left - 10,
                y + 15,
                xml_text(say.text<"chart.row">(
                    with<"weapons">(done.classes[k].title),
                    with<"km">(geo::in_kilometres(done.classes[k].range))
                ))
            );
            for (std::size_t s = 0; s < done.stages.size(); ++s) {
                const double people = of->by_class[s][k].people;
                const double x = left + cell * static_cast<double>(s);
                fmt::format_to(
                    to,
                    "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.0f}\" "
                    "fill=\"#5b7fa6\"/>\n<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"10\" "
                    "fill=\"#444\">{}</text>\n",
                    x,
                    y + 2,
                    people / most * (cell - 10),
                    bar_height - 6,
                    x,
                    y + 28,
                    people_text(people)
                );
            }
            y += row_height;
        }
        top += table_height + 10;
    }
    return out + "</svg>\n";
}

std::string to_protection_chart(const plan& what) {
    return to_protection_chart(what, texts::english());
}

}  // namespace planner
