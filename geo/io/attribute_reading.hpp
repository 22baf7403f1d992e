// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/layer.hpp"
#include "geo/io/tidy.hpp"
#include "geo/io/utf8_text.hpp"

#include <string>
#include <vector>

class OGRFeature;

namespace geo::detail {

/// The attributes of a feature but the one at `skip`; text that is not UTF-8 is a finding.
[[nodiscard]] std::vector<attribute_field> attributes_of(
    const OGRFeature& item, int skip, const std::string& id, finding_book& book
);

}  // namespace geo::detail
