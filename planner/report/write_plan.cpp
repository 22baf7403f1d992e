// SPDX-License-Identifier: Apache-2.0
#include "planner/report/write_plan.hpp"

#include "geo/io/atomic_file.hpp"
#include "geo/io/atomic_folder.hpp"
#include "geo/io/file_bytes.hpp"
#include "geo/io/write_geojson.hpp"
#include "geo/io/write_geopackage.hpp"
#include "planner/config/data_folder.hpp"
#include "planner/report/annex.hpp"
#include "planner/report/annex_pages.hpp"
#include "planner/report/calendar.hpp"
#include "planner/report/corridor_text.hpp"
#include "planner/report/layers.hpp"
#include "planner/report/manifest.hpp"
#include "planner/report/page.hpp"
#include "planner/report/plan_json.hpp"
#include "planner/report/plan_map.hpp"
#include "planner/report/plan_style.hpp"
#include "planner/report/protection_text.hpp"
#include "planner/report/read_texts.hpp"
#include "planner/report/report_html.hpp"
#include "planner/report/report_text.hpp"
#include "planner/report/schedule_csv.hpp"

#include <filesystem>
#include <future>
#include <optional>

namespace planner {

namespace fs = std::filesystem;

namespace {

bool is_plan(const fs::path& folder) {
    return is_plan_folder(folder.string());
}

const geo::own_folder plan_folder{is_plan, "a plan folder (it has no manifest.json of armistice)"};

void write_text(const fs::path& path, const std::string& text) {
    geo::atomic_file file(path.string());
    file.write(text);
    file.commit();
}

struct drawings {
    std::string annex_pdf;
    std::string map_png;
    std::string map_pdf;
};

/// Takes longer than all other files together.
drawings draw(
    const plan& what,
    const annex& table,
    const std::string& document,
    const std::vector<geo::feature_table>& layers,
    const texts& say
) {
    drawings out;
    out.annex_pdf = render_pdf(annex_pages(what, table, say));
    const auto overview = overview_sheet(what, document, layers, say);
    out.map_png = render_png(overview);
    out.map_pdf = render_pdf(overview);
    return out;
}

geo::finding no_page() {
    return {
        geo::finding_code::plan_step_left_out,
        geo::severity::warning,
        {},
        "page.html is not written: its viewer is not beside the program; build the target viewer "
        "(cmake --build --preset release --target viewer), which needs npm, or install armistice "
        "with it"};
}

page_options html_options(const texts& say) {
    return {say.text<"language">(), say.text<"heading.appendix_schedule">()};
}

}  // namespace

void check_texts(const std::string& file) {
    (void)read_texts(file);
}

void check_plan_folder(const std::string& folder, bool overwrite) {
    (void)geo::checked_folder(folder, overwrite, plan_folder);
}

geo::findings write_plan(
    const plan& given, const std::string& folder, bool overwrite, const plan_recipe& recipe
) {
    geo::atomic_folder making(geo::checked_folder(folder, overwrite, plan_folder));
    const auto& path = making.path();
    fs::create_directory(path / "geojson");
    geo::findings found;
    const auto table = make_annex(given);
    // What is found while writing belongs into the plan, too.
    std::optional<plan> told;
    if (!table.found.empty()) {
        told = given;
        geo::append(told->found, table.found);
        geo::append(found, table.found);
    }
    const auto& what = told ? *told : given;
    const auto layers = plan_layers(what, table);
    const auto document = to_json(what);
    const auto said = texts_or_english(recipe.texts);
    geo::append(found, said.found);
    // On a thread of its own, and nothing else draws: which of them comes first changes no byte.
    auto drawing = std::async(std::launch::async, [&] {
        return draw(what, table, document, layers, said.words);
    });
    std::vector<geo::geopackage_layer> tables;
    for (const auto& layer : layers) {
        geo::append(
            found,
            geo::write_geojson((path / "geojson" / (layer.name + ".geojson")).string(), layer)
        );
        tables.push_back(styled(layer));
    }
    geo::geopackage_options options;
    options.timestamp = to_rfc3339(what.d_day);
    geo::append(found, geo::write_geopackage((path / "plan.gpkg").string(), tables, {}, options));
    write_text(path / "plan.json", document);
    const auto report = to_report(what, said.words);
    const auto chart = what.shielding.stages.empty() ? "" : to_protection_chart(what, said.words);
    write_text(path / "report.md", report);
    write_text(
        path / "report.html",
        to_report_html(what.said.title, report, chart, html_options(said.words))
    );
    write_text(path / "annex.csv", to_csv(table));
    write_text(path / "schedule.csv", to_schedule_csv(what));
    if (!what.corridors.routes.empty()) {
        write_text(path / "movements.csv", to_movement_csv(what));
    }
    write_text(path / "schedule.ics", to_calendar(what));
    if (!what.shielding.stages.empty()) {
        write_text(path / "protection.csv", to_protection_csv(what));
        write_text(path / "protection.svg", chart);
    }
    if (const auto viewer = viewer_file()) {
        write_text(
            path / "page.html", to_page(what, layers, geo::bytes_of_file(*viewer), said.words)
        );
    } else {
        found.push_back(no_page());
    }
    const auto drawn = drawing.get();
    write_text(path / "annex.pdf", drawn.annex_pdf);
    write_text(path / "map.png", drawn.map_png);
    write_text(path / "map.pdf", drawn.map_pdf);
    write_text(path / "manifest.json", to_manifest(what, recipe, files_in(path.string())));
    making.commit();
    return found;
}

}  // namespace planner
