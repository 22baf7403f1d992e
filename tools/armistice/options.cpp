// SPDX-License-Identifier: Apache-2.0
#include "tools/armistice/options.hpp"

#include "planner/model/names.hpp"
#include "tools/armistice/commands.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace tools {

namespace {

/// What `take` finds wrong, as CLI11 has it.
template <class Value>
std::function<void(const Value&)> telling(std::function<void(const Value&)> take) {
    return [take = std::move(take)](const Value& given) {
        try {
            take(given);
        } catch (const option_error& problem) {
            throw CLI::ValidationError(problem.name(), problem.what());
        }
    };
}

/// Tells of the first word that the chosen command has no place for.
void tell_unknown(const CLI::App& program, const std::string& word) {
    const auto chosen = program.get_subcommands();
    std::vector<std::string> options;
    if (!chosen.empty()) {
        for (const auto* one : chosen.front()->get_options({})) {
            for (const auto& name : one->get_lnames()) {
                options.push_back("--" + name);
            }
        }
    }
    const bool is_option = word.starts_with('-');
    const auto near =
        is_option ? planner::nearest_word(word.substr(0, word.find('=')), options) : std::string();
    std::fprintf(
        stderr,
        "armistice: %s %s '%s'%s\nRun with --help for more information.\n",
        chosen.empty() ? "here" : ("'" + chosen.front()->get_name() + "'").c_str(),
        is_option ? "has no option" : "takes no further word",
        word.c_str(),
        near.empty() ? "" : ("; did you mean '" + near + "'?").c_str()
    );
}

}  // namespace

option option::required() {
    made_->required();
    return *this;
}

option option::capture_default_str() {
    made_->capture_default_str();
    return *this;
}

option option::check(const one_of& words) {
    made_->check(CLI::IsMember(words.words));
    return *this;
}

option option::check(const within<int>& range) {
    made_->check(CLI::Range(range.low, range.high));
    return *this;
}

option option::check(const within<double>& range) {
    made_->check(CLI::Range(range.low, range.high));
    return *this;
}

option option::check(const within<std::size_t>& range) {
    made_->check(CLI::Range(range.low, range.high));
    return *this;
}

option option::excludes(option other) {
    made_->excludes(other.made_);
    return *this;
}

option option::excludes(const std::string& other) {
    made_->excludes(other);
    return *this;
}

option option::type_name(const std::string& name) {
    made_->type_name(name);
    return *this;
}

option option::delimiter(char between) {
    made_->delimiter(between);
    return *this;
}

option option::allow_extra_args(bool allow) {
    made_->allow_extra_args(allow);
    return *this;
}

std::size_t option::count() const {
    return made_->count();
}

option_list option_list::add_subcommand(const std::string& name, const std::string& help) {
    return option_list(*made_->add_subcommand(name, help));
}

option_list option_list::add_option_group(const std::string& name, const std::string& help) {
    return option_list(*made_->add_option_group(name, help));
}

void option_list::require_option(int count) {
    made_->require_option(count);
}

option option_list::add_option(
    const std::string& name, std::string& into, const std::string& help
) {
    return option(*made_->add_option(name, into, help));
}

option option_list::add_option(
    const std::string& name, std::vector<std::string>& into, const std::string& help
) {
    return option(*made_->add_option(name, into, help));
}

option option_list::add_option(const std::string& name, double& into, const std::string& help) {
    return option(*made_->add_option(name, into, help));
}

option option_list::add_option(
    const std::string& name, std::vector<double>& into, const std::string& help
) {
    return option(*made_->add_option(name, into, help));
}

option option_list::add_option(const std::string& name, unsigned& into, const std::string& help) {
    return option(*made_->add_option(name, into, help));
}

option option_list::add_flag(const std::string& name, bool& into, const std::string& help) {
    return option(*made_->add_flag(name, into, help));
}

option option_list::add_taker(
    const std::string& name, std::function<void(const std::string&)> take, const std::string& help
) {
    return option(
        *made_->add_option_function<std::string>(name, telling<std::string>(std::move(take)), help)
    );
}

option option_list::add_list_taker(
    const std::string& name,
    std::function<void(const std::vector<std::string>&)> take,
    const std::string& help
) {
    using words = std::vector<std::string>;
    return option(*made_->add_option_function<words>(name, telling<words>(std::move(take)), help));
}

option option_list::add_count_taker(
    const std::string& name, std::function<void(std::size_t)> take, const std::string& help
) {
    return option(*made_->add_option_function<std::size_t>(
        name,
        telling<std::size_t>([take = std::move(take)](const std::size_t& given) { take(given); }),
        help
    ));
}

option option_list::get_option(const std::string& name) const {
    return option(*made_->get_option(name));
}

command_line::command_line(const program_words& program)
    : app_(std::make_unique<CLI::App>(program.about, program.name)) {
    app_->set_version_flag("--version", program.version);
    app_->require_subcommand(1);
    app_->footer(program.footer);
}

command_line::~command_line() = default;

option_list command_line::commands() {
    return option_list(*app_);
}

std::optional<std::size_t> command_line::read(int argc, const char* const* argv, int& code) {
    std::optional<std::size_t> chosen;
    std::vector<std::string> known;
    for (auto* sub : app_->get_subcommands({})) {
        sub->footer("");  // the example of the program is one of another command
        sub->callback([&chosen, number = known.size()] { chosen = number; });
        known.push_back(sub->get_name());
    }
    const std::string first = argc > 1 ? argv[1] : "-";
    if (!first.starts_with('-') && std::find(known.begin(), known.end(), first) == known.end()) {
        const auto near = planner::nearest_word(first, known);
        std::fprintf(
            stderr,
            "armistice: no command '%s'%s\nRun with --help for more information.\n",
            first.c_str(),
            near.empty() ? "" : ("; did you mean '" + near + "'?").c_str()
        );
        code = usage;
        return std::nullopt;
    }
    try {
        app_->parse(argc, argv);
    } catch (const CLI::ExtrasError&) {
        // As they were given, while CLI11 prints them backwards.
        const auto left = app_->remaining(true);
        const auto first_unknown = std::find_if(left.begin(), left.end(), [](const auto& word) {
            return word.starts_with('-');
        });
        tell_unknown(*app_, first_unknown != left.end() ? *first_unknown : left.front());
        code = usage;
        return std::nullopt;
    } catch (const CLI::ParseError& problem) {
        code = app_->exit(problem, std::cout, std::cerr) == 0 ? done : usage;
        return std::nullopt;
    }
    return chosen;
}

}  // namespace tools
