// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/monitor/daily_grid.hpp"
#include "planner/monitor/judge.hpp"

#include <map>
#include <tuple>

namespace planner {

/// Days of the trend and of the tables that look back. Two weeks, as the SMM's weekly and fortnightly
/// trend reports; an assumption.
inline constexpr int daily_window = 14;

struct daily_options {
    /// Reports no farther apart than this may be of one site. Assumption: no published method of a
    /// mission states one.
    geo::metres site_radius{1000};
    /// Side of the cells in which ground is counted as watched and hot spots are looked for. The
    /// default is the SMM's distance for "within 5 km of the periphery" of a disengagement area
    /// (daily reports, e.g. reliefweb 784); that it fits here is an assumption.
    geo::metres cell{5000};
    /// Source classes that looked for themselves. A party's report and the media are hearsay: they
    /// tell of what happened, not that anybody watched where nothing did.
    std::vector<std::string> watching{
        "own_observation", "patrol", "camera", "sensor", "uav", "imagery", "satellite"};
};

/// A place in a list of daily_counts; 0 is "none".
using list_number = std::uint16_t;
using local_day = std::chrono::sys_days;

/// Some reports of a kind: when, and the ids of the first three.
struct daily_events {
    std::uint64_t count = 0;
    instant first = instant::max();  ///< earliest that one of them can have happened
    instant last = instant::min();   ///< latest; of an interval its end
    std::vector<std::pair<instant, std::string>> examples;

    void add(const report& what);
    void add(const daily_events& other);
};

/// What is counted of the reports of one day, sector, clause, side, class and kind.
struct daily_key {
    local_day day;
    list_number sector = 0;
    list_number law = 0;  ///< the clause that decided
    list_number side = 0;
    list_number weapon = 0;  ///< class; that of a system when a system was told
    report_what what{};

    friend auto operator<=>(const daily_key&, const daily_key&) = default;
};
struct daily_tally {
    std::array<std::uint64_t, verdict_word_count> by_word{};
    std::array<std::uint64_t, verdict_class_count> by_class{};
    double items = 0;             ///< sum of the counts that reports tell
    std::uint64_t uncounted = 0;  ///< reports that tell none

    void add(const daily_tally& other);
    [[nodiscard]] std::uint64_t reports() const {
        return by_word[0] + by_word[1] + by_word[2] + by_word[3];
    }
};

/// An area: the part of a zone or of the area of a phase that lies in a sector.
struct area_key {
    local_day day;
    list_number sector = 0;
    list_number law = 0;  ///< 0: in no area that is in force

    friend auto operator<=>(const area_key&, const area_key&) = default;
};
struct area_tally {
    /// Reports of whoever looked for themselves, of a place known to a cell.
    std::uint64_t looks = 0;
    std::uint64_t hearsay = 0;  ///< other reports, but for refused access and devices off
    std::uint64_t violations = 0;
    std::uint64_t inconclusive = 0;
    std::uint64_t denied = 0;
    std::uint64_t device_off = 0;

    void add(const area_tally& other);
};

struct day_tally {
    std::uint64_t looks = 0;        ///< reports of whoever looked for themselves
    std::uint64_t hearsay = 0;      ///< other reports
    std::uint64_t repeats = 0;      ///< not counted again
    std::uint64_t late = 0;         ///< came after a report of a later day
    std::uint64_t longer = 0;       ///< intervals that reach beyond the day; counted on their first
    std::uint64_t vague_site = 0;   ///< known worse than the site radius
    std::uint64_t vague_cell = 0;   ///< known worse than two cells
    instant last = instant::min();  ///< the latest that a report of the day tells of
};

/// Of a degree: a tenth of a millimetre.
inline constexpr double parts_of_degree = 1e9;

/// Reports of one day in a cell a quarter of the site radius wide.
struct place_tally {
    std::uint64_t violations = 0;
    std::uint64_t inconclusive = 0;
    std::int64_t east = 0;  ///< sums of degrees from the middle of the cell, times parts_of_degree
    std::int64_t north = 0;

    [[nodiscard]] std::uint64_t reports() const { return violations + inconclusive; }
    void add(const place_tally& other);
};

struct cell_tally {
    std::uint64_t reports = 0;
    std::uint64_t violations = 0;
};

/// A clause, by what stays the same when a plan is read again.
struct daily_law {
    clause_kind kind{};
    std::string id;
    std::string title;
    std::string cited;
};

/// Counts reports with their verdicts, day by day of the mission's calendar: sees each once, keeps none.
///
/// Order     the same whatever the order of reports, but for `late` and for which of two reports of
///           one id is the repeat.
/// Memory    grows with areas, cells of ground and days, not with reports.
class daily_counts {
public:
    daily_counts(const rulebook& by, daily_options options);

    /// A repeat is counted as such and nowhere else. A report of an interval is of the day on which
    /// that begins.
    void add(const rulebook& by, const report& what, const verdict& said, bool is_repeat);

    /// Everything counted so far, for a checkpoint; and back again, instead of what was counted.
    ///
    /// Throws    geo::input_error: not such a text, or counted with other sectors or options.
    [[nodiscard]] std::string state() const;
    void go_on_from(const rulebook& by, const std::string& state);

    [[nodiscard]] const daily_options& options() const { return options_; }
    [[nodiscard]] const daily_grid& cells() const { return cells_; }
    [[nodiscard]] const daily_grid& places() const { return places_; }
    [[nodiscard]] list_number sector_at(geo::lon_lat p) const;

    std::vector<std::string> sectors{""};  ///< names, by number
    std::vector<daily_law> laws{{}};
    std::vector<std::string> sides{""};
    std::vector<std::string> weapons{""};
    std::map<local_day, day_tally> days;
    std::map<daily_key, daily_tally> tallies;
    std::map<area_key, area_tally> areas;
    std::map<std::pair<area_key, grid_cell>, std::uint64_t> looks;  ///< in a cell of an area
    std::map<std::pair<local_day, list_number>, daily_events>
        breaches;  ///< of a clause that decided
    /// Where a step asks for quiet, by its id: violations by fire, and looks.
    std::map<std::pair<local_day, std::string>, daily_events> fire;
    std::map<std::pair<local_day, std::string>, std::uint64_t> quiet_looks;
    std::map<std::pair<grid_cell, local_day>, place_tally> in_place;  ///< cells of places()
    std::map<std::pair<local_day, grid_cell>, cell_tally> in_cell;    ///< cells of cells()
    /// Source classes that are none of ours and do not count as watching: reports; at most 20.
    std::map<std::string, std::uint64_t> other_sources;

private:
    struct ground_of {
        list_number law = 0;
        std::uint32_t clause = 0;
        bool is_phase = false;
        std::shared_ptr<const geo::area_field> ground;
    };
    struct quiet_ground {
        std::string step;
        bool everywhere = false;
        std::vector<std::shared_ptr<const geo::area_field>> grounds;
    };

    void learn(const rulebook& by);
    [[nodiscard]] local_day day_of(instant t);
    [[nodiscard]] list_number number_in(std::vector<std::string>& list, std::string_view text);
    [[nodiscard]] bool looked(const report& what);
    void count_area(
        const area_key& where, const report& what, const verdict& said, bool looks_there
    );
    void count_quiet(local_day day, const report& what, const verdict& said, bool looks_there);
    void count_place(local_day day, const report& what, const verdict& said);

    daily_options options_;
    daily_grid cells_;
    daily_grid places_;
    std::string time_zone_;
    const rulebook* known_ = nullptr;
    std::string known_version_;
    std::vector<list_number> law_of_clause_;
    std::vector<list_number> weapon_of_word_;
    std::vector<ground_of> grounds_;
    std::vector<quiet_ground> quiet_;
    std::vector<std::shared_ptr<const geo::area_field>> sector_grounds_;
    local_day last_day_ = local_day::max();
    local_day now_day_;
    instant now_from_ = instant::max();
    instant now_until_ = instant::min();
    bool any_ = false;
};

}  // namespace planner
