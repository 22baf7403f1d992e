// SPDX-License-Identifier: Apache-2.0
#include "planner/export/field_items.hpp"
#include "planner/export/pack.hpp"
#include "planner/model/plain_text.hpp"

#include <fmt/format.h>

namespace planner::detail {

namespace {

std::string heading(const std::string& text) {
    return "\n" + text + "\n" + std::string(text.size(), '-') + "\n\n";
}

/// Words in lines of at most 78 characters.
std::string wrapped(const std::string& text, const std::string& indent = "") {
    std::string out;
    std::string line = indent;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = std::min(text.find(' ', at), text.size());
        const auto word = text.substr(at, end - at);
        if (line.size() > indent.size() && line.size() + 1 + word.size() > 78) {
            out += line + "\n";
            line = indent;
        }
        line += (line.size() > indent.size() ? " " : "") + word;
        at = end + 1;
    }
    return out + line + "\n";
}

std::string dates(const field_plan& what) {
    const auto& zone = what.head.ground.time_zone;
    auto out = wrapped(
        "Fire ceases (D-day): " + to_local_text(what.head.d_day, zone) + ". All dates here are " +
        date_basis_text(what.head.date_basis) + "."
    );
    for (const auto& phase : what.head.phases) {
        out += wrapped(
            plain_text(phase.term.title, longest_shown_name) + ": " +
                to_local_date(phase.start, zone) + " to " + to_local_date(phase.end, zone) +
                ", verified by " + to_local_date(phase.verified, zone),
            "  "
        );
    }
    return out;
}

std::string about(const field_plan& what) {
    std::string out = "PACK FOR PATROLS\n" + std::string(16, '=') + "\n\n" + wrapped(what.title()) +
                      wrapped(
                          "Plan " + plain_text(what.head.id, longest_shown_name) + ", version " +
                          plain_text(what.head.version, longest_shown_name)
                      );
    if (!what.sector.empty()) {
        out +=
            "\n" +
            wrapped("This is the pack of one sector. Files for phones, receivers, handsets and "
                    "tables hold what lies in the sector or reaches into it, not cut at its edge. "
                    "sector.html tells of it. The annex, page.html and report.html are those of "
                    "the whole plan.");
    }
    return out;
}

constexpr const char* loading =
    "Phone: copy phone/plan.kmz to the phone and open it with the map program. If\n"
    "zones are missing, the program draws no areas: their outlines are there under\n"
    "the same name with (outline). Times are in the file; a program without a time\n"
    "bar shows all phases at once.\n\n"
    "Receiver: connect it by cable and copy receiver/plan.gpx to its folder\n"
    "Garmin/GPX (or use the maker's program). Names have at most 14 letters: P01 is\n"
    "a post, X a crossing, F a facility, S a site, PL a phase line, Z a zone, AREA\n"
    "what is left in a phase. The full name stands in the note of each, and beside\n"
    "the short one in tables/plan.csv.\n\n"
    "TAK: copy tak/plan.tak.zip to the handset, in ATAK: Import, Local SD. A zone\n"
    "shows at once, even before its first day, and stays on the handset after its\n"
    "last: read the dates in its name. Before you load a newer version, or when\n"
    "the plan has ended, load tak/plan.tak-clear.zip of the OLD version: it takes\n"
    "everything off.\n\n"
    "Computer: open page.html in a browser. It works from the disk.\n";

}  // namespace

std::string pack_readme(const field_plan& what, const std::vector<pack_file>& files) {
    const auto& zone = what.head.ground.time_zone;
    auto out = about(what) + heading("What is in it");
    for (const auto& one : files) {
        if (!one.what.empty()) {
            out += one.file.name + "\n" + wrapped(one.what, "    ");
        }
    }
    out += heading("How to load it") + loading;
    out += heading("Dates") + dates(what) + "\n" +
           wrapped(
               "The plan foresees nothing after " + to_local_text(what.last_date(), zone) +
               ". Dates move when a phase is not verified in time: ask your headquarters for the "
               "version in force before every patrol, and use no other."
           );
    out +=
        heading("Positions") +
        wrapped(
            "All positions are on WGS 84: set the receiver to WGS 84 and its grid to MGRS. Paper "
            "maps on another datum (Pulkovo 1942, ED50) are more than 100 m off. A line of contact "
            "that was observed is known only so well as its note says (Known to): at its edge a "
            "position does not tell on which side you are."
        );
    out +=
        heading("What it does not say") + wrapped(field_disclaimer()) +
        wrapped(
            "Nothing here says that a road is safe, cleared of mines or open. Nothing here decides "
            "whether something is a violation."
        );
    out +=
        heading("Check it") +
        wrapped(
            "SHA256SUMS lists every file with its checksum. On Linux: sha256sum -c SHA256SUMS. Two "
            "packs of one version are equal to the byte."
        );
    out += heading("Sources");
    for (const auto& credit : what.credits) {
        out += wrapped(credit, "  ");
    }
    return out;
}

}  // namespace planner::detail
