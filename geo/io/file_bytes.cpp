// SPDX-License-Identifier: Apache-2.0
#include "geo/io/file_bytes.hpp"

#include "geo/base/error.hpp"

#include <fstream>
#include <iterator>

namespace geo {

std::string bytes_of_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string out{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad()) {
        throw io_error("cannot read '" + path + "'");
    }
    return out;
}

}  // namespace geo
