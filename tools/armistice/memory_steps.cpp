// SPDX-License-Identifier: Apache-2.0
#include "tools/armistice/memory_steps.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#if defined(__GLIBC__) && defined(__linux__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace tools {

void take_memory_in_large_steps() {
#if defined(__GLIBC__) && defined(__linux__)
    constexpr int step = 128 << 20;  // of address space: what is not used is no memory
    constexpr int never = 1 << 30;
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TOP_PAD, step);
    mallopt(M_TRIM_THRESHOLD, never);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);  // the most it takes
    // More than is left of the first, small step: so the large one is taken here.
    constexpr std::size_t beyond = std::size_t{1} << 20U;
    void* const first = std::malloc(beyond);
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto from = (reinterpret_cast<std::uintptr_t>(first) + page - 1) / page * page;
    const auto to = reinterpret_cast<std::uintptr_t>(sbrk(0)) / page * page;
    if (first != nullptr && from < to) {
        (void)madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE);  // or not: no harm
    }
    std::free(first);
#endif
}

}  // namespace tools
