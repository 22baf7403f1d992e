// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <compare>

namespace geo {

/// A number with a unit that the compiler checks.
///
/// Quantities of one unit add, subtract, scale, compare and divide (to a plain ratio); nothing
/// converts by itself. Metres times metres gives square_metres. The stored number is in the unit
/// that the type names.
template <class Unit>
class quantity {
public:
    constexpr quantity() = default;
    constexpr explicit quantity(double value) : value_(value) {}

    [[nodiscard]] constexpr double value() const { return value_; }

    constexpr quantity& operator+=(quantity other) {
        value_ += other.value_;
        return *this;
    }
    constexpr quantity& operator-=(quantity other) {
        value_ -= other.value_;
        return *this;
    }

    friend constexpr quantity operator+(quantity a, quantity b) {
        return quantity(a.value_ + b.value_);
    }
    friend constexpr quantity operator-(quantity a, quantity b) {
        return quantity(a.value_ - b.value_);
    }
    friend constexpr quantity operator-(quantity a) { return quantity(-a.value_); }
    friend constexpr quantity operator*(quantity a, double s) { return quantity(a.value_ * s); }
    friend constexpr quantity operator*(double s, quantity a) { return quantity(a.value_ * s); }
    friend constexpr quantity operator/(quantity a, double s) { return quantity(a.value_ / s); }
    friend constexpr double operator/(quantity a, quantity b) { return a.value_ / b.value_; }
    friend constexpr auto operator<=>(quantity, quantity) = default;

private:
    double value_ = 0;
};

struct metre_unit;
struct square_metre_unit;
struct degree_unit;

using metres = quantity<metre_unit>;
using square_metres = quantity<square_metre_unit>;
using degrees = quantity<degree_unit>;

[[nodiscard]] constexpr square_metres operator*(metres a, metres b) {
    return square_metres(a.value() * b.value());
}

[[nodiscard]] constexpr metres kilometres(double value) {
    return metres(value * 1000.0);
}
[[nodiscard]] constexpr double in_kilometres(metres length) {
    return length.value() / 1000.0;
}
[[nodiscard]] constexpr double in_square_kilometres(square_metres area) {
    return area.value() / 1e6;
}

[[nodiscard]] inline bool is_finite(metres length) {
    return std::isfinite(length.value());
}

inline namespace literals {

constexpr metres operator""_m(long double v) {
    return metres(static_cast<double>(v));
}
constexpr metres operator""_m(unsigned long long v) {
    return metres(static_cast<double>(v));
}
constexpr metres operator""_km(long double v) {
    return kilometres(static_cast<double>(v));
}
constexpr metres operator""_km(unsigned long long v) {
    return kilometres(static_cast<double>(v));
}
constexpr degrees operator""_deg(long double v) {
    return degrees(static_cast<double>(v));
}
constexpr degrees operator""_deg(unsigned long long v) {
    return degrees(static_cast<double>(v));
}

}  // namespace literals

}  // namespace geo
