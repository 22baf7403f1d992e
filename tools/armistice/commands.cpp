// SPDX-License-Identifier: Apache-2.0
#include "tools/armistice/commands.hpp"

#include "geo/units/parse_length.hpp"

#include <cstdio>
#include <map>
#include <string>

namespace tools {

void output_options::add_to(option_list& to) {
    to.add_option("-o,--output", path, "File to write; - for stdout")->capture_default_str();
    to.add_flag("--overwrite", overwrite, "Replace an existing file");
}

geo::existing output_options::policy() const {
    return overwrite ? geo::existing::replace : geo::existing::keep;
}

void output_options::check() const {
    if (path != "-") {
        geo::check_writable(path, policy());
    }
}

void add_reading(option_list& to, geo::read_options& into) {
    to.add_option("--layer", into.layer, "Layer of the file, when it has several");
    to.add_option("--where", into.where, "Which features to take, in SQL");
    to.add_option(
        "--assume-crs", into.assume_crs, "For a file that does not say its own, as EPSG:4326"
    );
}

namespace {

geo::metres parsed_length(const std::string& name, const std::string& text) {
    const auto parsed = geo::parse_length(text);
    if (!parsed) {
        throw option_error(
            name,
            "'" + text +
                "' is not a length; write a number with a unit, such as 15km or "
                "500m"
        );
    }
    return *parsed;
}

}  // namespace

void add_inputs(option_list& to, std::map<std::string, std::string>& into) {
    to.add_list_taker(
          "--input",
          [&into](const std::vector<std::string>& given) {
              for (const auto& one : given) {
                  const auto sign = one.find('=');
                  if (sign == 0 || sign == std::string::npos || sign + 1 == one.size()) {
                      throw option_error("--input", "'" + one + "' is not of the form ID=FILE");
                  }
                  if (!into.emplace(one.substr(0, sign), one.substr(sign + 1)).second) {
                      throw option_error("--input", "'" + one.substr(0, sign) + "' is given twice");
                  }
              }
          },
          "A file for an input that the terms ask for; may be repeated"
    )
        ->type_name("ID=FILE")
        ->allow_extra_args(false);
}

void add_length(
    option_list& to, const std::string& name, geo::metres& into, const std::string& help
) {
    to.add_taker(
          name, [&into, name](const std::string& text) { into = parsed_length(name, text); }, help
    )
        ->type_name("LENGTH");
}

void add_lengths(
    option_list& to,
    const std::string& name,
    std::vector<geo::metres>& into,
    const std::string& help
) {
    to.add_list_taker(
          name,
          [&into, name](const std::vector<std::string>& texts) {
              for (const auto& text : texts) {
                  into.push_back(parsed_length(name, text));
                  if (into.back() <= geo::metres(0)) {
                      throw option_error(name, "'" + text + "' is not above zero");
                  }
              }
          },
          help
    )
        ->delimiter(',')
        ->type_name("LENGTH,...");
}

void print_findings(const geo::findings& found, const std::string& all_in) {
    constexpr std::size_t most_of_a_kind = 3;
    for (const auto level : {geo::severity::error, geo::severity::warning, geo::severity::note}) {
        std::map<geo::finding_code, std::size_t> told;
        for (const auto& item : found) {
            const bool all = all_in.empty() || level == geo::severity::error;
            if (item.level == level && (all || ++told[item.code] <= most_of_a_kind)) {
                std::fprintf(stderr, "%s\n", geo::to_text(item).c_str());
            }
        }
        for (const auto& [code, count] : told) {
            if (count > most_of_a_kind) {
                std::fprintf(
                    stderr,
                    "%s: %zu more like it in %s [%s]\n",
                    std::string(geo::name(level)).c_str(),
                    count - most_of_a_kind,
                    all_in.c_str(),
                    std::string(geo::name(code)).c_str()
                );
            }
        }
    }
}

}  // namespace tools
