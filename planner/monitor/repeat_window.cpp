// SPDX-License-Identifier: Apache-2.0
#include "planner/monitor/repeat_window.hpp"

#include <algorithm>
#include <utility>

namespace planner {

/// FNV-1a (draft-eastlake-fnv), its bits then mixed as in SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t repeat_window::hash_of(std::string_view id) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : id) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    hash = (hash ^ (hash >> 30U)) * 0xbf58476d1ce4e5b9U;
    hash = (hash ^ (hash >> 27U)) * 0x94d049bb133111ebU;
    hash ^= hash >> 31U;
    return hash == 0 ? 1 : hash;  // 0 is an empty slot
}

bool repeat_window::table::has(std::uint64_t hash) const {
    if (slots.empty()) {
        return false;
    }
    const auto mask = slots.size() - 1;
    for (auto at = hash & mask; slots[at] != 0; at = (at + 1) & mask) {
        if (slots[at] == hash) {
            return true;
        }
    }
    return false;
}

void repeat_window::table::add(std::uint64_t hash) {
    if (2 * (used + 1) > slots.size()) {
        std::vector<std::uint64_t> old(slots.empty() ? 1024 : 2 * slots.size());
        old.swap(slots);
        used = 0;
        for (const auto one : old) {
            if (one != 0) {
                add(one);
            }
        }
    }
    const auto mask = slots.size() - 1;
    auto at = hash & mask;
    while (slots[at] != 0) {
        at = (at + 1) & mask;
    }
    slots[at] = hash;
    ++used;
}

void repeat_window::table::clear() {
    std::fill(slots.begin(), slots.end(), 0);
    used = 0;
}

void repeat_window::begin_at(std::uint64_t count) {
    count_ = count;
}

std::uint64_t repeat_window::oldest() const {
    const auto number = count_ / generation;
    return number == 0 ? 0 : (number - 1) * generation;
}

bool repeat_window::add(std::uint64_t hash) {
    if (count_ > 0 && count_ % generation == 0) {
        // Not made anew: memory of this size that comes and goes is not all given back.
        std::swap(before_, now_);
        now_.clear();
    }
    ++count_;
    if (now_.has(hash)) {
        return true;
    }
    const bool known = before_.has(hash);
    now_.add(hash);
    return known;
}

}  // namespace planner
