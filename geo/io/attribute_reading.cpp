// SPDX-License-Identifier: Apache-2.0
#include "geo/io/attribute_reading.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <ogr_feature.h>

#include <cmath>

namespace geo::detail {

namespace {

/// RFC 3339; a time without a zone stays without one, for the caller to complain about.
std::string date_text(const OGRFeature& item, int column, OGRFieldType type) {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    float second = 0;
    int zone = 0;
    item.GetFieldAsDateTime(column, &year, &month, &day, &hour, &minute, &second, &zone);
    const auto date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    if (type == OFTDate) {
        return date;
    }
    const auto milliseconds = std::lround(static_cast<double>(second) * 1000.0);
    auto time = fmt::format("{:02}:{:02}:{:02}", hour, minute, milliseconds / 1000);
    if (milliseconds % 1000 != 0) {
        time += fmt::format(".{:03}", milliseconds % 1000);
    }
    if (type == OFTTime) {
        return time;
    }
    // OGR: 0 unknown, 1 local, 100 UTC, else quarters of an hour from there.
    constexpr int utc = 100;
    constexpr int unknown_or_local = 1;
    if (zone == utc) {
        time += "Z";
    } else if (zone > unknown_or_local) {
        const int minutes = std::abs(zone - utc) * 15;
        time += fmt::format("{}{:02}:{:02}", zone < utc ? '-' : '+', minutes / 60, minutes % 60);
    }
    return date + "T" + time;
}

struct cpl_deleter {
    void operator()(char* text) const { CPLFree(text); }
};

std::string list_text(const OGRFeature& item, int column) {
    const std::unique_ptr<char, cpl_deleter> made(item.GetFieldAsSerializedJSon(column));
    return made ? made.get() : const_cast<OGRFeature&>(item).GetFieldAsString(column);
}

attribute value_of(const OGRFeature& item, int column) {
    if (item.IsFieldSetAndNotNull(column) == FALSE) {
        return std::monostate{};
    }
    const auto* defined = item.GetFieldDefnRef(column);
    const auto type = defined->GetType();
    switch (type) {
    case OFTInteger:
    case OFTInteger64: {
        const auto value = item.GetFieldAsInteger64(column);
        if (defined->GetSubType() == OFSTBoolean) {
            return value != 0;
        }
        return static_cast<std::int64_t>(value);
    }
    case OFTReal:
        return item.GetFieldAsDouble(column);
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
        return date_text(item, column, type);
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList:
    case OFTStringList:
        return list_text(item, column);
    default:
        return std::string(const_cast<OGRFeature&>(item).GetFieldAsString(column));
    }
}

}  // namespace

std::vector<attribute_field> attributes_of(
    const OGRFeature& item, int skip, const std::string& id, finding_book& book
) {
    std::vector<attribute_field> out;
    for (int i = 0; i < item.GetFieldCount(); ++i) {
        if (i == skip) {
            continue;
        }
        auto name = as_utf8(item.GetFieldDefnRef(i)->GetNameRef());
        auto value = value_of(item, i);
        bool changed = name.changed;
        if (auto* held = std::get_if<std::string>(&value)) {
            auto clean = as_utf8(*held);
            changed = changed || clean.changed;
            *held = std::move(clean.value);
        }
        if (changed) {
            book.add(
                finding_code::feature_attribute_invalid,
                severity::warning,
                "attribute " + name.value +
                    " holds bytes that are not UTF-8; they were replaced. A Shapefile's encoding "
                    "can be given",
                id
            );
        }
        out.push_back({std::move(name.value), std::move(value)});
    }
    return out;
}

}  // namespace geo::detail
