// SPDX-License-Identifier: Apache-2.0
#include "planner/export/sector_sheet.hpp"

#include "planner/export/field_items.hpp"
#include "planner/export/receiver_names.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/plain_text.hpp"
#include "planner/model/texts.hpp"
#include "planner/report/markdown.hpp"

#include <algorithm>
#include <cmath>

namespace planner {

namespace {

/// Rows of the longest tables: three pages in all, so that the sheet is read before going out.
constexpr std::size_t most_areas = 40;
constexpr std::size_t most_places = 40;

std::vector<std::string> texts_of(const geo::feature& item, std::string_view key) {
    for (const auto& field : item.attributes) {
        const auto* list = std::get_if<std::vector<std::string>>(&field.value);
        if (field.name == key && list != nullptr) {
            return *list;
        }
    }
    return {};
}

class sheet_maker {
public:
    explicit sheet_maker(const field_plan& part) : part_(part), say_(or_english(part.words)) {}

    std::string run() {
        head();
        dates();
        posts();
        zones();
        areas();
        sites();
        places();
        text_.heading(say_.text<"pack.unsaid">());
        text_.paragraph(say_.text<"field.disclaimer">());
        text_.text(say_.text<"pack.no_promise">());
        return text_.take();
    }

private:
    [[nodiscard]] std::string day(instant t) const {
        return say_.day(t, part_.head.ground.time_zone);
    }
    [[nodiscard]] std::string until(const field_item& item) const {
        return item.until ? day(*item.until) : say_.text<"word.no_end">();
    }
    static std::string cell(const geo::feature& item, const char* key) {
        auto text = plain_text(geo::text(item, key).value_or(""), longest_shown_name);
        std::replace(text.begin(), text.end(), '_', ' ');
        return markdown(text);
    }
    static std::string people(const geo::feature& item, const char* key) {
        return people_text(geo::number(item, key).value_or(0));
    }

    void head() {
        text_.line("# {}", markdown(part_.title()));
        text_.line();
        text_.paragraph(say_.text<"patrol.plan">(
            with<"plan">(markdown(part_.head.id)),
            with<"version">(markdown(part_.head.version)),
            with<"time">(say_.time(part_.head.d_day, part_.head.ground.time_zone)),
            with<"dates">(date_basis_text(part_.head.date_basis, say_))
        ));
        for (const auto& one : part_.layer("sectors").features) {
            text_.paragraph(say_.text<"patrol.sector">(
                with<"posts">(say_.count<"count.posts">(part_.layer("posts").features.size())),
                with<"settlements">(grouped(geo::number(one, "settlements").value_or(0))),
                with<"people">(people(one, "people")),
                with<"place">(headquarters(one))
            ));
        }
    }

    [[nodiscard]] std::string headquarters(const geo::feature& sector) const {
        return geo::text(sector, "headquarters")
                   ? say_.text<"patrol.place">(
                         with<"name">(cell(sector, "headquarters")),
                         with<"mgrs">(cell(sector, "headquarters_mgrs"))
                     )
                   : say_.text<"patrol.no_place">();
    }

    void dates() {
        if (part_.head.phases.empty()) {
            return;
        }
        text_.heading(say_.text<"pack.dates">());
        text_.table(say_.text<"patrol.dates_head">(), "llll");
        for (const auto& one : part_.head.phases) {
            text_.line(
                "| {} | {} | {} | {} |",
                markdown(one.term.title),
                day(one.start),
                day(one.end),
                day(one.verified)
            );
        }
        text_.line();
    }

    void posts() {
        const auto items = field_items(part_, "posts");
        if (items.empty()) {
            return;
        }
        text_.heading(say_.text<"patrol.posts">());
        text_.paragraph(say_.text<"patrol.posts_note">());
        text_.table(say_.text<"patrol.posts_head">(), "rllllll");
        receiver_names names;  // posts are named first in every file of the pack
        std::size_t number = 0;
        for (const auto& item : items) {
            std::string kinds;
            for (const auto& kind : texts_of(*item.of, "kinds")) {
                kinds += (kinds.empty() ? "" : ", ") + plain_text(kind, longest_shown_name);
            }
            text_.line(
                "| {} | {} | {} | {} | {} | {} | {} |",
                ++number,
                markdown(names.take(item.code)),
                cell(*item.of, "name"),
                cell(*item.of, "mgrs"),
                day(item.from),
                until(item),
                markdown(kinds)
            );
        }
        text_.line();
    }

    void zones() {
        const auto items = field_items(part_, "zones");
        if (items.empty()) {
            return;
        }
        text_.heading(say_.text<"patrol.zones">());
        text_.table(say_.text<"patrol.zones_head">(), "lllll");
        for (const auto& item : items) {
            text_.line(
                "| {} | {} | {} | {} | {} |",
                markdown(item.title),
                cell(*item.of, "binds"),
                day(item.from),
                until(item),
                cell(*item.of, "clause")
            );
        }
        text_.line();
    }

    /// Of high severity first; else in the order of the plan.
    void areas() {
        auto items = field_items(part_, "presence");
        if (items.empty()) {
            return;
        }
        std::stable_partition(items.begin(), items.end(), [](const field_item& item) {
            return geo::text(*item.of, "severity") == "high";
        });
        text_.heading(say_.text<"patrol.areas">());
        text_.table(say_.text<"patrol.areas_head">(), "llllll");
        for (std::size_t i = 0; i < std::min(items.size(), most_areas); ++i) {
            const auto& item = items[i];
            const auto reasons = texts_of(*item.of, "reasons");
            text_.line(
                "| {} | {} | {} | {} | {} | {} |",
                cell(*item.of, "kind"),
                cell(*item.of, "severity"),
                cell(*item.of, "name"),
                day(item.from),
                until(item),
                reasons.empty() ? "" : markdown(plain_text(reasons.front()))
            );
        }
        text_.line();
        rest(items.size(), most_areas, "gis/geojson/presence.geojson");
    }

    void sites() {
        const auto items = field_items(part_, "sites");
        if (items.empty()) {
            return;
        }
        text_.heading(say_.text<"patrol.sites">());
        text_.table(say_.text<"patrol.sites_head">(), "llll");
        for (const auto& item : items) {
            text_.line(
                "| {} | {} | {} | {} |",
                cell(*item.of, "name"),
                cell(*item.of, "kind"),
                cell(*item.of, "mgrs"),
                cell(*item.of, "note")
            );
        }
        text_.line();
    }

    /// Places that are left, the largest first.
    void places() {
        auto items = field_items(part_, "settlements");
        std::erase_if(items, [](const field_item& item) { return item.phase.empty(); });
        if (items.empty()) {
            return;
        }
        std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) {
            return geo::number(*a.of, "population").value_or(0) >
                   geo::number(*b.of, "population").value_or(0);
        });
        text_.heading(say_.text<"patrol.places">());
        text_.table(say_.text<"patrol.places_head">(), "llrl");
        for (std::size_t i = 0; i < std::min(items.size(), most_places); ++i) {
            const auto& of = *items[i].of;
            text_.line(
                "| {} | {} | {} | {} |",
                cell(of, "name"),
                cell(of, "name_local"),
                people(of, "population"),
                markdown(phase_title(items[i].phase))
            );
        }
        text_.line();
        rest(items.size(), most_places, "tables/plan.csv");
    }

    [[nodiscard]] std::string phase_title(const std::string& id) const {
        for (const auto& one : part_.head.phases) {
            if (one.term.id == id) {
                return one.term.title;
            }
        }
        return id;
    }

    void rest(std::size_t count, std::size_t shown, const char* file) {
        if (count > shown) {
            text_.paragraph(say_.text<"patrol.more">(with<"n">(count - shown), with<"file">(file)));
        }
    }

    const field_plan& part_;
    const texts& say_;
    markdown_writer text_;
};

}  // namespace

std::string sector_sheet(const field_plan& part) {
    return sheet_maker(part).run();
}

}  // namespace planner
