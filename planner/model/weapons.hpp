// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/units/quantity.hpp"
#include "planner/model/citation.hpp"

#include <optional>
#include <string>
#include <vector>

namespace planner {

/// A word that zones use for what they restrict.
struct weapon_class {
    std::string id;
    std::string title;
    std::string definition;
    std::vector<std::string> includes;  ///< ids of classes that are part of it
    std::string source;
};

struct weapon_system {
    std::string id;
    std::string name;
    std::string class_id;
    std::optional<double> calibre_mm;
    geo::metres max_range;
    std::string note;
    citation cited;
};

/// The weapons table: classes and the systems in them.
struct weapons {
    std::string file;
    std::vector<weapon_class> classes;
    std::vector<weapon_system> systems;

    [[nodiscard]] const weapon_class* find_class(const std::string& id) const;
    [[nodiscard]] const weapon_system* find_system(const std::string& id) const;

    /// Does a word of the terms mean this system: `any`, `forces`, its id, its class or a class that
    /// includes it?
    [[nodiscard]] bool covers(const std::string& word, const weapon_system& system) const;
    /// Systems that any of the words means, in the order of the table.
    [[nodiscard]] std::vector<const weapon_system*> systems_of(const std::vector<std::string>& words
    ) const;
    /// Everything that a zone may name: `any`, `forces`, classes, systems.
    [[nodiscard]] std::vector<std::string> words() const;
};

}  // namespace planner
