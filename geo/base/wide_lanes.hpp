// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace geo::detail {

#if defined(__x86_64__)
inline const bool has_wide_lanes = __builtin_cpu_supports("avx2") != 0;

template <class Work>
[[gnu::target("avx2")]] void run_in_wide_lanes(const Work& work) {
    work();
}
#endif

/// Calls `work()`, compiled for the widest lanes that this processor has: of loops over arrays, four doubles
/// at a time instead of two.
///
/// Each number goes through the operations as they are written, and none is fused with another (project
/// option -ffp-contract=off): the same bits on every processor.
/// Requires  `work` and what it calls are always inlined: [&]() __attribute__((always_inline)) { }.
template <class Work>
inline void in_wide_lanes(const Work& work) {
#if defined(__x86_64__)
    if (has_wide_lanes) {
        run_in_wide_lanes(work);
        return;
    }
#endif
    work();
}

}  // namespace geo::detail
