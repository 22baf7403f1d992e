// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet_line_ends.hpp"

#include <algorithm>
#include <cmath>

namespace planner::detail {

namespace {

double length_of(const paper_line& line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        sum += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    }
    return sum;
}

/// The position so far along; the end when the line is shorter.
paper_point along(const paper_line& line, double distance) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double step = std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
        if (step >= distance && step > 0) {
            const double part = distance / step;
            return {
                std::lerp(line[i - 1].x, line[i].x, part),
                std::lerp(line[i - 1].y, line[i].y, part)};
        }
        distance -= step;
    }
    return line.back();
}

/// Does an edge come into the box? Liang and Barsky's clipping, ACM Trans. Graph. 3 (1984) 1-22.
bool meets(paper_point a, paper_point b, const paper_box& box) {
    double first = 0;
    double last = 1;
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const auto cut = [&](double direction, double room) {
        if (direction == 0) {
            return room >= 0;
        }
        const double part = room / direction;
        if (direction < 0) {
            first = std::max(first, part);
        } else {
            last = std::min(last, part);
        }
        return first <= last;
    };
    return cut(-dx, a.x - box.left) && cut(dx, box.right() - a.x) && cut(-dy, a.y - box.top) &&
           cut(dy, box.bottom() - a.y);
}

bool is_clear(
    paper_point middle, paper_size_of_text size, const std::vector<const paper_line*>& others
) {
    constexpr double apart = 0.8;  // mm
    const paper_box box{
        middle.x - size.width / 2 - apart,
        middle.y - size.height / 2 - apart,
        size.width + 2 * apart,
        size.height + 2 * apart};
    return std::none_of(others.begin(), others.end(), [&](const paper_line* line) {
        for (std::size_t i = 1; i < line->size(); ++i) {
            if (meets((*line)[i - 1], (*line)[i], box)) {
                return true;
            }
        }
        return false;
    });
}

/// Spots at the beginning of a line.
std::vector<paper_point> spots_at_start(
    const paper_line& line, const std::vector<const paper_line*>& others, paper_size_of_text size
) {
    std::vector<paper_point> all;
    const auto end = line.front();
    // The direction of an end is that of its last few millimetres, not of its last edge.
    const auto inside = along(line, 4);
    const double run = std::max(std::hypot(end.x - inside.x, end.y - inside.y), 1e-6);
    const paper_point outward{(end.x - inside.x) / run, (end.y - inside.y) / run};
    const double reach =
        std::abs(outward.x) * size.width / 2 + std::abs(outward.y) * size.height / 2;
    for (const double beyond : {reach + 0.4, reach + 2.0}) {
        all.push_back({end.x + outward.x * beyond, end.y + outward.y * beyond});
    }
    const double most = std::min(length_of(line) * 0.45, 70.0);
    for (double back = reach + 0.6; back < most; back += 1.5) {
        all.push_back(along(line, back));
    }
    auto out = all;
    std::erase_if(out, [&](paper_point p) { return !is_clear(p, size, others); });
    out.insert(out.end(), all.begin(), all.end());
    return out;
}

}  // namespace

std::vector<std::vector<paper_point>> end_spots(
    const std::vector<paper_line>& parts,
    const std::vector<const paper_line*>& others,
    paper_size_of_text size
) {
    constexpr double shortest = 10;  // mm
    double longest = 0;
    for (const auto& part : parts) {
        longest = std::max(longest, length_of(part));
    }
    std::vector<std::vector<paper_point>> out;
    for (const auto& part : parts) {
        const double run = length_of(part);
        if (part.size() < 2 || run < std::min(shortest, longest)) {
            continue;
        }
        out.push_back(spots_at_start(part, others, size));
        if (run > 3 * shortest) {
            out.push_back(spots_at_start({part.rbegin(), part.rend()}, others, size));
        }
    }
    return out;
}

}  // namespace planner::detail
