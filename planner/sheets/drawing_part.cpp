// SPDX-License-Identifier: Apache-2.0
#include "planner/sheets/drawing_part.hpp"

#include "geo/base/module.hpp"

extern "C" [[gnu::weak]] const planner::detail::drawing_part* armistice_drawing_part();

namespace planner {

namespace {

const detail::drawing_part& drawing() {
    static const auto& part =
        geo::linked_or_loaded(armistice_drawing_part, "drawing", "armistice_drawing_part");
    return part;
}

}  // namespace

sheet_facts facts_of(const sheet& what) {
    return drawing().facts_of(what);
}

std::string render_png(const sheet& what, double dpi) {
    return drawing().render_png(what, dpi);
}

std::string render_svg(const sheet& what) {
    return drawing().render_svg(what);
}

std::string render_pdf(const sheet& what) {
    return render_pdf(std::vector<sheet>{what});
}

std::string render_pdf(const std::vector<sheet>& pages) {
    return drawing().render_sheets(pages);
}

std::string render_pdf(const paged_table& what) {
    return drawing().render_table(what);
}

std::size_t pages_of(const paged_table& what) {
    return drawing().pages_of(what);
}

}  // namespace planner
