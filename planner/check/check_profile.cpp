// SPDX-License-Identifier: Apache-2.0
#include "planner/check/check_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

namespace planner {

namespace {

using geo::in_kilometres;

constexpr double width = 900;
constexpr double height = 300;
constexpr double left = 70;
constexpr double right = 20;
constexpr double top = 50;
constexpr double bottom = 50;

/// 1, 2 or 5 times a power of ten, so that a range has at most `most` steps.
double nice_step(double range, double most) {
    const double least = std::max(range, 1e-3) / most;
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double times : {1.0, 2.0, 5.0}) {
        if (times * power >= least) {
            return times * power;
        }
    }
    return 10 * power;
}

/// As many decimals as a step needs.
std::string tick_text(double value, double step) {
    const int decimals = step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step)));
    return fmt::format("{:.{}f}", value, decimals);
}

/// Kilometres along the proposal and away from the edge, as places on the page.
struct axes {
    double length = 1;
    double low = 0;
    double high = 0;

    [[nodiscard]] double x(double along) const {
        return left + along / length * (width - left - right);
    }
    [[nodiscard]] double y(double off) const {
        return top + (high - off) / (high - low) * (height - top - bottom);
    }
};

void add_text(std::string& out, double x, double y, const char* anchor, const std::string& text) {
    fmt::format_to(
        std::back_inserter(out),
        "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n",
        x,
        y,
        anchor,
        text
    );
}

void add_rule(std::string& out, double x, double y, const std::string& to, const char* style) {
    fmt::format_to(
        std::back_inserter(out),
        "<path d=\"M{:.1f} {:.1f}{}\" fill=\"none\" {}/>\n",
        x,
        y,
        to,
        style
    );
}

/// Kilometres at which one part ends and the next begins.
std::vector<double> part_breaks(const line_check& done) {
    std::vector<double> out;
    for (std::size_t i = 1; i < done.stretches.size(); ++i) {
        if (done.stretches[i].where.part != done.stretches[i - 1].where.part) {
            out.push_back(in_kilometres(done.stretches[i].where.from));
        }
    }
    return out;
}

void add_frame(std::string& out, const axes& on, const std::vector<double>& breaks) {
    add_text(
        out,
        left,
        20,
        "start",
        "How far the proposal runs from border or coast of the recognised territory, km"
    );
    add_text(out, left, 38, "start", "above 0: outside; below: inside");
    const double step = nice_step(on.high - on.low, 5);
    for (double v = std::ceil(on.low / step) * step; v <= on.high + step * 1e-6; v += step) {
        const bool zero = std::abs(v) < step / 2;
        add_rule(
            out,
            left,
            on.y(v),
            fmt::format("H{:.1f}", width - right),
            zero ? "stroke=\"#333\" stroke-width=\"1.2\"" : "stroke=\"#ccc\""
        );
        add_text(out, left - 6, on.y(v) + 4, "end", zero ? "0" : tick_text(v, step));
    }
    const double along = nice_step(on.length, 8);
    for (double v = 0; v <= on.length; v += along) {
        add_rule(out, on.x(v), height - bottom, "v5", "stroke=\"#333\"");
        add_text(out, on.x(v), height - bottom + 20, "middle", tick_text(v, along));
    }
    add_text(out, (left + width - right) / 2, height - 10, "middle", "kilometre of the proposal");
    for (const double v : breaks) {
        add_rule(
            out,
            on.x(v),
            top,
            fmt::format("V{:.1f}", height - bottom),
            "stroke=\"#999\" stroke-dasharray=\"3 3\""
        );
    }
}

}  // namespace

std::string to_profile(const line_check& done, const theatre& ground) {
    const auto profile = done.profile(ground);
    axes on;
    on.length = std::max(1e-3, in_kilometres(done.length));
    for (const auto& [along, off] : profile) {
        on.low = std::min(on.low, in_kilometres(off));
        on.high = std::max(on.high, in_kilometres(off));
    }
    const double room = std::max(1e-3, 0.05 * (on.high - on.low));
    on.low -= room;
    on.high += room;
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" font-family=\"DejaVu "
        "Sans, sans-serif\" font-size=\"12\">\n<rect width=\"{0}\" height=\"{1}\" "
        "fill=\"#fff\"/>\n",
        width,
        height
    );
    const auto breaks = part_breaks(done);
    add_frame(out, on, breaks);
    out += "<path fill=\"none\" stroke=\"#1f4e79\" stroke-width=\"1.5\" d=\"";
    std::size_t part = breaks.size() + 1;  // none yet
    for (const auto& [along, off] : profile) {
        const double at = in_kilometres(along);
        const auto here = static_cast<std::size_t>(
            std::lower_bound(breaks.begin(), breaks.end(), at) - breaks.begin()
        );
        fmt::format_to(
            std::back_inserter(out),
            "{}{:.1f} {:.1f}",
            here == part ? "L" : "M",
            on.x(at),
            on.y(in_kilometres(off))
        );
        part = here;
    }
    return out + "\"/>\n</svg>\n";
}

}  // namespace planner
