// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace geo::detail {

/// Collects findings of one layer: warnings and errors one by one up to `most_of_a_kind`, then as a
/// number; notes as one sentence a kind, with how often and where first.
class finding_book {
public:
    static constexpr std::size_t most_of_a_kind = 20;

    finding_book(std::string file, std::string layer);

    void add(
        finding_code code,
        severity level,
        const std::string& text,
        const std::string& feature = {},
        std::optional<lon_lat> where = {}
    );
    /// A note that may be true of thousands of features.
    void count(
        finding_code code,
        const std::string& text,
        const std::string& feature,
        std::optional<lon_lat> where = {}
    );

    [[nodiscard]] findings finish();

private:
    struct tally {
        std::size_t times = 0;
        finding first;
    };

    [[nodiscard]] finding made(
        finding_code code,
        severity level,
        const std::string& text,
        const std::string& feature,
        std::optional<lon_lat> where
    ) const;

    std::string file_;
    std::string layer_;
    findings found_;
    std::map<finding_code, tally> individual_;
    std::map<finding_code, tally> counted_;
};

/// What is judged, for findings about it.
struct tidy_context {
    finding_book& book;
    const std::string& feature;
    bool orientation_matters;  ///< the format has the same rule as ours (GeoJSON)
};

/// Repeated positions, short lines, the antimeridian.
void tidy(multi_line_string<lon_lat>& lines, const tidy_context& about);

/// Repeated positions, open and short rings, orientation, crossings, the antimeridian.
void tidy(multi_polygon<lon_lat>& area, const tidy_context& about);

/// Turns rings as RFC 7946 3.1.6 has them; returns how many were turned.
std::size_t orient(multi_polygon<lon_lat>& area);

}  // namespace geo::detail
