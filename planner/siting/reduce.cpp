// SPDX-License-Identifier: Apache-2.0
#include "planner/siting/reduce.hpp"

#include "geo/base/error.hpp"
#include "planner/siting/bits.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace planner::detail {

namespace {

using index_list = std::vector<std::uint32_t>;

/// The problem as sets both ways; what is out is marked so.
class reducer {
public:
    explicit reducer(const cover_problem& problem) {
        const auto by_element = candidates_of(problem);
        // Elements that the same candidates cover are one.
        std::map<index_list, std::uint32_t> seen;
        for (std::uint32_t e = 0; e < by_element.size(); ++e) {
            if (by_element[e].empty()) {
                out_.uncoverable.push_back(e);
            } else {
                seen.emplace(by_element[e], 0);
            }
        }
        rows_.assign(seen.size(), bits(problem.covers.size()));
        columns_.assign(problem.covers.size(), bits(seen.size()));
        std::size_t row = 0;
        for (const auto& [candidates, unused] : seen) {
            for (const auto c : candidates) {
                rows_[row].add(c);
                columns_[c].add(row);
            }
            ++row;
        }
        row_in_.assign(rows_.size(), true);
        column_in_.assign(columns_.size(), true);
        by_column_ = lists(columns_, rows_.size());
        by_row_ = lists(rows_, columns_.size());
    }

    reduced_cover run() {
        bool changed = true;
        while (changed) {
            changed = drop_columns();
            changed = drop_rows() || changed;
            changed = take_forced() || changed;
        }
        split();
        return std::move(out_);
    }

private:
    static std::vector<index_list> lists(const std::vector<bits>& sets, std::size_t size) {
        std::vector<index_list> out(sets.size());
        for (std::size_t i = 0; i < sets.size(); ++i) {
            for (std::uint32_t j = 0; j < size; ++j) {
                if (sets[i].has(j)) {
                    out[i].push_back(j);
                }
            }
        }
        return out;
    }

    void remove_column(std::size_t c) {
        column_in_[c] = false;
        for (const auto r : by_column_[c]) {
            rows_[r].remove(c);
        }
    }
    void remove_row(std::size_t r) {
        row_in_[r] = false;
        for (const auto c : by_row_[r]) {
            columns_[c].remove(r);
        }
    }

    /// Candidates that cover no more than another; of equal ones the first stays. Whoever covers as much
    /// covers the first element, too.
    bool drop_columns() {
        bool changed = false;
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            if (!column_in_[c]) {
                continue;
            }
            const auto first =
                std::find_if(by_column_[c].begin(), by_column_[c].end(), [&](auto r) {
                    return row_in_[r];
                });
            bool out = first == by_column_[c].end();
            for (std::size_t i = 0; !out && i < by_row_[*first].size(); ++i) {
                const auto other = by_row_[*first][i];
                out = other != c && column_in_[other] && columns_[c].is_within(columns_[other]) &&
                      (other < c || columns_[c] != columns_[other]);
            }
            if (out) {
                remove_column(c);
                changed = true;
            }
        }
        return changed;
    }

    /// Elements covered wherever another one is.
    bool drop_rows() {
        bool changed = false;
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (!row_in_[r]) {
                continue;
            }
            const auto first = std::find_if(by_row_[r].begin(), by_row_[r].end(), [&](auto c) {
                return column_in_[c];
            });
            for (const auto other : by_column_[*first]) {
                if (other != r && row_in_[other] && rows_[r].is_within(rows_[other])) {
                    // Whatever covers r covers `other`; of equal ones r stays.
                    remove_row(other);
                    changed = true;
                }
            }
        }
        return changed;
    }

    bool take_forced() {
        bool changed = false;
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (!row_in_[r]) {
                continue;
            }
            std::size_t count = 0;
            std::uint32_t only = 0;
            for (const auto c : by_row_[r]) {
                if (column_in_[c]) {
                    ++count;
                    only = c;
                }
            }
            if (count == 1) {
                out_.forced.push_back(only);
                for (const auto covered : by_column_[only]) {
                    if (row_in_[covered]) {
                        remove_row(covered);
                    }
                }
                remove_column(only);
                changed = true;
            }
        }
        return changed;
    }

    [[nodiscard]] std::size_t root(std::size_t c) const {
        while (parent_[c] != c) {
            c = parent_[c];
        }
        return c;
    }

    /// Candidates that share an element are of one part.
    void split() {
        parent_.resize(columns_.size());
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (!row_in_[r]) {
                continue;
            }
            std::size_t first = columns_.size();
            for (const auto c : by_row_[r]) {
                if (column_in_[c]) {
                    first = std::min(first, root(c));
                }
            }
            for (const auto c : by_row_[r]) {
                if (column_in_[c]) {
                    parent_[root(c)] = first;
                }
            }
        }
        std::map<std::size_t, std::size_t> part_of;
        std::vector<std::uint32_t> number(rows_.size(), 0);
        std::vector<bool> numbered(rows_.size(), false);
        for (std::uint32_t c = 0; c < columns_.size(); ++c) {
            if (!column_in_[c]) {
                continue;
            }
            const auto [at, is_new] = part_of.emplace(root(c), out_.parts.size());
            if (is_new) {
                out_.parts.emplace_back();
            }
            auto& part = out_.parts[at->second];
            part.names.push_back(c);
            auto& covers = part.covers.emplace_back();
            for (const auto r : by_column_[c]) {
                if (row_in_[r]) {
                    if (!numbered[r]) {
                        numbered[r] = true;
                        number[r] = static_cast<std::uint32_t>(part.elements++);
                    }
                    covers.push_back(number[r]);
                }
            }
            std::sort(covers.begin(), covers.end());
        }
    }

    reduced_cover out_;
    std::vector<bits> rows_;     ///< candidates of an element
    std::vector<bits> columns_;  ///< elements of a candidate
    std::vector<index_list> by_row_;
    std::vector<index_list> by_column_;
    std::vector<bool> row_in_;
    std::vector<bool> column_in_;
    std::vector<std::size_t> parent_;
};

}  // namespace

std::vector<index_list> candidates_of(const cover_problem& problem) {
    std::vector<index_list> out(problem.elements);
    for (std::uint32_t c = 0; c < problem.covers.size(); ++c) {
        for (const auto e : problem.covers[c]) {
            if (e >= problem.elements) {
                throw geo::input_error("a candidate covers an element that is not there");
            }
            out[e].push_back(c);
        }
    }
    return out;
}

reduced_cover reduce(const cover_problem& problem) {
    return reducer(problem).run();
}

}  // namespace planner::detail
