// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/simplify.hpp"

#include "geo/base/error.hpp"
#include "geo/linework/arc_graph.hpp"
#include "geo/linework/arc_spans.hpp"
#include "geo/linework/line_findings.hpp"
#include "geo/linework/span_conflicts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace geo {

namespace {

using detail::arc_graph;
using detail::arc_span;

/// Of the tolerance, for positions left out; the rest is for the readings of the input's edges.
constexpr double own_share = 0.9;
constexpr double reading_share = 1.0 / 12;
/// Metres for what gap_to_edge may be off, twice.
constexpr double measure_error = 0.02;

class simplifier {
public:
    simplifier(const arc_graph& graph, double limit, findings& found)
        : graph_(graph), limit_(limit), found_(found) {}

    void run() {
        for (std::uint32_t arc = 0; arc < graph_.arcs.size(); ++arc) {
            detail::reduce_arc(graph_, arc, limit_, spans_);
        }
        std::vector<bool> fresh(spans_.size(), true);
        for (int round = 0; std::find(fresh.begin(), fresh.end(), true) != fresh.end(); ++round) {
            const auto conflicts = detail::find_conflicts(graph_, spans_, fresh);
            std::vector<bool> halved(spans_.size());
            for (const auto& one : conflicts) {
                judge(one, halved);
            }
            fresh = halve(halved, round);
        }
    }

    [[nodiscard]] const std::vector<arc_span>& spans() const { return spans_; }

private:
    void judge(const detail::span_conflict& one, std::vector<bool>& halved) {
        bool any = false;
        for (const auto number : {one.first, one.second}) {
            if (!spans_[number].is_single()) {
                halved[number] = any = true;
            }
        }
        if (!any && crossings_.insert({spans_[one.first].arc, spans_[one.second].arc}).second) {
            found_.push_back(detail::line_finding(
                finding_code::line_self_crossing,
                severity::note,
                spans_[one.first].arc,
                one.at,
                "edges cross or touch here in the input; they were left as they are (said once for "
                "two "
                "arcs)"
            ));
            found_.back().where.feature.clear();
        }
    }

    /// Beyond some rounds, spans in conflict are given up for what they stand for.
    std::vector<bool> halve(const std::vector<bool>& halved, int round) {
        constexpr int patience = 30;
        std::vector<arc_span> made;
        std::vector<bool> fresh;
        made.reserve(spans_.size());
        fresh.reserve(spans_.size());
        for (std::size_t i = 0; i < spans_.size(); ++i) {
            const auto& one = spans_[i];
            if (!halved[i]) {
                made.push_back(one);
            } else if (round < patience) {
                // A half can be farther from its own edge than the whole was from its.
                detail::reduce(graph_, part(one, one.first, one.farthest), limit_, made);
                detail::reduce(graph_, part(one, one.farthest, one.last), limit_, made);
            } else {
                for (auto k = one.first; k < one.last; ++k) {
                    made.push_back(part(one, k, k + 1));
                }
            }
            fresh.resize(made.size(), halved[i]);
        }
        spans_ = std::move(made);
        return fresh;
    }

    [[nodiscard]] arc_span part(const arc_span& of, std::uint32_t first, std::uint32_t last) const {
        return detail::measured_span(graph_, {of.arc, first, last, first, 0}, limit_);
    }

    const arc_graph& graph_;
    double limit_;
    findings& found_;
    std::vector<arc_span> spans_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> crossings_;
};

/// Positions left of each arc.
std::vector<std::vector<std::uint32_t>> kept_vertices(
    const arc_graph& graph, const std::vector<arc_span>& spans
) {
    std::vector<std::vector<std::uint32_t>> out(graph.arcs.size());
    for (const auto& one : spans) {
        const auto& arc = graph.arcs[one.arc];
        auto& kept = out[one.arc];
        if (kept.empty()) {
            kept.push_back(arc[one.first]);
        }
        kept.push_back(arc[one.last]);
    }
    return out;
}

/// One vertex stands for both ends of a parallel: the sign of 180 degrees is that of the chain.
void mend_signs(line_string<lon_lat>& line) {
    const auto at_seam = [](lon_lat p) { return std::abs(p.lon.value()) == 180; };
    const auto inner = std::find_if_not(line.begin(), line.end(), at_seam);
    if (inner == line.end()) {
        return;
    }
    double sign = inner->lon.value() < 0 ? -1 : 1;
    for (auto& p : line) {
        if (at_seam(p)) {
            p.lon = longitude(sign * 180);
        } else {
            sign = p.lon.value() < 0 ? -1 : 1;
        }
    }
}

struct outcome {
    multi_line_string<lon_lat> chains;
    simplify_report report;
};

outcome simplify(const multi_line_string<lon_lat>& given, const simplify_options& options) {
    detail::require_on_earth(given);
    const double tolerance = options.tolerance.value();
    if (!(tolerance >= 0.1 && tolerance <= 1e4)) {
        throw input_error("the tolerance of simplification must be 10 cm to 10 km");
    }
    outcome out;
    const auto graph =
        detail::make_arc_graph(given, options.edges, reading_share * tolerance, out.report.found);
    simplifier work(graph, own_share * tolerance - measure_error, out.report.found);
    work.run();
    double worst = 0;
    for (const auto& one : work.spans()) {
        worst = std::max(worst, one.gap);
    }
    out.report.max_error =
        metres(worst + graph.reading_gap + (worst + graph.reading_gap > 0 ? measure_error / 2 : 0));
    out.report.positions_in = graph.given;
    const auto kept = kept_vertices(graph, work.spans());
    for (std::size_t c = 0; c < given.size(); ++c) {
        line_string<lon_lat> made;
        for (const auto& use : graph.chains[c].arcs) {
            auto vertices = kept[use.arc];
            if (use.reversed) {
                std::reverse(vertices.begin(), vertices.end());
            }
            for (std::size_t k = made.empty() ? 0 : 1; k < vertices.size(); ++k) {
                made.push_back(graph.vertices[vertices[k]].position);
            }
        }
        mend_signs(made);
        out.report.positions_out += made.empty() ? given[c].size() : made.size();
        out.chains.push_back(made.empty() ? given[c] : std::move(made));
    }
    return out;
}

}  // namespace

simplified_lines simplify_lines(
    const multi_line_string<lon_lat>& lines, const simplify_options& options
) {
    auto made = simplify(lines, options);
    return {std::move(made.chains), std::move(made.report)};
}

simplified_coverage simplify_coverage(
    const line_coverage& shapes, const simplify_options& options
) {
    multi_line_string<lon_lat> chains = shapes.lines;
    for (const auto& area : shapes.areas) {
        for_each_ring(area, [&](const ring<lon_lat>& chain) {
            chains.emplace_back(chain.begin(), chain.end());
        });
    }
    auto made = simplify(chains, options);
    simplified_coverage out{{shapes.areas, {}}, std::move(made.report)};
    const auto lines = static_cast<std::ptrdiff_t>(shapes.lines.size());
    out.shapes.lines.assign(made.chains.begin(), made.chains.begin() + lines);
    std::size_t next = shapes.lines.size();
    const auto take = [&](ring<lon_lat>& chain) {
        chain.assign(made.chains[next].begin(), made.chains[next].end());
        ++next;
    };
    for (auto& area : out.shapes.areas) {
        for (auto& part : area) {
            take(part.outer);
            std::for_each(part.holes.begin(), part.holes.end(), take);
        }
    }
    return out;
}

}  // namespace geo
