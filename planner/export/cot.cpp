// SPDX-License-Identifier: Apache-2.0
#include "planner/export/cot.hpp"

#include "geo/io/zip_archive.hpp"
#include "planner/export/cot_events.hpp"
#include "planner/model/number_text.hpp"
#include "planner/report/plan_style.hpp"
#include "planner/report/xml_text.hpp"

#include <fmt/format.h>

namespace planner {

namespace {

using detail::cot_item;

/// Unknown height and errors, as CoT writes them.
constexpr const char* unknown = R"(hae="9999999.0" ce="9999999.0" le="9999999.0")";

std::string event_text(
    const cot_item& item, const std::string& uid, const std::string& type, const std::string& detail
) {
    return fmt::format(
        R"(<event version="2.0" uid="{}" type="{}" how="m-g" time="{}" start="{}" stale="{}">)"
        R"(<point lat="{:.7f}" lon="{:.7f}" {}/><detail>{}</detail></event>)",
        xml_text(uid),
        type,
        to_rfc3339(item.start),
        to_rfc3339(item.start),
        to_rfc3339(item.stale),
        item.position.lat.value(),
        item.position.lon.value(),
        unknown,
        detail
    );
}

std::string naming(const cot_item& item) {
    return "<contact callsign=\"" + xml_text(item.callsign) + "\"/><remarks>" +
           xml_text(item.remarks) + "</remarks>";
}

/// Alpha, red, green, blue in one signed number.
std::int32_t packed(const plain_colour& one) {
    const auto value = (std::uint32_t{one.opacity} << 24U) | (std::uint32_t{one.red} << 16U) |
                       (std::uint32_t{one.green} << 8U) | std::uint32_t{one.blue};
    return static_cast<std::int32_t>(value);
}

/// The mark of a point has its fill, all else the colour of its edge.
plain_colour mark_of(const plain_style& style) {
    return style.size > 0 ? style.fill : style.line;
}

constexpr const char* marker = "b-m-p-c";
constexpr const char* drawing = "u-d-f";

std::string marker_event(const cot_item& item) {
    const auto style = plain_style_of(item.layer, item.phase);
    const auto colour = mark_of(style);
    auto detail = naming(item) + fmt::format(R"(<color argb="{}"/>)", packed(colour));
    if (!item.chain.empty()) {
        detail += fmt::format(
            R"(<shape><polyline closed="{}" color="#{:02X}{:02X}{:02X}{:02X}">)",
            item.closed,
            colour.opacity,
            colour.red,
            colour.green,
            colour.blue
        );
        for (const auto& p : item.chain) {
            detail +=
                fmt::format(R"(<vertex lat="{:.7f}" lon="{:.7f}"/>)", p.lat.value(), p.lon.value());
        }
        detail += "</polyline></shape>";
    }
    return event_text(item, item.uid, marker, detail);
}

std::string drawing_event(const cot_item& item) {
    if (item.chain.empty()) {
        return marker_event(item);
    }
    const auto style = plain_style_of(item.layer, item.phase);
    auto detail = naming(item) + fmt::format(
                                     R"(<strokeColor value="{}"/><strokeWeight value="3"/>)"
                                     R"(<strokeStyle value="{}"/>)",
                                     packed(style.line),
                                     style.dashed ? "dashed" : "solid"
                                 );
    if (item.closed && style.fill.opacity > 0) {
        detail += fmt::format(R"(<fillColor value="{}"/>)", packed(style.fill));
    }
    const auto link = [&](geo::lon_lat p) {
        detail += fmt::format(R"(<link point="{:.7f},{:.7f}"/>)", p.lat.value(), p.lon.value());
    };
    for (const auto& p : item.chain) {
        link(p);
    }
    if (item.closed) {
        link(item.chain.front());
    }
    detail += "<labels_on value=\"true\"/><archive/>";
    return event_text(item, item.uid, drawing, detail);
}

std::string delete_event(const cot_item& item) {
    return event_text(
        item,
        item.uid + ".delete",
        "t-x-d-d",
        "<link uid=\"" + xml_text(item.uid) + "\" relation=\"none\" type=\"none\"/><__forcedelete/>"
    );
}

constexpr const char* xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

using event_maker = std::string (*)(const cot_item&);

field_files package(
    const field_plan& what, const std::string& name, const std::string& title, event_maker make
) {
    const auto items = detail::cot_items(what);
    std::string contents;
    std::vector<geo::zip_entry> entries{{"MANIFEST/manifest.xml", ""}};
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto entry = fmt::format("events/{:05}.cot", i + 1);
        contents += fmt::format(
            "<Content ignore=\"false\" zipEntry=\"{}\"><Parameter name=\"uid\" value=\"{}\"/>"
            "<Parameter name=\"name\" value=\"{}\"/></Content>\n",
            entry,
            xml_text(items[i].uid),
            xml_text(items[i].callsign)
        );
        entries.push_back({entry, xml_head + make(items[i]) + "\n"});
    }
    const auto sector = what.sector.empty() ? "" : "." + what.sector;
    entries.front().bytes = fmt::format(
        "{}<MissionPackageManifest version=\"2\">\n<Configuration>"
        "<Parameter name=\"uid\" value=\"{}\"/><Parameter name=\"name\" value=\"{}\"/>"
        "<Parameter name=\"onReceiveImport\" value=\"true\"/>"
        "<Parameter name=\"onReceiveDelete\" value=\"false\"/></Configuration>\n"
        "<Contents>\n{}</Contents>\n</MissionPackageManifest>\n",
        xml_head,
        xml_text("armistice." + what.head.id + sector + "." + name),
        xml_text(title + what.title()),
        contents
    );
    field_files out;
    out.told = counted(items.size(), "item", "items");
    out.files.push_back({name, geo::to_zip(entries, what.head.d_day)});
    return out;
}

}  // namespace

field_files to_cot(const field_plan& what) {
    const auto items = detail::cot_items(what);
    std::string text;
    for (const auto& item : items) {
        text += marker_event(item) + "\n";
    }
    return {
        {{"plan.cot", std::move(text)}},
        counted(items.size(), "event", "events") + "; what has an open end goes stale on " +
            to_rfc3339(what.last_date()) + ", the last date of the plan",
        {}};
}

field_files to_tak(const field_plan& what) {
    auto out = package(what, "plan.tak.zip", "", drawing_event);
    out.told += "; handsets keep them until the package made with -f tak-clear is loaded";
    return out;
}

field_files to_tak_clear(const field_plan& what) {
    return package(what, "plan.tak-clear.zip", "Remove: ", delete_event);
}

}  // namespace planner
