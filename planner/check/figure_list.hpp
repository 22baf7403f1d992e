// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/shapes.hpp"
#include "geo/units/quantity.hpp"
#include "planner/check/published_figures.hpp"
#include "planner/model/plan.hpp"

#include <map>
#include <string>
#include <vector>

/// Part of planner/check/published_figures: how rows are judged and written.
namespace planner::detail {

/// A number with its unit and the decimals it is printed with.
struct measured {
    double value = 0;
    int decimals = 0;
    std::string unit;
    [[nodiscard]] std::string text() const;
};

/// What was published, as printed, and the numbers that count as it.
struct published {
    std::string text;
    double least = 0;
    double most = 0;
    std::string tolerance;
    std::string source;
};
/// A figure within a part of itself: `within(346, 0.03, ...)`.
[[nodiscard]] published within(double value, double part, measured as, std::string source);

class figure_list {
public:
    /// Agrees when the figure is in the range, is off when not.
    void compare(
        const std::string& row, const std::string& what, const measured& got, const published& said
    );
    /// Must lie outside of the published range, and within the range known of these data.
    void differ(
        const std::string& row,
        const std::string& what,
        const measured& got,
        const published& said,
        const published& known
    );
    /// Equal as texts.
    void same(
        const std::string& row,
        const std::string& what,
        const std::string& got,
        const std::string& said,
        const std::string& source
    );
    void not_possible(const std::string& row, const std::string& what, const std::string& why);

    /// A built-in theatre; read once.
    [[nodiscard]] const theatre& ground(const std::string& id);
    [[nodiscard]] std::vector<published_figure> take() { return std::move(figures_); }

private:
    std::vector<published_figure> figures_;
    std::map<std::string, theatre> read_;
};

/// T1 to T8, T13, T14, T16, T17: lengths, areas and widths of the packaged theatres.
void add_cyprus_and_golan(figure_list& to);
void add_korea(figure_list& to);
void add_boundaries(figure_list& to);
void add_abyei(figure_list& to);
void add_donbas_and_squares(figure_list& to);
void add_kosovo(figure_list& to);
/// T18 to T20: rules and dates.
void add_minsk_rules(figure_list& to);
void add_dayton_dates(figure_list& to);
void add_golan_bands(figure_list& to);

}  // namespace planner::detail
