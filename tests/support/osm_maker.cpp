// SPDX-License-Identifier: Apache-2.0
#include "tests/support/osm_maker.hpp"

#include <algorithm>
#include <cmath>
#include <osmium/builder/attr.hpp>
#include <osmium/io/gzip_compression.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>
#include <osmium/io/xml_output.hpp>
#include <random>

namespace osm_maker {

namespace {

using tags = std::vector<std::pair<std::string, std::string>>;

constexpr double street_step = 0.0015;  // degrees: blocks of about 100 by 170 m
constexpr double town_step = 0.06;

class country_maker {
public:
    explicit country_maker(const country& about) : about_(about), random_(about.seed) {
        const auto streets = 2 * about.streets * (about.streets - 1);
        const auto towns = std::max<std::size_t>(4, about.edges / (streets + 2));
        columns_ = std::max<std::size_t>(
            2, static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(towns))))
        );
        rows_ = std::max<std::size_t>(2, (towns + columns_ / 2) / columns_);
    }

    map run() {
        for (std::size_t row = 0; row < rows_; ++row) {
            for (std::size_t column = 0; column < columns_; ++column) {
                build_town(row, column);
            }
        }
        for (std::size_t row = 0; row < rows_; ++row) {
            for (std::size_t column = 0; column < columns_; ++column) {
                link(row, column, row, column + 1);
                link(row, column, row + 1, column);
            }
        }
        add_others();
        return std::move(out_);
    }

private:
    /// Engines are the same everywhere, the library's distributions are not.
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
    double part() { return static_cast<double>(random_() % 1000000) * 1e-6; }

    std::int64_t add_node(double east, double north) {
        const auto id = static_cast<std::int64_t>(out_.nodes.size()) + 1;
        // As files hold it: seven decimals.
        const auto rounded = [](double value) { return std::round(value * 1e7) / 1e7; };
        out_.nodes.push_back(
            {id,
             {geo::longitude(rounded(about_.south_west.lon.value() + east)),
              geo::latitude(rounded(about_.south_west.lat.value() + north))}}
        );
        return id;
    }
    void add_way(std::vector<std::int64_t> nodes, tags about) {
        out_.ways.push_back(
            {static_cast<std::int64_t>(out_.ways.size()) + 1, std::move(nodes), std::move(about)}
        );
    }

    [[nodiscard]] bool is_island(std::size_t row, std::size_t column) const {
        return (row * columns_ + column) % about_.towns_an_island == about_.towns_an_island - 1;
    }
    /// West of the river, which runs between two columns.
    [[nodiscard]] bool is_west(std::size_t column) const { return column < columns_ / 2; }

    void build_town(std::size_t row, std::size_t column);
    void link(std::size_t row, std::size_t column, std::size_t to_row, std::size_t to_column);
    void add_others();
    tags street_tags(std::size_t line);

    country about_;
    std::mt19937_64 random_;
    std::size_t columns_ = 0;
    std::size_t rows_ = 0;
    map out_;
    std::vector<std::int64_t> centre_;  ///< of each town
};

tags country_maker::street_tags(std::size_t line) {
    if (line == about_.streets / 2) {
        return {{"highway", "secondary"}, {"maxspeed", "50"}};
    }
    tags out{{"highway", line % 4 == 0 ? "tertiary" : "residential"}};
    switch (below(12)) {
    case 0:
        out.emplace_back("oneway", "yes");
        break;
    case 1:
        out.emplace_back("oneway", "-1");
        break;
    case 2:
        out.emplace_back("maxspeed", "20 mph");
        break;
    case 3:
        out.emplace_back("maxspeed", "UA:urban");
        break;
    default:
        break;
    }
    return out;
}

void country_maker::build_town(std::size_t row, std::size_t column) {
    const double east = town_step * static_cast<double>(column) + 0.01 * part();
    const double north = town_step * static_cast<double>(row) + 0.01 * part();
    const auto n = about_.streets;
    std::vector<std::int64_t> corner;
    for (std::size_t y = 0; y < n; ++y) {
        for (std::size_t x = 0; x < n; ++x) {
            corner.push_back(add_node(
                east + street_step * (static_cast<double>(x) + 0.2 * part()),
                north + street_step * (static_cast<double>(y) + 0.2 * part())
            ));
        }
    }
    for (std::size_t line = 0; line < n; ++line) {
        std::vector<std::int64_t> along;
        std::vector<std::int64_t> up;
        for (std::size_t i = 0; i < n; ++i) {
            along.push_back(corner[line * n + i]);
            up.push_back(corner[i * n + line]);
        }
        add_way(std::move(along), street_tags(line));
        add_way(std::move(up), street_tags(line));
    }
    centre_.push_back(corner[n / 2 * n + n / 2]);
}

void country_maker::link(
    std::size_t row, std::size_t column, std::size_t to_row, std::size_t to_column
) {
    if (to_row >= rows_ || to_column >= columns_ || is_island(row, column) ||
        is_island(to_row, to_column)) {
        return;
    }
    const bool over_river = is_west(column) != is_west(to_column);
    if (over_river && row % about_.rows_a_bridge != 0) {
        return;
    }
    const auto from = centre_[row * columns_ + column];
    const auto to = centre_[to_row * columns_ + to_column];
    const auto at = [&](std::int64_t id) {
        return out_.nodes[static_cast<std::size_t>(id) - 1].position;
    };
    const auto place = [&](double share) {
        const auto a = at(from);
        const auto b = at(to);
        return add_node(
            (a.lon - about_.south_west.lon).value() + share * (b.lon - a.lon).value(),
            (a.lat - about_.south_west.lat).value() + share * (b.lat - a.lat).value() +
                0.002 * part()
        );
    };
    const char* kind = row % 4 == 0 ? "trunk" : "primary";
    tags about{{"highway", kind}, {"ref", "M" + std::to_string(row + 1)}};
    if (below(3) == 0) {
        about.emplace_back("maxspeed", "90");
    }
    const auto first = place(0.4);
    const auto second = place(0.6);
    if (!over_river) {
        add_way({from, first, second, to}, about);
        return;
    }
    auto bridge = about;
    bridge.emplace_back("bridge", "yes");
    bridge.emplace_back("maxweight", "40");
    add_way({from, first}, about);
    add_way({first, second}, bridge);
    add_way({second, to}, about);
}

/// What an extract holds beside roads: it must change nothing.
void country_maker::add_others() {
    for (const auto centre : centre_) {
        add_way({centre, centre + 1}, {{"highway", "footway"}});
        add_way({centre, centre + 1}, {{"building", "yes"}});
        add_way({centre, centre + 1}, {{"highway", "service"}, {"access", "private"}});
    }
}

}  // namespace

map make(const country& about) {
    return country_maker(about).run();
}

void write(const map& made, const std::string& path) {
    using namespace osmium::builder::attr;
    osmium::io::Header header;
    header.set("generator", "armistice tests");
    osmium::io::Writer writer(path, header, osmium::io::overwrite::allow);
    constexpr std::size_t buffer_size = 1U << 20U;
    osmium::memory::Buffer buffer(buffer_size, osmium::memory::Buffer::auto_grow::yes);
    const auto flush = [&] {
        if (buffer.committed() > buffer_size / 2) {
            writer(std::move(buffer));
            buffer = osmium::memory::Buffer(buffer_size, osmium::memory::Buffer::auto_grow::yes);
        }
    };
    for (const auto& item : made.nodes) {
        osmium::builder::add_node(
            buffer,
            _id(item.id),
            _version(1),
            _location(item.position.lon.value(), item.position.lat.value())
        );
        flush();
    }
    for (const auto& item : made.ways) {
        osmium::builder::add_way(
            buffer, _id(item.id), _version(1), _nodes(item.nodes), _tags(item.tags)
        );
        flush();
    }
    writer(std::move(buffer));
    writer.close();
}

}  // namespace osm_maker
