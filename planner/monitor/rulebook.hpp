// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/offset/area_field.hpp"
#include "planner/model/plan.hpp"
#include "planner/monitor/report.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace planner {

struct standing;

/// What kind of clause forbids something: a zone; the area of a phase, which the withdrawing party has
/// left; the same for the other party, which may not enter it; a rule without ground of its own.
enum class clause_kind : std::uint8_t { zone, phase, entry, rule };
[[nodiscard]] std::string_view name(clause_kind kind);

/// Ground that an exception of a zone takes out of it or marks in it.
struct excepted_ground {
    std::string kind;  ///< storage_site, city, police, other
    bool cut = true;
    std::shared_ptr<const geo::area_field> ground;
};

/// One prohibition of a plan, ready to be asked about reports.
struct clause {
    clause_kind kind{};
    std::string id;  ///< of the plan's zone, the phase, the rule
    std::string title;
    party_number binds = no_party;  ///< no_party: all
    citation cited;
    std::shared_ptr<const geo::area_field>
        ground;  ///< none: wherever rules hold, or not known where
    /// A rule that is broken wherever it happens, as far as rules hold (rulebook::rules_hold_at).
    bool is_everywhere = false;
    std::string edge_basis;     ///< as plan_zone has it; empty without ground
    geo::metres edge_accuracy;  ///< 95 % radius of the line it is measured from
    geo::metres edge_error;     ///< of the zone as computed and written
    std::vector<zone_cap> caps;
    std::vector<excepted_ground> exceptions;
    bool has_storage = false;  ///< its terms speak of storage sites, mapped or not
};

/// How much of what a word means a clause is about.
enum class coverage : std::uint8_t { none, part, whole };

/// The clauses of a plan, arranged for judging: made once, then read by any number of threads.
///
/// What is in force at an instant is told by in_force() of planner/status alone: it is asked once for
/// every stretch of time in which its answer does not change.
class rulebook {
public:
    /// Takes the plan as read_plan() gives it.
    explicit rulebook(plan made);
    rulebook(const rulebook&) = delete;
    rulebook& operator=(const rulebook&) = delete;

    [[nodiscard]] const plan& of() const { return plan_; }
    [[nodiscard]] const std::vector<clause>& clauses() const { return clauses_; }

    /// Parties by number from 1; their ids, roles and names are understood.
    [[nodiscard]] std::size_t party_count() const { return plan_.ground.parties.size(); }
    [[nodiscard]] std::optional<party_number> party_of(std::string_view text) const;
    [[nodiscard]] std::string_view party_id_of(party_number number) const;

    /// Does a position lie far (far_from_plan) from all zones and phases of the plan, and among them with
    /// its longitude and latitude exchanged? Never where these reach round half the world.
    [[nodiscard]] bool seems_swapped(geo::lon_lat p) const;
    /// About all zones and phases; empty when there are none.
    [[nodiscard]] const geo::lon_lat_box& extent() const { return extent_; }
    /// Of seems_swapped(), degrees.
    static constexpr double far_from_plan = 3;

    /// Do rules without an area of their own hold at a position?
    [[nodiscard]] bool rules_hold_at(geo::lon_lat p) const {
        return !plan_.rules_hold || plan_.rules_hold->contains(p);
    }

    /// Classes and systems of the plan's table by number from 1, `any` and `forces` included.
    [[nodiscard]] std::optional<word_number> word_of(std::string_view text) const;
    [[nodiscard]] const std::string& word(word_number number) const { return words_[number]; }
    [[nodiscard]] const std::vector<std::string>& words() const { return words_; }

    /// A clause that what is told may break, and whether it is about all that the word may mean.
    struct candidate {
        std::uint32_t clause = 0;
        coverage covers{};
    };
    [[nodiscard]] const std::vector<candidate>& candidates(report_what what, word_number word)
        const {
        return candidates_[static_cast<std::size_t>(what) * words_.size() + word];
    }

    /// The share of [from, until), or of the instant `from` when both are equal, in which a clause is in
    /// force: 0, 1 or between.
    [[nodiscard]] double in_force(std::uint32_t number, instant from, instant until) const;

    /// The stretch of time that holds an instant, and whether a clause is in force in it.
    [[nodiscard]] std::size_t stretch_of(instant t) const;
    [[nodiscard]] bool in_force_in(std::size_t stretch, std::uint32_t number) const {
        return force_[stretch * clauses_.size() + number] != 0;
    }

    /// Beginnings of the stretches; the first begins before all time.
    [[nodiscard]] const std::vector<instant>& stretches() const { return stretches_; }

private:
    struct source_of {
        const plan_zone* zone = nullptr;
        const plan_phase* phase = nullptr;
        const rule_term* rule = nullptr;
    };

    void add_zones();
    void add_phases();
    void add_rules();
    [[nodiscard]] static bool holds(const source_of& source, const standing& now);
    void find_stretches();
    void find_candidates();
    [[nodiscard]] party_number number_of(const party_id& id) const;
    [[nodiscard]] coverage covers(const clause& by, std::size_t number, word_number word) const;
    [[nodiscard]] coverage covers_words(
        const std::vector<std::string>& said,
        const std::vector<std::string>& systems,
        word_number word
    ) const;
    [[nodiscard]] bool may_break(std::size_t number, report_what what) const;

    void find_extent();

    plan plan_;
    geo::lon_lat_box extent_;  ///< of zones and phases
    std::vector<clause> clauses_;
    std::vector<source_of> sources_;
    std::vector<std::string> words_{""};
    std::unordered_map<std::string_view, word_number> word_numbers_;
    std::unordered_map<std::string, party_number> party_numbers_;
    std::vector<std::vector<candidate>> candidates_;
    std::vector<instant> stretches_;
    std::vector<std::uint8_t> force_;
};

}  // namespace planner
