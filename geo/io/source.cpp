// SPDX-License-Identifier: Apache-2.0
#include "geo/io/source.hpp"

#include "geo/base/error.hpp"
#include "geo/io/ascii_case.hpp"
#include "geo/io/coordinate_source.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <regex>
#include <string_view>

namespace geo::detail {

namespace {

struct vsi_closer {
    void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using vsi_file = std::unique_ptr<VSILFILE, vsi_closer>;

constexpr std::string_view gzip_mark = "\x1f\x8b";
constexpr std::string_view zip_mark = "PK\x03\x04";

struct format_row {
    std::string_view extension;
    file_format format;
    std::vector<std::string> drivers;
};

const std::vector<format_row>& formats() {
    static const std::vector<format_row> rows{
        {"geojson", file_format::geojson, {"GeoJSON"}},
        {"json", file_format::geojson, {"GeoJSON", "GeoJSONSeq", "ESRIJSON", "TopoJSON"}},
        {"topojson", file_format::other, {"TopoJSON"}},
        {"geojsonl", file_format::geojson, {"GeoJSONSeq", "GeoJSON"}},
        {"geojsons", file_format::geojson, {"GeoJSONSeq", "GeoJSON"}},
        {"ndjson", file_format::geojson, {"GeoJSONSeq", "GeoJSON"}},
        {"kml", file_format::kml, {"LIBKML"}},
        {"kmz", file_format::kml, {"LIBKML"}},
        {"csv", file_format::csv, {"CSV"}},
        {"tsv", file_format::csv, {"CSV"}},
        {"gpkg", file_format::geopackage, {"GPKG"}},
        {"shp", file_format::shapefile, {"ESRI Shapefile"}},
        {"shz", file_format::shapefile, {"ESRI Shapefile"}},
        {"fgb", file_format::flatgeobuf, {"FlatGeobuf"}},
        {"gpx", file_format::other, {"GPX"}},
        {"gml", file_format::other, {"GML"}},
        {"txt", file_format::coordinates, {"Memory"}},
    };
    return rows;
}

bool starts_with(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}

std::string extension_of(const std::string& path) {
    return lower(CPLGetExtension(path.c_str()));
}

const format_row* row_of(std::string_view extension) {
    const auto& rows = formats();
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
        return row.extension == extension;
    });
    return at == rows.end() ? nullptr : &*at;
}

/// The extension that the first bytes speak for; empty when they are nobody's.
std::string sniffed(std::string_view head) {
    if (starts_with(head, "SQLite format 3")) {
        return "gpkg";
    }
    if (starts_with(head, "fgb")) {
        return "fgb";
    }
    if (starts_with(head, zip_mark)) {
        return "zip";
    }
    if (starts_with(head, std::string_view("\x00\x00\x27\x0a", 4))) {
        return "shp";
    }
    if (starts_with(head, "\xef\xbb\xbf")) {
        head.remove_prefix(3);
    }
    while (!head.empty() && (head.front() == ' ' || head.front() == '\n' || head.front() == '\r' ||
                             head.front() == '\t')) {
        head.remove_prefix(1);
    }
    if (starts_with(head, "{") || starts_with(head, "[")) {
        return "json";
    }
    if (starts_with(head, "<")) {
        return head.find("<kml") != std::string_view::npos   ? "kml"
               : head.find("<gpx") != std::string_view::npos ? "gpx"
                                                             : "gml";
    }
    return {};
}

/// A list of coordinates says its datum, or begins a line or an area, before the first position.
bool looks_like_list(std::string_view head) {
    static const std::regex directive(
        R"((^|\n)[ \t]*(datum|order|line|area)[ \t]*:)", std::regex::icase
    );
    return std::regex_search(head.begin(), head.end(), directive);
}

bool looks_like_table(std::string_view head) {
    const auto line = head.substr(0, head.find('\n'));
    return line.find_first_of(",;\t") != std::string_view::npos &&
           line.find('\0') == std::string_view::npos;
}

std::string head_of(const std::string& path) {
    const vsi_file file(VSIFOpenL(path.c_str(), "rb"));
    std::string head(4096, '\0');
    head.resize(file ? VSIFReadL(head.data(), 1, head.size(), file.get()) : 0);
    return head;
}

std::string too_large(const std::string& shown, std::uint64_t bound) {
    return fmt::format(
        "{}: holds more than {} bytes, the limit; cut it to the area of interest", shown, bound
    );
}

/// Fills a buffer from a stream; less than its size means the end.
using block_reader = std::function<std::size_t(std::vector<char>&)>;

/// Copies a stream into GDAL's memory, never more than the bound.
void copy_into_memory(
    const block_reader& read, const std::string& to, const std::string& shown, std::uint64_t bound
) {
    const vsi_file out(VSIFOpenL(to.c_str(), "wb"));
    if (!out) {
        throw io_error(shown + ": no memory to unpack it");
    }
    std::vector<char> block(std::size_t{1} << 18U);
    std::uint64_t total = 0;
    std::size_t got = block.size();
    while (got == block.size()) {
        got = read(block);
        total += got;
        if (total > bound) {
            throw input_error(too_large(shown, bound));
        }
        if (VSIFWriteL(block.data(), 1, got, out.get()) != got) {
            throw io_error(shown + ": no memory to unpack it");
        }
    }
}

void unpack_gzip(
    const std::string& from, const std::string& to, const std::string& shown, std::uint64_t bound
) {
    const message_trap trap;
    const vsi_file in(VSIFOpenL(("/vsigzip/" + from).c_str(), "rb"));
    if (!in) {
        throw io_error(shown + ": cannot be read: " + trap.text("not gzip"));
    }
    const auto read = [&](std::vector<char>& block) {
        return VSIFReadL(block.data(), 1, block.size(), in.get());
    };
    copy_into_memory(read, to, shown, bound);
    if (trap.failed()) {
        throw input_error(shown + ": damaged: " + trap.text("") + "; get the file again");
    }
}

/// Not by /vsistdin/, which seeks in what it has kept and so must be the first to read.
void read_standard_input(const std::string& to, const std::string& shown, std::uint64_t bound) {
    const auto read = [](std::vector<char>& block) {
        return std::fread(block.data(), 1, block.size(), stdin);
    };
    copy_into_memory(read, to, shown, bound);
    if (std::ferror(stdin) != 0) {
        throw io_error(shown + ": cannot be read to its end");
    }
}

/// Some drivers go by the extension, which standard input has not.
std::string named_by_content(const std::string& path) {
    const auto head = head_of(path);
    auto extension = sniffed(head);
    if (starts_with(head, gzip_mark)) {
        return path;
    }
    if (extension.empty()) {
        extension = looks_like_list(head) ? "txt" : looks_like_table(head) ? "csv" : "";
    }
    const auto named = extension.empty() ? path : path + "." + extension;
    return named != path && VSIRename(path.c_str(), named.c_str()) == 0 ? named : path;
}

bool is_network_name(std::string_view path) {
    for (const auto* allowed : {"/vsizip/", "/vsigzip/", "/vsitar/", "/vsimem/"}) {
        if (starts_with(path, allowed)) {
            path.remove_prefix(std::string_view(allowed).size() - 1);
            return is_network_name(path);
        }
    }
    return starts_with(path, "/vsi") || path.find("://") != std::string_view::npos;
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

std::string half_a_file(const std::string& shown, std::uint64_t has, std::uint64_t says) {
    return fmt::format(
        "{}: is cut short: {} bytes of the {} that its header speaks of; get the file again",
        shown,
        has,
        says
    );
}

/// Formats that state their own length are held to it: their drivers return what is left.
void refuse_cut_short(const std::string& path, const std::string& shown, file_format format) {
    VSIStatBufL stat{};
    if (VSIStatL(path.c_str(), &stat) != 0 || VSI_ISDIR(stat.st_mode)) {
        return;
    }
    const auto size = static_cast<std::uint64_t>(stat.st_size);
    const auto head = head_of(path);
    if (format == file_format::shapefile && head.size() >= 100 &&
        starts_with(head, std::string_view("\x00\x00\x27\x0a", 4))) {
        // ESRI Shapefile Technical Description (1998), table 1: bytes 24-27, in 16-bit words.
        const std::uint64_t says = std::uint64_t{2} * big_endian(head, 24);
        if (size < says) {
            throw input_error(half_a_file(shown, size, says));
        }
    }
    if (format == file_format::geopackage && head.size() >= 100) {
        // SQLite file format, section 1.3: page size at 16, page count at 28, valid when the
        // change counters at 24 and 92 agree.
        const std::uint64_t raw = big_endian(head, 16) >> 16U;
        const std::uint64_t page = raw == 1 ? 65536 : raw;
        const std::uint64_t says = page * big_endian(head, 28);
        if (big_endian(head, 24) == big_endian(head, 92) && size < says) {
            throw input_error(half_a_file(shown, size, says));
        }
    }
}

/// A Shapefile is several files; the attribute table states its own length too.
void refuse_short_table(const std::string& path, const std::string& shown) {
    const std::string table = CPLResetExtension(path.c_str(), "dbf");
    VSIStatBufL stat{};
    if (VSIStatL(table.c_str(), &stat) != 0) {
        return;
    }
    const auto head = head_of(table);
    const auto size = static_cast<std::uint64_t>(stat.st_size);
    if (head.size() < 32) {
        throw input_error(shown + ": its attribute table (.dbf) is cut short; get it again");
    }
    const auto byte = [&](std::size_t at) {
        return static_cast<std::uint64_t>(static_cast<unsigned char>(head[at]));
    };
    // dBASE III: record count at 4, header length at 8, record length at 10, little-endian.
    const std::uint64_t records = byte(4) | byte(5) << 8U | byte(6) << 16U | byte(7) << 24U;
    const std::uint64_t says = (byte(8) | byte(9) << 8U) + records * (byte(10) | byte(11) << 8U);
    if (size < says) {
        throw input_error(half_a_file(shown + " (.dbf)", size, says));
    }
}

CPLStringList open_options(file_format format, const read_options& options) {
    CPLStringList list;
    if (format == file_format::geojson) {
        list.SetNameValue("DATE_AS_STRING", "YES");
    } else if (format == file_format::csv) {
        list.SetNameValue("X_POSSIBLE_NAMES", "lon,longitude,long,lng,x");
        list.SetNameValue("Y_POSSIBLE_NAMES", "lat,latitude,y");
        list.SetNameValue("GEOM_POSSIBLE_NAMES", "wkt,geom,geometry,the_geom,_wktgeom");
    } else if (format == file_format::shapefile && !options.encoding.empty()) {
        list.SetNameValue("ENCODING", options.encoding.c_str());
    }
    return list;
}

dataset_ptr open_with(
    const std::string& path,
    const std::vector<std::string>& drivers,
    file_format format,
    const read_options& options
) {
    CPLStringList allowed;
    for (const auto& driver : drivers) {
        allowed.AddString(driver.c_str());
    }
    const auto list = open_options(format, options);
    return dataset_ptr(GDALDataset::Open(
        path.c_str(),
        GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
        allowed.List(),
        list.List(),
        nullptr
    ));
}

/// Every vector driver but those that follow addresses written inside a file.
std::vector<std::string> drivers_for_files() {
    register_all_drivers();
    constexpr std::array<std::string_view, 20> reach_out{
        "OGR_VRT",       "WFS",      "OAPIF", "CSW",          "HTTP",
        "Elasticsearch", "Carto",    "NGW",   "PLSCENES",     "AmigoCloud",
        "MongoDBv3",     "GMLAS",    "ODBC",  "MSSQLSpatial", "MySQL",
        "PGeo",          "OGR_OGDI", "EEDA",  "GPSBabel",     "PostgreSQL"};
    std::vector<std::string> out;
    auto* manager = GetGDALDriverManager();
    for (int i = 0; i < manager->GetDriverCount(); ++i) {
        auto* driver = manager->GetDriver(i);
        const std::string name = driver->GetDescription();
        if (driver->GetMetadataItem(GDAL_DCAP_VECTOR) != nullptr &&
            driver->GetMetadataItem(GDAL_DCAP_OPEN) != nullptr &&
            std::find(reach_out.begin(), reach_out.end(), name) == reach_out.end()) {
            out.push_back(name);
        }
    }
    return out;
}

source open_database(const std::string& path, const read_options& options) {
    // A connection string may hold a password: no message repeats it.
    source out;
    out.shown = "PG: database";
    out.format = file_format::database;
    if (!options.allow_database) {
        throw input_error("a database (PG:...) is not accepted here; export the layer to a file");
    }
    register_drivers({"PostgreSQL"});
    const message_trap trap;
    out.dataset = open_with(path, {"PostgreSQL"}, out.format, options);
    if (!out.dataset) {
        throw io_error(out.shown + ": cannot be opened: " + trap.text("no answer"));
    }
    return out;
}

[[noreturn]] void refuse_missing(const std::string& path) {
    if (is_network_name(path)) {
        throw io_error(path + ": network sources are not opened; download the file first");
    }
    throw io_error(path + ": no such file");
}

/// What the GeoJSON driver's own count of a feature's memory may reach, in megabytes, without the
/// coordinates that are cut: 3.5 million positions, for which it takes 1.9 GB in truth (measured).
constexpr const char* largest_json_feature = "600";

/// And what a text that is no collection may: bytes, by our own count. As much as the driver takes.
constexpr double largest_json_text = 1.9e9;

/// What is too large for GDAL is what was not cut: damaged or odd text, mostly.
[[noreturn]] void refuse_large_feature(const source& opened) {
    if (const auto& fault = opened.json.stopped ? opened.json.stopped : opened.json.odd) {
        throw input_error(fmt::format(
            "{}: cannot be read beyond {}: {}; is it damaged or cut short?",
            opened.shown,
            place_in_text(opened.text, fault->at),
            fault->what
        ));
    }
    throw input_error(fmt::format(
        "{}: one feature is too large to be read from GeoJSON, its coordinates in one piece apart; "
        "split it into several features, or convert the file to GeoPackage first "
        "(OGR_GEOJSON_MAX_OBJ_SIZE=0 ogr2ogr out.gpkg in.geojson)",
        opened.shown
    ));
}

/// Puts long coordinates aside; the name of the file that GDAL is to read.
std::string without_long_coordinates(
    source& out, const std::string& path, std::size_t least_cut_bytes
) {
    VSIStatBufL stat{};
    if (VSIStatL(path.c_str(), &stat) != 0 || VSI_ISDIR(stat.st_mode) ||
        static_cast<std::uint64_t>(stat.st_size) < least_cut_bytes) {
        return path;
    }
    out.text = path;
    out.json = scan_json(path, least_cut_bytes);
    if (out.json.weight > largest_json_text) {
        refuse_large_feature(out);
    }
    if (out.json.cuts.empty()) {
        return path;
    }
    out.without_cuts = std::make_unique<memory_file>(CPLGetFilename(path.c_str()));
    write_without_cuts(path, out.json.cuts, out.without_cuts->path());
    return out.without_cuts->path();
}

void open_file(
    source& out, std::string path, const read_options& options, std::size_t least_cut_bytes
) {
    const message_trap trap;
    const scoped_option limit("OGR_GEOJSON_MAX_OBJ_SIZE", largest_json_feature);
    const auto head = head_of(path);
    const auto spoken = sniffed(head);
    const auto* row = row_of(extension_of(path));
    if (row == nullptr) {
        row = row_of(!spoken.empty() ? spoken : looks_like_table(head) ? "csv" : "");
    }
    if (row != nullptr) {
        out.format = row->format;
        if (out.format == file_format::coordinates) {
            out.dataset = open_coordinate_list(path, out.shown);
            return;
        }
        refuse_cut_short(path, out.shown, out.format);
        if (out.format == file_format::shapefile) {
            refuse_short_table(path, out.shown);
        }
        if (out.format == file_format::geojson) {
            path = without_long_coordinates(out, path, least_cut_bytes);
        }
        register_drivers(row->drivers);
        out.dataset = open_with(path, row->drivers, out.format, options);
        if (out.dataset) {
            return;
        }
        if (out.format == file_format::kml) {
            // LIBKML does not say what it dislikes; the older driver does.
            register_drivers({"KML"});
            (void)open_with(path, {"KML"}, out.format, options);
        }
    }
    auto why = trap.text("not a format that can be read");
    if (const auto at = why.find(path); at != std::string::npos) {
        why.replace(at, path.size(), out.shown);  // or a place in memory would be named
    }
    if (why.find("too complex/large") != std::string::npos) {
        refuse_large_feature(out);
    }
    // Bytes of the right kind that do not open are damaged: no other driver would do better.
    const auto* told = row_of(spoken);
    if (row == nullptr || told == nullptr || told->format != row->format) {
        out.dataset = open_with(path, drivers_for_files(), file_format::other, options);
        out.format = told != nullptr ? told->format : file_format::other;
    }
    if (!out.dataset) {
        throw input_error(out.shown + ": cannot be read: " + why + "; is it damaged or cut short?");
    }
}

}  // namespace

source open_source(
    const std::string& path, const read_options& options, std::size_t least_cut_bytes
) {
    if (starts_with(path, "PG:") || starts_with(path, "postgresql://") ||
        starts_with(path, "postgres://")) {
        return open_database(path, options);
    }
    source out;
    out.shown = path;
    auto name = path;
    if (path == "-" || path == "/vsistdin/") {
        out.shown = "standard input";
        auto raw = std::make_unique<memory_file>("stdin");
        read_standard_input(raw->path(), out.shown, options.max_bytes);
        name = named_by_content(raw->path());
        out.memory = std::move(raw);
    } else if (is_network_name(path)) {
        refuse_missing(path);
    }
    if (starts_with(name, "/vsigzip/")) {
        name = name.substr(std::string_view("/vsigzip/").size());
    }
    VSIStatBufL stat{};
    if (VSIStatL(name.c_str(), &stat) != 0) {
        refuse_missing(path);
    }
    if (VSI_ISDIR(stat.st_mode) == 0) {
        if (stat.st_size == 0) {
            throw input_error(out.shown + ": is empty (0 bytes)");
        }
        if (static_cast<std::uint64_t>(stat.st_size) > options.max_bytes) {
            throw input_error(too_large(out.shown, options.max_bytes));
        }
        if (starts_with(head_of(name), gzip_mark)) {
            const auto inner = extension_of(name) == "gz" ? CPLGetBasename(name.c_str())
                                                          : CPLGetFilename(name.c_str());
            auto unpacked = std::make_unique<memory_file>(inner);
            unpack_gzip(name, unpacked->path(), out.shown, options.max_bytes);
            name = unpacked->path();
            out.memory = std::move(unpacked);
        }
    }
    if (extension_of(name) == "zip" && lower(name).find(".shp.zip") == std::string::npos &&
        starts_with(head_of(name), zip_mark)) {
        name = "/vsizip/{" + name + "}";
    }
    open_file(out, name, options, least_cut_bytes);
    return out;
}

bool mentions_id_zero(const source& opened) {
    static const std::regex id_zero(R"("id"\s*:\s*0\s*[,}])");
    const auto head = head_of(opened.dataset->GetDescription());
    return std::regex_search(head, id_zero);
}

}  // namespace geo::detail
