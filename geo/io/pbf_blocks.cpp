// SPDX-License-Identifier: Apache-2.0
#include "geo/io/pbf_blocks.hpp"

#include "geo/base/error.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <protozero/pbf_reader.hpp>
#include <vector>

namespace geo::detail {

namespace {

constexpr std::uint64_t largest_header = 64 * 1024;        // by the format
constexpr std::uint64_t largest_block = 32 * 1024 * 1024;  // by the format

struct block_header {
    std::string type;
    std::int64_t size = 0;
};

block_header read_header(const std::vector<char>& bytes) {
    block_header out;
    protozero::pbf_reader message(bytes.data(), bytes.size());
    while (message.next()) {
        switch (message.tag()) {
        case 1:
            out.type = message.get_string();
            break;
        case 3:
            out.size = message.get_int32();
            break;
        default:
            message.skip();
        }
    }
    return out;
}

[[noreturn]] void refuse(const std::string& path, std::uint64_t at) {
    throw input_error(fmt::format(
        "{}: is no OpenStreetMap PBF file from byte {} on; is it damaged, cut short, or of another "
        "format?",
        path,
        at
    ));
}

}  // namespace

void check_pbf_blocks(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::error_code failure;
    const std::uint64_t end = std::filesystem::file_size(path, failure);
    if (!file || failure) {
        throw io_error("'" + path + "' cannot be read");
    }
    for (std::uint64_t at = 0; at < end;) {
        std::array<unsigned char, 4> length{};
        if (!file.read(reinterpret_cast<char*>(length.data()), length.size())) {
            refuse(path, at);
        }
        const std::uint64_t header_size = (std::uint64_t{length[0]} << 24U) |
                                          (std::uint64_t{length[1]} << 16U) |
                                          (std::uint64_t{length[2]} << 8U) | length[3];
        if (header_size == 0 || header_size > largest_header) {
            refuse(path, at);
        }
        std::vector<char> bytes(header_size);
        if (!file.read(bytes.data(), static_cast<std::streamsize>(header_size))) {
            refuse(path, at);
        }
        block_header header;
        try {
            header = read_header(bytes);
        } catch (const std::exception&) {
            refuse(path, at);
        }
        const bool known = header.type == (at == 0 ? "OSMHeader" : "OSMData");
        const auto size = static_cast<std::uint64_t>(header.size);
        const auto next = at + length.size() + header_size + size;
        if (!known || header.size <= 0 || size > largest_block || next > end) {
            refuse(path, at);
        }
        at = next;
        file.seekg(static_cast<std::streamoff>(at));
    }
}

}  // namespace geo::detail
