// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace planner {

/// Where the data that comes with the program lies: `ARMISTICE_DATA` if set, else
/// `../share/armistice` beside the executable, else `data` of the source tree two folders above
/// the executable (a build in build/<preset>).
///
/// Throws    geo::io_error when none of these is a folder with `agreements` and `theatres` in it.
[[nodiscard]] std::string data_folder();

/// The bundled viewer of page.html: `viewer/page.html` beside the executable or one folder above it (a
/// build), else `../share/armistice/viewer.html` (installed). None when it is nowhere.
[[nodiscard]] std::optional<std::string> viewer_file();

/// Ids of what is built in, in alphabetical order.
[[nodiscard]] std::vector<std::string> built_in_agreements();
[[nodiscard]] std::vector<std::string> built_in_theatres();

/// The terms file for an id of a built-in agreement or a path to a file.
/// Throws    geo::input_error for neither, naming the nearest id and listing what there is.
[[nodiscard]] std::string find_terms_file(const std::string& id_or_path);
/// The theatre folder for an id of a built-in theatre or a path to a folder with `theatre.toml`.
[[nodiscard]] std::string find_theatre_folder(const std::string& id_or_path);

}  // namespace planner
