// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace geo {

/// SHA-256 as 64 lower-case hexadecimal digits.
///
/// Source    FIPS 180-4, by OpenSSL libcrypto.
[[nodiscard]] std::string sha256_of_bytes(std::string_view bytes);

/// Throws    io_error naming the file when it cannot be read.
[[nodiscard]] std::string sha256_of_file(const std::string& path);

}  // namespace geo
