// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/finding.hpp"
#include "geo/io/attribute_reading.hpp"
#include "geo/io/gdal_session.hpp"
#include "geo/io/layer.hpp"
#include "geo/io/tidy.hpp"

#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <string>
#include <vector>

/// Inside of geo/io only: tables of ours as layers of GDAL, for formats with typed columns.
namespace geo::detail {

enum class column_type { unknown, boolean, integer, real, text, date_time };

struct column {
    std::string name;
    column_type type = column_type::unknown;
    int index = -1;  ///< in the table as made
};

/// Bytes that are no text, and zero bytes, which end a C string, become U+FFFD.
[[nodiscard]] utf8_text without_zeros(const std::string& text);

/// A shape in longitude and latitude; null for none.
[[nodiscard]] std::unique_ptr<OGRGeometry> ogr_shape(const geometry& shape);

/// Sets a field from RFC 3339 in UTC; false when the text is no such time.
[[nodiscard]] bool set_time(OGRFeature& made, int index, const std::string& text);

/// One open data set in WGS 84 that takes tables.
class ogr_tables {
public:
    /// Throws    io_error when the driver is missing or the file cannot be made.
    ogr_tables(const char* driver, const std::string& path, std::string shown);

    /// Throws    io_error with GDAL's text.
    void add(const feature_table& table, char** layer_options, findings& found);
    /// As `options` for add(): names of the id and geometry columns that no attribute has.
    [[nodiscard]] static CPLStringList free_names(const feature_table& table);
    void close();

    [[nodiscard]] GDALDataset& dataset() { return *dataset_; }
    void require(bool done, const std::string& what) const;

private:
    void add_column(OGRLayer& table, column& made) const;
    void add_feature(
        OGRLayer& table, const feature& item, const std::vector<column>& columns, finding_book& book
    ) const;

    std::string shown_;
    message_trap trap_;
    mutable OGRSpatialReference wgs84_;
    dataset_ptr dataset_;
};

}  // namespace geo::detail
