// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/offset/site_field.hpp"
#include "geo/offset/zone.hpp"

#include <vector>

namespace geo::detail {

enum class land : std::uint8_t { left, right, none };  // none: beyond an end, with flat caps

/// Which side of the line a position is on: that on which its nearest position of the line has it.
///
/// At a vertex the edges that meet there part the land into sectors; a sector that its two edges
/// call by different names (about an end: all there is) is divided half way.
class side_rule {
public:
    side_rule(const site_field& field, const std::vector<line_sample>& samples, end_cap ends);

    struct verdict {
        double distance = 10;  ///< radians
        land side = land::none;
    };
    /// Judged by the pieces of line next to one site.
    [[nodiscard]] verdict near_site(vec3 p, std::int32_t near) const;

    /// Judged by all pieces; `start`: any site, best one not far from p.
    [[nodiscard]] verdict judge(vec3 p, std::int32_t start) const;

    /// Marks the samples that lie farther than `limit` radians from the one before them, if either
    /// is at `site`.
    void mark_wide(std::int32_t site, double limit, std::vector<bool>& marks) const;

    /// Whether a line ends at `site` and nothing else is there.
    [[nodiscard]] bool is_end(std::int32_t site) const { return rays_at(site).size() == 1; }

    /// A cut that the rule makes at a vertex: from there in a direction (a unit vector).
    struct cut {
        std::int32_t site = 0;
        vec3 toward;
    };
    [[nodiscard]] std::vector<cut> cuts() const;

private:
    struct ray {
        vec3 to;       ///< the next site
        bool leaving;  ///< the line runs from here to there
    };
    [[nodiscard]] std::vector<ray> rays_at(std::int32_t site) const;
    [[nodiscard]] land side_at_vertex(vec3 p, std::int32_t site) const;

    const site_field& field_;
    const std::vector<line_sample>& samples_;
    end_cap ends_;
    std::vector<std::int32_t> first_;  ///< by site, into of_site_
    std::vector<std::int32_t> of_site_;
};

}  // namespace geo::detail
