// SPDX-License-Identifier: Apache-2.0
#include "geo/io/write_geopackage.hpp"

#include "geo/base/error.hpp"
#include "geo/io/attribute_reading.hpp"
#include "geo/io/gdal_session.hpp"
#include "geo/io/tidy.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <regex>
#include <set>
#include <utility>

namespace geo {

namespace {

enum class column_type { unknown, boolean, integer, real, text, date_time };

struct column {
    std::string name;
    column_type type = column_type::unknown;
    int index = -1;  ///< in the table as made
};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

column_type type_of(const attribute& value) {
    constexpr column_type types[] = {
        column_type::unknown,
        column_type::boolean,
        column_type::integer,
        column_type::real,
        column_type::text,
        column_type::text};
    return types[value.index()];
}

column_type widened(column_type a, column_type b) {
    if (a == b || b == column_type::unknown) {
        return a;
    }
    if (a == column_type::unknown) {
        return b;
    }
    const auto numeric = [](column_type type) {
        return type == column_type::integer || type == column_type::real;
    };
    return numeric(a) && numeric(b) ? column_type::real : column_type::text;
}

/// In order of first appearance; SQLite's names do not tell case apart, so neither does this.
std::vector<column> columns_of(const feature_table& table) {
    std::vector<column> out;
    std::map<std::string, std::size_t> known;
    for (const auto& item : table.features) {
        for (const auto& field : item.attributes) {
            const auto [at, added] = known.emplace(lower(field.name), out.size());
            if (added) {
                out.push_back({field.name});
            }
            auto& type = out[at->second].type;
            type = widened(type, type_of(field.value));
        }
    }
    for (auto& made : out) {
        const auto name = lower(made.name);
        if (name == "valid_from" || name == "valid_to") {
            made.type = column_type::date_time;
        }
    }
    // The feature's own id is the column `id`.
    std::erase_if(out, [](const column& made) { return lower(made.name) == "id"; });
    return out;
}

OGRwkbGeometryType shape_type(const feature_table& table) {
    std::set<OGRwkbGeometryType> seen;
    for (const auto& item : table.features) {
        if (const auto* held = std::get_if<std::vector<lon_lat>>(&item.shape)) {
            seen.insert(held->size() == 1 ? wkbPoint : wkbMultiPoint);
        } else if (std::holds_alternative<multi_line_string<lon_lat>>(item.shape)) {
            seen.insert(wkbMultiLineString);
        } else if (std::holds_alternative<multi_polygon<lon_lat>>(item.shape)) {
            seen.insert(wkbMultiPolygon);
        }
    }
    return seen.size() == 1 ? *seen.begin() : wkbUnknown;
}

template <class Chain>
void fill(OGRSimpleCurve& curve, const Chain& chain) {
    curve.setNumPoints(static_cast<int>(chain.size()), FALSE);
    for (std::size_t i = 0; i < chain.size(); ++i) {
        curve.setPoint(static_cast<int>(i), chain[i].lon.value(), chain[i].lat.value());
    }
}

std::unique_ptr<OGRGeometry> shape_of(std::monostate) {
    return nullptr;
}

std::unique_ptr<OGRGeometry> shape_of(const std::vector<lon_lat>& points) {
    if (points.size() == 1) {
        return std::make_unique<OGRPoint>(points[0].lon.value(), points[0].lat.value());
    }
    auto out = std::make_unique<OGRMultiPoint>();
    for (const auto& p : points) {
        out->addGeometryDirectly(new OGRPoint(p.lon.value(), p.lat.value()));
    }
    return out;
}

std::unique_ptr<OGRGeometry> shape_of(const multi_line_string<lon_lat>& lines) {
    auto out = std::make_unique<OGRMultiLineString>();
    for (const auto& line : lines) {
        auto made = std::make_unique<OGRLineString>();
        fill(*made, line);
        out->addGeometryDirectly(made.release());
    }
    return out;
}

std::unique_ptr<OGRGeometry> shape_of(const multi_polygon<lon_lat>& area) {
    auto out = std::make_unique<OGRMultiPolygon>();
    for (const auto& part : area) {
        auto made = std::make_unique<OGRPolygon>();
        const auto add = [&](const ring<lon_lat>& chain) {
            auto drawn = std::make_unique<OGRLinearRing>();
            fill(*drawn, chain);
            made->addRingDirectly(drawn.release());
        };
        add(part.outer);
        std::for_each(part.holes.begin(), part.holes.end(), add);
        out->addGeometryDirectly(made.release());
    }
    return out;
}

/// SQLite and C strings end at a zero byte: it becomes U+FFFD like everything that is no text.
detail::utf8_text clean_text(const std::string& text) {
    auto out = detail::as_utf8(text);
    for (auto at = out.value.find('\0'); at != std::string::npos; at = out.value.find('\0', at)) {
        out.value.replace(at, 1, "\xef\xbf\xbd");
        out.changed = true;
    }
    return out;
}

class geopackage {
public:
    geopackage(const std::string& temporary, std::string shown, std::string timestamp)
        : shown_(std::move(shown)), timestamp_(std::move(timestamp)) {
        detail::register_drivers({"GPKG"});
        auto* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
        if (driver == nullptr) {
            throw io_error(shown_ + ": this GDAL was built without GeoPackage");
        }
        dataset_.reset(driver->Create(temporary.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        require(dataset_ != nullptr, "cannot be made");
        wgs84_.importFromEPSG(4326);
        wgs84_.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    }

    void add(const geopackage_layer& given, findings& found) {
        detail::finding_book book(shown_, given.table.name);
        auto columns = columns_of(given.table);
        auto* table = create(given, columns);
        require(dataset_->StartTransaction() == OGRERR_NONE, "cannot be written");
        for (const auto& item : given.table.features) {
            add(*table, item, columns, book);
        }
        require(dataset_->CommitTransaction() == OGRERR_NONE, "cannot be written");
        append(found, book.finish());
    }

    void add_styles(const std::vector<geopackage_layer>& layers);

    void close() {
        dataset_->FlushCache(true);
        require(!trap_.failed(), "cannot be written");
        dataset_.reset();
        require(!trap_.failed(), "cannot be written");
    }

private:
    void require(bool done, const std::string& what) const {
        if (!done) {
            throw io_error(shown_ + ": " + what + ": " + trap_.text("GDAL does not say why"));
        }
    }

    static std::string free_name(const std::vector<column>& columns, std::string name) {
        while (std::any_of(columns.begin(), columns.end(), [&](const column& made) {
            return lower(made.name) == name;
        })) {
            name += "_";
        }
        return name;
    }

    void add_column(OGRLayer& table, column& made) const {
        static const std::map<column_type, OGRFieldType> types{
            {column_type::unknown, OFTString},
            {column_type::boolean, OFTInteger},
            {column_type::integer, OFTInteger64},
            {column_type::real, OFTReal},
            {column_type::text, OFTString},
            {column_type::date_time, OFTDateTime}};
        OGRFieldDefn defined(clean_text(made.name).value.c_str(), types.at(made.type));
        if (made.type == column_type::boolean) {
            defined.SetSubType(OFSTBoolean);
        }
        require(table.CreateField(&defined) == OGRERR_NONE, "column " + made.name);
        made.index = table.GetLayerDefn()->GetFieldCount() - 1;
    }

    OGRLayer* create(const geopackage_layer& given, std::vector<column>& columns) {
        CPLStringList options;
        options.SetNameValue("FID", free_name(columns, "fid").c_str());
        options.SetNameValue("GEOMETRY_NAME", free_name(columns, "geom").c_str());
        const auto& title = given.title.empty() ? given.table.name : given.title;
        options.SetNameValue("IDENTIFIER", title.c_str());
        auto* table = dataset_->CreateLayer(
            given.table.name.c_str(), &wgs84_, shape_type(given.table), options.List()
        );
        require(table != nullptr, "layer " + given.table.name + " cannot be made");
        column id{"id", column_type::text};
        add_column(*table, id);
        for (auto& made : columns) {
            add_column(*table, made);
        }
        return table;
    }

    void add(
        OGRLayer& table,
        const feature& item,
        const std::vector<column>& columns,
        detail::finding_book& book
    ) const {
        const OGRFeatureUniquePtr made(OGRFeature::CreateFeature(table.GetLayerDefn()));
        made->SetField(0, clean_text(item.id).value.c_str());
        std::set<int> filled;
        for (const auto& field : item.attributes) {
            const auto at = std::find_if(columns.begin(), columns.end(), [&](const column& one) {
                return lower(one.name) == lower(field.name);
            });
            if (at == columns.end()) {
                continue;  // an attribute named id: the feature's own id stands there
            }
            if (!filled.insert(at->index).second) {
                book.add(
                    finding_code::feature_attribute_invalid,
                    severity::warning,
                    "attribute " + field.name + " comes twice; the first was written",
                    item.id
                );
                continue;
            }
            set(*made, *at, item, field, book);
        }
        auto shape = std::visit([](const auto& held) { return shape_of(held); }, item.shape);
        if (shape && !shape->IsEmpty()) {
            shape->assignSpatialReference(&wgs84_);
            made->SetGeometryDirectly(shape.release());
        }
        require(table.CreateFeature(made.get()) == OGRERR_NONE, "feature " + item.id);
    }

    static void set(
        OGRFeature& made,
        const column& into,
        const feature& item,
        const attribute_field& field,
        detail::finding_book& book
    ) {
        const auto complain = [&](const std::string& what) {
            book.add(
                finding_code::feature_attribute_invalid,
                severity::warning,
                "attribute " + field.name + what,
                item.id
            );
        };
        if (std::holds_alternative<std::monostate>(field.value)) {
            made.SetFieldNull(into.index);
            return;
        }
        if (into.type == column_type::text || into.type == column_type::date_time) {
            const auto text = clean_text(geo::text({{}, {field}, {}}, field.name).value_or(""));
            if (text.changed) {
                complain(" holds bytes that are no text; they were replaced");
            }
            if (into.type == column_type::text) {
                made.SetField(into.index, text.value.c_str());
            } else if (!set_time(made, into.index, text.value)) {
                complain(" is no timestamp; written as null");
                made.SetFieldNull(into.index);
            }
            return;
        }
        if (const auto* flag = std::get_if<bool>(&field.value)) {
            made.SetField(into.index, int{*flag});
        } else if (const auto* whole = std::get_if<std::int64_t>(&field.value)) {
            set_whole(made, into, *whole);
        } else if (const auto* real = std::get_if<double>(&field.value)) {
            if (std::isfinite(*real)) {
                made.SetField(into.index, *real);
            } else {
                complain(" is no finite number; written as null");
                made.SetFieldNull(into.index);
            }
        }
    }

    static void set_whole(OGRFeature& made, const column& into, std::int64_t value) {
        if (into.type == column_type::real) {
            made.SetField(into.index, static_cast<double>(value));
        } else {
            made.SetField(into.index, static_cast<GIntBig>(value));
        }
    }

    /// UTC only: that is what our timestamps are, and what GeoPackage stores.
    static bool set_time(OGRFeature& made, int index, const std::string& text) {
        static const std::regex form(R"((\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d(?:\.\d{1,3})?)Z)"
        );
        std::smatch part;
        if (!std::regex_match(text, part, form)) {
            return false;
        }
        const auto whole = [&](std::size_t i) { return std::stoi(part[i].str()); };
        if (whole(2) < 1 || whole(2) > 12 || whole(3) < 1 || whole(3) > 31 || whole(4) > 23 ||
            whole(5) > 59 || whole(6) > 59) {
            return false;
        }
        const auto seconds = part[6].str();
        const float fraction = seconds.size() > 2
                                   ? static_cast<float>(std::stoi(seconds.substr(3))) /
                                         std::pow(10.0F, static_cast<float>(seconds.size() - 3))
                                   : 0.0F;
        constexpr int utc = 100;
        made.SetField(
            index,
            whole(1),
            whole(2),
            whole(3),
            whole(4),
            whole(5),
            static_cast<float>(whole(6)) + fraction,
            utc
        );
        return true;
    }

    std::string shown_;
    std::string timestamp_;
    detail::message_trap trap_;
    mutable OGRSpatialReference wgs84_;
    detail::dataset_ptr dataset_;
};

/// The table that QGIS looks for, with its columns.
///
/// Source    QGIS 3.22, QgsOgrProviderMetadata::saveStyle.
void geopackage::add_styles(const std::vector<geopackage_layer>& layers) {
    const bool any = std::any_of(layers.begin(), layers.end(), [](const auto& given) {
        return !given.style_qml.empty() || !given.style_sld.empty();
    });
    if (!any) {
        return;
    }
    CPLStringList options;
    options.SetNameValue("FID", "id");
    auto* table = dataset_->CreateLayer("layer_styles", nullptr, wkbNone, options.List());
    require(table != nullptr, "layer_styles cannot be made");
    const std::pair<const char*, OGRFieldType> columns[] = {
        {"f_table_catalog", OFTString},
        {"f_table_schema", OFTString},
        {"f_table_name", OFTString},
        {"f_geometry_column", OFTString},
        {"styleName", OFTString},
        {"styleQML", OFTString},
        {"styleSLD", OFTString},
        {"useAsDefault", OFTInteger},
        {"description", OFTString},
        {"owner", OFTString},
        {"ui", OFTString},
        {"update_time", OFTDateTime}};
    for (const auto& [name, type] : columns) {
        OGRFieldDefn defined(name, type);
        if (std::string(name) == "useAsDefault") {
            defined.SetSubType(OFSTBoolean);
        }
        require(table->CreateField(&defined) == OGRERR_NONE, "layer_styles cannot be made");
    }
    for (const auto& given : layers) {
        if (given.style_qml.empty() && given.style_sld.empty()) {
            continue;
        }
        const OGRFeatureUniquePtr made(OGRFeature::CreateFeature(table->GetLayerDefn()));
        made->SetField("f_table_catalog", "");
        made->SetField("f_table_schema", "");
        made->SetField("f_table_name", given.table.name.c_str());
        made->SetField(
            "f_geometry_column",
            dataset_->GetLayerByName(given.table.name.c_str())->GetGeometryColumn()
        );
        made->SetField("styleName", given.table.name.c_str());
        made->SetField("styleQML", clean_text(given.style_qml).value.c_str());
        made->SetField("styleSLD", clean_text(given.style_sld).value.c_str());
        made->SetField("useAsDefault", 1);
        made->SetField("description", given.title.c_str());
        made->SetField("owner", "");
        set_time(*made, made->GetFieldIndex("update_time"), timestamp_);
        require(table->CreateFeature(made.get()) == OGRERR_NONE, "layer_styles");
    }
}

/// GDAL wants milliseconds.
std::string with_milliseconds(const std::string& timestamp, const std::string& shown) {
    static const std::regex form(R"((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{3})?Z)");
    std::smatch part;
    if (!std::regex_match(timestamp, part, form)) {
        throw input_error(
            shown + ": '" + timestamp + "' is no timestamp in UTC, as 2022-10-15T00:00:00Z"
        );
    }
    return part[1].str() + (part[2].matched ? part[2].str() : ".000") + "Z";
}

void check_names(const std::vector<geopackage_layer>& layers, const std::string& shown) {
    std::set<std::string> names{"layer_styles"};
    for (const auto& given : layers) {
        if (given.table.name.empty()) {
            throw input_error(shown + ": a layer has no name");
        }
        if (!names.insert(lower(given.table.name)).second) {
            throw input_error(shown + ": two layers are named " + given.table.name);
        }
    }
}

}  // namespace

findings write_geopackage(
    const std::string& path,
    const std::vector<geopackage_layer>& layers,
    existing policy,
    const geopackage_options& options
) {
    check_names(layers, path);
    const auto timestamp = with_milliseconds(options.timestamp, path);
    atomic_path target(path, policy);
    const detail::scoped_option date("OGR_CURRENT_DATE", timestamp.c_str());
    const detail::scoped_option journal("OGR_SQLITE_JOURNAL", "DELETE");
    const detail::scoped_option flushing("OGR_SQLITE_SYNCHRONOUS", "OFF");  // commit() flushes
    findings found;
    {
        geopackage made(target.temporary(), path, timestamp);
        for (const auto& given : layers) {
            made.add(given, found);
        }
        made.add_styles(layers);
        made.close();
    }
    target.commit();
    return found;
}

}  // namespace geo
