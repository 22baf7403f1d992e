// SPDX-License-Identifier: Apache-2.0
#include "tests/geo/io/json_twice.hpp"

#include "geo/base/error.hpp"
#include "geo/io/gdal_session.hpp"
#include "geo/io/plain_table.hpp"
#include "geo/io/source.hpp"

#include <cpl_vsi.h>
#include <fmt/format.h>

#include <cstdint>
#include <functional>
#include <limits>

namespace fixtures {

namespace {

using namespace geo;

template <class Chain>
void put(std::string& out, const Chain& chain) {
    out += "(";
    for (const auto& p : chain) {
        out += fmt::format("{} {},", p.lon.value(), p.lat.value());
    }
    out += ")";
}

std::string text_of(const geometry& shape) {
    std::string out;
    if (const auto* all = std::get_if<std::vector<lon_lat>>(&shape)) {
        out += "points";
        put(out, *all);
    } else if (const auto* chains = std::get_if<multi_line_string<lon_lat>>(&shape)) {
        for (const auto& line : *chains) {
            out += "line";
            put(out, line);
        }
    } else if (const auto* parts = std::get_if<multi_polygon<lon_lat>>(&shape)) {
        for (const auto& area : *parts) {
            out += "area";
            put(out, area.outer);
            for (const auto& hole : area.holes) {
                put(out, hole);
            }
        }
    }
    return out;
}

struct printed {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(const std::vector<std::string>& list) const {
        return fmt::format("list of {}", list.size());
    }
    template <class T>
    std::string operator()(const T& value) const {
        return fmt::format("{}", value);
    }
};

std::string text_of(const layer& made) {
    auto out = fmt::format("{} {} crs {}\n", made.file, made.name, made.crs);
    for (const auto& item : made.features) {
        out += "feature " + item.id;
        for (const auto& field : item.attributes) {
            out += fmt::format(
                " {}={}:{}", field.name, field.value.index(), std::visit(printed{}, field.value)
            );
        }
        out += " " + text_of(item.shape) + "\n";
    }
    for (const auto& item : made.found) {
        out += to_text(item) + "\n";
    }
    return out;
}

read_options small() {
    read_options out;
    out.max_positions = 1000;
    out.max_features = 1000;
    return out;
}

/// What a reading of the file gives, or why it was refused.
std::string outcome(const std::string& path, const std::function<std::string()>& read) {
    std::string out;
    try {
        out = read();
    } catch (const input_error& refused) {
        out = std::string("input_error ") + refused.what();
    } catch (const crs_error& refused) {
        out = std::string("crs_error ") + refused.what();
    } catch (const io_error& refused) {
        out = std::string("io_error ") + refused.what();
    }
    for (auto at = out.find(path); at != std::string::npos; at = out.find(path)) {
        out.replace(at, path.size(), "FILE");  // numbered differently each time
    }
    return out;
}

}  // namespace

std::string reading(const std::string& bytes, const std::string& name, bool alone) {
    const detail::memory_file file(name);
    auto copy = bytes;
    VSIFCloseL(VSIFileFromMemBuffer(
        file.path().c_str(), reinterpret_cast<GByte*>(copy.data()), copy.size(), FALSE
    ));
    return outcome(file.path(), [&] {
        return text_of(detail::read_layer_cutting(
            file.path(), small(), alone ? std::numeric_limits<std::size_t>::max() : 1
        ));
    });
}

std::string plain_reading(const std::string& bytes, const std::string& name) {
    return outcome(name, [&] {
        const auto made = detail::plain_layer(name, bytes, small());
        return made ? text_of(*made) : std::string();
    });
}

std::string difference_of_readings(const std::string& bytes, const std::string& name) {
    const auto alone = reading(bytes, name, true);
    const auto ours = reading(bytes, name, false);
    const bool may_be_plain = name.ends_with(".geojson") || name.ends_with(".json");
    const auto plain = may_be_plain ? plain_reading(bytes, name) : std::string();
    if (!plain.empty() && plain != alone) {
        return "GDAL alone:\n" + alone + "\nplain:\n" + plain;
    }
    if (alone == ours) {
        return {};
    }
    return "GDAL alone:\n" + alone + "\nwith our own reading:\n" + ours;
}

}  // namespace fixtures
