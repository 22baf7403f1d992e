// SPDX-License-Identifier: Apache-2.0
#include "planner/report/calendar.hpp"

#include "planner/model/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planner {

namespace {

constexpr std::size_t most_octets = 75;

bool is_inside_letter(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// `20221024` of `2022-10-24`, `20221024T060000Z` of `2022-10-24T06:00:00Z`.
std::string basic(std::string text) {
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

class calendar_maker {
public:
    explicit calendar_maker(const plan& what) : plan_(what) {}

    std::string run() {
        line("BEGIN:VCALENDAR");
        line("VERSION:2.0");
        line("PRODID:-//armistice//armistice " ARMISTICE_VERSION "//EN");
        line("CALSCALE:GREGORIAN");
        line("METHOD:PUBLISH");
        const auto title = detail::calendar_text(plan_.said.title + ": " + plan_.ground.title);
        line("NAME:" + title);
        line("X-WR-CALNAME:" + title);
        line("X-WR-TIMEZONE:" + detail::calendar_text(plan_.ground.time_zone));
        for (const auto& row : plan_.schedule) {
            add_event(row);
        }
        for (std::size_t i = 0; i < plan_.said.second_stage.size(); ++i) {
            add_question(i);
        }
        line("END:VCALENDAR");
        return std::move(out_);
    }

private:
    void line(const std::string& text) { out_ += detail::folded(text); }

    void identify(const std::string& id) {
        line("UID:" + detail::calendar_text(plan_.id + "." + id + "@armistice"));
        line("DTSTAMP:" + basic(to_rfc3339(plan_.d_day)));
    }

    [[nodiscard]] bool is_whole_day(instant t) const {
        return t != plan_.d_day && (t - plan_.d_day) % std::chrono::hours(24) == seconds(0);
    }

    [[nodiscard]] std::string local_day(instant t) const {
        return basic(to_local_iso_date(t, plan_.ground.time_zone));
    }

    void add_event(const schedule_row& row) {
        line("BEGIN:VEVENT");
        identify(row.id);
        // What begins at D and ends with a day is shown by days: an event has one kind of time.
        const bool spans = row.deadline && *row.deadline > row.when;
        const auto last = spans ? *row.deadline : row.when;
        if (is_whole_day(last)) {
            line("DTSTART;VALUE=DATE:" + local_day(row.when));
            line("DTEND;VALUE=DATE:" + day_after(last));
        } else {
            line("DTSTART:" + basic(to_rfc3339(row.when)));
            if (spans) {
                line("DTEND:" + basic(to_rfc3339(last)));
            }
        }
        line("SUMMARY:" + detail::calendar_text(summary(row)));
        line("DESCRIPTION:" + detail::calendar_text(description(row)));
        if (!row.where.empty()) {
            line("LOCATION:" + detail::calendar_text(row.where));
        }
        line("CATEGORIES:" + detail::calendar_text(row.kind));
        line(std::string("STATUS:") + (plan_.date_basis == "fixed" ? "CONFIRMED" : "TENTATIVE"));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }

    /// By the calendar: 24 hours on may be the same day where clocks change.
    [[nodiscard]] std::string day_after(instant t) const {
        const auto today = to_local_iso_date(t, plan_.ground.time_zone);
        const auto midnight = parse_instant(today);
        return basic(
            to_rfc3339(midnight.value_or(t) + std::chrono::hours(24)).substr(0, today.size())
        );
    }

    void add_question(std::size_t i) {
        line("BEGIN:VTODO");
        identify(fmt::format("second-stage-{}", i + 1));
        line(
            "SUMMARY:" +
            detail::calendar_text("Left to the second stage: " + plan_.said.second_stage[i])
        );
        line("CATEGORIES:second_stage");
        line("STATUS:NEEDS-ACTION");
        line("END:VTODO");
    }

    static std::string summary(const schedule_row& row) {
        return to_offset_text(row.offset) + " " + row.who + ": " + row.action;
    }

    [[nodiscard]] std::string description(const schedule_row& row) const {
        std::string out = fmt::format(
            "When: {} ({})", to_local_text(row.when, plan_.ground.time_zone), plan_.date_basis
        );
        const auto add = [&](const char* name, const std::string& text) {
            if (!text.empty()) {
                out += fmt::format("\n{}: {}", name, text);
            }
        };
        add("By",
            row.deadline ? to_local_text(*row.deadline, plan_.ground.time_zone) : std::string());
        add("Who", row.who);
        add("What", row.action);
        add("Where", row.where);
        add("How verified", row.verification);
        add("Verified by", row.verified_by);
        add("What follows", row.follows);
        add("Clause", row.cited.clause);
        add("Source", row.cited.source);
        add("Certainty", row.cited.certainty);
        return out;
    }

    const plan& plan_;
    std::string out_;
};

}  // namespace

namespace detail {

std::string folded(std::string_view line) {
    std::string out;
    std::size_t room = most_octets;
    while (line.size() > room) {
        auto cut = room;
        while (cut > 1 && is_inside_letter(line[cut])) {
            --cut;
        }
        out += line.substr(0, cut);
        out += "\r\n ";
        line.remove_prefix(cut);
        room = most_octets - 1;  // the space counts
    }
    return out.append(line) + "\r\n";
}

std::string calendar_text(std::string_view raw) {
    std::string out;
    for (const char c : without_unseen(raw)) {
        if (c == '\n') {
            out += "\\n";
        } else if (c == '\\' || c == ';' || c == ',') {
            out += {'\\', c};
        } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
            out += c;
        }
    }
    return out;
}

}  // namespace detail

std::string to_calendar(const plan& what) {
    return calendar_maker(what).run();
}

}  // namespace planner
