// SPDX-License-Identifier: Apache-2.0
#include "tools/armistice/progress_bar.hpp"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace tools {

namespace {

constexpr int width = 40;

}  // namespace

progress_bar::progress_bar() : on_terminal_(isatty(STDERR_FILENO) == 1) {}

progress_bar::~progress_bar() {
    if (shown_) {
        std::fputs("\r\033[K", stderr);
    }
}

void progress_bar::show(double part, const std::string& doing) {
    using namespace std::chrono_literals;
    if (!on_terminal_ || std::chrono::steady_clock::now() - start_ < 500ms) {
        return;
    }
    const int full = static_cast<int>(std::clamp(part, 0.0, 1.0) * width);
    std::fprintf(
        stderr,
        "\r\033[K[%s%s] %3d %% %s",
        std::string(static_cast<std::size_t>(full), '#').c_str(),
        std::string(static_cast<std::size_t>(width - full), '.').c_str(),
        full * 100 / width,
        doing.c_str()
    );
    std::fflush(stderr);
    shown_ = true;
}

}  // namespace tools
