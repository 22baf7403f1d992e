// SPDX-License-Identifier: Apache-2.0
#include "planner/config/data_folder.hpp"

#include "geo/base/error.hpp"
#include "planner/model/names.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace planner {

namespace fs = std::filesystem;

namespace {

bool is_data(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_directory(folder / "agreements", ignored) &&
           fs::is_directory(folder / "theatres", ignored);
}

std::string unknown(
    const std::string& what, const std::string& wanted, const std::vector<std::string>& known
) {
    std::string text = "no " + what + " '" + wanted + "'";
    const auto near = nearest_word(wanted, known);
    if (!near.empty()) {
        text += "; did you mean '" + near + "'?";
    } else {
        text += ".";
    }
    text += " Built in:";
    for (const auto& id : known) {
        text += " " + id;
    }
    return text;
}

}  // namespace

std::string data_folder() {
    if (const char* set = std::getenv("ARMISTICE_DATA"); set != nullptr && *set != '\0') {
        if (!is_data(set)) {
            throw geo::io_error(
                std::string("ARMISTICE_DATA is '") + set +
                "', which is no folder with agreements/ and theatres/ in it"
            );
        }
        return set;
    }
    std::error_code failure;
    const auto executable = fs::read_symlink("/proc/self/exe", failure);
    if (!failure) {
        const auto beside = executable.parent_path();
        for (const auto& candidate :
             {beside / "../share/armistice", beside / "../../data", beside / "../../../data"}) {
            if (is_data(candidate)) {
                return candidate.lexically_normal().string();
            }
        }
    }
    throw geo::io_error(
        "the data that comes with armistice is not found beside the executable; set ARMISTICE_DATA "
        "to the folder that holds agreements/ and theatres/"
    );
}

std::optional<std::string> viewer_file() {
    std::error_code failure;
    const auto executable = fs::read_symlink("/proc/self/exe", failure);
    if (failure) {
        return std::nullopt;
    }
    const auto beside = executable.parent_path();
    for (const auto& candidate :
         {beside / "viewer/page.html",
          beside / "../viewer/page.html",
          beside / "../share/armistice/viewer.html"}) {
        if (fs::is_regular_file(candidate, failure)) {
            return candidate.lexically_normal().string();
        }
    }
    return std::nullopt;
}

std::vector<std::string> built_in_agreements() {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(fs::path(data_folder()) / "agreements")) {
        if (entry.path().extension() == ".toml") {
            out.push_back(entry.path().stem().string());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<std::string> built_in_theatres() {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(fs::path(data_folder()) / "theatres")) {
        if (fs::exists(entry.path() / "theatre.toml")) {
            out.push_back(entry.path().filename().string());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string find_terms_file(const std::string& id_or_path) {
    std::error_code ignored;
    if (fs::is_regular_file(id_or_path, ignored)) {
        return id_or_path;
    }
    const auto built_in = fs::path(data_folder()) / "agreements" / (id_or_path + ".toml");
    if (id_or_path.find('/') == std::string::npos && fs::is_regular_file(built_in, ignored)) {
        return built_in.string();
    }
    throw geo::input_error(
        unknown("terms file or built-in agreement", id_or_path, built_in_agreements())
    );
}

std::string find_theatre_folder(const std::string& id_or_path) {
    std::error_code ignored;
    if (fs::is_regular_file(fs::path(id_or_path) / "theatre.toml", ignored)) {
        return id_or_path;
    }
    // A folder of that name without a theatre, such as a plan, does not stand in the way.
    const auto built_in = fs::path(data_folder()) / "theatres" / id_or_path;
    if (id_or_path.find('/') == std::string::npos &&
        fs::is_regular_file(built_in / "theatre.toml", ignored)) {
        return built_in.string();
    }
    if (fs::is_directory(id_or_path, ignored)) {
        throw geo::input_error(
            "folder '" + id_or_path +
            "' has no theatre.toml; `armistice theatres --init DIR` "
            "writes a template"
        );
    }
    throw geo::input_error(
        unknown("theatre folder or built-in theatre", id_or_path, built_in_theatres())
    );
}

}  // namespace planner
