// SPDX-License-Identifier: Apache-2.0
#include "planner/export/sql_export.hpp"

#include "planner/export/field_plan.hpp"
#include "planner/export/sql_functions.hpp"
#include "planner/monitor/cap_of.hpp"

#include <fmt/format.h>

#include <map>

namespace planner {

namespace {

/// As COPY reads it (PostgreSQL 15, COPY, text format).
std::string copied(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '\\':
            out += "\\\\";
            break;
        case '\t':
            out += "\\t";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string_view flag(bool value) {
    return value ? "t" : "f";
}

void append_ring(std::string& to, const geo::ring<geo::lon_lat>& one) {
    to += '(';
    for (std::size_t i = 0; i < one.size(); ++i) {
        fmt::format_to(
            std::back_inserter(to),
            "{}{} {}",
            i == 0 ? "" : ",",
            one[i].lon.value(),
            one[i].lat.value()
        );
    }
    to += ')';
}

std::string well_known_text(const area& shape) {
    if (shape.empty()) {
        return "SRID=4326;MULTIPOLYGON EMPTY";
    }
    std::string out = "SRID=4326;MULTIPOLYGON(";
    for (const auto& part : shape) {
        out += out.back() == '(' ? "(" : ",(";
        append_ring(out, part.outer);
        for (const auto& hole : part.holes) {
            out += ',';
            append_ring(out, hole);
        }
        out += ')';
    }
    return out + ")";
}

class sql_writer {
public:
    explicit sql_writer(const rulebook& by) : by_(by) {}

    std::string run() {
        fmt::format_to(
            to(),
            "-- SPDX-License-Identifier: CC0-1.0\n"
            "-- Plan {}, version {}. Feed it to psql:\n"
            "--     psql -d DATABASE -f THIS_FILE\n"
            "-- then fill armistice.reports and read armistice.verdicts. To lay another version of "
            "the "
            "plan:\n"
            "--     drop schema armistice cascade\n"
            "\\set ON_ERROR_STOP on\n"
            "\\encoding UTF8\n",
            one_line(by_.of().id),
            one_line(by_.of().version)
        );
        out_ += sql_tables();
        add_plan();
        add_words();
        add_grounds();
        add_clauses();
        add_rule_cells();
        add_extent();
        add_force();
        add_candidates();
        out_ += sql_functions();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::back_insert_iterator<std::string> to() { return std::back_inserter(out_); }

    static std::string one_line(std::string text) {
        for (auto& c : text) {
            c = static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
        return text;
    }

    void begin(std::string_view table) { fmt::format_to(to(), "copy {} from stdin;\n", table); }
    void end() { out_ += "\\.\n"; }

    void add_plan() {
        const auto& of = by_.of();
        begin("plan");
        fmt::format_to(
            to(),
            "{}\t{}\t{}\t{}\n",
            copied(of.id),
            copied(of.version),
            copied(of.ground.time_zone),
            of.dates.as_of ? to_rfc3339(*of.dates.as_of) : "\\N"
        );
        end();
    }

    void add_words() {
        const auto& parties = by_.of().ground.parties;
        begin("party");
        for (std::size_t i = 0; i < parties.size(); ++i) {
            fmt::format_to(
                to(), "{}\t{}\t{}\n", i + 1, copied(parties[i].id.str()), copied(parties[i].name)
            );
        }
        end();
        std::map<std::string, party_number> said{{"", no_party}};
        const auto add = [&](const std::string& word) {
            if (const auto number = by_.party_of(word)) {
                said.emplace(word, *number);
            }
        };
        for (const auto& one : parties) {
            add(one.id.str());
            add(one.name);
        }
        for (const auto& role : by_.of().ground.roles) {
            add(role.first);
        }
        begin("party_word");
        for (const auto& [word, number] : said) {
            fmt::format_to(to(), "{}\t{}\n", copied(word), number);
        }
        end();
        begin("weapon_word");
        for (std::size_t i = 0; i < by_.words().size(); ++i) {
            fmt::format_to(to(), "{}\t{}\n", i, copied(by_.words()[i]));
        }
        end();
        begin("what");
        for (std::size_t i = 0; i < report_what_count; ++i) {
            fmt::format_to(to(), "{}\n", name(static_cast<report_what>(i)));
        }
        end();
    }

    /// Numbers a ground the first time that it is met.
    void add_ground(const geo::area_field& field, const area& shape) {
        const auto number = static_cast<int>(grounds_.size()) + 1;
        if (!grounds_.emplace(&field, number).second) {
            return;
        }
        shapes_.push_back(well_known_text(shape));
    }

    void add_grounds() {
        const auto& of = by_.of();
        for (const auto& law : by_.clauses()) {
            if (law.ground == nullptr) {
                continue;
            }
            if (law.kind != clause_kind::zone) {
                for (const auto& phase : of.phases) {
                    if (phase.term.id == law.id) {
                        add_ground(*law.ground, phase.vacated);
                    }
                }
                continue;
            }
            for (const auto& zone : of.zones) {
                if (zone.id != law.id) {
                    continue;
                }
                add_ground(*law.ground, zone.shape);
                std::size_t i = 0;
                for (const auto& one : zone.exceptions) {
                    if (!one.shape.empty()) {
                        add_ground(*law.exceptions[i++].ground, one.shape);
                    }
                }
            }
        }
        begin("ground");
        for (std::size_t i = 0; i < shapes_.size(); ++i) {
            fmt::format_to(to(), "{}\t{}\n", i + 1, shapes_[i]);
        }
        end();
        begin("chord (ground, x1, y1, z1, x2, y2, z2)");
        std::map<int, const geo::area_field*> in_order;
        for (const auto& [field, number] : grounds_) {
            in_order.emplace(number, field);
        }
        for (const auto& [number, field] : in_order) {
            const int ground = number;
            field->for_each_chord([&](const auto& a, const auto& b) {
                fmt::format_to(
                    to(), "{}\t{}\t{}\t{}\t{}\t{}\t{}\n", ground, a.x, a.y, a.z, b.x, b.y, b.z
                );
            });
        }
        end();
    }

    void add_clauses() {
        begin("clause");
        for (std::size_t i = 0; i < by_.clauses().size(); ++i) {
            const auto& law = by_.clauses()[i];
            fmt::format_to(
                to(),
                "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
                i,
                name(law.kind),
                copied(law.id),
                copied(law.title),
                copied(law.cited.clause),
                law.binds,
                law.ground == nullptr ? "\\N" : std::to_string(grounds_.at(law.ground.get())),
                flag(law.is_everywhere),
                copied(law.edge_basis),
                law.edge_accuracy.value(),
                law.edge_error.value(),
                flag(!law.caps.empty()),
                flag(law.has_storage)
            );
        }
        end();
        begin("exception");
        for (std::size_t i = 0; i < by_.clauses().size(); ++i) {
            const auto& all = by_.clauses()[i].exceptions;
            for (std::size_t k = 0; k < all.size(); ++k) {
                fmt::format_to(
                    to(),
                    "{}\t{}\t{}\t{}\t{}\n",
                    i,
                    k,
                    copied(all[k].kind),
                    flag(all[k].cut),
                    grounds_.at(all[k].ground.get())
                );
            }
        }
        end();
        begin("cap");
        for (std::size_t i = 0; i < by_.clauses().size(); ++i) {
            for (std::size_t word = 0; word < by_.words().size(); ++word) {
                const auto* cap = cap_of(by_, by_.clauses()[i], static_cast<word_number>(word));
                if (cap != nullptr) {
                    fmt::format_to(to(), "{}\t{}\t{}\n", i, word, cap->most);
                }
            }
        }
        end();
    }

    void add_rule_cells() {
        const auto& marked = by_.of().rules_hold;
        begin("rule_cell");
        for (int row = 0; row < ground_cells::row_count; ++row) {
            for (int column = 0; column < ground_cells::column_count; ++column) {
                if (!marked || marked->is_marked(column, row)) {
                    fmt::format_to(
                        to(),
                        "{}\t{}\n",
                        ground_cells::degrees_a_side * column - 180,
                        ground_cells::degrees_a_side * row - 90
                    );
                }
            }
        }
        end();
    }

    void add_extent() {
        const auto& box = by_.extent();
        begin("extent");
        if (!box.empty() && box.east - box.west <= 180) {
            constexpr double far = rulebook::far_from_plan;
            fmt::format_to(
                to(),
                "({},{}),({},{})\t({},{}),({},{})\n",
                box.east,
                box.north,
                box.west,
                box.south,
                box.east + far,
                box.north + far,
                box.west - far,
                box.south - far
            );
        }
        end();
    }

    void add_force() {
        const auto& begins = by_.stretches();
        const auto text = [&](std::size_t stretch) {
            return stretch == 0               ? "-infinity"
                   : stretch == begins.size() ? "infinity"
                                              : to_rfc3339(begins[stretch]);
        };
        begin("force");
        for (std::uint32_t i = 0; i < by_.clauses().size(); ++i) {
            for (std::size_t first = 0; first < begins.size();) {
                auto last = first;
                while (last < begins.size() && by_.in_force_in(last, i)) {
                    ++last;
                }
                if (last > first) {
                    fmt::format_to(to(), "{}\t{}\t{}\n", i, text(first), text(last));
                }
                first = last + 1;
            }
        }
        end();
    }

    void add_candidates() {
        begin("candidate");
        for (std::size_t w = 0; w < report_what_count; ++w) {
            const auto what = static_cast<report_what>(w);
            for (std::size_t word = 0; word < by_.words().size(); ++word) {
                for (const auto& one : by_.candidates(what, static_cast<word_number>(word))) {
                    fmt::format_to(
                        to(),
                        "{}\t{}\t{}\t{}\n",
                        name(what),
                        word,
                        one.clause,
                        flag(one.covers == coverage::whole)
                    );
                }
            }
        }
        end();
    }

    const rulebook& by_;
    std::string out_;
    std::map<const geo::area_field*, int> grounds_;  ///< looked up only; written by number
    std::vector<std::string> shapes_;
};

}  // namespace

std::string sql_of(const rulebook& by) {
    return sql_writer(by).run();
}

field_files to_sql(const field_plan& what) {
    const rulebook by(what.head);
    field_files out;
    out.files.push_back({"plan.sql", sql_of(by)});
    out.told = fmt::format(
        "{} clauses; fill armistice.reports, read armistice.verdicts", by.clauses().size()
    );
    return out;
}

}  // namespace planner
