// SPDX-License-Identifier: Apache-2.0
#include "geo/linework/compare_input.hpp"
#include "geo/linework/compare_lines.hpp"
#include "geo/linework/free_space.hpp"
#include "geo/linework/line_pieces.hpp"

#include <algorithm>
#include <cmath>

namespace geo {

namespace {

using detail::line_piece;
using detail::space_chain;
using detail::vec3;

// WGS 84: the least and the largest radius of curvature, a (1 - e2) and a / sqrt(1 - e2).
constexpr double least_radius = 6335439.0;
constexpr double largest_radius = 6399594.0;

struct walked_line {
    space_chain chain;
    double bow = 0;  ///< how far the line lies from it at most
};

walked_line to_chain(const std::vector<line_piece>& pieces) {
    walked_line out;
    out.chain.push_back(pieces.front().from);
    for (const auto& piece : pieces) {
        out.chain.push_back(piece.to);
        out.bow = std::max(out.bow, std::sqrt(squared(piece.bow)));
    }
    return out;
}

walked_line walked(
    const line_string<lon_lat>& line, const compare_options& options, const char* which
) {
    auto made = to_chain(detail::comparable_pieces({line}, options, which));
    // The bow falls with the square of the length: cut until an eighth of the tolerance holds it,
    // but no finer than 100 m, where it is 0.2 mm.
    const double allowed = std::max(options.tolerance.value() / 8, 2e-4);
    if (made.bow > allowed) {
        const double finer = std::max(100.0, 5000 * std::sqrt(allowed / made.bow));
        made = to_chain(detail::pieces_of({line}, options.edges, finer));
    }
    return made;
}

double arc(double chord, double radius) {
    return 2 * radius * std::asin(std::min(1.0, chord / 2 / radius));
}

struct found_leash {
    double enough = 0;      ///< chord
    double not_enough = 0;  ///< chord
};

/// No leash shorter than this serves: the ends, and some positions of each from all of the other.
double least_leash(const space_chain& a, const space_chain& b) {
    return std::sqrt(std::max(squared(a.front() - b.front()), squared(a.back() - b.back())));
}

found_leash find_leash(
    const space_chain& a, const space_chain& b, double at_least, double tolerance
) {
    const double greedy = detail::greedy_leash(a, b);
    const double low = std::min(at_least, greedy);
    if (greedy - low <= tolerance) {
        return {greedy * (1 + 1e-9) + 1e-6, low};
    }
    // What cannot be told from the lower bound needs no search; 1e-9 against rounding of its own.
    const double first = low * (1 + 1e-9) + 1e-6;
    if (detail::is_leash_enough(a, b, first)) {
        return {first, low};
    }
    found_leash out{greedy * (1 + 1e-9) + 1e-6, low};
    for (double step = tolerance; out.not_enough + step < out.enough; step *= 2) {
        const double tried = low + step;
        if (detail::is_leash_enough(a, b, tried)) {
            out.enough = tried;
            break;
        }
        out.not_enough = tried;
    }
    while (out.enough - out.not_enough > tolerance) {
        const double middle = (out.enough + out.not_enough) / 2;
        (detail::is_leash_enough(a, b, middle) ? out.enough : out.not_enough) = middle;
    }
    return out;
}

/// Chord below which no leash between the lines is: Hausdorff's distance, less its errors.
double hausdorff_chord(
    const line_string<lon_lat>& a, const line_string<lon_lat>& b, const compare_options& options
) {
    const auto both = hausdorff_distance({a}, {b}, options);
    const double ground = both.larger().distance.value();
    return 2 * least_radius * std::sin(std::min(ground / 2 / least_radius, 1.57));
}

}  // namespace

frechet_result frechet_distance(
    const line_string<lon_lat>& a,
    const line_string<lon_lat>& b,
    const compare_options& options,
    travel way
) {
    detail::require_comparable(options);
    const auto walked_a = walked(a, options, "first");
    auto walked_b = walked(b, options, "second");
    const double bows = walked_a.bow + walked_b.bow;
    const double tolerance = options.tolerance.value() / 2;
    const double floor = std::max(0.0, hausdorff_chord(a, b, options) - bows);
    const auto search = [&](const space_chain& other) {
        const double low = std::max(floor, least_leash(walked_a.chain, other));
        return find_leash(walked_a.chain, other, low, tolerance);
    };
    auto backwards = walked_b.chain;
    std::reverse(backwards.begin(), backwards.end());
    // The way whose ends are nearer first: mostly the ends of the other alone rule it out.
    const bool turned = way == travel::either && least_leash(walked_a.chain, backwards) <
                                                     least_leash(walked_a.chain, walked_b.chain);
    auto best = search(turned ? backwards : walked_b.chain);
    bool reversed = turned;
    if (way == travel::either) {
        const auto& second = turned ? walked_b.chain : backwards;
        if (least_leash(walked_a.chain, second) < best.enough) {
            const auto other = search(second);
            reversed = other.enough < best.enough ? !turned : turned;
            best = {
                std::min(best.enough, other.enough), std::min(best.not_enough, other.not_enough)};
        }
    }
    const double high = arc(best.enough + bows, least_radius);
    const double low = arc(std::max(0.0, best.not_enough - bows), largest_radius);
    return {metres(high), metres(high - low), reversed};
}

}  // namespace geo
