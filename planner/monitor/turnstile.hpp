// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace planner::detail {

/// Lets through, one at a time, what is numbered from 0, in the order of the numbers.
class turnstile {
public:
    /// Waits for its turn, which lasts until pass(). False when it was broken open.
    [[nodiscard]] bool wait_for(std::uint64_t number) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return broken_ || next_ == number; });
        return !broken_;
    }
    void pass() {
        const std::lock_guard lock(mutex_);
        ++next_;
        changed_.notify_all();
    }
    /// Nobody is to wait any more.
    void break_open() {
        const std::lock_guard lock(mutex_);
        broken_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t next_ = 0;
    bool broken_ = false;
};

}  // namespace planner::detail
