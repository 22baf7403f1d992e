// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/io/atomic_file.hpp"
#include "geo/io/read.hpp"
#include "geo/units/quantity.hpp"
#include "tools/armistice/options.hpp"

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace tools {

/// What every command returns to the shell (DESIGN section 5).
enum exit_code : int { done = 0, answer_no = 1, usage = 2, unusable_input = 3, failure = 4 };

/// Options that do not go together; main says so and where help is. Exit code 2.
class usage_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One subcommand. `add_to` declares its options and opens nothing; `run` does the work. Results go
/// to stdout, talk to stderr. Exceptions are turned into messages and codes by main.
class command {
public:
    virtual ~command() = default;
    virtual void add_to(option_list& app) = 0;
    [[nodiscard]] virtual int run() = 0;
};

std::unique_ptr<command> make_agreements_command();
std::unique_ptr<command> make_check_command();
std::unique_ptr<command> make_compare_command();
std::unique_ptr<command> make_export_command();
std::unique_ptr<command> make_line_command();
std::unique_ptr<command> make_map_command();
std::unique_ptr<command> make_monitor_command();
std::unique_ptr<command> make_phase_lines_command();
std::unique_ptr<command> make_plan_command();
std::unique_ptr<command> make_theatres_command();
std::unique_ptr<command> make_verify_command();
std::unique_ptr<command> make_zone_command();

/// Where a command writes its one file: options -o and --overwrite.
struct output_options {
    std::string path = "-";
    bool overwrite = false;

    void add_to(option_list& to);
    [[nodiscard]] geo::existing policy() const;
    /// Refuses, before anything is computed, a file that may not be written.
    void check() const;
};

/// Which layer and features of a file to read: options --layer, --where and --assume-crs.
void add_reading(option_list& to, geo::read_options& into);

/// Files for inputs that terms ask for, by id: option --input ID=FILE, once for each.
void add_inputs(option_list& to, std::map<std::string, std::string>& into);

/// Option of a length with its unit; a bare number is refused with the expected form.
void add_length(
    option_list& to, const std::string& name, geo::metres& into, const std::string& help
);

/// Option of several lengths above zero, separated by commas, each with its unit.
void add_lengths(
    option_list& to,
    const std::string& name,
    std::vector<geo::metres>& into,
    const std::string& help
);

/// Findings on stderr, errors first, notes last. With `all_in`, a file that lists them all, only the first
/// three warnings and notes of a kind, and how many more there are.
void print_findings(const geo::findings& found, const std::string& all_in = {});

}  // namespace tools
