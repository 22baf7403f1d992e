// SPDX-License-Identifier: Apache-2.0
#include "geo/io/gdal_session.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <mutex>
#include <utility>

namespace geo::detail {

struct message_trap::state {
    std::vector<std::string> failures;
    std::vector<std::string> warnings;
};

namespace {

constexpr std::size_t kept_messages = 50;

struct trap_lists {
    std::vector<std::string>* failures;
    std::vector<std::string>* warnings;
};

/// On one line.
void keep(std::vector<std::string>& list, const char* message) {
    if (list.size() < kept_messages) {
        auto& kept = list.emplace_back(message);
        std::replace(kept.begin(), kept.end(), '\n', ' ');
    }
}

void CPL_STDCALL on_message(CPLErr level, CPLErrorNum, const char* message) noexcept {
    try {
        auto* lists = static_cast<trap_lists*>(CPLGetErrorHandlerUserData());
        if (lists == nullptr || message == nullptr) {
            return;
        }
        if (level == CE_Failure || level == CE_Fatal) {
            keep(*lists->failures, message);
        } else if (level == CE_Warning) {
            keep(*lists->warnings, message);
        }
    } catch (...) {  // out of memory: the message is lost, the failure itself is still returned
        return;
    }
}

std::string joined(const std::vector<std::string>& messages) {
    std::string out;
    constexpr std::size_t shown = 3;
    for (std::size_t i = 0; i < std::min(messages.size(), shown); ++i) {
        out += (i == 0 ? "" : "; ") + messages[i];
    }
    return out;
}

}  // namespace

message_trap::message_trap() : state_(std::make_unique<state>()) {
    auto lists = std::make_unique<trap_lists>(trap_lists{&state_->failures, &state_->warnings});
    CPLErrorReset();
    CPLPushErrorHandlerEx(on_message, lists.release());
}

message_trap::~message_trap() {
    const std::unique_ptr<trap_lists> lists(static_cast<trap_lists*>(CPLGetErrorHandlerUserData()));
    CPLPopErrorHandler();
    CPLErrorReset();
}

bool message_trap::failed() const {
    return !state_->failures.empty();
}

std::string message_trap::text(const std::string& otherwise) const {
    if (!state_->failures.empty()) {
        return joined(state_->failures);
    }
    return state_->warnings.empty() ? otherwise : joined(state_->warnings);
}

std::vector<std::string> message_trap::take_warnings() {
    return std::exchange(state_->warnings, {});
}

std::vector<std::string> message_trap::take_failures() {
    return std::exchange(state_->failures, {});
}

scoped_option::scoped_option(const char* key, const char* value) : key_(key) {
    const char* before = CPLGetThreadLocalConfigOption(key, nullptr);
    was_set_ = before != nullptr;
    before_ = was_set_ ? before : "";
    CPLSetThreadLocalConfigOption(key, value);
}

scoped_option::~scoped_option() {
    CPLSetThreadLocalConfigOption(key_.c_str(), was_set_ ? before_.c_str() : nullptr);
}

memory_file::memory_file(const std::string& name) {
    static std::atomic<unsigned> count{0};
    folder_ = "/vsimem/armistice_" + std::to_string(count++);
    path_ = folder_ + "/" + name;
}

memory_file::~memory_file() {
    VSIRmdirRecursive(folder_.c_str());
}

std::string memory_file::bytes() const {
    vsi_l_offset size = 0;
    const auto* held = VSIGetMemFileBuffer(path_.c_str(), &size, FALSE);
    return held == nullptr ? std::string()
                           : std::string(
                                 reinterpret_cast<const char*>(held),  // NOLINT: GDAL's bytes
                                 static_cast<std::size_t>(size)
                             );
}

void dataset_closer::operator()(GDALDataset* dataset) const {
    GDALClose(dataset);
}

namespace {

std::mutex& registration() {
    static std::mutex one;
    return one;
}

struct known_driver {
    const char* name;
    void (*enrol)();
};

constexpr std::array<known_driver, 16> known_drivers{{
    {"GeoJSON", RegisterOGRGeoJSON},
    {"GeoJSONSeq", RegisterOGRGeoJSONSeq},
    {"ESRIJSON", RegisterOGRESRIJSON},
    {"TopoJSON", RegisterOGRTopoJSON},
    {"GPKG", RegisterOGRGeoPackage},
    {"SQLite", RegisterOGRSQLite},
    {"ESRI Shapefile", RegisterOGRShape},
    {"LIBKML", RegisterOGRLIBKML},
    {"KML", RegisterOGRKML},
    {"FlatGeobuf", RegisterOGRFlatGeobuf},
    {"CSV", RegisterOGRCSV},
    {"PostgreSQL", RegisterOGRPG},
    {"GPX", RegisterOGRGPX},
    {"GML", RegisterOGRGML},
    {"DXF", RegisterOGRDXF},
    {"Memory", RegisterOGRMEM},
}};

}  // namespace

void register_drivers(const std::vector<std::string>& names) {
    const std::lock_guard lock(registration());
    for (const auto& name : names) {
        const auto* found =
            std::find_if(known_drivers.begin(), known_drivers.end(), [&](const auto& known) {
                return name == known.name;
            });
        assert(found != known_drivers.end());
        if (found != known_drivers.end() && GDALGetDriverByName(found->name) == nullptr) {
            found->enrol();
        }
    }
}

void register_all_drivers() {
    const std::lock_guard lock(registration());
    static bool done = false;
    if (!done) {
        GDALAllRegister();
        done = true;
    }
}

}  // namespace geo::detail
