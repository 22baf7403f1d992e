// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/theatre.hpp"

#include <array>
#include <vector>

namespace planner {

/// Which settlement is nearest.
///
/// Error     none that matters: chords in space choose a few, geodesics among those.
/// Cost      O(settlements) a question, 1 microsecond for a thousand.
class nearest_place {
public:
    explicit nearest_place(const std::vector<settlement>& places);

    /// Null when there are none.
    [[nodiscard]] const settlement* find(geo::lon_lat p) const;

private:
    const std::vector<settlement>& places_;
    std::vector<std::array<double, 3>> on_sphere_;
};

}  // namespace planner
