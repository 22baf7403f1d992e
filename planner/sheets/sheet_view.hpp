// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/sheets/sheet.hpp"

#include <memory>
#include <string>
#include <vector>

/// From the earth onto the paper. Part of planner/sheets/sheet.
namespace planner::detail {

/// Millimetres from the upper left corner of the paper, downwards.
struct paper_point {
    double x = 0;
    double y = 0;
};

struct paper_box {
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;

    [[nodiscard]] double right() const { return left + width; }
    [[nodiscard]] double bottom() const { return top + height; }
    [[nodiscard]] bool contains(paper_point p) const {
        return p.x >= left && p.x <= right() && p.y >= top && p.y <= bottom();
    }
};

using paper_line = std::vector<paper_point>;

struct paper_polygon {
    std::vector<paper_line> rings;  ///< the outer one first
};

/// One of the three is not empty, or nothing of the shape is near the sheet.
struct paper_shape {
    std::vector<paper_point> dots;
    std::vector<paper_line> lines;
    std::vector<paper_polygon> areas;

    [[nodiscard]] bool empty() const { return dots.empty() && lines.empty() && areas.empty(); }
};

[[nodiscard]] paper_box paper_dimensions(paper_size size, paper_orientation orientation);

/// True when some of the shape can be seen within the box.
[[nodiscard]] bool is_visible(const paper_shape& shape, const paper_box& box);

/// A conformal projection chosen for an extent, placed into a frame on the paper.
class sheet_view {
public:
    /// Throws    geo::input_error as planner::facts_of.
    sheet_view(
        const geo::lon_lat_box& extent, double margin, const paper_box& frame, const texts& say
    );
    ~sheet_view();
    sheet_view(const sheet_view&) = delete;
    sheet_view& operator=(const sheet_view&) = delete;

    [[nodiscard]] const sheet_facts& facts() const { return facts_; }
    [[nodiscard]] const paper_box& frame() const { return frame_; }
    [[nodiscard]] paper_point to_paper(geo::lon_lat p) const;
    [[nodiscard]] geo::lon_lat to_earth(paper_point p) const;

    /// Cut to a little more than the frame, edges densified so that they bend as they should.
    [[nodiscard]] paper_shape place(const sheet_geometry& shape) const;

private:
    struct transformation;
    void fit(const geo::lon_lat_box& extent);
    void find_facts();
    void find_scale_error();
    [[nodiscard]] paper_line place_chain(const std::vector<geo::lon_lat>& chain) const;

    std::unique_ptr<transformation> projection_;
    paper_box frame_;
    double metres_per_mm_ = 1;
    double centre_east_ = 0;
    double centre_north_ = 0;
    geo::lon_lat_box reach_;
    double longest_edge_ = 1;  ///< degrees
    sheet_facts facts_;
};

}  // namespace planner::detail
