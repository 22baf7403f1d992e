// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ctime>

/// What the process has computed since it was made, in seconds, all threads together: for bounds
/// on work, which another load of the machine does not reach.
class cpu_time {
public:
    [[nodiscard]] double count() const {
        return static_cast<double>(std::clock() - start_) / CLOCKS_PER_SEC;
    }

private:
    std::clock_t start_ = std::clock();
};
