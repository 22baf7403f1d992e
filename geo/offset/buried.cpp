// SPDX-License-Identifier: Apache-2.0
#include "geo/offset/buried.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace geo::detail {

namespace {

constexpr std::size_t least_run = 16;
constexpr std::size_t longest_run = 512;
/// Radius of a run over the distance: the second-order slack grows with its cube.
constexpr double widest_run = 1.0 / 8;

/// One run of samples, on the tangent plane about its middle.
///
/// A position p at the angle rho from the middle, in the direction v, has the cosine of its angle to
/// sample x of
///     sin(rho) (x . v - cot(rho) h) + cos(rho),    h = 1 - x . middle,
/// so the nearest sample is the one with the greatest x . v - cot(rho) h.
///
/// Looks from `Directions` sides, a multiple of four: few are quicker, many leave more out.
template <std::size_t Directions>
class run {
public:
    run() {
        for (std::size_t k = 0; k < Directions; ++k) {
            const double angle =
                2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(Directions);
            east_[k] = std::cos(angle);
            north_[k] = std::sin(angle);
        }
        excess_ = 1.001 * (1 / std::cos(std::numbers::pi / static_cast<double>(Directions)) - 1);
    }

    /// Marks samples to keep; `keep` belongs to the `count` samples from `first`.
    void look_at(
        const line_sample* first, std::size_t count, double least, double most, std::uint8_t* keep
    ) {
        vec3 sum;
        for (std::size_t i = 0; i < count; ++i) {
            sum = sum + first[i].at;
        }
        const vec3 middle = normalized(sum);
        const vec3 axis = std::abs(middle.z) < 0.9 ? vec3{0, 0, 1} : vec3{1, 0, 0};
        const vec3 east = normalized(cross(axis, middle));
        const vec3 north = cross(middle, east);
        double radius2 = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const vec3 off = first[i].at - middle;
            const double off2 = squared(off);
            radius2 = std::max(radius2, off2);
            x_[i] = dot(off, east);
            y_[i] = dot(off, north);
            h_[i] = off2 / 2;
        }
        const double radius = 1.001 * std::sqrt(radius2);
        if (least - radius < radius || most + radius > 3.0) {
            std::fill(keep, keep + count, std::uint8_t{1});
            return;
        }
        const double steepest = 1 / std::tan(least - radius);
        const double flattest = 1 / std::tan(most + radius);
        const double cotangent = (steepest + flattest) / 2;
        // Half the spread of cot(rho) times that of h; as much again for directions between two
        // that are looked from, whose weights add up to 1 + excess at most; and a millimetre.
        const double slack =
            radius2 / 2 * ((steepest - flattest) / 2 + excess_ * std::abs(cotangent)) + 1.6e-10;
        for (std::size_t i = 0; i < count; ++i) {
            h_[i] *= cotangent;
        }
        find_supports(count);
        find_thresholds(slack);
        for (std::size_t i = 0; i < count; ++i) {
            keep[i] = reaches(i) ? 1 : 0;
        }
    }

private:
    [[nodiscard]] double height(std::size_t i, std::size_t k) const {
        return x_[i] * east_[k] + y_[i] * north_[k] - h_[i];
    }

    /// One direction, in registers while all samples pass by.
    struct view {
        double east;
        double north;
        double best = -1e300;
        std::size_t at = 0;

        void see(double x, double y, double h, std::size_t i) {
            const double found = x * east + y * north - h;
            if (found > best) {
                best = found;
                at = i;
            }
        }
    };

    void find_supports(std::size_t count) {
        for (std::size_t k = 0; k < Directions; k += 4) {
            view a{east_[k], north_[k]};
            view b{east_[k + 1], north_[k + 1]};
            view c{east_[k + 2], north_[k + 2]};
            view d{east_[k + 3], north_[k + 3]};
            for (std::size_t i = 0; i < count; ++i) {
                const double x = x_[i];
                const double y = y_[i];
                const double h = h_[i];
                a.see(x, y, h, i);
                b.see(x, y, h, i);
                c.see(x, y, h, i);
                d.see(x, y, h, i);
            }
            std::size_t next = k;
            for (const auto& one : {a, b, c, d}) {
                best_[next] = one.best;
                best_at_[next++] = one.at;
            }
        }
    }

    /// Between directions k and l their two supports together reach at least the weighted mean of
    /// their heights less what is lost. A sample is seen from between them only when it reaches as
    /// high from k or from l.
    void find_thresholds(double slack) {
        std::array<double, Directions> lost{};
        for (std::size_t k = 0; k < Directions; ++k) {
            const std::size_t l = (k + 1) % Directions;
            const double a = best_[l] - height(best_at_[k], l);
            const double b = best_[k] - height(best_at_[l], k);
            lost[k] = a + b > 0 ? a * b / (a + b) * (1 + excess_) : 0;
        }
        for (std::size_t k = 0; k < Directions; ++k) {
            threshold_[k] =
                best_[k] - std::max(lost[k], lost[(k + Directions - 1) % Directions]) - slack;
        }
    }

    [[nodiscard]] bool reaches(std::size_t i) const {
        const double x = x_[i];
        const double y = y_[i];
        const double h = h_[i];
        for (std::size_t k = 0; k < Directions; ++k) {
            if (x * east_[k] + y * north_[k] - h > threshold_[k]) {
                return true;
            }
        }
        return false;
    }

    double excess_ = 0;
    std::array<double, Directions> east_{};
    std::array<double, Directions> north_{};
    std::array<double, Directions> best_{};
    std::array<std::size_t, Directions> best_at_{};
    std::array<double, Directions> threshold_{};
    std::array<double, longest_run> x_{};
    std::array<double, longest_run> y_{};
    std::array<double, longest_run> h_{};
};

/// Runs as long as they stay within `reach` of their first sample.
std::size_t run_length(const std::vector<line_sample>& samples, std::size_t first, double reach) {
    const std::size_t last = std::min(samples.size(), first + longest_run);
    std::size_t i = first + 1;
    while (i < last && squared(samples[i].at - samples[first].at) < reach * reach) {
        ++i;
    }
    return i - first;
}

template <std::size_t Directions>
void thin_out(std::vector<line_sample>& samples, double least, double most) {
    run<Directions> one;
    std::array<std::uint8_t, longest_run> keep{};
    const std::size_t before = samples.size();
    std::size_t kept = 0;
    bool broken = false;  // the sample before was left out
    for (std::size_t first = 0; first < before;) {
        const std::size_t count = run_length(samples, first, widest_run * least);
        if (count < least_run) {
            std::fill(keep.begin(), keep.begin() + static_cast<std::ptrdiff_t>(count), 1);
        } else {
            one.look_at(&samples[first], count, least, most, keep.data());
        }
        for (std::size_t i = 0; i < count; ++i) {
            if (keep[i] != 0) {
                samples[kept] = samples[first + i];
                if (broken) {
                    samples[kept].connected = false;
                    samples[kept].vertex = true;
                }
                ++kept;
            } else if (!broken && kept > 0) {
                samples[kept - 1].vertex = true;
            }
            broken = keep[i] == 0;
        }
        first += count;
    }
    samples.resize(kept);
}

}  // namespace

std::vector<line_sample> without_buried(
    std::vector<line_sample> samples, const conformal_sphere& sphere, double from, double to
) {
    // Margins for positions that are within the tolerance of the distances.
    const double least = 0.99 * from / sphere.most_metres_per_radian();
    const double most = 1.01 * to / sphere.least_metres_per_radian();
    // Measured on rough lines of 13,000 and 53,000 vertices: 16 halve them, 32 halve that again.
    thin_out<16>(samples, least, most);
    thin_out<32>(samples, least, most);
    return samples;
}

}  // namespace geo::detail
