// SPDX-License-Identifier: Apache-2.0
#include "geo/io/ogr_tables.hpp"

#include "geo/base/error.hpp"
#include "geo/io/ascii_case.hpp"

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <set>
#include <utility>

namespace geo::detail {

namespace {

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

std::string free_name(const std::vector<column>& columns, std::string name) {
    while (std::any_of(columns.begin(), columns.end(), [&](const column& made) {
        return lower(made.name) == name;
    })) {
        name += "_";
    }
    return name;
}

void set_whole(OGRFeature& made, const column& into, std::int64_t value) {
    if (into.type == column_type::real) {
        made.SetField(into.index, static_cast<double>(value));
    } else {
        made.SetField(into.index, static_cast<GIntBig>(value));
    }
}

void set(
    OGRFeature& made,
    const column& into,
    const feature& item,
    const attribute_field& field,
    finding_book& book
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
        const auto text = without_zeros(geo::text({{}, {field}, {}}, field.name).value_or(""));
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

}  // namespace

utf8_text without_zeros(const std::string& text) {
    auto out = as_utf8(text);
    for (auto at = out.value.find('\0'); at != std::string::npos; at = out.value.find('\0', at)) {
        out.value.replace(at, 1, "\xef\xbf\xbd");
        out.changed = true;
    }
    return out;
}

std::unique_ptr<OGRGeometry> ogr_shape(const geometry& shape) {
    return std::visit([](const auto& held) { return shape_of(held); }, shape);
}

/// UTC only: that is what our timestamps are, and what GeoPackage stores.
bool set_time(OGRFeature& made, int index, const std::string& text) {
    static const std::regex form(R"((\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d(?:\.\d{1,3})?)Z)");
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

ogr_tables::ogr_tables(const char* driver, const std::string& path, std::string shown)
    : shown_(std::move(shown)) {
    register_drivers({driver});
    auto* found = GetGDALDriverManager()->GetDriverByName(driver);
    if (found == nullptr) {
        throw io_error(shown_ + ": this GDAL was built without " + driver);
    }
    dataset_.reset(found->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    require(dataset_ != nullptr, "cannot be made");
    wgs84_.importFromEPSG(4326);
    wgs84_.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
}

void ogr_tables::require(bool done, const std::string& what) const {
    if (!done) {
        throw io_error(shown_ + ": " + what + ": " + trap_.text("GDAL does not say why"));
    }
}

CPLStringList ogr_tables::free_names(const feature_table& table) {
    const auto columns = columns_of(table);
    CPLStringList options;
    options.SetNameValue("FID", free_name(columns, "fid").c_str());
    options.SetNameValue("GEOMETRY_NAME", free_name(columns, "geom").c_str());
    return options;
}

void ogr_tables::add(const feature_table& given, char** layer_options, findings& found) {
    finding_book book(shown_, given.name);
    auto columns = columns_of(given);
    auto* table =
        dataset_->CreateLayer(given.name.c_str(), &wgs84_, shape_type(given), layer_options);
    require(table != nullptr, "layer " + given.name + " cannot be made");
    column id{"id", column_type::text};
    add_column(*table, id);
    for (auto& made : columns) {
        add_column(*table, made);
    }
    const bool at_once = dataset_->TestCapability(ODsCTransactions) != 0;
    require(!at_once || dataset_->StartTransaction() == OGRERR_NONE, "cannot be written");
    for (const auto& item : given.features) {
        add_feature(*table, item, columns, book);
    }
    require(!at_once || dataset_->CommitTransaction() == OGRERR_NONE, "cannot be written");
    append(found, book.finish());
}

void ogr_tables::close() {
    dataset_->FlushCache(true);
    require(!trap_.failed(), "cannot be written");
    dataset_.reset();
    require(!trap_.failed(), "cannot be written");
}

void ogr_tables::add_column(OGRLayer& table, column& made) const {
    static const std::map<column_type, OGRFieldType> types{
        {column_type::unknown, OFTString},
        {column_type::boolean, OFTInteger},
        {column_type::integer, OFTInteger64},
        {column_type::real, OFTReal},
        {column_type::text, OFTString},
        {column_type::date_time, OFTDateTime}};
    OGRFieldDefn defined(without_zeros(made.name).value.c_str(), types.at(made.type));
    if (made.type == column_type::boolean) {
        defined.SetSubType(OFSTBoolean);
    }
    require(table.CreateField(&defined) == OGRERR_NONE, "column " + made.name);
    made.index = table.GetLayerDefn()->GetFieldCount() - 1;
}

void ogr_tables::add_feature(
    OGRLayer& table, const feature& item, const std::vector<column>& columns, finding_book& book
) const {
    const OGRFeatureUniquePtr made(OGRFeature::CreateFeature(table.GetLayerDefn()));
    made->SetField(0, without_zeros(item.id).value.c_str());
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
    auto shape = ogr_shape(item.shape);
    if (shape && !shape->IsEmpty()) {
        shape->assignSpatialReference(&wgs84_);
        made->SetGeometryDirectly(shape.release());
    }
    require(table.CreateFeature(made.get()) == OGRERR_NONE, "feature " + item.id);
}

}  // namespace geo::detail
