// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/compare_input.hpp"

#include "geo/base/error.hpp"

#include <algorithm>
#include <cmath>

namespace geo::detail {

void require_comparable(const compare_options& options) {
    if (!is_finite(options.tolerance) || options.tolerance < metres(0.01)) {
        throw input_error("the tolerance of a comparison must be 1 cm or more");
    }
}

std::vector<line_piece> comparable_pieces(
    const multi_line_string<lon_lat>& line, const compare_options& options, const std::string& which
) {
    require_on_earth(line);
    auto pieces = pieces_of(line, options.edges);
    if (pieces.empty()) {
        throw input_error("the " + which + " line has no position: there is nothing to compare");
    }
    // Bounds of hausdorff.cpp count how far a piece bows sideways twice; that falls with the square
    // of its length. No finer than 100 m, where it is below 1 cm up to 89 degrees of latitude.
    double bow = 0;
    for (const auto& piece : pieces) {
        bow = std::max(bow, piece.sideways());
    }
    const double allowed = options.tolerance.value() / 16;
    if (bow > allowed) {
        pieces = pieces_of(line, options.edges, std::max(100.0, 5000 * std::sqrt(allowed / bow)));
    }
    return pieces;
}

}  // namespace geo::detail
