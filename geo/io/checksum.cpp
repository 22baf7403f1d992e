// SPDX-License-Identifier: Apache-2.0
#include "geo/io/checksum.hpp"

#include "geo/base/error.hpp"

#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <vector>

namespace geo {

namespace {

struct digest_deleter {
    void operator()(EVP_MD_CTX* digest) const { EVP_MD_CTX_free(digest); }
};

class sha256_sum {
public:
    sha256_sum() : digest_(EVP_MD_CTX_new()) {
        if (!digest_ || EVP_DigestInit_ex(digest_.get(), EVP_sha256(), nullptr) != 1) {
            throw error("SHA-256: libcrypto gave up");
        }
    }
    void add(std::string_view bytes) {
        if (EVP_DigestUpdate(digest_.get(), bytes.data(), bytes.size()) != 1) {
            throw error("SHA-256: libcrypto gave up");
        }
    }
    [[nodiscard]] std::string hexadecimal() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
        unsigned size = 0;
        if (EVP_DigestFinal_ex(digest_.get(), sum.data(), &size) != 1) {
            throw error("SHA-256: libcrypto gave up");
        }
        constexpr std::string_view digits = "0123456789abcdef";
        std::string out;
        for (unsigned i = 0; i < size; ++i) {
            out += digits[sum[i] >> 4U];
            out += digits[sum[i] & 15U];
        }
        return out;
    }

private:
    std::unique_ptr<EVP_MD_CTX, digest_deleter> digest_;
};

}  // namespace

std::string sha256_of_bytes(std::string_view bytes) {
    sha256_sum sum;
    sum.add(bytes);
    return sum.hexadecimal();
}

std::string sha256_of_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        throw io_error(path + ": cannot be read: " + std::strerror(errno));
    }
    sha256_sum sum;
    std::vector<char> block(std::size_t{1} << 16U);
    while (in) {
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        sum.add({block.data(), static_cast<std::size_t>(in.gcount())});
    }
    if (in.bad() || !in.eof()) {
        throw io_error(path + ": cannot be read to its end");
    }
    return sum.hexadecimal();
}

}  // namespace geo
