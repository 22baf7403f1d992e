// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace geo {

/// All that is in a file.
///
/// Throws    io_error naming the file when it cannot be read.
[[nodiscard]] std::string bytes_of_file(const std::string& path);

}  // namespace geo
