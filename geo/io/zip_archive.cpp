// SPDX-License-Identifier: Apache-2.0
#include "geo/io/zip_archive.hpp"

#include "geo/base/error.hpp"

#include <cassert>
#include <memory>
#include <set>
#include <zip.h>

namespace geo {

namespace {

struct archive_discarder {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct source_freer {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using archive_ptr = std::unique_ptr<zip_t, archive_discarder>;
using source_ptr = std::unique_ptr<zip_source_t, source_freer>;

[[noreturn]] void refuse(const char* why) {
    throw error(std::string("an archive cannot be made: ") + why);
}

struct dos_time {
    zip_uint16_t time;
    zip_uint16_t date;
};

dos_time to_dos(std::chrono::sys_seconds at) {
    using namespace std::chrono;
    const auto day = floor<days>(at);
    const year_month_day date(day);
    const int year = static_cast<int>(date.year());
    if (year < 1980 || year > 2107) {
        return {0, (1U << 5U) | 1U};
    }
    const hh_mm_ss clock(at - day);
    const auto number = [](auto count) { return static_cast<unsigned>(count); };
    const auto time = (number(clock.hours().count()) << 11U) |
                      (number(clock.minutes().count()) << 5U) |
                      (number(clock.seconds().count()) / 2);
    const auto packed =
        (number(year - 1980) << 9U) | (unsigned{date.month()} << 5U) | unsigned{date.day()};
    return {static_cast<zip_uint16_t>(time), static_cast<zip_uint16_t>(packed)};
}

void add(zip_t& archive, const zip_entry& entry, dos_time dated) {
    source_ptr source(zip_source_buffer(&archive, entry.bytes.data(), entry.bytes.size(), 0));
    if (!source) {
        refuse(zip_strerror(&archive));
    }
    const auto index = zip_file_add(&archive, entry.name.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        refuse(zip_strerror(&archive));
    }
    source.release();  // the archive's own now
    const auto at = static_cast<zip_uint64_t>(index);
    constexpr zip_uint32_t readable_file = 0100644U << 16U;
    if (zip_file_set_dostime(&archive, at, dated.time, dated.date, 0) != 0 ||
        zip_file_set_external_attributes(&archive, at, 0, ZIP_OPSYS_UNIX, readable_file) != 0) {
        refuse(zip_strerror(&archive));
    }
}

std::string bytes_of(zip_source_t& whole) {
    zip_stat_t size;
    if (zip_source_stat(&whole, &size) != 0 || (size.valid & ZIP_STAT_SIZE) == 0 ||
        zip_source_open(&whole) != 0) {
        refuse(zip_error_strerror(zip_source_error(&whole)));
    }
    std::string out(size.size, '\0');
    const auto read = zip_source_read(&whole, out.data(), out.size());
    zip_source_close(&whole);
    if (read < 0 || static_cast<zip_uint64_t>(read) != size.size) {
        refuse(zip_error_strerror(zip_source_error(&whole)));
    }
    return out;
}

[[maybe_unused]] bool are_good_names(const std::vector<zip_entry>& entries) {
    std::set<std::string> seen;
    for (const auto& entry : entries) {
        const bool good = !entry.name.empty() && entry.name.front() != '/' &&
                          entry.name.find("..") == std::string::npos &&
                          entry.name.find('\\') == std::string::npos;
        if (!good || !seen.insert(entry.name).second) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::string to_zip(const std::vector<zip_entry>& entries, std::chrono::sys_seconds dated) {
    assert(!entries.empty() && are_good_names(entries));
    zip_error_t problem;
    zip_error_init(&problem);
    source_ptr whole(zip_source_buffer_create(nullptr, 0, 0, &problem));
    if (!whole) {
        refuse(zip_error_strerror(&problem));
    }
    archive_ptr archive(zip_open_from_source(whole.get(), ZIP_TRUNCATE, &problem));
    if (!archive) {
        refuse(zip_error_strerror(&problem));
    }
    zip_source_keep(whole.get());  // the archive frees its own reference
    const auto at = to_dos(dated);
    for (const auto& entry : entries) {
        add(*archive, entry, at);
    }
    if (zip_close(archive.get()) != 0) {
        refuse(zip_strerror(archive.get()));
    }
    (void)archive.release();  // closed
    return bytes_of(*whole);
}

}  // namespace geo
