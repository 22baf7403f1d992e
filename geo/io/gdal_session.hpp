// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

class GDALDataset;

/// Inside of geo/io only: the state that GDAL keeps for a process or a thread, held by objects.
namespace geo::detail {

/// Keeps what GDAL says while it lives, on this thread, so that nothing reaches stderr.
class message_trap {
public:
    message_trap();
    ~message_trap();
    message_trap(const message_trap&) = delete;
    message_trap& operator=(const message_trap&) = delete;

    [[nodiscard]] bool failed() const;
    /// The failures, or, without any, the warnings; then `otherwise`.
    [[nodiscard]] std::string text(const std::string& otherwise) const;
    [[nodiscard]] std::vector<std::string> take_warnings();
    [[nodiscard]] std::vector<std::string> take_failures();

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// A configuration option of GDAL on this thread while it lives.
class scoped_option {
public:
    scoped_option(const char* key, const char* value);
    ~scoped_option();
    scoped_option(const scoped_option&) = delete;
    scoped_option& operator=(const scoped_option&) = delete;

private:
    std::string key_;
    std::string before_;
    bool was_set_;
};

/// A name in GDAL's memory file system, removed at the end.
class memory_file {
public:
    explicit memory_file(const std::string& name);
    ~memory_file();
    memory_file(const memory_file&) = delete;
    memory_file& operator=(const memory_file&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }
    /// What a library has written there; empty when nothing.
    [[nodiscard]] std::string bytes() const;

private:
    std::string folder_;
    std::string path_;
};

struct dataset_closer {
    void operator()(GDALDataset* dataset) const;
};
using dataset_ptr = std::unique_ptr<GDALDataset, dataset_closer>;

/// Makes drivers known to GDAL; all of them would cost 50-80 ms at every start.
///
/// Requires  names of register_drivers' own table, asserted.
void register_drivers(const std::vector<std::string>& names);
void register_all_drivers();

}  // namespace geo::detail
