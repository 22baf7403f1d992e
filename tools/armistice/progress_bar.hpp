// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

namespace tools {

/// A bar on stderr for work that takes longer than half a second; on a terminal only. Leaves an
/// empty line behind.
class progress_bar {
public:
    progress_bar();
    progress_bar(const progress_bar&) = delete;
    progress_bar& operator=(const progress_bar&) = delete;
    ~progress_bar();

    /// `part`    of all work that is done, 0 to 1
    /// `doing`   what is going on, in a word or two
    void show(double part, const std::string& doing);

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    bool on_terminal_ = false;
    bool shown_ = false;
};

}  // namespace tools
