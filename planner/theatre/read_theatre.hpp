// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/model/theatre.hpp"

#include <string>

namespace planner {

/// A theatre from a folder with `theatre.toml` of format `armistice-theatre/1` and the layers that
/// it names (template: write_theatre_template).
///
/// Border corrections of the data folder are applied to the territories and listed among the
/// findings. Layers that theatre.toml does not name stay empty, lines alone are a theatre too; what
/// a layer lacks is a finding.
///
/// Throws    geo::io_error and geo::input_error for a missing layer file, an unknown key, a line
///           without a party on each side, a party whose territory is not in the layer, a theatre
///           with neither territories nor lines.
[[nodiscard]] theatre read_theatre(const std::string& folder);

/// Writes a commented theatre.toml with two made-up layers into a new folder.
///
/// Throws    geo::io_error when the folder exists and is not empty.
void write_theatre_template(const std::string& folder);

}  // namespace planner
