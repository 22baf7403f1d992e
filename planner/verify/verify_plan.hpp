// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/report/manifest.hpp"
#include "planner/verify/compare_files.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace planner {

/// Where the files are from which a plan is made again. What is empty is looked for among what is built in,
/// by the ids in the manifest.
struct plan_sources {
    std::string theatre = {};                        ///< id or folder
    std::string terms = {};                          ///< id or file
    std::map<std::string, std::string> inputs = {};  ///< id of an input of the terms -> file
    std::string status = {};
    std::string elevation = {};
    std::string verdicts = {};
    std::string texts = {};
};

/// A file that should be there with a checksum, and is not, or with another one, or that should not.
struct wrong_file {
    std::string name;
    std::optional<std::string> recorded;
    std::optional<std::string> found;
};

struct changed_file {
    std::string name;
    file_difference what;
};

/// Whether a plan folder is what its manifest says, and follows from its inputs.
struct verification {
    plan_manifest manifest;
    std::string made_with;              ///< this program's version and build
    bool same_build = false;            ///< equal bytes are due
    std::vector<wrong_file> inputs;     ///< other than those that the plan was made of
    std::vector<wrong_file> files;      ///< of the folder, changed since it was written
    std::string version;                ///< of the plan made again
    std::size_t same = 0;               ///< files made again that are equal
    std::vector<changed_file> changed;  ///< that say something else
    std::vector<changed_file> redrawn;  ///< other bytes, by another build or version: not judged
    std::vector<std::string> only_recorded;  ///< files that do not come out any more
    std::vector<std::string> only_recomputed;
    std::optional<geo::metres>
        farthest;  ///< of two positions in all layers; none when all are equal
    [[nodiscard]] bool holds() const;
};

/// Makes the plan again from its manifest and compares everything: inputs and files by checksum, layers
/// to 1 cm, figures as printed, drawings by their bytes if build and version are the same.
///
/// Throws    geo::input_error: no plan folder; a file that the plan was made with is not among the
///           sources, with the option that names it; as make_plan(). geo::io_error: cannot be read, or no
///           room for the second plan in the folder for temporary files.
[[nodiscard]] verification verify_plan(const std::string& folder, const plan_sources& sources);

/// For people, and as JSON (data/schema/verify.schema.json).
[[nodiscard]] std::string to_text(const verification& what);
[[nodiscard]] std::string to_json(const verification& what);

}  // namespace planner
