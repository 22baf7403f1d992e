// SPDX-License-Identifier: Apache-2.0
#include "geo/io/osm_roads.hpp"

#include "geo/base/error.hpp"
#include "geo/io/osm_tags.hpp"
#include "geo/io/pbf_blocks.hpp"
#include "geo/io/tidy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <osmium/io/gzip_compression.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/way.hpp>
#include <utility>

namespace geo {

namespace {

namespace fs = std::filesystem;
using node_id = osmium::object_id_type;

class osm_reading {
public:
    osm_reading(const std::string& path, const osm_options& options)
        : path_(path), options_(options), book_(path, "") {}

    road_table run() {
        out_.file = path_;
        read(osmium::osm_entity_bits::way, [this](const auto& buffer) {
            for (const auto& way : buffer.template select<osmium::Way>()) {
                take(way);
            }
        });
        drop_twins();
        nodes_ = references_;
        std::sort(nodes_.begin(), nodes_.end());
        nodes_.erase(std::unique(nodes_.begin(), nodes_.end()), nodes_.end());
        nodes_.shrink_to_fit();
        places_.resize(nodes_.size());
        // Even when no road asks for one: libosmium looks only at what is read, and a damaged file is
        // refused whether or not it holds roads.
        read(osmium::osm_entity_bits::node, [this](const auto& buffer) {
            for (const auto& node : buffer.template select<osmium::Node>()) {
                take(node);
            }
        });
        lay_positions();
        lay_ways();
        tell();
        out_.found = book_.finish();
        return std::move(out_);
    }

private:
    struct pending_way {
        road_way way;
        osmium::object_id_type id = 0;
        bool twin = false;
    };

    template <class Use>
    void read(osmium::osm_entity_bits::type what, Use&& use);
    void take(const osmium::Way& way);
    void take(const osmium::Node& node);
    void drop_twins();
    void lay_positions();
    void lay_ways();
    void lay_way(const road_way& way);
    void tell();
    void count_object();

    const std::string& path_;
    const osm_options& options_;
    detail::finding_book book_;
    road_table out_;
    std::vector<pending_way> ways_;
    std::vector<node_id> references_;         ///< of all roads, one after another
    std::vector<node_id> nodes_;              ///< those of roads, sorted
    std::vector<osmium::Location> places_;    ///< of nodes_
    std::vector<std::uint32_t> position_of_;  ///< of nodes_, in out_.positions, or `missing`
    std::size_t cursor_ = 0;                  ///< in nodes_: files are sorted
    std::uint64_t objects_ = 0;
    std::uint64_t bad_places_ = 0;
    std::map<std::string, std::size_t> left_out_;
    static constexpr std::uint32_t missing = 0xFFFFFFFFU;
};

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
    throw input_error(fmt::format(
        "{}: cannot be read as OpenStreetMap data: {}; is it damaged, cut short, or of another "
        "format?",
        path,
        why
    ));
}

template <class Use>
void osm_reading::read(osmium::osm_entity_bits::type what, Use&& use) {
    objects_ = 0;
    try {
        osmium::io::Reader reader(osmium::io::File(path_), what, osmium::io::read_meta::no);
        while (const auto buffer = reader.read()) {
            use(buffer);
        }
        reader.close();
    } catch (const error&) {
        throw;
    } catch (const osmium::xml_error& failure) {
        refuse(path_, fmt::format("line {}: {}", failure.line, failure.error_string));
    } catch (const std::exception& failure) {
        refuse(path_, failure.what());
    }
}

void osm_reading::count_object() {
    if (++objects_ > options_.max_objects) {
        throw input_error(fmt::format(
            "{}: holds more than {} objects, the limit; cut out the area of the theatre",
            path_,
            options_.max_objects
        ));
    }
}

void osm_reading::take(const osmium::Way& way) {
    count_object();
    auto made = detail::read_tags([&](const char* key) { return way.tags()[key]; });
    if (!made.left_out.empty()) {
        ++left_out_[made.left_out];
    }
    if (!made.is_road) {
        return;
    }
    made.way.source_id = fmt::format("way/{}", way.id());
    if (!made.unread.empty()) {
        book_.count(
            finding_code::road_value_unread,
            fmt::format("values such as {} are not understood and count as not said", made.unread),
            made.way.source_id
        );
    }
    made.way.first = references_.size();
    made.way.count = way.nodes().size();
    if (ways_.size() == options_.max_ways ||
        references_.size() + made.way.count > options_.max_references) {
        throw input_error(fmt::format(
            "{}: holds more than {} roads or {} positions of roads, the limits; cut out the area "
            "of the theatre",
            path_,
            options_.max_ways,
            options_.max_references
        ));
    }
    for (const auto& node : way.nodes()) {
        references_.push_back(node.ref());
    }
    ways_.push_back({std::move(made.way), way.id(), false});
}

/// Of roads with the same id the first is kept.
void osm_reading::drop_twins() {
    std::vector<std::pair<osmium::object_id_type, std::size_t>> ids;
    ids.reserve(ways_.size());
    for (std::size_t i = 0; i < ways_.size(); ++i) {
        ids.emplace_back(ways_[i].id, i);
    }
    std::sort(ids.begin(), ids.end());
    for (std::size_t i = 1; i < ids.size(); ++i) {
        if (ids[i].first == ids[i - 1].first) {
            auto& twin = ways_[ids[i].second];
            twin.twin = true;
            book_.add(
                finding_code::feature_duplicate_id,
                severity::warning,
                "stands more than once in the file; the first is kept",
                twin.way.source_id
            );
        }
    }
    std::erase_if(ways_, [](const pending_way& item) { return item.twin; });
}

void osm_reading::take(const osmium::Node& node) {
    count_object();
    const auto id = node.id();
    if (cursor_ > 0 && nodes_[cursor_ - 1] >= id) {
        // Not sorted here: begin anew from where it would stand.
        cursor_ = static_cast<std::size_t>(
            std::lower_bound(nodes_.begin(), nodes_.end(), id) - nodes_.begin()
        );
    }
    while (cursor_ < nodes_.size() && nodes_[cursor_] < id) {
        ++cursor_;
    }
    if (cursor_ == nodes_.size() || nodes_[cursor_] != id) {
        return;
    }
    if (!node.location().valid()) {
        ++bad_places_;
        return;
    }
    if (places_[cursor_] && places_[cursor_] != node.location()) {
        book_.count(
            finding_code::feature_duplicate_id,
            "nodes stand more than once in the file, at different places; the last is kept",
            fmt::format("node/{}", id)
        );
    }
    places_[cursor_] = node.location();
}

void osm_reading::lay_positions() {
    position_of_.assign(nodes_.size(), missing);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (places_[i]) {
            position_of_[i] = static_cast<std::uint32_t>(out_.positions.size());
            out_.positions.push_back({longitude(places_[i].lon()), latitude(places_[i].lat())});
        }
    }
    places_ = {};
}

void osm_reading::lay_ways() {
    out_.chain.reserve(references_.size());
    out_.ways.reserve(ways_.size());
    for (const auto& item : ways_) {
        lay_way(item.way);
    }
}

void osm_reading::lay_way(const road_way& way) {
    std::size_t lost = 0;
    std::size_t first = out_.chain.size();
    const auto end_piece = [&] {
        const auto count = out_.chain.size() - first;
        if (count >= 2) {
            auto& made = out_.ways.emplace_back(way);
            made.first = first;
            made.count = count;
        } else {
            out_.chain.resize(first);
        }
        first = out_.chain.size();
    };
    const auto had = out_.ways.size();
    for (std::size_t i = way.first; i < way.first + way.count; ++i) {
        const auto at = std::lower_bound(nodes_.begin(), nodes_.end(), references_[i]);
        const auto position = position_of_[static_cast<std::size_t>(at - nodes_.begin())];
        if (position == missing) {
            ++lost;
            end_piece();
        } else {
            out_.chain.push_back(position);
        }
    }
    end_piece();
    if (lost > 0) {
        book_.add(
            finding_code::road_positions_missing,
            severity::warning,
            fmt::format(
                "{} of its {} nodes are not in the file or not on earth; {} of it kept",
                lost,
                way.count,
                out_.ways.size() == had ? std::string("nothing")
                                        : fmt::format("{} pieces", out_.ways.size() - had)
            ),
            way.source_id
        );
    } else if (out_.ways.size() == had) {
        book_.count(
            finding_code::line_too_short,
            "roads of fewer than two nodes were left out",
            way.source_id
        );
    }
}

void osm_reading::tell() {
    std::size_t all = 0;
    std::string kinds;
    for (const auto& [why, times] : left_out_) {
        all += times;
        kinds += fmt::format("{}{} with {}", kinds.empty() ? "" : ", ", times, why);
    }
    if (all > 0) {
        book_.add(
            finding_code::road_left_out,
            severity::note,
            fmt::format("{} ways are not for vehicles and were left out: {}", all, kinds)
        );
    }
    if (bad_places_ > 0) {
        book_.add(
            finding_code::coordinate_out_of_range,
            severity::error,
            fmt::format("{} nodes of roads have a position that is not on earth", bad_places_)
        );
    }
}

}  // namespace

bool is_osm_name(std::string_view path) {
    for (const std::string_view ending : {".osm", ".pbf", ".osm.xml", ".osm.gz", ".osm.xml.gz"}) {
        if (path.ends_with(ending)) {
            return true;
        }
    }
    return false;
}

road_table read_osm_roads(const std::string& path, const osm_options& options) {
    std::error_code failure;
    const auto bytes = fs::file_size(path, failure);
    if (failure) {
        throw io_error(fmt::format("'{}' cannot be read: {}", path, failure.message()));
    }
    if (bytes == 0) {
        throw input_error(path + ": is empty");
    }
    if (bytes > options.max_bytes) {
        throw input_error(fmt::format(
            "{}: has {} bytes, more than {}, the limit; cut out the area of the theatre",
            path,
            bytes,
            options.max_bytes
        ));
    }
    if (path.ends_with(".pbf")) {
        detail::check_pbf_blocks(path);
    }
    return osm_reading(path, options).run();
}

}  // namespace geo
