// SPDX-License-Identifier: Apache-2.0
#include "planner/model/number_text.hpp"
#include "planner/sheets/atlas_parts.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace planner::detail {

namespace {

class index_maker {
public:
    index_maker(const map_source& from, const std::vector<atlas_page>& pages)
        : from_(from), pages_(pages) {}

    sheet run() {
        made_ = new_sheet(from_);
        made_.extent = overview(from_).extent;
        add_land(made_, from_);
        phases();
        add(made_, districts(from_));
        reserved();
        add_waters_and_roads(made_, from_);
        sectors();
        add_border_and_lines(made_, from_);
        ways();
        constexpr double least_people = 100000;
        add(made_, settlements(from_, least_people));
        words();
        made_.table = table();
        return std::move(made_);
    }

private:
    [[nodiscard]] static std::string number(std::size_t page) { return std::to_string(page + 1); }

    [[nodiscard]] std::string named(std::size_t page) const {
        return from_.say.text<"sheet.named">(with<"n">(page + 1), with<"name">(pages_[page].name));
    }

    /// Areas of the phases that have sheets, with the numbers of those.
    void phases() {
        add_phases(made_, from_);
        for (auto& layer : made_.layers) {
            if (!layer.id.starts_with("phase_")) {
                continue;
            }
            layer.fill = paler(layer.fill);
            const auto page = page_of_phase(layer.id);
            for (auto& item : layer.items) {
                item.label = page ? from_.say.text<"sheet.short">(with<"n">(*page + 1)) : "";
            }
            if (page) {
                layer.legend = named(*page);
            }
        }
    }

    /// Those that have a sheet of their own, with its number under the name.
    void reserved() {
        auto layer = reserved_areas(from_);
        for (const auto& phase : from_.plan.phases) {
            const auto page = page_of(phase);
            for (std::size_t i = 0; page && i < layer.items.size(); ++i) {
                if (from_.plan.reserved[i].id == phase.territory) {
                    layer.items[i].label_below =
                        from_.say.text<"sheet.short">(with<"n">(*page + 1));
                }
            }
        }
        add(made_, std::move(layer));
    }

    /// By the layer of its area, as phase_layer() calls it.
    [[nodiscard]] std::optional<std::size_t> page_of_phase(const std::string& layer) const {
        const auto& phases = from_.plan.phases;
        for (std::size_t i = 0; i < phases.size(); ++i) {
            if (layer == phase_layer(i, phases.size()).id) {
                return page_of(phases[i]);
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<std::size_t> page_of(const map_phase& phase) const {
        const auto found = std::find_if(pages_.begin(), pages_.end(), [&](const auto& one) {
            return one.group == sheet_group::phases && one.phase == phase.id;
        });
        return found == pages_.end()
                   ? std::nullopt
                   : std::optional(static_cast<std::size_t>(found - pages_.begin()));
    }

    void sectors() {
        auto frames = sector_layer();
        frames.id = "sheet_frames";
        frames.strokes = {{.colour = sheet_colour::rgb(0x00425C), .width = paper_mm(0.45)}};
        frames.label.size = points(13);
        frames.label.always = true;
        frames.legend = from_.say.text<"index.frames">();
        for (std::size_t i = 0; i < pages_.size(); ++i) {
            if (pages_[i].group != sheet_group::sectors) {
                continue;
            }
            const auto box = facts_of(pages_[i].what).frame;
            add_box(made_.extent, box);
            frames.items.push_back({.shape = frame_of(box), .label = number(i), .priority = 9e6});
        }
        add(made_, std::move(frames));
    }

    static map_area frame_of(const geo::lon_lat_box& box) {
        const auto at = [](double lon, double lat) {
            return geo::lon_lat{geo::longitude(lon), geo::latitude(lat)};
        };
        geo::polygon<geo::lon_lat> out;
        out.outer = {
            at(box.west, box.south),
            at(box.east, box.south),
            at(box.east, box.north),
            at(box.west, box.north),
            at(box.west, box.south)};
        return {std::move(out)};
    }

    /// Ways of forces by the exit that they lead to, corridors for people by where they begin.
    void ways() {
        auto layer = exit_layer();
        layer.symbol->fill = sheet_colour::rgb(0x7A0177);
        layer.label.face = text_face::bold;
        layer.label.size = points(7);
        layer.legend = from_.say.text<"index.ways">();
        for (std::size_t i = 0; i < pages_.size(); ++i) {
            if (pages_[i].group != sheet_group::corridors) {
                continue;
            }
            if (const auto where = place_of(pages_[i])) {
                add_number(layer, *where, number(i));
            }
        }
        add(made_, std::move(layer));
    }

    [[nodiscard]] std::optional<geo::lon_lat> place_of(const atlas_page& page) const {
        for (const auto& exit : from_.plan.exits) {
            if (exit.name == page.name) {
                return exit.position;
            }
        }
        for (const auto* route : page.routes) {
            if (!route->shape.empty() && !route->shape.front().empty()) {
                return route->shape.front().front();
            }
        }
        return std::nullopt;
    }

    /// One symbol for several sheets of one place.
    static void add_number(sheet_layer& layer, const geo::lon_lat& where, const std::string& text) {
        for (auto& item : layer.items) {
            const auto* there = std::get_if<geo::lon_lat>(&item.shape);
            if (there != nullptr && *there == where) {
                item.label += ", " + text;
                return;
            }
        }
        layer.items.push_back({.shape = where, .label = text, .priority = 8e6});
    }

    void words() {
        made_.margin = 0.04;
        made_.title = from_.say.text<"index.title">();
        made_.subtitle = from_.plan.terms_title + ". " + from_.plan.theatre_title;
        add_common_words(made_, from_, whole_plan(from_.plan));
    }

    [[nodiscard]] sheet_table table() const {
        sheet_table made;
        made.title = from_.say.text<"index.sheets">();
        made.header = columns_of(from_.say.text<"index.sheets_head">());
        made.align = {column_align::right, column_align::left, column_align::right};
        for (std::size_t i = 1; i < pages_.size(); ++i) {
            made.rows.push_back(
                {.cells =
                     {number(i),
                      pages_[i].what.title,
                      three_figures(facts_of(pages_[i].what).scale_denominator)}}
            );
        }
        return made;
    }

    const map_source& from_;
    const std::vector<atlas_page>& pages_;
    sheet made_;
};

}  // namespace

sheet index_sheet(const map_source& from, const std::vector<atlas_page>& pages) {
    return index_maker(from, pages).run();
}

}  // namespace planner::detail
