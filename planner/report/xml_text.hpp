// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace planner {

/// A text as character data or attribute of XML, SVG and HTML: markup is escaped, control
/// characters, which XML 1.0 does not allow, are left out.
[[nodiscard]] std::string xml_text(const std::string& raw);

}  // namespace planner
