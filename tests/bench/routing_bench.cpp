// SPDX-License-Identifier: Apache-2.0
// Roads of made-up countries of growing size: read, joined, asked. Each size in a process of its own,
// so that its peak memory is its own.
//     routing_bench [EDGES...]            a table; 1000 to 1000000 when no size is given
//     routing_bench --write EDGES SEED FILE     only writes such a file (.osm, .osm.gz, .osm.pbf)
#include "geo/base/error.hpp"
#include "geo/io/osm_roads.hpp"
#include "geo/network/build_network.hpp"
#include "geo/network/shortest_paths.hpp"
#include "tests/support/osm_maker.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

class stopwatch {
public:
    /// Seconds since the last time.
    double lap() {
        const auto now = std::chrono::steady_clock::now();
        const std::chrono::duration<double> passed = now - last_;
        last_ = now;
        return passed.count();
    }

private:
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

double peak_mebibytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

void measure(const std::string& path) {
    geo::network_options options;
    options.speeds.by_class.fill(geo::kilometres_per_hour(50));
    stopwatch watch;
    auto table = geo::read_osm_roads(path);
    const double reading = watch.lap();
    const auto built = geo::build_network(std::move(table), options);
    const double building = watch.lap();
    const double built_memory = peak_mebibytes();
    const geo::route_finder finder(built.roads);
    const double preparing = watch.lap();
    const auto cost = geo::time_cost(built.roads);
    const std::vector start{geo::place_of(built.roads, geo::road_node{0})};
    constexpr int questions = 3;
    std::size_t reached = 0;
    for (int i = 0; i < questions; ++i) {
        const auto tree = finder.from(start, cost);
        reached = 0;
        for (std::uint32_t n = 0; n < built.roads.node_count(); ++n) {
            reached += tree.reaches(geo::road_node{n}) ? 1U : 0U;
        }
    }
    const double asking = watch.lap() / questions;
    const geo::road_locator locator(built.roads);
    const double indexing = watch.lap();
    constexpr int places = 1000;
    const auto& box = built.roads.box();
    int found = 0;
    for (int i = 0; i < places; ++i) {
        const double share = (i + 0.5) / places;
        const geo::lon_lat p{
            geo::longitude(box.west + share * (box.east - box.west)),
            geo::latitude(box.south + share * share * (box.north - box.south))};
        found += locator.connect(p, geo::kilometres(50)) ? 1 : 0;
    }
    const double connecting = watch.lap() / places;
    fmt::print(
        "{:>9} {:>9} {:>8} {:>8.3f} {:>8.3f} {:>8.3f} {:>10.4f} {:>8.3f} {:>11.3f} {:>9.0f} "
        "{:>9.0f}\n",
        built.roads.edge_count(),
        built.roads.node_count(),
        reached,
        reading,
        building,
        preparing,
        asking,
        indexing,
        connecting * 1000,
        built_memory,
        peak_mebibytes()
    );
    if (found != places) {
        fmt::print(
            "          {} of {} places found no road within 50 km\n", places - found, places
        );
    }
}

int in_own_process(const std::string& path) {
    std::fflush(stdout);
    const auto child = fork();
    if (child == 0) {
        measure(path);
        std::fflush(stdout);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

osm_maker::country country_of(std::size_t edges, std::uint64_t seed) {
    osm_maker::country out;
    out.edges = edges;
    out.seed = seed;
    return out;
}

}  // namespace

int main(int count, char** words) {
    const std::vector<std::string> given(words + 1, words + count);
    if (given.size() == 4 && given[0] == "--write") {
        osm_maker::write(
            osm_maker::make(country_of(std::stoul(given[1]), std::stoull(given[2]))), given[3]
        );
        return 0;
    }
    std::vector<std::size_t> sizes{1000, 10'000, 100'000, 1'000'000};
    if (!given.empty()) {
        sizes.clear();
        for (const auto& word : given) {
            sizes.push_back(std::stoul(word));
        }
    }
    fmt::print(
        "{:>9} {:>9} {:>8} {:>8} {:>8} {:>8} {:>10} {:>8} {:>11} {:>9} {:>9}\n",
        "edges",
        "nodes",
        "reached",
        "read s",
        "build s",
        "graph s",
        "one-all s",
        "index s",
        "connect ms",
        "built MiB",
        "peak MiB"
    );
    const auto folder =
        std::filesystem::temp_directory_path() / ("routing_bench." + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    int failed = 0;
    for (const auto edges : sizes) {
        // In a process of its own too, or its memory would be counted with what comes after.
        const auto path = (folder / "roads.osm.pbf").string();
        const auto child = fork();
        if (child == 0) {
            osm_maker::write(osm_maker::make(country_of(edges, 1)), path);
            _exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        failed += (status != 0 || in_own_process(path) != 0) ? 1 : 0;
    }
    std::filesystem::remove_all(folder);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
