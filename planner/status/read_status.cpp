// SPDX-License-Identifier: Apache-2.0
#include "planner/status/read_status.hpp"

#include "geo/base/error.hpp"
#include "planner/config/config.hpp"
#include "planner/model/names.hpp"
#include "planner/status/timeline.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>

namespace planner {

namespace {

using json = nlohmann::json;

/// An event is a few hundred bytes, a long withdrawal has some thousand of them: a hundred times
/// that comes from no mission.
constexpr std::size_t longest_line = 65536;
constexpr std::size_t most_lines = 100000;

constexpr status_subject subjects[] = {
    status_subject::phase,
    status_subject::step,
    status_subject::obligation,
    status_subject::rule,
    status_subject::zone};
constexpr status_word words[] = {
    status_word::verified,
    status_word::failed,
    status_word::reset,
    status_word::suspended,
    status_word::resumed};

bool fits(status_subject subject, status_word word) {
    const bool pauses = word == status_word::suspended || word == status_word::resumed;
    switch (subject) {
    case status_subject::phase:
        return !pauses;
    case status_subject::step:
        return true;
    case status_subject::obligation:
        return word == status_word::verified || word == status_word::failed;
    case status_subject::rule:
    case status_subject::zone:
        return pauses;
    }
    return false;
}

struct read_event {
    status_event event;
    std::size_t line = 0;
};

class status_reader {
public:
    status_reader(std::string name, const theatre& ground, const terms& said)
        : name_(std::move(name)), ground_(ground), said_(said) {}

    std::vector<status_event> read(std::istream& in) {
        std::string text;
        while (next_line(in, text)) {
            if (text.find_first_not_of(" \t\r") != std::string::npos) {
                events_.push_back({event_of(text), line_});
            }
        }
        std::stable_sort(events_.begin(), events_.end(), [](const auto& a, const auto& b) {
            return a.event.at < b.event.at;
        });
        refuse_second();
        std::vector<status_event> out;
        for (auto& one : events_) {
            out.push_back(std::move(one.event));
        }
        return out;
    }

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw geo::input_error(name_ + ":" + std::to_string(line_) + ": " + what);
    }

    bool next_line(std::istream& in, std::string& text) {
        text.clear();
        ++line_;
        if (line_ > most_lines) {
            fail("has more than " + std::to_string(most_lines) + " lines; is this a status file?");
        }
        for (int c = in.get(); c != std::istream::traits_type::eof(); c = in.get()) {
            if (c == '\n') {
                return true;
            }
            text += static_cast<char>(c);
            if (text.size() > longest_line) {
                fail("is longer than 64 KiB; an event is one JSON object on one line");
            }
        }
        return !text.empty();
    }

    [[nodiscard]] status_event event_of(const std::string& text) const {
        json object;
        try {
            object = json::parse(text);
        } catch (const json::parse_error& problem) {
            fail(std::string("is not JSON: ") + problem.what());
        }
        if (!object.is_object()) {
            fail("must be a JSON object such as {\"phase\": \"p1\", \"gate\": \"verified\", "
                 "\"at\": \"2022-11-13T09:00:00+02:00\", \"by\": \"mission\"}");
        }
        status_event out;
        read_subject(object, out);
        out.word = word_of(text_of(object, "gate"));
        if (!fits(out.subject, out.word)) {
            fail(
                "\"gate\": a " + std::string(name(out.subject)) + " cannot be '" +
                std::string(name(out.word)) + "'"
            );
        }
        const auto at = text_of(object, "at");
        const auto time = parse_instant(at);
        if (!time || at.find_first_of("Tt") == std::string::npos) {
            fail(
                "\"at\": '" + at +
                "' is not a time with its offset (Z or +02:00); the form is YYYY-MM-DDThh:mm:ssZ"
            );
        }
        out.at = *time;
        out.by = text_of(object, "by");
        if (object.contains("note")) {
            out.note = text_of(object, "note");
        }
        return out;
    }

    [[nodiscard]] std::string text_of(const json& object, const std::string& key) const {
        const auto found = object.find(key);
        if (found == object.end()) {
            fail("\"" + key + "\" is missing");
        }
        if (!found->is_string() || found->get_ref<const std::string&>().empty()) {
            fail("\"" + key + "\" must be a text");
        }
        return found->get<std::string>();
    }

    void read_subject(const json& object, status_event& out) const {
        std::vector<std::string> known{"gate", "at", "by", "note"};
        bool found = false;
        for (const auto subject : subjects) {
            const std::string key(name(subject));
            known.push_back(key);
            if (!object.contains(key)) {
                continue;
            }
            if (found) {
                fail("\"" + key + "\": an event is about one thing, this names two");
            }
            found = true;
            out.subject = subject;
            out.id = text_of(object, key);
        }
        for (const auto& item : object.items()) {
            if (std::find(known.begin(), known.end(), item.key()) == known.end()) {
                const auto near = nearest_word(item.key(), known);
                fail(
                    "\"" + item.key() + "\" is no key of an event" +
                    (near.empty() ? "" : "; did you mean \"" + near + "\"?")
                );
            }
        }
        if (!found) {
            fail("names nothing: one of phase, step, obligation, rule and zone is needed");
        }
        const auto ids = ids_of(out.subject);
        if (std::find(ids.begin(), ids.end(), out.id) == ids.end()) {
            std::string list;
            for (const auto& one : ids) {
                list += (list.empty() ? "" : ", ") + one;
            }
            fail(
                "the terms '" + said_.id + "' have no " + std::string(name(out.subject)) + " '" +
                out.id + "'; they have: " + (list.empty() ? "none" : list)
            );
        }
    }

    [[nodiscard]] std::vector<std::string> ids_of(status_subject subject) const {
        std::vector<std::string> out;
        const auto take = [&](const auto& items) {
            for (const auto& one : items) {
                out.push_back(one.id);
            }
        };
        switch (subject) {
        case status_subject::phase:
            take(phases_of(ground_, said_));
            break;
        case status_subject::step:
            take(said_.steps);
            break;
        case status_subject::obligation:
            take(said_.obligations);
            break;
        case status_subject::rule:
            take(said_.rules);
            break;
        case status_subject::zone:
            take(said_.zones);
            break;
        }
        return out;
    }

    [[nodiscard]] status_word word_of(const std::string& text) const {
        std::string list;
        for (const auto word : words) {
            if (name(word) == text) {
                return word;
            }
            list += (list.empty() ? "" : ", ") + std::string(name(word));
        }
        fail("\"gate\": '" + text + "' must be one of " + list);
    }

    /// What has been verified stays so until a reset.
    void refuse_second() {
        for (std::size_t i = 0; i < events_.size(); ++i) {
            for (std::size_t j = i + 1; j < events_.size(); ++j) {
                const auto& one = events_[i].event;
                const auto& two = events_[j].event;
                if (one.word != status_word::verified || one.subject != two.subject ||
                    one.id != two.id) {
                    continue;
                }
                if (two.word == status_word::reset) {
                    break;
                }
                line_ = events_[j].line;
                fail(
                    std::string(name(two.subject)) + " '" + two.id + "' is '" +
                    std::string(name(two.word)) + "' on " + to_rfc3339(two.at) +
                    ", but was verified on " + to_rfc3339(one.at) + " (line " +
                    std::to_string(events_[i].line) + ") and not reset since"
                );
            }
        }
    }

    std::string name_;
    const theatre& ground_;
    const terms& said_;
    std::size_t line_ = 0;
    std::vector<read_event> events_;
};

}  // namespace

std::vector<status_event> read_status(
    std::istream& in, const std::string& name, const theatre& ground, const terms& said
) {
    return status_reader(name, ground, said).read(in);
}

std::vector<status_event> read_status(
    const std::string& path, const theatre& ground, const terms& said
) {
    if (path == "-") {
        return read_status(std::cin, "(standard input)", ground, said);
    }
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        throw geo::io_error(path + ": cannot be opened");
    }
    return read_status(in, path, ground, said);
}

}  // namespace planner
