// SPDX-License-Identifier: Apache-2.0
#include "geo/io/byte_source.hpp"

#include "geo/base/error.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>
#include <zlib.h>

namespace geo {

namespace {

constexpr std::size_t packed_block = 1U << 18U;
/// zlib: a window of 32 KiB, and a gzip header.
constexpr int gzip_window = 15 + 16;

}  // namespace

struct byte_source::state {
    std::string path;
    std::string shown;
    int file = -1;
    std::vector<int> wakes;
    bool woken = false;
    bool is_file = false;
    std::uint64_t size = 0;
    // What was read to find out whether it is gzip, or is still to be unpacked.
    std::vector<unsigned char> packed;
    std::size_t at = 0;
    bool begun = false;
    bool gzip = false;
    bool ended = false;
    bool in_member = false;
    z_stream stream{};

    ~state() {
        if (gzip) {
            inflateEnd(&stream);
        }
        if (file > 0) {
            close(file);
        }
    }

    [[noreturn]] void fail(const std::string& what) const {
        throw io_error(shown + ": " + what + ": " + std::strerror(errno));
    }

    /// Until there is something to read; false when woken.
    bool wait() {
        if (wakes.empty()) {
            return true;
        }
        std::vector<pollfd> all{{file, POLLIN, 0}};
        for (const int one : wakes) {
            all.push_back({one, POLLIN, 0});
        }
        for (;;) {
            if (poll(all.data(), all.size(), -1) < 0) {
                if (errno == EINTR) {
                    continue;
                }
                fail("waiting for it failed");
            }
            for (std::size_t i = 1; i < all.size(); ++i) {
                woken = woken || all[i].revents != 0;
            }
            if (woken) {
                return false;
            }
            if (all[0].revents != 0) {
                return true;
            }
        }
    }

    std::size_t raw(void* to, std::size_t room) {
        if (!wait()) {
            return 0;
        }
        for (;;) {
            const auto got = ::read(file, to, room);
            if (got >= 0) {
                return static_cast<std::size_t>(got);
            }
            if (errno != EINTR) {
                fail("cannot be read");
            }
        }
    }

    /// Two bytes tell gzip (RFC 1952, 2.3.1).
    void begin() {
        begun = true;
        packed.resize(packed_block);
        std::size_t have = 0;
        while (have < 2) {
            const auto got = raw(packed.data() + have, packed.size() - have);
            if (got == 0) {
                break;
            }
            have += got;
        }
        packed.resize(have);
        gzip = have >= 2 && packed[0] == 0x1f && packed[1] == 0x8b;
        if (gzip && inflateInit2(&stream, gzip_window) != Z_OK) {
            gzip = false;
            throw io_error(shown + ": gzip cannot be set up");
        }
    }

    bool refill() {
        packed.resize(packed_block);
        const auto got = raw(packed.data(), packed.size());
        packed.resize(got);
        at = 0;
        return got > 0;
    }

    std::size_t unpack(char* to, std::size_t room) {
        stream.next_out = reinterpret_cast<Bytef*>(to);
        stream.avail_out = static_cast<uInt>(room);
        while (stream.avail_out == room) {
            if (at == packed.size() && !refill()) {
                if (in_member && !woken) {
                    throw input_error(shown + ": gzip is cut short");
                }
                ended = true;
                return 0;
            }
            in_member = true;
            stream.next_in = packed.data() + at;
            stream.avail_in = static_cast<uInt>(packed.size() - at);
            const int said = inflate(&stream, Z_NO_FLUSH);
            at = packed.size() - stream.avail_in;
            if (said == Z_STREAM_END) {
                in_member = false;
                inflateReset(&stream);
            } else if (said != Z_OK && said != Z_BUF_ERROR) {
                throw input_error(
                    shown + ": gzip is damaged" +
                    (stream.msg != nullptr ? std::string(": ") + stream.msg : std::string())
                );
            }
        }
        return room - stream.avail_out;
    }
};

byte_source::byte_source(std::string path, std::vector<int> wakes)
    : state_(std::make_unique<state>()) {
    auto& s = *state_;
    s.path = std::move(path);
    s.shown = s.path == "-" ? "(standard input)" : s.path;
    s.wakes = std::move(wakes);
    s.file = s.path == "-" ? 0 : open(s.path.c_str(), O_RDONLY | O_CLOEXEC);
    if (s.file < 0) {
        s.fail("cannot be opened");
    }
    struct stat about {};
    if (fstat(s.file, &about) != 0) {
        s.fail("cannot be looked at");
    }
    if (S_ISDIR(about.st_mode)) {
        throw io_error(s.shown + ": is a folder");
    }
    s.is_file = S_ISREG(about.st_mode);
    s.size = s.is_file ? static_cast<std::uint64_t>(about.st_size) : 0;
}

byte_source::~byte_source() = default;

std::size_t byte_source::read(char* to, std::size_t room) {
    auto& s = *state_;
    if (s.ended || room == 0) {
        return 0;
    }
    if (!s.begun) {
        s.begin();
    }
    if (s.gzip) {
        return s.unpack(to, std::min<std::size_t>(room, 1U << 30U));
    }
    if (s.at < s.packed.size()) {
        const auto size = std::min(room, s.packed.size() - s.at);
        std::memcpy(to, s.packed.data() + s.at, size);
        s.at += size;
        return size;
    }
    return s.raw(to, room);
}

bool byte_source::was_woken() const {
    return state_->woken;
}

bool byte_source::is_file() const {
    return state_->is_file;
}

std::uint64_t byte_source::size() const {
    return state_->size;
}

void byte_source::go_to(std::uint64_t place) {
    auto& s = *state_;
    std::vector<char> skipped(packed_block);
    s.begin();
    if (!s.gzip) {
        if (place > s.size) {
            throw input_error(s.shown + ": is shorter than it was");
        }
        s.packed.clear();
        s.at = 0;
        if (lseek(s.file, static_cast<off_t>(place), SEEK_SET) < 0) {
            s.fail("cannot be gone through");
        }
        return;
    }
    while (place > 0) {
        const auto got = read(skipped.data(), std::min<std::uint64_t>(skipped.size(), place));
        if (got == 0) {
            throw input_error(s.shown + ": is shorter than it was");
        }
        place -= got;
    }
}

}  // namespace geo
