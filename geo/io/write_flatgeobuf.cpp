// SPDX-License-Identifier: Apache-2.0
#include "geo/io/write_flatgeobuf.hpp"

#include "geo/io/by_gdal.hpp"
#include "geo/io/ogr_tables.hpp"

namespace geo {

std::string detail::by_gdal::to_flatgeobuf(const feature_table& table, findings& found) {
    const auto shown = table.name + ".fgb";
    const detail::memory_file file("table.fgb");
    {
        detail::ogr_tables made("FlatGeobuf", file.path(), shown);
        made.add(table, nullptr, found);
        made.close();
    }
    return file.bytes();
}

}  // namespace geo
