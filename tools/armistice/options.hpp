// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

/// The only wrapper of CLI11, with options.cpp: its header takes longer to compile than a command does.
namespace tools {

/// Thrown by what takes an option's value: the option and what is wrong with it. Exit code 2.
class option_error : public std::runtime_error {
public:
    option_error(std::string name, const std::string& problem)
        : std::runtime_error(problem), name_(std::move(name)) {}
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    std::string name_;
};

/// Values that an option takes: one of some words, a number within two.
struct one_of {
    std::vector<std::string> words;
};
template <class Number>
struct within {
    Number low;
    Number high;
};

/// An option of a command, as long as its command is there.
class option {
public:
    option() = default;
    explicit option(CLI::Option& made) : made_(&made) {}

    /// What is said of it is said in a row: `->required()->type_name("DIR")`.
    option* operator->() { return this; }
    const option* operator->() const { return this; }

    option required();
    option capture_default_str();
    option check(const one_of& words);
    option check(const within<int>& range);
    option check(const within<double>& range);
    option check(const within<std::size_t>& range);
    option excludes(option other);
    option excludes(const std::string& other);
    option type_name(const std::string& name);
    option delimiter(char between);
    option allow_extra_args(bool allow);
    /// How often it was given.
    [[nodiscard]] std::size_t count() const;

private:
    CLI::Option* made_ = nullptr;
};

/// The options of a command, or of a group in it.
class option_list {
public:
    explicit option_list(CLI::App& made) : made_(&made) {}

    option_list add_subcommand(const std::string& name, const std::string& help);
    option_list add_option_group(const std::string& name, const std::string& help);
    /// So many of its options must be given.
    void require_option(int count);

    /// What is given goes into the variable, which lasts as long as the list.
    option add_option(const std::string& name, std::string& into, const std::string& help);
    option add_option(
        const std::string& name, std::vector<std::string>& into, const std::string& help
    );
    option add_option(const std::string& name, double& into, const std::string& help);
    option add_option(const std::string& name, std::vector<double>& into, const std::string& help);
    option add_option(const std::string& name, unsigned& into, const std::string& help);
    option add_flag(const std::string& name, bool& into, const std::string& help);

    /// What is given goes to `take`, which may throw option_error.
    option add_taker(
        const std::string& name,
        std::function<void(const std::string&)> take,
        const std::string& help
    );
    option add_list_taker(
        const std::string& name,
        std::function<void(const std::vector<std::string>&)> take,
        const std::string& help
    );
    option add_count_taker(
        const std::string& name, std::function<void(std::size_t)> take, const std::string& help
    );

    [[nodiscard]] option get_option(const std::string& name) const;

private:
    CLI::App* made_;
};

/// What the program is called, its version, and what --help ends with.
struct program_words {
    std::string name;
    std::string about;
    std::string version;
    std::string footer;
};

/// The command line. Options that commands keep last as long as it does.
class command_line {
public:
    explicit command_line(const program_words& program);
    ~command_line();
    command_line(const command_line&) = delete;
    command_line& operator=(const command_line&) = delete;

    /// To which each command adds itself, one add_subcommand().
    [[nodiscard]] option_list commands();

    /// The number of the command that was chosen, in the order in which they were added; none when all is
    /// said already (help, version, what is wrong): then `code` is what to exit with.
    [[nodiscard]] std::optional<std::size_t> read(int argc, const char* const* argv, int& code);

private:
    std::unique_ptr<CLI::App> app_;
};

}  // namespace tools
