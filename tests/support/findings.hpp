// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"

#include <algorithm>
#include <cstddef>

namespace support {

inline std::size_t count(const geo::findings& found, geo::finding_code code) {
    return static_cast<std::size_t>(std::count_if(found.begin(), found.end(), [&](const auto& one) {
        return one.code == code;
    }));
}

inline bool has(const geo::findings& found, geo::finding_code code) {
    return std::any_of(found.begin(), found.end(), [&](const auto& one) {
        return one.code == code;
    });
}

}  // namespace support
