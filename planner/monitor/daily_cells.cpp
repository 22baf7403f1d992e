// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/daily_cells.hpp"

#include "geo/base/error.hpp"
#include "geo/geometry/box.hpp"
#include "planner/model/local_time.hpp"

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

using std::chrono::days;

constexpr double most_cells = 5e6;
/// A degree of a meridian is no shorter.
constexpr double metres_a_degree = 110574;

/// Cells of the boxes about the parts of an area, half a cell wider.
class box_cells {
public:
    explicit box_cells(const daily_grid& grid) : grid_(grid) {}

    [[nodiscard]] std::set<grid_cell> of(const area& shape) const {
        std::set<grid_cell> out;
        for (const auto& part : shape) {
            add(part, out);
        }
        return out;
    }

    /// How many that would be: asked before any is made.
    [[nodiscard]] double count(const area& shape) const {
        double out = 0;
        for (const auto& part : shape) {
            for_each_row(part, [&](std::int32_t, std::int64_t, std::int64_t columns) {
                out += static_cast<double>(columns);
            });
        }
        return out;
    }

private:
    void add(const geo::polygon<geo::lon_lat>& part, std::set<grid_cell>& to) const {
        for_each_row(part, [&](std::int32_t row, std::int64_t west, std::int64_t count) {
            const auto columns = grid_.columns_in(row);
            for (std::int64_t i = 0; i < count; ++i) {
                const auto column = ((west + i) % columns + columns) % columns;
                to.insert({row, static_cast<std::int32_t>(column)});
            }
        });
    }

    /// Calls `use(row, first column, columns)`.
    template <class Use>
    void for_each_row(const geo::polygon<geo::lon_lat>& part, Use&& use) const {
        geo::lon_lat_box box;
        box.add_all(part.outer);
        if (box.empty()) {
            return;
        }
        const double pad = grid_.side().value() / metres_a_degree;
        const auto first = row_at(box.south - pad);
        const auto last = row_at(box.north + pad);
        for (auto row = first; row <= last; ++row) {
            const auto columns = grid_.columns_in(row);
            const double width = 360.0 / columns;
            const auto west = static_cast<std::int64_t>(std::floor((box.west + 180) / width)) - 1;
            const auto east = static_cast<std::int64_t>(std::floor((box.east + 180) / width)) + 1;
            use(row, west, std::min<std::int64_t>(east - west + 1, columns));
        }
    }

    [[nodiscard]] std::int32_t row_at(double latitude) const {
        return grid_.cell_of({geo::longitude(0), geo::latitude(std::clamp(latitude, -90.0, 90.0))})
            .row;
    }

    const daily_grid& grid_;
};

class area_finder {
public:
    area_finder(const rulebook& by, const daily_counts& from, local_day day)
        : by_(by), from_(from), day_(day), boxes_(from.cells()) {}

    std::vector<area_cells> run() {
        refuse_too_many();
        add_laws();
        add_rest();
        std::vector<area_cells> out;
        for (auto& one : areas_) {
            out.push_back(std::move(one.second));
        }
        return out;
    }

private:
    void refuse_too_many() const {
        double count = 0;
        for (const auto& law : by_.clauses()) {
            const auto* shape = shape_of(law);
            count += shape != nullptr ? boxes_.count(*shape) : 0;
        }
        for (const auto& one : by_.of().sectors) {
            count += boxes_.count(one.shape);
        }
        if (count > most_cells) {
            throw geo::input_error("the areas of the plan have more than 5,000,000 cells of this "
                                   "size; take larger ones "
                                   "(--cell)");
        }
    }

    [[nodiscard]] const area* shape_of(const clause& law) const {
        for (const auto& zone : by_.of().zones) {
            if (law.kind == clause_kind::zone && zone.id == law.id) {
                return &zone.shape;
            }
        }
        for (const auto& phase : by_.of().phases) {
            if (law.kind == clause_kind::phase && phase.term.id == law.id) {
                return &phase.vacated;
            }
        }
        return nullptr;
    }

    [[nodiscard]] list_number number_of(const clause& law) const {
        for (std::size_t i = 1; i < from_.laws.size(); ++i) {
            if (from_.laws[i].kind == law.kind && from_.laws[i].id == law.id) {
                return static_cast<list_number>(i);
            }
        }
        return 0;
    }

    [[nodiscard]] list_number sector_of(grid_cell cell) {
        const auto known = sector_of_.find(cell);
        if (known != sector_of_.end()) {
            return known->second;
        }
        const auto sector = from_.sector_at(from_.cells().middle(cell));
        sector_of_.emplace(cell, sector);
        return sector;
    }

    void add_laws() {
        const auto& zone = by_.of().ground.time_zone;
        const auto begins = start_of_day(day_, zone);
        const auto ends = start_of_day(day_ + days(1), zone);
        for (std::uint32_t i = 0; i < by_.clauses().size(); ++i) {
            const auto& law = by_.clauses()[i];
            const auto* shape = shape_of(law);
            const auto number = number_of(law);
            if (shape == nullptr || shape->empty() || number == 0 ||
                by_.in_force(i, begins, ends) == 0) {
                continue;
            }
            for (const auto& cell : boxes_.of(*shape)) {
                if (is_of(*law.ground, cell)) {
                    taken_.insert(cell);
                    auto& to = areas_[{sector_of(cell), number}];
                    to.sector = sector_of(cell);
                    to.law = number;
                    to.clauses = {i};
                    to.cells.insert(cell);
                }
            }
        }
    }

    [[nodiscard]] bool is_of(const geo::area_field& ground, grid_cell cell) const {
        const geo::placed_position middle(from_.cells().middle(cell));
        return ground.signed_distance(middle) >= from_.cells().side() * -0.5;
    }

    void add_rest() {
        for (std::size_t s = 0; s < by_.of().sectors.size(); ++s) {
            const auto number = static_cast<list_number>(s + 1);
            area_cells made;
            made.sector = number;
            for (const auto& cell : boxes_.of(by_.of().sectors[s].shape)) {
                if (taken_.count(cell) == 0 && sector_of(cell) == number) {
                    made.cells.insert(cell);
                }
            }
            if (!made.cells.empty()) {
                areas_[{number, list_number{0}}] = std::move(made);
            }
        }
        // Where something was told of, though no area is there.
        for (const auto& one : from_.areas) {
            if (one.first.law == 0 && one.first.day <= day_ &&
                one.first.day > day_ - days(daily_window)) {
                auto& to = areas_[{one.first.sector, list_number{0}}];
                to.sector = one.first.sector;
                to.is_bounded = one.first.sector != 0;
            }
        }
    }

    const rulebook& by_;
    const daily_counts& from_;
    local_day day_;
    box_cells boxes_;
    std::map<std::pair<list_number, list_number>, area_cells> areas_;
    std::set<grid_cell> taken_;
    std::map<grid_cell, list_number> sector_of_;
};

}  // namespace

bool area_cells::in_force_on(const rulebook& by, local_day day) const {
    const auto& zone = by.of().ground.time_zone;
    const auto begins = start_of_day(day, zone);
    const auto ends = start_of_day(day + days(1), zone);
    return clauses.empty() ||
           std::any_of(clauses.begin(), clauses.end(), [&](std::uint32_t number) {
               return by.in_force(number, begins, ends) > 0;
           });
}

std::vector<area_cells> cells_of_areas(
    const rulebook& by, const daily_counts& from, local_day day
) {
    return area_finder(by, from, day).run();
}

}  // namespace planner
