// SPDX-License-Identifier: Apache-2.0
#include "geo/io/plain_table.hpp"

#include "geo/io/file_bytes.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace geo::detail {

namespace {

namespace fs = std::filesystem;

bool exists_beside(const fs::path& file, const char* extension) {
    std::error_code unknown;
    return fs::exists(fs::path(file).replace_extension(extension), unknown);
}

bool is_json(const fs::path& file) {
    return file.extension() == ".geojson" || file.extension() == ".json";
}

}  // namespace

std::optional<layer> plain_layer(
    const std::string& path, const std::string& text, const read_options& options
) {
    if (!options.where.empty() || !options.layer.empty() || !options.assume_crs.empty()) {
        return std::nullopt;
    }
    auto table = is_json(path) ? plain_json(text, options) : plain_csv(text, options);
    if (!table) {
        return std::nullopt;
    }
    layer_maker maker({path, "", table->is_json}, options);
    for (auto& item : table->features) {
        maker.add(std::move(item));
    }
    layer out;
    out.file = path;
    out.name = table->name.value_or(fs::path(path).stem().string());
    out.crs = "EPSG:4326";
    out.edges = options.edges.value_or(edge_reading::lonlat);
    maker.check_degrees(true);
    placement as_they_are;
    maker.place_all(as_they_are, out);
    maker.conclude(out);
    return out;
}

std::optional<layer> read_plain_layer(const std::string& path, const read_options& options) {
    const fs::path file(path);
    // Types of columns and a reference system may stand beside a table.
    const bool may_be_plain =
        is_json(file) || (file.extension() == ".csv" && !exists_beside(file, ".csvt") &&
                          !exists_beside(file, ".prj"));
    std::error_code failure;
    if (!may_be_plain || !fs::is_regular_file(file, failure)) {
        return std::nullopt;
    }
    const auto size = fs::file_size(file, failure);
    if (failure || size > std::min<std::uint64_t>(longest_plain_text, options.max_bytes)) {
        return std::nullopt;
    }
    return plain_layer(path, bytes_of_file(path), options);
}

}  // namespace geo::detail
