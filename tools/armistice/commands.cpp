// SPDX-License-Identifier: Apache-2.0
#include "tools/armistice/commands.hpp"

#include "geo/units/parse_length.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace tools {

void add_length(CLI::App& to, const std::string& name, geo::metres& into, const std::string& help) {
    to.add_option_function<std::string>(
          name,
          [&into, name](const std::string& text) {
              const auto parsed = geo::parse_length(text);
              if (!parsed) {
                  throw CLI::ValidationError(
                      name,
                      "'" + text +
                          "' is not a length; write a number with a unit, such as 15km or "
                          "500m"
                  );
              }
              into = *parsed;
          },
          help
    )
        ->type_name("LENGTH");
}

void print_findings(const geo::findings& found) {
    for (const auto level : {geo::severity::error, geo::severity::warning, geo::severity::note}) {
        for (const auto& item : found) {
            if (item.level == level) {
                std::fprintf(stderr, "%s\n", geo::to_text(item).c_str());
            }
        }
    }
}

}  // namespace tools
