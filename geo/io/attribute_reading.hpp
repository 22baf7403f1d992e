// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "geo/io/tidy.hpp"

#include <string>
#include <string_view>
#include <vector>

class OGRFeature;

namespace geo::detail {

struct utf8_text {
    std::string value;
    bool changed = false;
};

/// Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] utf8_text as_utf8(std::string_view text);

/// The attributes of a feature but the one at `skip`; text that is not UTF-8 is a finding.
[[nodiscard]] std::vector<attribute_field> attributes_of(
    const OGRFeature& item, int skip, const std::string& id, finding_book& book
);

}  // namespace geo::detail
