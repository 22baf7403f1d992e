// SPDX-License-Identifier: Apache-2.0
#include "geo/io/json_stream.hpp"

#include "geo/base/error.hpp"

#include <cpl_vsi.h>

#include <algorithm>

namespace geo::detail {

namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 18U;
/// A hundred times the longest text met in a map layer.
constexpr std::uint64_t longest_text = std::uint64_t{64} << 20U;

}  // namespace

struct json_stream::file {
    VSILFILE* handle;
    ~file() {
        if (handle != nullptr) {
            VSIFCloseL(handle);
        }
    }
};

json_stream::json_stream(const std::string& path, std::uint64_t first, std::uint64_t last)
    : file_(new file{VSIFOpenL(path.c_str(), "rb")}), block_(block_bytes), base_(first),
      last_(last), used_(first) {
    if (file_->handle == nullptr || VSIFSeekL(file_->handle, first, SEEK_SET) != 0) {
        throw io_error(path + ": cannot be read");
    }
}

json_stream::~json_stream() = default;

std::uint64_t json_stream::lines() {
    const auto* const block = block_.data();
    lines_ += static_cast<std::uint64_t>(std::count(block + counted_, block + at_, '\n'));
    counted_ = at_;
    return lines_;
}

void json_stream::fill() {
    (void)lines();
    counted_ = 0;
    base_ += size_;
    at_ = 0;
    size_ = 0;
    if (base_ - used_ > longest_text) {
        held_back_ = true;
    }
    if (ended_ || held_back_) {
        return;
    }
    const auto wanted =
        static_cast<std::size_t>(std::min<std::uint64_t>(block_.size(), last_ - base_));
    size_ = VSIFReadL(block_.data(), 1, wanted, file_->handle);
    ended_ = size_ < block_.size();
}

}  // namespace geo::detail
