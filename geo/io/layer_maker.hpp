// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/io/raw_shape.hpp"
#include "geo/io/read.hpp"
#include "geo/io/tidy.hpp"

#include <set>
#include <string>
#include <vector>

/// Inside of geo/io only: the second half of reading a layer, whoever read the file.
namespace geo::detail {

struct raw_feature {
    feature made;  ///< without its shape
    raw_shape shape;
};

/// What a layer is read from, as far as features and findings depend on it.
struct layer_origin {
    std::string shown;     ///< for messages: the path as given
    std::string table;     ///< for findings, where there are several; else empty
    bool is_json = false;  ///< rings have the same rule as ours
};

/// Features as a file has them become features of a layer: chosen by kind, judged as degrees, placed,
/// tidied.
class layer_maker {
public:
    layer_maker(layer_origin from, const read_options& options);

    [[nodiscard]] finding_book& book() { return book_; }
    /// Features taken and not left out since.
    [[nodiscard]] std::size_t size() const { return features_.size(); }

    /// Takes a feature, unless its shape is of a kind that nobody wants.
    void add(raw_feature item);

    /// Throws    input_error when the numbers cannot be degrees.
    void check_degrees(bool by_definition);

    /// Every feature added, into `out.features`.
    void place_all(placement& to_wgs84, layer& out);

    /// When all is done: what is told of the layer as a whole, and all that was found.
    void conclude(layer& out);

private:
    [[nodiscard]] bool is_wanted(const raw_shape& shape, const std::string& id);
    void place(raw_feature& item, placement& to_wgs84, layer& out);
    void name_twins(const layer& out);

    layer_origin from_;
    const read_options& options_;
    finding_book book_;
    std::vector<raw_feature> features_;
};

}  // namespace geo::detail
