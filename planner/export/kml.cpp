// SPDX-License-Identifier: Apache-2.0
#include "planner/export/kml.hpp"

#include "geo/io/zip_archive.hpp"
#include "planner/export/field_items.hpp"
#include "planner/model/number_text.hpp"
#include "planner/model/plain_text.hpp"
#include "planner/report/plan_style.hpp"
#include "planner/report/xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace planner {

namespace {

std::string colour_text(const plain_colour& one) {
    return fmt::format("{:02x}{:02x}{:02x}{:02x}", one.opacity, one.blue, one.green, one.red);
}

/// Lines of the map are thin on a screen: points of 1/72 inch become pixels.
std::string style_text(const std::string& id, const plain_style& style) {
    const auto& mark = style.size > 0 ? style.fill : style.line;
    return fmt::format(
               R"(<Style id="{}"><IconStyle><color>{}</color><scale>{:.1f}</scale></IconStyle>)"
               R"(<LabelStyle><scale>0.8</scale></LabelStyle>)"
               R"(<LineStyle><color>{}</color><width>{:.1f}</width></LineStyle>)"
               R"(<PolyStyle><color>{}</color><fill>{}</fill><outline>0</outline></PolyStyle></Style>)",
               id,
               colour_text(mark),
               style.size > 2 ? 0.9 : 0.5,
               colour_text(style.line),
               std::max(1.5, style.width * 4),
               colour_text(style.fill),
               style.size > 0 || style.fill.opacity == 0 ? 0 : 1
           ) +
           "\n";
}

template <class Chain>
std::string coordinates(const Chain& chain) {
    std::string out = "<coordinates>";
    for (const auto& p : chain) {
        out += fmt::format("{:.7f},{:.7f} ", p.lon.value(), p.lat.value());
    }
    if (!chain.empty()) {
        out.pop_back();
    }
    return out + "</coordinates>";
}

constexpr const char* on_ground =
    "<tessellate>1</tessellate><altitudeMode>clampToGround</altitudeMode>";

template <class Chain>
std::string line_text(const Chain& chain) {
    return std::string("<LineString>") + on_ground + coordinates(chain) + "</LineString>";
}

std::string polygon_text(const geo::polygon<geo::lon_lat>& part) {
    std::string out = std::string("<Polygon>") + on_ground + "<outerBoundaryIs><LinearRing>" +
                      coordinates(part.outer) + "</LinearRing></outerBoundaryIs>";
    for (const auto& hole : part.holes) {
        out +=
            "<innerBoundaryIs><LinearRing>" + coordinates(hole) + "</LinearRing></innerBoundaryIs>";
    }
    return out + "</Polygon>";
}

std::string together(const std::vector<std::string>& parts) {
    return parts.size() == 1
               ? parts.front()
               : fmt::format("<MultiGeometry>{}</MultiGeometry>", fmt::join(parts, ""));
}

/// HTML, escaped as such and then as text of KML.
std::string balloon(const field_item& item) {
    std::string html = "<table>";
    for (const auto& [label, text] : item.facts) {
        html += "<tr><th align=\"left\" valign=\"top\">" + xml_text(label) + "</th><td>" +
                xml_text(text) + "</td></tr>";
    }
    return "<description>" + xml_text(html + "</table>") + "</description>";
}

std::string time_span(const field_item& item) {
    return "<TimeSpan><begin>" + to_rfc3339(item.from) + "</begin>" +
           (item.until ? "<end>" + to_rfc3339(*item.until) + "</end>" : "") + "</TimeSpan>";
}

class kml_writer {
public:
    explicit kml_writer(const field_plan& what) : what_(what) {}

    std::string run() {
        std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n<name>" +
                           xml_text(what_.title()) + "</name><open>1</open>\n<description>" +
                           xml_text(xml_text(about())) + "</description>\n";
        for (const auto* layer :
             {"lines",
              "phase_lines",
              "transit",
              "corridors",
              "zones",
              "exceptions",
              "presence",
              "posts",
              "sectors",
              "reserved",
              "control",
              "sites",
              "settlements",
              "turning_points"}) {
            text += style_text(layer, plain_style_of(layer));
        }
        for (std::size_t i = 0; i < what_.head.phases.size(); ++i) {
            text += style_text(fmt::format("vacated-{}", i), plain_style_of("vacated", i));
        }
        text += layer_folder("Lines", "lines", true) + layer_folder("Zones", "zones", true) +
                layer_folder("Exceptions from zones", "exceptions", true) + phases() +
                layer_folder("Transit ways", "transit", true) +
                layer_folder("Posts", "posts", true) +
                layer_folder("Crossings, facilities, sites", "sites", true) +
                layer_folder("Sectors", "sectors", true) +
                layer_folder("Reserved areas", "reserved", true) +
                layer_folder("Presence", "presence", false) +
                layer_folder("Held at the start", "control", false) +
                layer_folder("Turning points", "turning_points", false);
        return text + "</Document>\n</kml>\n";
    }

    [[nodiscard]] std::size_t places() const { return places_; }

private:
    [[nodiscard]] std::string about() const {
        return "Plan " + what_.head.id + ", version " + what_.head.version +
               ". Dates: " + date_basis_text(what_.head.date_basis) + ". " + field_disclaimer() +
               " Sources: " + fmt::format("{}", fmt::join(what_.credits, "; "));
    }

    std::string placemark(
        const field_item& item,
        const std::string& name,
        const std::string& style,
        const std::string& shape,
        bool shown
    ) {
        ++places_;
        return "<Placemark><name>" + xml_text(name) + "</name>" +
               (shown ? "" : "<visibility>0</visibility>") + balloon(item) + time_span(item) +
               "<styleUrl>#" + style + "</styleUrl><ExtendedData><Data name=\"id\"><value>" +
               xml_text(plain_text(item.of->id, longest_shown_name)) +
               "</value></Data></ExtendedData>" + shape + "</Placemark>\n";
    }

    std::string placemarks(const field_item& item, const std::string& style, bool shown) {
        std::vector<std::string> shapes;
        for (const auto& p : geo::points(*item.of)) {
            shapes.push_back(
                "<Point><altitudeMode>clampToGround</altitudeMode>" + coordinates(std::vector{p}) +
                "</Point>"
            );
        }
        for (const auto& line : geo::lines(*item.of)) {
            shapes.push_back(line_text(line));
        }
        std::vector<std::string> outlines;
        for (const auto& part : geo::areas(*item.of)) {
            shapes.push_back(polygon_text(part));
            outlines.push_back(line_text(part.outer));
            for (const auto& hole : part.holes) {
                outlines.push_back(line_text(hole));
            }
        }
        if (shapes.empty()) {
            return {};
        }
        auto out = placemark(item, item.title, style, together(shapes), shown);
        if (!outlines.empty()) {
            out += placemark(item, item.title + " (outline)", style, together(outlines), shown);
        }
        return out;
    }

    using choice = std::function<bool(const field_item&)>;

    std::string chosen(
        const std::string& layer, const choice& wanted, const std::string& style, bool shown
    ) {
        std::string out;
        for (const auto& item : field_items(what_, layer)) {
            if (wanted(item)) {
                out += placemarks(item, style, shown);
            }
        }
        return out;
    }

    static std::string folder(const std::string& name, const std::string& content, bool shown) {
        if (content.empty()) {
            return {};
        }
        return "<Folder><name>" + xml_text(name) + "</name>" +
               (shown ? "" : "<visibility>0</visibility>") + "\n" + content + "</Folder>\n";
    }

    std::string layer_folder(const std::string& name, const std::string& layer, bool shown) {
        return folder(
            name,
            chosen(
                layer, [](const field_item&) { return true; }, layer, shown
            ),
            shown
        );
    }

    std::string phases() {
        std::string out;
        for (std::size_t i = 0; i < what_.head.phases.size(); ++i) {
            const auto& phase = what_.head.phases[i];
            const choice of_phase = [&phase](const field_item& item) {
                return item.phase == phase.term.id;
            };
            const auto& zone = what_.head.ground.time_zone;
            out += folder(
                plain_text(phase.term.title, longest_shown_name) + ", " +
                    to_local_date(phase.start, zone) + " to " + to_local_date(phase.end, zone) +
                    ", verified " + to_local_date(phase.verified, zone),
                chosen("vacated", of_phase, fmt::format("vacated-{}", i), true) +
                    chosen("phase_lines", of_phase, "phase_lines", true) +
                    folder("Ways out", chosen("corridors", of_phase, "corridors", true), true) +
                    folder(
                        "Settlements left",
                        chosen("settlements", of_phase, "settlements", false),
                        false
                    ),
                true
            );
        }
        return out;
    }

    const field_plan& what_;
    std::size_t places_ = 0;
};

field_files made(const field_plan& what, const std::string& name, bool zipped) {
    kml_writer writer(what);
    auto text = writer.run();
    field_files out;
    out.told = fmt::format(
        "{} in {}",
        counted(writer.places(), "place", "places"),
        counted(what.head.phases.size(), "phase", "phases")
    );
    out.files.push_back(
        {name,
         zipped ? geo::to_zip({{"doc.kml", std::move(text)}}, what.head.d_day) : std::move(text)}
    );
    return out;
}

}  // namespace

field_files to_kml(const field_plan& what) {
    return made(what, "plan.kml", false);
}

field_files to_kmz(const field_plan& what) {
    return made(what, "plan.kmz", true);
}

}  // namespace planner
