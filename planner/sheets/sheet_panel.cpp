// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/sheet_panel.hpp"

#include "planner/model/texts.hpp"
#include "planner/sheets/sheet_blocks.hpp"

#include <algorithm>
#include <functional>

namespace planner::detail {

namespace {

/// What is shown beside the map once some of it has been left out.
struct selection {
    bool inset = true;
    std::size_t notes = 0;
    std::size_t sources = 0;
};

using block = std::function<double(const block_place&)>;

/// The first `count` texts, and a last one that says how many are missing.
std::vector<std::string> some(
    const std::vector<std::string>& all, std::size_t count, const texts& say
) {
    std::vector<std::string> kept(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
    if (count < all.size()) {
        kept.push_back(say.text<"sheet.more">(with<"n">(all.size() - count)));
    }
    return kept;
}

std::vector<block> blocks(const sheet& what, const selection& shown) {
    std::vector<block> made{title_block, legend_block};
    if (what.table) {
        made.emplace_back([&what](const block_place& at) { return table_block(at, *what.table); });
    }
    for (const auto& table : what.further_tables) {
        made.emplace_back([&table](const block_place& at) { return table_block(at, table); });
    }
    made.insert(
        made.end(),
        {
            [shown](const block_place& at) { return scale_block(at, shown.inset); },
            [&what, shown](const block_place& at) {
                return paragraphs_block(
                    at, what.notes_title, some(what.notes, shown.notes, or_english(what.words))
                );
            },
            [&what, shown](const block_place& at) {
                return paragraphs_block(
                    at,
                    what.sources_title,
                    some(what.sources, shown.sources, or_english(what.words))
                );
            },
            disclaimer_block,
        }
    );
    return made;
}

struct column {
    std::vector<std::size_t> blocks;
    double height = 0;
};

struct arrangement {
    std::vector<column> columns;
    std::vector<double> heights;  ///< of each block
    double scale = 1;
};

constexpr double gap = 3.4;         ///< mm between blocks, at scale 1
constexpr double widest_gap = 7.5;  ///< where there is room to spare
constexpr double column_gap = 7;

double column_width(const paper_box& box, int columns) {
    return (box.width - column_gap * (columns - 1)) / columns;
}

/// Blocks one after another into columns; false when they need more height than there is.
bool arrange(
    const panel_content& content,
    const std::vector<block>& all,
    const paper_box& box,
    arrangement& made
) {
    const auto columns = made.columns.size();
    const block_place at{
        nullptr,
        content,
        made.scale * content.base,
        0,
        0,
        column_width(box, static_cast<int>(columns))};
    std::size_t current = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double height = all[i](at);
        made.heights.push_back(height);
        if (height == 0) {
            continue;
        }
        const auto needed = [&](const column& c) {
            return c.height + (c.blocks.empty() ? 0 : gap * at.scale) + height;
        };
        while (needed(made.columns[current]) > box.height && current + 1 < columns) {
            ++current;
        }
        auto& target = made.columns[current];
        target.height = needed(target);
        target.blocks.push_back(i);
    }
    return std::all_of(made.columns.begin(), made.columns.end(), [&](const column& c) {
        return c.height <= box.height;
    });
}

void draw(
    cairo_t* cairo,
    const panel_content& content,
    const std::vector<block>& all,
    const paper_box& box,
    const arrangement& made
) {
    const int columns = static_cast<int>(made.columns.size());
    const double scale = made.scale * content.base;
    const double width = column_width(box, columns);
    double left = box.left;
    for (const auto& one : made.columns) {
        const double spare = std::max(box.height - one.height, 0.0);
        const double gaps = std::max<double>(1, static_cast<double>(one.blocks.size()) - 1);
        const double extra = std::min(spare / gaps, (widest_gap - gap) * scale);
        double top = box.top;
        for (const auto i : one.blocks) {
            // The disclaimer stands at the foot of its column.
            const bool last = i + 1 == all.size();
            if (last && one.blocks.size() > 1) {
                top = box.bottom() - made.heights[i];
            }
            top += all[i]({cairo, content, scale, left, top, width}) + gap * scale + extra;
        }
        left += width + column_gap;
    }
}

}  // namespace

double draw_panel(cairo_t* cairo, const panel_content& content, const paper_box& box, int columns) {
    constexpr double smallest = 0.7;
    constexpr double largest = 1.15;
    selection shown{true, content.what.notes.size(), content.what.sources.size()};
    arrangement made;
    bool fits = false;
    const auto attempt = [&](double scale) {
        made = {std::vector<column>(static_cast<std::size_t>(columns)), {}, scale};
        fits = arrange(content, blocks(content.what, shown), box, made);
    };
    for (double scale = largest; scale >= smallest - 1e-9 && !fits; scale -= 0.05) {
        attempt(scale);
    }
    const bool complete = fits;
    while (!fits && (shown.notes > 0 || shown.sources > 0 || shown.inset)) {
        if (shown.notes > 0) {
            --shown.notes;
        } else if (shown.sources > 0) {
            --shown.sources;
        } else {
            shown.inset = false;
        }
        attempt(smallest);
    }
    if (cairo != nullptr) {
        draw(cairo, content, blocks(content.what, shown), box, made);
    }
    return complete ? made.scale : 0;
}

}  // namespace planner::detail
