// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/merge_stretches.hpp"

#include "geo/linework/ground.hpp"
#include "geo/linework/line_findings.hpp"
#include "geo/linework/position_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <tuple>

namespace geo::detail {

namespace {

enum class edge_state : std::uint8_t { kept, pointless, again };

struct directed_edge {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    std::uint32_t part = 0;
    std::uint32_t index = 0;

    friend bool operator<(const directed_edge& x, const directed_edge& y) {
        return std::tie(x.low, x.high, x.part, x.index) < std::tie(y.low, y.high, y.part, y.index);
    }
};

using states = std::vector<std::vector<edge_state>>;

states judge_edges(const multi_line_string<lon_lat>& parts) {
    states out(parts.size());
    std::vector<directed_edge> edges;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const auto& line = parts[part];
        out[part].resize(line.empty() ? 0 : line.size() - 1);
        for (std::size_t i = 1; i < line.size(); ++i) {
            const auto a = position_key(line[i - 1]);
            const auto b = position_key(line[i]);
            if (a == b) {
                out[part][i - 1] = edge_state::pointless;
            } else {
                edges.push_back(
                    {std::min(a, b),
                     std::max(a, b),
                     static_cast<std::uint32_t>(part),
                     static_cast<std::uint32_t>(i - 1)}
                );
            }
        }
    }
    std::sort(edges.begin(), edges.end());
    for (std::size_t k = 1; k < edges.size(); ++k) {
        if (edges[k].low == edges[k - 1].low && edges[k].high == edges[k - 1].high) {
            out[edges[k].part][edges[k].index] = edge_state::again;
        }
    }
    return out;
}

void report_pointless(
    const line_string<lon_lat>& line,
    const std::vector<edge_state>& edges,
    std::size_t part,
    findings& found
) {
    const auto first = std::find(edges.begin(), edges.end(), edge_state::pointless);
    if (first == edges.end()) {
        return;
    }
    found.push_back(line_finding(
        finding_code::line_duplicate_position,
        severity::note,
        part,
        line[static_cast<std::size_t>(first - edges.begin())],
        fmt::format(
            "{} repeated positions were removed, the first here",
            std::count(edges.begin(), edges.end(), edge_state::pointless)
        )
    ));
}

}  // namespace

std::vector<line_stretch> unique_stretches(
    const multi_line_string<lon_lat>& parts, std::vector<line_repair>& repairs, findings& found
) {
    const auto judged = judge_edges(parts);
    std::vector<line_stretch> out;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const auto& line = parts[part];
        const auto& edges = judged[part];
        const auto is_pointless = [](edge_state one) { return one == edge_state::pointless; };
        if (std::all_of(edges.begin(), edges.end(), is_pointless)) {
            finding note{
                finding_code::line_too_short,
                severity::note,
                {},
                fmt::format("a part of {} positions has no length and was left out", line.size())};
            note.where.feature = fmt::format("#{}", part);
            found.push_back(std::move(note));
            continue;
        }
        report_pointless(line, edges, part, found);
        const std::size_t before = out.size();
        for (std::size_t i = 0; i < edges.size();) {
            const bool again = edges[i] == edge_state::again;
            line_stretch made{part, i, i, 0, false};
            bool any = false;
            for (; i < edges.size() &&
                   (is_pointless(edges[i]) || (edges[i] == edge_state::again) == again);
                 ++i) {
                any = any || !is_pointless(edges[i]);
                made.length += edge_length(line[i], line[i + 1]);
            }
            made.last = i;
            if (again) {
                repairs.push_back(
                    {finding_code::line_duplicate_removed,
                     part,
                     line[made.first],
                     metres(-made.length)}
                );
                found.push_back(line_finding(
                    finding_code::line_duplicate_removed,
                    severity::note,
                    part,
                    line[made.first],
                    fmt::format(
                        "{:.1f} m that came before were removed, from here to lon {:.6f} lat "
                        "{:.6f}",
                        made.length,
                        line[made.last].lon.value(),
                        line[made.last].lat.value()
                    )
                ));
            } else if (any) {
                out.push_back(made);
            }
        }
        if (out.size() == before + 1) {
            auto& only = out.back();
            only.closed = only.first == 0 && only.last == edges.size() &&
                          position_key(line.front()) == position_key(line.back());
        }
    }
    return out;
}

}  // namespace geo::detail
