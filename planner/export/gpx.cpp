// SPDX-License-Identifier: Apache-2.0
#include "planner/export/gpx.hpp"

#include "geo/geometry/box.hpp"
#include "geo/measure/geodesic.hpp"
#include "planner/export/field_items.hpp"
#include "planner/export/receiver_names.hpp"
#include "planner/model/number_text.hpp"
#include "planner/report/manifest.hpp"
#include "planner/report/xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner {

namespace {

/// Garmin, eTrex 10/20/30 owner's manual (2011), specifications.
constexpr std::size_t most_waypoints = 2000;
constexpr std::size_t most_tracks = 200;

/// Symbols that receivers of Garmin and most programs for phones know by name.
const char* symbol_of(const std::string& layer) {
    return layer == "posts" ? "Flag, Blue" : layer == "turning_points" ? "Waypoint" : "Pin, Green";
}

class gpx_writer {
public:
    explicit gpx_writer(const field_plan& what) : what_(what) {}

    field_files run() {
        for (const auto* layer : {"posts", "sites", "turning_points"}) {
            for (const auto& item : current(layer)) {
                add_points(item);
            }
        }
        for (const auto* layer :
             {"lines",
              "phase_lines",
              "zones",
              "exceptions",
              "vacated",
              "reserved",
              "sectors",
              "transit",
              "corridors"}) {
            for (const auto& item : current(layer)) {
                add_tracks(item);
            }
        }
        field_files out;
        out.files.push_back({"plan.gpx", document()});
        out.told = fmt::format(
            "{} and {}; the longest track has {} points",
            counted(points_, "waypoint", "waypoints"),
            counted(tracks_, "track", "tracks"),
            longest_
        );
        if (!over_.empty()) {
            out.told += "; left out, as it was over before D-day: " + over_;
        }
        if (points_ > most_waypoints || tracks_ > most_tracks) {
            out.told += fmt::format(
                "; common receivers take {} waypoints and {} tracks: --sector makes a smaller file",
                most_waypoints,
                most_tracks
            );
        }
        return out;
    }

private:
    std::vector<field_item> current(const std::string& layer) {
        auto items = field_items(what_, layer);
        std::erase_if(items, [&](const field_item& item) {
            if (!item.until || *item.until > what_.head.d_day) {
                return false;
            }
            if (layer != "turning_points") {
                over_ += (over_.empty() ? "" : ", ") + item.title;
            }
            return true;
        });
        return items;
    }

    static std::string name_and_text(const field_item& item, const std::string& name) {
        return fmt::format(
            "<name>{}</name><cmt>{}</cmt><desc>{}</desc>",
            xml_text(name),
            xml_text(item.title),
            xml_text(item.title + ". " + item.facts_text())
        );
    }

    void add_points(const field_item& item) {
        for (const auto& p : geo::points(*item.of)) {
            box_.add(p);
            ++points_;
            waypoints_ += fmt::format(
                R"(<wpt lat="{:.7f}" lon="{:.7f}">{}<sym>{}</sym><type>{}</type></wpt>)",
                p.lat.value(),
                p.lon.value(),
                name_and_text(item, waypoint_names_.take(item.code)),
                symbol_of(item.layer),
                item.layer
            );
            waypoints_ += "\n";
        }
    }

    template <class Chain>
    void add_track(const field_item& item, const Chain& chain) {
        box_.add_all(chain);
        longest_ = std::max(longest_, chain.size());
        ++tracks_;
        track_text_ +=
            "<trk>" + name_and_text(item, track_names_.take(item.code)) +
            fmt::format("<number>{}</number><type>{}</type>\n<trkseg>\n", tracks_, item.layer);
        for (const auto& p : chain) {
            track_text_ += fmt::format(
                "<trkpt lat=\"{:.7f}\" lon=\"{:.7f}\"/>\n", p.lat.value(), p.lon.value()
            );
        }
        track_text_ += "</trkseg></trk>\n";
    }

    void add_tracks(const field_item& item) {
        for (const auto& line : geo::lines(*item.of)) {
            add_track(item, line);
        }
        // The largest part first: it has the name without a number.
        auto parts = geo::areas(*item.of);
        std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) {
            return geo::area(a) > geo::area(b);
        });
        geo::for_each_ring(parts, [&](const auto& ring) { add_track(item, ring); });
    }

    std::string document() const {
        std::string text = fmt::format(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<gpx version=\"1.1\" creator=\"armistice {}\" "
            "xmlns=\"http://www.topografix.com/GPX/1/1\" "
            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
            "xsi:schemaLocation=\"http://www.topografix.com/GPX/1/1 "
            "http://www.topografix.com/GPX/1/1/gpx.xsd\">\n"
            "<metadata><name>{}</name><desc>{}</desc><keywords>{}</keywords>",
            xml_text(tool_version()),
            xml_text(what_.title()),
            xml_text(
                "Plan " + what_.head.id + ", version " + what_.head.version +
                ". Dates: " + date_basis_text(what_.head.date_basis) + ". Positions: WGS 84. " +
                field_disclaimer() +
                " Sources: " + fmt::format("{}", fmt::join(what_.credits, "; "))
            ),
            xml_text(what_.head.id + ", " + what_.head.version)
        );
        if (!box_.empty()) {
            text += fmt::format(
                R"(<bounds minlat="{:.7f}" minlon="{:.7f}" maxlat="{:.7f}" maxlon="{:.7f}"/>)",
                box_.south,
                box_.west,
                box_.north,
                box_.east
            );
        }
        return text + "</metadata>\n" + waypoints_ + track_text_ + "</gpx>\n";
    }

    const field_plan& what_;
    receiver_names waypoint_names_;
    receiver_names track_names_;
    geo::lon_lat_box box_;
    std::string waypoints_;
    std::string track_text_;
    std::string over_;
    std::size_t points_ = 0;
    std::size_t tracks_ = 0;
    std::size_t longest_ = 0;
};

}  // namespace

field_files to_gpx(const field_plan& what) {
    return gpx_writer(what).run();
}

}  // namespace planner
