// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace world {

/// Two meridians: border at 10.2 E, line of contact at 10.8 E, 43 km between them; coast north and south.
inline const std::string meridians = R"(
WWhhhhhheee
WWhhhhhheee
WWhhhhhheee
WWhhhhhheee
)";

}  // namespace world
