// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace geo::detail {

/// A number kept in 32 bits, as an index.
///
/// Requires  i >= 0.
[[nodiscard]] constexpr std::size_t index_of(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

}  // namespace geo::detail
