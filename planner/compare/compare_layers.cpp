// SPDX-License-Identifier: Apache-2.0
#include "planner/compare/compare_layers.hpp"

#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/io/read.hpp"
#include "geo/linework/compare_lines.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/overlay/overlay.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace planner::detail {

namespace {

namespace fs = std::filesystem;
using area_shape = geo::multi_polygon<geo::lon_lat>;
using line_shape = geo::multi_line_string<geo::lon_lat>;
using geo::metres;

/// Shapes are written on a grid of 1e-7 degrees, 1 cm: along 10 km of edge that is 100 m2.
constexpr geo::square_metres least_difference{100.0};
constexpr metres least_move{0.05};

const std::set<std::string> left_out{"settlements", "turning_points"};

/// Layers of either folder: first those that planners ask for, then the rest by name.
std::vector<std::string> layers_of(const std::string& first, const std::string& second) {
    std::set<std::string> there;
    for (const auto& folder : {first, second}) {
        const auto path = fs::path(folder) / "geojson";
        if (!fs::is_directory(path)) {
            continue;
        }
        for (const auto& entry : fs::directory_iterator(path)) {
            if (entry.path().extension() == ".geojson") {
                there.insert(entry.path().stem().string());
            }
        }
    }
    std::vector<std::string> out;
    for (const auto* name : {"vacated", "zones", "corridors", "presence", "posts", "reserved"}) {
        if (there.erase(name) > 0) {
            out.emplace_back(name);
        }
    }
    for (const auto& name : there) {
        if (left_out.count(name) == 0) {
            out.push_back(name);
        }
    }
    return out;
}

geo::layer read_layer_of(const std::string& folder, const std::string& name) {
    const auto path = fs::path(folder) / "geojson" / (name + ".geojson");
    if (!fs::exists(path)) {
        return {};
    }
    geo::read_options options;
    options.allow_database = false;
    return geo::read_layer(path.string(), options);
}

void compare_areas(
    const std::string& layer,
    const std::string& id,
    const area_shape& a,
    const area_shape& b,
    plan_comparison& into
) {
    if (a == b) {
        return;
    }
    shape_difference made{layer, id, {}, {}, {}, {}};
    if (a.empty() || b.empty()) {
        made.only_first = a;
        made.only_second = b;
    } else {
        auto box = box_of(a);
        for (const auto& part : b) {
            box.add_all(part.outer);
        }
        const auto chart = geo::local_frame::chart(box);
        const auto one = geo::project(chart, a);
        const auto two = geo::project(chart, b);
        made.only_first = geo::unproject(chart, geo::difference(one, two));
        made.only_second = geo::unproject(chart, geo::difference(two, one));
    }
    made.first_size = geo::area(made.only_first);
    made.second_size = geo::area(made.only_second);
    if (made.first_size + made.second_size >= least_difference) {
        into.shapes.push_back(std::move(made));
    }
}

/// Points as lines of one position, which is what the distance between lines takes.
line_shape lines_of(const geo::feature& item) {
    line_shape out = geo::lines(item);
    for (const auto& p : geo::points(item)) {
        out.push_back({p});
    }
    return out;
}

void compare_lines(
    const std::string& layer,
    const std::string& id,
    const geo::feature* a,
    const geo::feature* b,
    plan_comparison& into
) {
    moved_feature made{layer, id, {}, {}, {}, {}, {}};
    made.first = a != nullptr ? lines_of(*a) : line_shape{};
    made.second = b != nullptr ? lines_of(*b) : line_shape{};
    if (made.first == made.second) {
        return;
    }
    made.first_length = geo::length(made.first);
    made.second_length = geo::length(made.second);
    if (!made.first.empty() && !made.second.empty()) {
        made.moved = geo::hausdorff_distance(made.first, made.second).larger().distance;
        if (*made.moved < least_move) {
            return;
        }
    }
    into.moved.push_back(std::move(made));
}

class layer_differ {
public:
    layer_differ(std::string layer, plan_comparison& into)
        : layer_(std::move(layer)), into_(into) {}

    void compare(const geo::layer& a, const geo::layer& b) {
        const auto firsts = by_id(a);
        const auto seconds = by_id(b);
        for (const auto& item : a.features) {
            const auto twin = seconds.find(item.id);
            compare(item.id, &item, twin == seconds.end() ? nullptr : twin->second);
        }
        for (const auto& item : b.features) {
            if (firsts.count(item.id) == 0) {
                compare(item.id, nullptr, &item);
            }
        }
    }

private:
    static std::map<std::string, const geo::feature*> by_id(const geo::layer& in) {
        std::map<std::string, const geo::feature*> out;
        for (const auto& item : in.features) {
            out.emplace(item.id, &item);
        }
        return out;
    }

    void compare(const std::string& id, const geo::feature* a, const geo::feature* b) {
        const auto area_in = [](const geo::feature* of) {
            return of != nullptr ? geo::areas(*of) : area_shape{};
        };
        compare_areas(layer_, id, area_in(a), area_in(b), into_);
        compare_lines(layer_, id, a, b, into_);
    }

    std::string layer_;
    plan_comparison& into_;
};

}  // namespace

void compare_layers(const std::string& first, const std::string& second, plan_comparison& into) {
    for (const auto& name : layers_of(first, second)) {
        layer_differ(name, into).compare(read_layer_of(first, name), read_layer_of(second, name));
    }
}

}  // namespace planner::detail
