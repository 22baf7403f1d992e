// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/batch_reader.hpp"
#include "planner/monitor/plain_json.hpp"
#include "planner/monitor/row_cells.hpp"

#include <simdjson.h>

#include <algorithm>
#include <unordered_map>

namespace planner {

namespace {

namespace od = simdjson::ondemand;

static_assert(row_padding >= simdjson::SIMDJSON_PADDING);

constexpr std::size_t no_column = ~std::size_t{0};
constexpr std::size_t most_keys_kept = 64;

class json_reader final : public row_reader {
public:
    explicit json_reader(const std::vector<std::string>& columns) : columns_(columns) {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            numbers_.emplace(columns_[i], i);
        }
        lon_ = number_of("lon");
        lat_ = number_of("lat");
        id_ = number_of("report_id");
    }

    std::string read(std::string_view row, std::vector<row_cell>& cells) override {
        while (!row.empty() && (row.front() == '\x1e' || row.front() == ' ')) {
            row.remove_prefix(1);
        }
        while (!row.empty() && (row.back() == '\r' || row.back() == ' ')) {
            row.remove_suffix(1);
        }
        return read_plain(row, cells) ? std::string() : read_any(row, cells);
    }

private:
    struct twice {
        std::string key;
    };

    void begin(std::vector<row_cell>& cells) {
        cells.assign(columns_.size(), {});
        next_ = 0;
    }

    /// False when the row is for read_any().
    bool read_plain(std::string_view row, std::vector<row_cell>& cells) {
        begin(cells);
        detail::plain_object object(row);
        const bool all = object.read([&](std::string_view key, const row_cell& value) {
            const auto& known = next_key(key);
            if (known.is_of_feature) {
                return false;
            }
            if (known.number == no_column) {
                return true;
            }
            auto& cell = cells[known.number];
            const bool is_first = cell.kind == row_cell::holds::nothing;
            cell = value;
            return is_first;
        });
        return all && (object.is_ascii() || simdjson::validate_utf8(row.data(), row.size()));
    }

    std::string read_any(std::string_view row, std::vector<row_cell>& cells) {
        begin(cells);
        forget_feature();
        try {
            od::document document = parser_.iterate(
                simdjson::padded_string_view(row.data(), row.size(), row.size() + row_padding)
            );
            od::object object = document.get_object();
            bool is_feature = false;
            for (auto field : object) {
                const std::string_view key = field.unescaped_key();
                od::value value = field.value();
                const od::json_type type = value.type();
                if (key == "properties" && type == od::json_type::object) {
                    is_feature = true;
                    for (auto inner : value.get_object()) {
                        const std::string_view name = inner.unescaped_key();
                        take(name, inner.value(), cells);
                    }
                } else if (key == "geometry" && type == od::json_type::object) {
                    is_feature = true;
                    take_point(value.get_object());
                } else if (key == "id" && id_ != no_column) {
                    read_value(value, feature_id_);
                } else {
                    take(key, value, cells);
                }
            }
            if (is_feature) {
                add_feature(cells);
            }
            const auto rest = document.current_location();
            return rest.error() == simdjson::OUT_OF_BOUNDS ? ""
                                                           : "something follows the JSON object";
        } catch (const simdjson::simdjson_error& problem) {
            return std::string("is not a JSON object: ") + problem.what();
        } catch (const twice& problem) {
            return "has \"" + problem.key + "\" twice";
        }
    }

    struct known_key {
        std::string key;
        std::size_t number = no_column;
        bool is_of_feature = false;  ///< means something else in a GeoJSON feature
    };

    /// Rows of a feed have the same keys in the same order, mostly.
    [[nodiscard]] const known_key& next_key(std::string_view key) {
        if (next_ == keys_before_.size()) {
            keys_before_.emplace_back();
        }
        auto& before = keys_before_[next_];
        next_ += next_ + 1 < most_keys_kept ? 1 : 0;
        if (before.key != key || key.empty()) {
            before = {
                std::string(key),
                number_of(key),
                key == "properties" || key == "geometry" || key == "id"};
        }
        return before;
    }

    [[nodiscard]] std::size_t number_of(std::string_view column) const {
        const auto found = numbers_.find(column);
        return found == numbers_.end() ? no_column : found->second;
    }

    static void read_value(od::value value, row_cell& to) {
        const od::json_type type = value.type();
        switch (type) {
        case od::json_type::string:
            to.kind = row_cell::holds::text;
            to.text = value.get_string();
            break;
        case od::json_type::number: {
            to.kind = row_cell::holds::number;
            auto token = value.raw_json_token();
            while (!token.empty() && (token.back() == ' ' || token.back() == '\t' ||
                                      token.back() == '\n' || token.back() == '\r')) {
                token.remove_suffix(1);
            }
            to.text = token;
            to.number = value.get_double();
            break;
        }
        case od::json_type::null:
            to.kind = value.is_null() ? row_cell::holds::nothing : row_cell::holds::other;
            break;
        default:
            to.kind = row_cell::holds::other;
        }
    }

    void take(std::string_view key, od::value value, std::vector<row_cell>& cells) {
        const auto number = next_key(key).number;
        if (number == no_column) {
            return;
        }
        if (cells[number].kind != row_cell::holds::nothing) {
            throw twice{std::string(key)};
        }
        read_value(value, cells[number]);
    }

    void take_point(od::object geometry) {
        bool is_point = false;
        for (auto field : geometry) {
            const std::string_view key = field.unescaped_key();
            od::value value = field.value();
            if (key == "type") {
                is_point = std::string_view(value.get_string()) == "Point";
            } else if (key == "coordinates") {
                std::size_t i = 0;
                for (auto one : value.get_array()) {
                    od::value number = one.value();
                    const od::json_type type = number.type();
                    if (i < 2 && type == od::json_type::number) {
                        read_value(number, point_[i]);
                    }
                    ++i;
                }
            }
        }
        if (!is_point) {
            forget_feature();
        }
    }

    void forget_feature() {
        feature_id_ = {};
        point_[0] = point_[1] = {};
    }

    /// What the properties do not say.
    void add_feature(std::vector<row_cell>& cells) const {
        const auto add = [&](std::size_t column, const row_cell& cell) {
            if (column != no_column && cells[column].kind == row_cell::holds::nothing) {
                cells[column] = cell;
            }
        };
        add(id_, feature_id_);
        add(lon_, point_[0]);
        add(lat_, point_[1]);
    }

    std::vector<std::string> columns_;
    std::vector<known_key> keys_before_;  ///< of the rows before, by their place
    std::size_t next_ = 0;
    std::unordered_map<std::string_view, std::size_t> numbers_;
    std::size_t lon_ = no_column;
    std::size_t lat_ = no_column;
    std::size_t id_ = no_column;
    row_cell feature_id_;
    row_cell point_[2];
    od::parser parser_;
};

}  // namespace

std::unique_ptr<row_reader> json_rows(const std::vector<std::string>& columns) {
    return std::make_unique<json_reader>(columns);
}

}  // namespace planner
