// SPDX-License-Identifier: Apache-2.0
#include "geo/io/json_cuts.hpp"

#include "geo/base/error.hpp"
#include "geo/io/json_stream.hpp"

#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <optional>
#include <rapidjson/reader.h>
#include <string_view>
#include <utility>

namespace geo::detail {

namespace {

/// First number of a placeholder; the second is the number of the cut. No map has it. A file that
/// is written to contain it gets coordinates of its own in that place, nothing worse.
constexpr double mark = -1.7319e301;
constexpr const char* mark_text = "-1.7319e301";

std::size_t depth_of(json_cut::kind what) {
    switch (what) {
    case json_cut::kind::points:
    case json_cut::kind::line:
        return 2;
    case json_cut::kind::lines:
    case json_cut::kind::area:
        return 3;
    case json_cut::kind::areas:
        break;
    }
    return 4;
}

std::string placeholder(const json_cut& cut, std::size_t number) {
    const auto position = fmt::format("[{},{}{}]", mark_text, number, cut.has_heights ? ",0" : "");
    const auto around = depth_of(cut.what) - 1;
    return std::string(around, '[') + position + std::string(around, ']');
}

/// As json-c reads them: whole numbers have no minus zero, and what is too large is infinite.
double value_of(std::string_view text) {
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{}) {
        return std::strtod(std::string(text).c_str(), nullptr);
    }
    return value == 0 && text.find_first_of(".eE") == std::string_view::npos ? 0.0 : value;
}

using chain_groups = std::vector<std::vector<raw_chain>>;

/// Reads coordinates that scan_json() approved; false from a member means that they changed.
class gatherer : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, gatherer> {
public:
    gatherer(json_stream& stream, std::size_t depth, std::size_t& room)
        : stream_(stream), depth_(depth), room_(room) {}

    bool Default() { return false; }
    bool StartArray() {
        stream_.used();
        ++level_;
        read_ = 0;
        const bool is_chain = level_ + 1 == depth_;
        const bool is_area = level_ + 2 == depth_;
        if (is_area || (is_chain && groups.empty())) {
            groups.emplace_back();
        }
        if (is_chain) {
            groups.back().emplace_back();
        }
        return level_ <= depth_;
    }
    bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
        stream_.used();
        if (level_ != depth_) {
            return false;
        }
        if (read_ < numbers_.size()) {
            numbers_[read_] = value_of({text, size});
        }
        ++read_;
        return true;
    }
    bool EndArray(rapidjson::SizeType) {
        stream_.used();
        if (level_-- != depth_) {
            return true;
        }
        if (read_ < 2) {
            return false;
        }
        if (room_ == 0) {
            throw input_error("too many positions");
        }
        --room_;
        groups.back().back().push_back({numbers_[0], numbers_[1]});
        return true;
    }

    /// Chains: of areas a group for each, else one group.
    chain_groups groups;

private:
    json_stream& stream_;
    std::size_t depth_;
    std::size_t& room_;
    std::size_t level_ = 0;
    std::size_t read_ = 0;
    std::array<double, 2> numbers_{};
};

/// The one path to coordinates of a file whose long ones were cut.
class restorer {
public:
    restorer(const std::string& path, const std::vector<json_cut>& cuts, std::size_t& room)
        : path_(path), cuts_(cuts), room_(room) {}

    /// The coordinates for which a position stands, which then no longer counts itself.
    std::optional<chain_groups> behind(raw_position p) {
        const bool stands = p.x == mark && p.y >= 0 && p.y < static_cast<double>(cuts_.size());
        if (!stands) {
            return std::nullopt;
        }
        ++room_;
        return read(cuts_[static_cast<std::size_t>(p.y)]);
    }
    std::optional<chain_groups> behind(const raw_chain& chain) {
        return chain.size() == 1 ? behind(chain[0]) : std::nullopt;
    }

private:
    chain_groups read(const json_cut& cut) {
        json_stream text(path_, cut.first, cut.last);
        gatherer gathered(text, depth_of(cut.what), room_);
        rapidjson::Reader reader;
        constexpr unsigned flags =
            rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseStopWhenDoneFlag;
        if (reader.Parse<flags>(text, gathered).IsError() || text.Tell() != cut.last) {
            throw io_error("the file changed while it was read");
        }
        return std::move(gathered.groups);
    }

    const std::string& path_;
    const std::vector<json_cut>& cuts_;
    std::size_t& room_;
};

template <class T>
void append(std::vector<T>& to, std::vector<T>&& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

void put_back(
    raw_shape& shape, const std::string& path, const std::vector<json_cut>& cuts, std::size_t& room
) {
    restorer all(path, cuts, room);
    raw_chain points;
    for (const auto& p : std::exchange(shape.points, {})) {
        if (auto found = all.behind(p)) {
            append(points, std::move(found->front().front()));
        } else {
            points.push_back(p);
        }
    }
    shape.points = std::move(points);
    std::vector<raw_chain> lines;
    for (auto& line : std::exchange(shape.lines, {})) {
        if (auto found = all.behind(line)) {
            append(lines, std::move(found->front()));
        } else {
            lines.push_back(std::move(line));
        }
    }
    shape.lines = std::move(lines);
    std::vector<std::vector<raw_chain>> areas;
    for (auto& area : std::exchange(shape.areas, {})) {
        if (auto found = all.behind(area.front())) {
            append(areas, std::move(*found));
        } else {
            areas.push_back(std::move(area));
        }
    }
    shape.areas = std::move(areas);
}

void write_without_cuts(
    const std::string& from, const std::vector<json_cut>& cuts, const std::string& to
) {
    struct closer {
        void operator()(VSILFILE* file) const { VSIFCloseL(file); }
    };
    using vsi_file = std::unique_ptr<VSILFILE, closer>;
    const vsi_file in(VSIFOpenL(from.c_str(), "rb"));
    const vsi_file out(VSIFOpenL(to.c_str(), "wb"));
    if (!in || !out) {
        throw io_error(from + ": cannot be read, or there is no memory for it");
    }
    std::vector<char> block(std::size_t{1} << 18U);
    const auto write = [&](const char* bytes, std::size_t size) {
        if (VSIFWriteL(bytes, 1, size, out.get()) != size) {
            throw io_error(from + ": no memory to read it");
        }
    };
    std::uint64_t at = 0;
    const auto copy_until = [&](std::uint64_t last) {
        while (at < last) {
            const auto wanted =
                static_cast<std::size_t>(std::min<std::uint64_t>(block.size(), last - at));
            const auto got = VSIFReadL(block.data(), 1, wanted, in.get());
            write(block.data(), got);
            at += got;
            if (got < wanted) {
                return;
            }
        }
    };
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        copy_until(cuts[i].first);
        const auto stand_in = placeholder(cuts[i], i);
        write(stand_in.data(), stand_in.size());
        at = cuts[i].last;
        VSIFSeekL(in.get(), at, SEEK_SET);
    }
    copy_until(UINT64_MAX);
}

}  // namespace geo::detail
