// SPDX-License-Identifier: Apache-2.0
#include "geo/io/tidy.hpp"

#include "geo/base/error.hpp"
#include "geo/frame/local_frame.hpp"
#include "geo/geometry/box.hpp"
#include "geo/io/antimeridian.hpp"
#include "geo/overlay/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace geo::detail {

finding_book::finding_book(std::string file, std::string layer)
    : file_(std::move(file)), layer_(std::move(layer)) {}

finding finding_book::made(
    finding_code code,
    severity level,
    const std::string& text,
    const std::string& feature,
    std::optional<lon_lat> where
) const {
    finding out;
    out.code = code;
    out.level = level;
    out.text = text;
    out.where.file = file_;
    out.where.layer = layer_;
    out.where.feature = feature;
    if (where && std::isfinite(where->lon.value()) && std::isfinite(where->lat.value())) {
        out.where.lon = where->lon.value();
        out.where.lat = where->lat.value();
    }
    return out;
}

void finding_book::add(
    finding_code code,
    severity level,
    const std::string& text,
    const std::string& feature,
    std::optional<lon_lat> where
) {
    auto& kind = individual_[code];
    if (++kind.times <= most_of_a_kind) {
        found_.push_back(made(code, level, text, feature, where));
    } else if (kind.times == most_of_a_kind + 1) {
        kind.first = made(code, level, text, feature, where);
    } else {
        kind.first.level = std::max(kind.first.level, level);
    }
}

void finding_book::count(
    finding_code code,
    const std::string& text,
    const std::string& feature,
    std::optional<lon_lat> where
) {
    auto& kind = counted_[code];
    if (++kind.times == 1) {
        kind.first = made(code, severity::note, text, feature, where);
    }
}

findings finding_book::finish() {
    for (auto& [code, kind] : counted_) {
        if (kind.times > 1) {
            kind.first.text += " (" + std::to_string(kind.times) + " times; here first)";
        }
        found_.push_back(std::move(kind.first));
    }
    for (auto& [code, kind] : individual_) {
        if (kind.times > most_of_a_kind) {
            kind.first.text = "and " + std::to_string(kind.times - most_of_a_kind) +
                              " more of this kind, the first of them here: " + kind.first.text;
            found_.push_back(std::move(kind.first));
        }
    }
    counted_.clear();
    individual_.clear();
    return std::exchange(found_, {});
}

namespace {

/// Chart frames need only a centre; the pole itself has none.
constexpr double highest_chart_latitude = 85.0;

template <class Chain>
void drop_repeated(Chain& chain, const tidy_context& about) {
    const auto at = std::adjacent_find(chain.begin(), chain.end());
    if (at == chain.end()) {
        return;
    }
    about.book.count(
        finding_code::line_duplicate_position,
        "positions that repeat the one before were dropped",
        about.feature,
        *at
    );
    chain.erase(std::unique(chain.begin(), chain.end()), chain.end());
}

double twice_signed_area(const ring<lon_lat>& chain) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
        const auto& origin = chain.front();
        sum += (chain[i].lon - origin.lon).value() * (chain[i + 1].lat - origin.lat).value() -
               (chain[i + 1].lon - origin.lon).value() * (chain[i].lat - origin.lat).value();
    }
    return sum;
}

/// False when the ring cannot enclose anything.
bool tidy_ring(ring<lon_lat>& chain, const tidy_context& about) {
    drop_repeated(chain, about);
    if (chain.size() > 2 && chain.front() != chain.back()) {
        about.book.add(
            finding_code::ring_not_closed,
            severity::warning,
            "ring is not closed; its last position was joined to its first",
            about.feature,
            chain.back()
        );
        chain.push_back(chain.front());
    }
    constexpr std::size_t triangle = 4;
    if (chain.size() >= triangle) {
        return true;
    }
    about.book.add(
        finding_code::ring_too_short,
        severity::warning,
        "ring of fewer than three different positions was left out",
        about.feature,
        chain.empty() ? std::nullopt : std::optional(chain.front())
    );
    return false;
}

void tidy_rings(multi_polygon<lon_lat>& area, const tidy_context& about) {
    multi_polygon<lon_lat> kept;
    kept.reserve(area.size());
    for (auto& part : area) {
        if (!tidy_ring(part.outer, about)) {
            continue;
        }
        std::erase_if(part.holes, [&](auto& hole) { return !tidy_ring(hole, about); });
        kept.push_back(std::move(part));
    }
    area = std::move(kept);
}

void note_cut(const tidy_context& about, lon_lat where) {
    about.book.add(
        finding_code::coordinate_antimeridian,
        severity::warning,
        "crosses the 180th meridian; was cut there",
        about.feature,
        where
    );
}

local_frame chart_of(const multi_polygon<lon_lat>& area) {
    lon_lat_box box;
    for (const auto& part : area) {
        for (const auto& p : part.outer) {
            const auto lat =
                std::clamp(p.lat.value(), -highest_chart_latitude, highest_chart_latitude);
            box.add({p.lon, latitude(lat)});
        }
    }
    return local_frame::chart(box);
}

/// Positions that a repair leaves in place get their own digits back: the way into a plane and
/// back costs the last ones, and neighbours share these positions.
class position_memory {
public:
    position_memory(const local_frame& frame, const multi_polygon<lon_lat>& area) : frame_(frame) {
        for_each_ring(area, [&](const ring<lon_lat>& chain) {
            for (const auto& p : chain) {
                known_.emplace(key(frame_.project(p)), p);
            }
        });
    }
    [[nodiscard]] lon_lat recall(east_north p) const {
        const auto at = known_.find(key(p));
        return at == known_.end() ? frame_.unproject(p) : at->second;
    }

private:
    using cell = std::pair<std::int64_t, std::int64_t>;
    struct cell_hash {
        std::size_t operator()(const cell& c) const {
            constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U;
            return static_cast<std::size_t>(
                static_cast<std::uint64_t>(c.first) * odd ^ static_cast<std::uint64_t>(c.second)
            );
        }
    };
    static cell key(east_north p) {
        return {
            std::llround(p.east.value() / overlay_grid.value()),
            std::llround(p.north.value() / overlay_grid.value())};
    }

    const local_frame& frame_;
    std::unordered_map<cell, lon_lat, cell_hash> known_;
};

void note_tiny(const tidy_context& about, lon_lat where) {
    about.book.add(
        finding_code::ring_too_short,
        severity::warning,
        "ring smaller than the grid of the repair (1 mm) was left out",
        about.feature,
        where
    );
}

/// Rings that the repair's grid cannot hold, which it would drop without a word.
void drop_tiny(multi_polygon<lon_lat>& area, const local_frame& frame, const tidy_context& about) {
    const auto is_tiny = [&](const ring<lon_lat>& chain) {
        const auto first = frame.project(chain.front());
        const bool tiny = std::all_of(chain.begin(), chain.end(), [&](lon_lat p) {
            const auto at = frame.project(p);
            return std::abs((at.east - first.east).value()) < overlay_grid.value() &&
                   std::abs((at.north - first.north).value()) < overlay_grid.value();
        });
        if (tiny) {
            note_tiny(about, chain.front());
        }
        return tiny;
    };
    std::erase_if(area, [&](const auto& part) { return is_tiny(part.outer); });
    for (auto& part : area) {
        std::erase_if(part.holes, is_tiny);
    }
}

multi_polygon<lon_lat> recalled(
    const multi_polygon<east_north>& area, const position_memory& memory, const tidy_context& about
) {
    const auto back = [&](const ring<east_north>& chain) {
        ring<lon_lat> out;
        out.reserve(chain.size());
        for (const auto& p : chain) {
            out.push_back(memory.recall(p));
        }
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    };
    const auto encloses = [&](const ring<lon_lat>& chain) {
        constexpr std::size_t triangle = 4;
        if (chain.size() < triangle) {
            note_tiny(about, chain.front());
        }
        return chain.size() >= triangle;
    };
    multi_polygon<lon_lat> out;
    for (const auto& part : area) {
        polygon<lon_lat> made{back(part.outer), {}};
        if (!encloses(made.outer)) {
            continue;
        }
        for (const auto& hole : part.holes) {
            if (auto chain = back(hole); encloses(chain)) {
                made.holes.push_back(std::move(chain));
            }
        }
        out.push_back(std::move(made));
    }
    return out;
}

/// Each ring is taken apart by itself, then holes are cut out, then parts united: done to all at
/// once, GEOS would lose whatever two parts have in common.
multi_polygon<east_north> repaired(const multi_polygon<east_north>& area) {
    multi_polygon<east_north> out;
    for (const auto& part : area) {
        if (!find_invalidity({part})) {
            out.push_back(part);
            continue;
        }
        auto whole = repair({polygon<east_north>{part.outer, {}}});
        multi_polygon<east_north> holes;
        for (const auto& hole : part.holes) {
            auto opened = repair({polygon<east_north>{hole, {}}});
            std::move(opened.begin(), opened.end(), std::back_inserter(holes));
        }
        if (!holes.empty() && !whole.empty()) {
            whole = difference(whole, unite(holes));
        }
        std::move(whole.begin(), whole.end(), std::back_inserter(out));
    }
    return !out.empty() && find_invalidity(out) ? unite(out) : out;
}

void repair_crossings(multi_polygon<lon_lat>& area, const tidy_context& about) {
    if (area.empty()) {
        return;
    }
    const auto frame = chart_of(area);
    const auto plane = project(frame, area);
    const auto wrong = find_invalidity(plane);
    if (!wrong) {
        return;
    }
    const auto where = frame.unproject(wrong->where);
    const bool crossing = wrong->reason.find("elf-intersection") != std::string::npos;
    const bool rings_apart = area.size() == 1 && area.front().holes.empty();
    drop_tiny(area, frame, about);
    try {
        area = recalled(repaired(project(frame, area)), position_memory(frame, area), about);
    } catch (const geometry_error& failure) {
        about.book.add(
            finding_code::area_repaired,
            severity::error,
            std::string("area is not valid and could not be repaired, left out: ") + failure.what(),
            about.feature,
            where
        );
        area.clear();
        return;
    }
    about.book.add(
        crossing ? finding_code::ring_self_crossing : finding_code::area_repaired,
        severity::warning,
        (crossing && rings_apart ? "ring crosses itself"
                                 : "rings cross or overlap (" + wrong->reason + ")") +
            std::string(
                area.empty() ? "; it encloses nothing and was left out"
                             : "; taken apart there, all that each ring encloses is kept"
            ),
        about.feature,
        where
    );
}

}  // namespace

std::size_t orient(multi_polygon<lon_lat>& area) {
    std::size_t turned = 0;
    const auto turn = [&](ring<lon_lat>& chain, bool wrong) {
        if (wrong) {
            std::reverse(chain.begin(), chain.end());
            ++turned;
        }
    };
    for (auto& part : area) {
        turn(part.outer, twice_signed_area(part.outer) < 0);
        for (auto& hole : part.holes) {
            turn(hole, twice_signed_area(hole) > 0);
        }
    }
    return turned;
}

void tidy(multi_line_string<lon_lat>& lines, const tidy_context& about) {
    std::erase_if(lines, [&](line_string<lon_lat>& line) {
        const auto first = line.empty() ? std::nullopt : std::optional(line.front());
        drop_repeated(line, about);
        if (line.size() >= 2) {
            return false;
        }
        about.book.add(
            finding_code::line_too_short,
            severity::warning,
            "line of fewer than two different positions was left out",
            about.feature,
            first
        );
        return true;
    });
    if (auto pieces = cut_at_antimeridian(lines)) {
        note_cut(about, lines.front().front());
        lines = std::move(*pieces);
    }
}

void tidy(multi_polygon<lon_lat>& area, const tidy_context& about) {
    tidy_rings(area, about);
    if (auto pieces = cut_at_antimeridian(area)) {
        note_cut(about, area.front().outer.front());
        area = std::move(*pieces);
    }
    const auto turned = area;
    if (orient(area) > 0 && about.orientation_matters) {
        const auto first = std::mismatch(area.begin(), area.end(), turned.begin()).first;
        about.book.count(
            finding_code::ring_orientation,
            "rings were turned: outer ones run counter-clockwise, holes clockwise",
            about.feature,
            first == area.end() ? std::nullopt : std::optional(first->outer.front())
        );
    }
    repair_crossings(area, about);
}

}  // namespace geo::detail
