// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <string>
#include <utility>

namespace geo {

/// A textual identifier that belongs to one kind of thing: `strong_id<struct party_tag>` and
/// `strong_id<struct line_tag>` do not mix. One tag per type, never shared.
template <class Tag>
class strong_id {
public:
    strong_id() = default;
    explicit strong_id(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] const std::string& str() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }

    friend auto operator<=>(const strong_id&, const strong_id&) = default;

private:
    std::string text_;
};

}  // namespace geo
