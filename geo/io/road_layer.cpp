// SPDX-License-Identifier: Apache-2.0
#include "geo/io/road_layer.hpp"

#include "geo/io/osm_tags.hpp"
#include "geo/io/tidy.hpp"
#include "geo/measure/geodesic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace geo {

namespace {

constexpr metres edge_tolerance(0.25);

class layer_roads {
public:
    layer_roads(const layer& from, const road_attributes& names)
        : from_(from), names_(names), book_(from.file, from.name) {}

    road_table run() {
        out_.file = from_.file;
        out_.layer = from_.name;
        for (const auto& item : from_.features) {
            take(item);
        }
        join_positions();
        tell_classes();
        out_.found = from_.found;
        append(out_.found, book_.finish());
        return std::move(out_);
    }

private:
    void take(const feature& item);
    [[nodiscard]] road_way read_way(const feature& item);
    [[nodiscard]] road_class read_class(const feature& item);
    [[nodiscard]] bool read_flag(const feature& item, const std::string& name);
    void read_speed(const feature& item, road_way& way);
    void lay(const line_string<lon_lat>& line, const road_way& way);
    void join_positions();
    void tell_classes();
    void unread(const feature& item, const std::string& name, const std::string& said);

    const layer& from_;
    const road_attributes& names_;
    detail::finding_book book_;
    road_table out_;
    std::vector<lon_lat> laid_;  ///< positions of all roads, one after another
    std::map<std::string, std::size_t> unknown_classes_;
    static constexpr std::size_t most_classes = 20;  ///< told by name
};

void layer_roads::unread(const feature& item, const std::string& name, const std::string& said) {
    book_.count(
        finding_code::road_value_unread,
        fmt::format(
            "values such as {}={} are not understood and count as not said",
            name,
            said.substr(0, 40)
        ),
        item.id
    );
}

road_class layer_roads::read_class(const feature& item) {
    const auto said = text(item, names_.kind);
    if (!said) {
        return road_class::road;
    }
    if (const auto known = names_.classes.find(*said); known != names_.classes.end()) {
        return known->second;
    }
    std::string word = *said;
    if (word.ends_with("_link")) {
        word.resize(word.size() - 5);
    }
    if (const auto kind = parse_road_class(word)) {
        return *kind;
    }
    if (unknown_classes_.size() < most_classes || unknown_classes_.count(*said) > 0) {
        ++unknown_classes_[*said];
    } else {
        ++unknown_classes_["others"];
    }
    return road_class::road;
}

bool layer_roads::read_flag(const feature& item, const std::string& name) {
    const auto said = text(item, name);
    if (!said) {
        return false;
    }
    // Kinds of bridge (`viaduct`) count; so do the letters of shape files.
    for (const char* no : {"", "no", "0", "false", "F", "N"}) {
        if (*said == no) {
            return false;
        }
    }
    return true;
}

void layer_roads::read_speed(const feature& item, road_way& way) {
    const auto said = text(item, names_.speed);
    if (!said || said->empty() || *said == "none") {
        return;
    }
    way.speed = detail::parse_speed(*said);
    if (!way.speed) {
        unread(item, names_.speed, *said);
    } else if (names_.speed_in_mph && number(item, names_.speed)) {
        way.speed = detail::parse_speed(*said + " mph");
    }
}

road_way layer_roads::read_way(const feature& item) {
    road_way way;
    way.source_id = item.id;
    way.kind = read_class(item);
    way.label = text(item, names_.label).value_or("");
    way.bridge = read_flag(item, names_.bridge);
    way.tunnel = read_flag(item, names_.tunnel);
    way.schematic = read_flag(item, names_.schematic);
    read_speed(item, way);
    if (const auto said = text(item, names_.one_way); said && !said->empty()) {
        if (const auto direction = detail::parse_one_way(*said)) {
            way.direction = *direction;
        } else {
            unread(item, names_.one_way, *said);
        }
    }
    if (const auto said = text(item, names_.weight_limit);
        said && !said->empty() && *said != "none") {
        way.weight_limit = detail::parse_weight(*said);
        if (!way.weight_limit) {
            unread(item, names_.weight_limit, *said);
        }
    }
    return way;
}

void layer_roads::take(const feature& item) {
    const auto& parts = lines(item);
    if (parts.empty()) {
        return;  // told by the reader
    }
    const auto way = read_way(item);
    for (const auto& line : parts) {
        if (line.size() >= 2) {
            const bool dense = !way.schematic && from_.edges == edge_reading::lonlat;
            lay(dense ? densify(line, from_.edges, edge_tolerance) : line, way);
        }
    }
}

void layer_roads::lay(const line_string<lon_lat>& line, const road_way& way) {
    auto& made = out_.ways.emplace_back(way);
    made.first = laid_.size();
    made.count = line.size();
    laid_.insert(laid_.end(), line.begin(), line.end());
}

/// Equal positions become one, but for the inner ones of bridges and tunnels.
void layer_roads::join_positions() {
    struct use {
        lon_lat at;
        bool apart = false;
        std::uint32_t place = 0;  ///< in laid_
    };
    std::vector<use> uses;
    uses.reserve(laid_.size());
    for (const auto& way : out_.ways) {
        for (std::size_t i = 0; i < way.count; ++i) {
            const bool inner = i > 0 && i + 1 < way.count;
            const auto place = way.first + i;
            uses.push_back(
                {laid_[place],
                 inner && (way.bridge || way.tunnel),
                 static_cast<std::uint32_t>(place)}
            );
        }
    }
    std::sort(uses.begin(), uses.end(), [](const use& a, const use& b) {
        return std::tie(a.at, a.apart, a.place) < std::tie(b.at, b.apart, b.place);
    });
    out_.chain.resize(laid_.size());
    for (std::size_t i = 0; i < uses.size(); ++i) {
        const bool same =
            i > 0 && !uses[i].apart && !uses[i - 1].apart && uses[i].at == uses[i - 1].at;
        if (!same) {
            out_.positions.push_back(uses[i].at);
        }
        out_.chain[uses[i].place] = static_cast<std::uint32_t>(out_.positions.size() - 1);
    }
    laid_ = {};
}

void layer_roads::tell_classes() {
    if (unknown_classes_.empty()) {
        return;
    }
    std::string words;
    for (const auto& [word, times] : unknown_classes_) {
        words += fmt::format("{}'{}' ({})", words.empty() ? "" : ", ", word.substr(0, 40), times);
    }
    book_.add(
        finding_code::road_value_unread,
        severity::warning,
        fmt::format(
            "road classes that are not known count as 'road': {}; say which of the known classes "
            "they are",
            words
        )
    );
}

}  // namespace

road_table roads_of_layer(const layer& from, const road_attributes& names) {
    return layer_roads(from, names).run();
}

}  // namespace geo
