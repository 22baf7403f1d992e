// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <deque>
#include <string_view>
#include <vector>

namespace planner::detail {

/// Copies of texts that stay where they are until clear(), which keeps the memory.
class kept_texts {
public:
    void clear() {
        at_ = 0;
        used_ = 0;
    }
    [[nodiscard]] std::string_view keep(std::string_view text) {
        if (text.empty()) {
            return {};
        }
        if (at_ == chunks_.size() || used_ + text.size() > chunks_[at_].size()) {
            at_ = chunks_.empty() ? 0 : at_ + 1;
            used_ = 0;
            if (at_ == chunks_.size()) {
                chunks_.emplace_back();
            }
            if (chunks_[at_].size() < text.size()) {
                chunks_[at_].resize(std::max(chunk, text.size()));
            }
        }
        auto* const to = chunks_[at_].data() + used_;
        std::copy(text.begin(), text.end(), to);
        used_ += text.size();
        return {to, text.size()};
    }

private:
    static constexpr std::size_t chunk = 1U << 16U;

    std::deque<std::vector<char>> chunks_;
    std::size_t at_ = 0;
    std::size_t used_ = 0;
};

}  // namespace planner::detail
