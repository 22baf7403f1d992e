// SPDX-License-Identifier: Apache-2.0
#include "planner/model/number_text.hpp"
#include "planner/verify/verify_plan.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>

namespace planner {

namespace {

using json = nlohmann::ordered_json;

std::string plural(std::size_t count, const char* one, const char* many) {
    return counted(count, one, many);
}

void add_wrong(
    std::string& out, const std::vector<wrong_file>& files, const char* missing, const char* added
) {
    for (const auto& one : files) {
        const char* what = !one.found ? missing : !one.recorded ? added : "other content";
        fmt::format_to(std::back_inserter(out), "    {}: {}\n", one.name, what);
    }
}

json to_json(const std::vector<wrong_file>& files) {
    json out = json::array();
    for (const auto& one : files) {
        out.push_back(
            {{"name", one.name},
             {"recorded_sha256", one.recorded ? json(*one.recorded) : json()},
             {"found_sha256", one.found ? json(*one.found) : json()}}
        );
    }
    return out;
}

json to_json(const std::vector<changed_file>& files) {
    json out = json::array();
    for (const auto& one : files) {
        const auto& what = one.what;
        out.push_back(
            {{"name", one.name},
             {"differs",
              what.only_bytes ? "bytes"
              : what.geometry ? "geometry"
                              : "figures"},
             {"farthest_m", what.farthest ? json(what.farthest->value()) : json()},
             {"count", what.count},
             {"examples", what.examples}}
        );
    }
    return out;
}

}  // namespace

std::string to_text(const verification& what) {
    std::string out;
    const auto line = [&out](fmt::string_view form, const auto&... values) {
        fmt::vformat_to(std::back_inserter(out), form, fmt::make_format_args(values...));
        out += '\n';
    };
    line("{}, version {}", what.manifest.plan_id, what.manifest.plan_version);
    line("  made with       {} ({})", what.manifest.tool, what.manifest.build);
    line(
        "  made again with {}{}",
        what.made_with,
        what.same_build ? "" : ": another build, drawings are not judged"
    );
    line(
        "  inputs          {}",
        what.inputs.empty()
            ? plural(what.manifest.inputs.size(), "file", "files") +
                  ", all with the checksums recorded"
            : plural(what.inputs.size(), "file is", "files are") + " not what the plan was made of"
    );
    add_wrong(out, what.inputs, "not among the inputs now", "not an input then");
    line(
        "  plan folder     {}",
        what.files.empty()
            ? plural(what.manifest.outputs.size(), "file", "files") + ", all as they were written"
            : plural(what.files.size(), "file", "files") + " changed since it was written"
    );
    add_wrong(out, what.files, "missing", "added");
    const auto differing =
        what.changed.size() + what.only_recorded.size() + what.only_recomputed.size();
    line(
        "  made again      {} the same{}",
        plural(what.same, "file says", "files say"),
        differing == 0 ? std::string() : ", " + plural(differing, "differs", "differ")
    );
    for (const auto& name : what.only_recorded) {
        line("    {}: does not come out any more", name);
    }
    for (const auto& name : what.only_recomputed) {
        line("    {}: comes out now, is not in the folder", name);
    }
    for (const auto& one : what.changed) {
        if (one.what.only_bytes) {
            line("    {}: other bytes", one.name);
            continue;
        }
        line("    {}: {}", one.name, plural(one.what.count, "difference", "differences"));
        for (const auto& example : one.what.examples) {
            line("      {}", example);
        }
    }
    for (const auto& one : what.redrawn) {
        line("    {}: other bytes, not judged", one.name);
    }
    line(
        "  farthest apart  {}",
        what.farthest
            ? fmt::format("{:.3f} m, of all positions in all layers", what.farthest->value())
            : std::string("0 m: all positions are equal")
    );
    if (what.version != what.manifest.plan_version) {
        line("  version         {} recorded, {} now", what.manifest.plan_version, what.version);
    }
    line("{}", what.holds() ? "Verified: the plan follows from its inputs." : "Not verified.");
    return out;
}

std::string to_json(const verification& what) {
    const json out{
        {"format", "armistice-verify/1"},
        {"plan_id", what.manifest.plan_id},
        {"plan_version", what.manifest.plan_version},
        {"version_now", what.version},
        {"verified", what.holds()},
        {"made_with", what.manifest.tool + " (" + what.manifest.build + ")"},
        {"made_again_with", what.made_with},
        {"same_build", what.same_build},
        {"wrong_inputs", to_json(what.inputs)},
        {"wrong_files", to_json(what.files)},
        {"same_files", what.same},
        {"changed", to_json(what.changed)},
        {"not_judged", to_json(what.redrawn)},
        {"only_recorded", what.only_recorded},
        {"only_recomputed", what.only_recomputed},
        {"farthest_m", what.farthest ? json(what.farthest->value()) : json(0.0)}};
    return out.dump(1) + "\n";
}

}  // namespace planner
