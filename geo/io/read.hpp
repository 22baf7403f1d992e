// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/geometry/box.hpp"
#include "geo/io/layer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace geo {

/// Which kinds of shape the caller can use; the others become findings.
struct wanted_kinds {
    bool points = true;
    bool lines = true;
    bool areas = true;
};

struct read_options {
    std::string layer;       ///< name; empty takes the only layer that has features
    std::string where;       ///< attribute filter in SQL, as `fill = '#a52714'`
    std::string assume_crs;  ///< for files that do not say theirs, as `EPSG:32636`
    std::string id_field;    ///< attribute that names features; empty takes `id` in any case
    std::string encoding;    ///< of Shapefile text that does not say its own, as `CP1251`
    wanted_kinds keep;
    std::optional<edge_reading> edges;    ///< overrides `lonlat`
    std::optional<lon_lat_box> expected;  ///< where positions should be; finds swapped axes
    metres edge_tolerance{0.05};  ///< edges straight in a projection stay this true when they
                                  ///< become straight in lon/lat; positions are added for it; > 0
    std::uint64_t max_bytes = std::uint64_t{2} << 30U;  ///< of the file, unpacked
    std::size_t max_positions = 5'000'000;
    std::size_t max_features = 1'000'000;
    bool allow_database = true;  ///< `PG:` names; never from a file that somebody else wrote
};

/// Reads one layer of anything GDAL reads as WGS 84 positions, longitude first.
///
/// Path      a file; `-` or `/vsistdin/` for standard input; `.gz` is unpacked in memory; `PG:...`.
///           No other network source is opened.
/// Shape     out: rings closed, without repeated positions, outer counter-clockwise, holes
///           clockwise, no ring crosses itself or another of its feature; curves are linearised;
///           heights are dropped; what crosses the antimeridian is cut there. Every such change is
///           a finding, at most 20 of a kind one by one and the rest as a count.
///           A feature with a position that is no number or not on earth is left out.
///           A table of turning points (CSV with the columns line, part, sequence, latitude_dms and
///           longitude_dms, as annex.csv of a plan) is read as its lines, each a layer, when lines are
///           wanted; edges are geodesics, positions those printed in degrees, minutes and seconds.
/// CRS       taken from the file, GeoJSON, KML and CSV with lon/lat columns being WGS 84. Without
///           one, `assume_crs`, and a finding; without that, input_error. `assume_crs` also
///           overrides GeoJSON and CSV. Datum shifts are PROJ's best without network; a ballpark
///           one is refused.
/// Error     of an edge, `edge_tolerance`; of a datum shift not bounded (the finding
///           layer_reprojected names the datum).
/// Throws    io_error: missing or unreadable file. input_error: damaged or unknown content, a
///           limit exceeded, no such layer (lists those there are), no CRS, positions that cannot
///           be degrees or have latitude first. crs_error: no transformation.
[[nodiscard]] layer read_layer(const std::string& path, const read_options& options = {});

/// The layers with shapes in a file, in its order.
///
/// Throws    as read_layer.
[[nodiscard]] std::vector<std::string> layer_names(const std::string& path);

}  // namespace geo
