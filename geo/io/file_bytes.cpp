// SPDX-License-Identifier: Apache-2.0
#include "geo/io/file_bytes.hpp"

#include "geo/base/error.hpp"

#include <array>
#include <cstddef>
#include <fstream>

namespace geo {

std::string bytes_of_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string out;
    std::array<char, std::size_t{1} << 16U> block;
    while (in.read(block.data(), block.size()) || in.gcount() > 0) {
        out.append(block.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (!in.is_open() || in.bad()) {
        throw io_error("cannot read '" + path + "'");
    }
    return out;
}

}  // namespace geo
