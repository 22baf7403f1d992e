// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace geo {

/// A file for an archive: a name with `/` between its parts, and what it holds.
struct zip_entry {
    std::string name;
    std::string bytes;
};

/// The entries as a zip archive, in their order, each with the same date, so that equal input gives
/// equal bytes in any time zone. Dates before 1980, which zip does not have, become its first.
///
/// Requires  one entry or more (libzip writes no empty archives); names that are relative, without
///           `..` and not twice the same. Asserted.
/// Throws    error with the library's text.
/// Source    PKWARE APPNOTE 6.3, sections 4.4.6 and 4.4.17; by libzip.
[[nodiscard]] std::string to_zip(
    const std::vector<zip_entry>& entries, std::chrono::sys_seconds dated
);

}  // namespace geo
