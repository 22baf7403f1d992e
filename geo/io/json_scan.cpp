// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/io/coordinate_judge.hpp"
#include "geo/io/json_cuts.hpp"
#include "geo/io/json_stream.hpp"

#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>
#include <string_view>

namespace geo::detail {

namespace {

/// GeoJSON itself needs 12; json-c, which GDAL reads with, takes 32 and says where it had enough.
constexpr std::size_t deepest_nesting = 30;
/// What json-c takes for a number or an array, measured on pairs: 2.5 GB for 14 million values.
constexpr double bytes_a_value = 180;
/// The same for a byte of text: a fifth of them are values (`1,2` and brackets are the worst met).
constexpr double bytes_a_byte = 36;

/// What a member or an element is, as far as geometries may lie in it.
enum class value : std::uint8_t {
    other,
    object,
    features,
    geometry,
    geometries,
    coordinates,
    type
};

/// A type of RFC 7946: the member that counts, and for coordinates of what and how deep.
struct named_type {
    std::string_view name;
    value holds;
    json_cut::kind kind = json_cut::kind::line;
    std::size_t depth = 0;
};
constexpr std::array<named_type, 8> types{{
    {"FeatureCollection", value::features},
    {"Feature", value::geometry},
    {"GeometryCollection", value::geometries},
    {"MultiPoint", value::coordinates, json_cut::kind::points, 2},
    {"LineString", value::coordinates, json_cut::kind::line, 2},
    {"MultiLineString", value::coordinates, json_cut::kind::lines, 3},
    {"Polygon", value::coordinates, json_cut::kind::area, 3},
    {"MultiPolygon", value::coordinates, json_cut::kind::areas, 4},
}};

/// Follows the text; knows where it is in the tree as far as geometries may lie there.
class scanner : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, scanner> {
public:
    scanner(json_stream& stream, std::size_t least_bytes, json_scan& out)
        : stream_(stream), least_(least_bytes), out_(out) {}

    void begin_document() {
        frames_.clear();
        lists_features_ = false;
    }

    /// What GDAL takes for the text, without and with what is cut.
    [[nodiscard]] double weight() const { return bytes_a_value * static_cast<double>(values_); }
    [[nodiscard]] double weight_left() const {
        return bytes_a_value * static_cast<double>(values_ - cut_values_);
    }
    [[nodiscard]] bool is_collection() const { return lists_features_; }

    /// Whether any text so far was a collection, which no sequence holds.
    [[nodiscard]] bool met_collection() const { return met_collection_; }

    bool Default() {  // null, true, false
        stream_.used();
        ++values_;
        if (judging_) {
            judge_.doubt("what is neither number nor array");
        }
        return true;
    }
    bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
        stream_.used();
        ++values_;
        if (judging_) {
            judge_.number({text, size});
        }
        return true;
    }
    bool String(const char* text, rapidjson::SizeType size, bool) {
        if (!judging_ && !frames_.empty() && frames_.back().next == value::type) {
            const std::string_view name(text, size);
            for (const auto& known : types) {
                if (known.name == name) {
                    frames_.back().type = &known;
                }
            }
        }
        return Default();
    }
    bool Key(const char* text, rapidjson::SizeType size, bool) {
        stream_.used();
        if (!judging_) {
            name({text, size});
        }
        return true;
    }
    bool StartObject() {
        if (judging_) {
            judge_.doubt("an object");
        }
        return open(false);
    }
    bool EndObject(rapidjson::SizeType) {
        if (!judging_) {
            const auto& here = frames_.back();
            met_collection_ = met_collection_ || (frames_.size() == 1 && here.type != nullptr &&
                                                  here.type->holds == value::features);
            settle(here);
        }
        return close();
    }
    bool StartArray() {
        if (judging_) {
            judge_.open();
        } else if (!frames_.empty() && frames_.back().next == value::coordinates) {
            judging_ = true;
            judge_.begin(stream_.Tell() - 1);
            judge_.open();
            judged_at_ = frames_.size();
            judged_from_ = values_;
        }
        return open(true);
    }
    bool EndArray(rapidjson::SizeType size) {
        if (judging_ && judge_.close(size) && frames_.size() == judged_at_ + 1) {
            judging_ = false;
            auto& owner = frames_[frames_.size() - 2];
            owner.coordinates = judge_;
            owner.end = stream_.Tell();
            owner.values = values_ - judged_from_;
        }
        return close();
    }

private:
    struct frame {
        value what = value::other;
        value next = value::other;  ///< of the member that follows; of every element
        bool has_type = false;
        bool has_coordinates = false;
        bool is_doubtful = false;  ///< a member that counts comes twice
        const named_type* type = nullptr;
        std::optional<coordinate_judge> coordinates;
        std::uint64_t end = 0;
        std::uint64_t values = 0;  ///< in the coordinates
        std::uint64_t cut_values_before = 0;
        std::size_t cuts_before = 0;
        std::optional<value> held_cuts;  ///< the member that has cuts in it
    };

    bool open(bool is_array) {
        stream_.used();
        ++values_;
        if (frames_.size() >= deepest_nesting) {
            return false;
        }
        frame made;
        made.cut_values_before = cut_values_;
        made.cuts_before = out_.cuts.size();
        made.what = frames_.empty() ? value::object : frames_.back().next;
        if (is_array) {
            made.next = made.what == value::features     ? value::object
                        : made.what == value::geometries ? value::geometry
                                                         : value::other;
        }
        lists_features_ = lists_features_ || (frames_.size() == 1 && made.what == value::features);
        frames_.push_back(made);
        return true;
    }

    bool close() {
        stream_.used();
        const bool has_cuts = out_.cuts.size() > frames_.back().cuts_before;
        frames_.pop_back();
        if (has_cuts && !frames_.empty()) {
            auto& parent = frames_.back();
            parent.is_doubtful =
                parent.is_doubtful || parent.held_cuts.value_or(parent.next) != parent.next;
            parent.held_cuts = parent.next;
        }
        return true;
    }

    void name(std::string_view key) {
        auto& here = frames_.back();
        here.next = value::other;
        const bool is_object = here.what == value::object;
        if (!is_object && here.what != value::geometry) {
            return;
        }
        const auto once = [&](bool& seen) {
            here.is_doubtful = here.is_doubtful || seen;
            seen = true;
        };
        if (key == "coordinates") {
            once(here.has_coordinates);
            here.next = value::coordinates;
        } else if (key == "type") {
            once(here.has_type);
            here.next = value::type;
        } else if (key == "geometries") {
            here.next = value::geometries;
        } else if (is_object && key == "features") {
            here.next = value::features;
        } else if (is_object && key == "geometry") {
            here.next = value::geometry;
        }
    }

    /// The end of an object: what was found in it counts if its type says so.
    void settle(const frame& here) {
        if (here.what != value::object && here.what != value::geometry) {
            return;
        }
        const bool is_geometry = here.type != nullptr && here.type->holds == value::coordinates;
        if (here.is_doubtful || here.type == nullptr ||
            here.held_cuts.value_or(here.type->holds) != here.type->holds) {
            out_.cuts.resize(here.cuts_before);
            cut_values_ = here.cut_values_before;
        }
        if (!here.coordinates || here.end - here.coordinates->first() < least_) {
            return;
        }
        const auto& found = *here.coordinates;
        const char* why = found.doubtful();
        if (why == nullptr && here.is_doubtful) {
            why = "a geometry with two types or two coordinates";
        } else if (why == nullptr && !(is_geometry && here.type->depth == found.depth())) {
            why = "arrays not nested as the type of the geometry wants";
        }
        if (why == nullptr) {
            out_.cuts.push_back({found.first(), here.end, here.type->kind, found.has_heights});
            cut_values_ += here.values;
        } else if (!out_.odd) {
            out_.odd = json_fault{found.first(), why};
        }
    }

    json_stream& stream_;
    std::size_t least_;
    json_scan& out_;
    std::vector<frame> frames_;
    coordinate_judge judge_;
    bool judging_ = false;
    bool met_collection_ = false;
    bool lists_features_ = false;
    std::uint64_t values_ = 0;
    std::uint64_t cut_values_ = 0;
    std::size_t judged_at_ = 0;
    std::uint64_t judged_from_ = 0;
};

constexpr char record_separator = '\x1e';  // RFC 8142

/// White space, and the mark before each text of a sequence.
bool separates(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == record_separator;
}

void skip_byte_order_mark(json_stream& stream) {
    for (const char c : {'\xef', '\xbb', '\xbf'}) {
        if (stream.Peek() != c) {
            return;
        }
        stream.Take();
    }
}

}  // namespace

namespace {

double rest_weight(const std::string& path, std::uint64_t at) {
    VSIStatBufL stat{};
    const bool is_there = VSIStatL(path.c_str(), &stat) == 0;
    const double size = is_there ? static_cast<double>(stat.st_size) : 0;
    return bytes_a_byte * (size - static_cast<double>(at));
}

}  // namespace

json_scan scan_json(const std::string& path, std::size_t least_bytes) {
    json_scan out;
    json_stream stream(path);
    skip_byte_order_mark(stream);
    scanner events(stream, least_bytes, out);
    rapidjson::Reader reader;
    std::size_t texts = 0;
    const auto stop = [&](std::uint64_t at, const char* what) {
        out.stopped = json_fault{at, what};
        out.cuts.clear();
        out.weight =
            events.is_collection() || texts > 0 ? 0 : events.weight() + rest_weight(path, at);
        return std::move(out);
    };
    const bool is_marked = stream.Peek() == record_separator;
    bool spans_lines = false;
    for (;; ++texts) {
        while (separates(stream.Peek())) {
            stream.Take();
            stream.used();
        }
        if (texts > 1 && spans_lines && !is_marked) {
            return stop(stream.Tell(), "A text of several lines in a sequence of lines.");
        }
        if (stream.is_at_end()) {
            out.weight = events.is_collection() || texts > 1 ? 0 : events.weight_left();
            return out;
        }
        if (texts > 0 && events.met_collection()) {
            return stop(stream.Tell(), "More text after the collection.");
        }
        events.begin_document();
        const auto line = stream.lines();
        constexpr unsigned flags =
            rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseStopWhenDoneFlag;
        const auto result = reader.Parse<flags>(stream, events);
        if (result.IsError()) {
            const char* what = result.Code() == rapidjson::kParseErrorTermination
                                   ? "Nested too deeply."
                               : stream.held_back() ? "A text of more than 64 MB."
                                                    : rapidjson::GetParseError_En(result.Code());
            return stop(result.Offset(), what);
        }
        spans_lines = spans_lines || stream.lines() > line;
    }
}

std::string place_in_text(const std::string& path, std::uint64_t at) {
    json_stream text(path, 0, at);
    std::uint64_t line = 1;
    std::uint64_t line_start = 0;
    for (auto i = std::uint64_t{0}; i < at; ++i) {
        text.used();
        if (text.Take() == '\n') {
            ++line;
            line_start = i + 1;
        }
    }
    return fmt::format("line {}, column {}", line, at - line_start + 1);
}

}  // namespace geo::detail
