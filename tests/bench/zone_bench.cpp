// SPDX-License-Identifier: Apache-2.0
// Zones against GEOS's planar buffer (64 segments a quarter circle, one azimuthal-equidistant
// frame) on the line of contact of the embedded theatre, roughened to 829 vertices and on to 3,313,
// 13,249 and 52,993. Ratios depend on roughness: the lines are fixed, keep them.
#include "geo/geometry/box.hpp"
#include "geo/io/read.hpp"
#include "geo/io/write_geojson.hpp"
#include "geo/measure/geodesic.hpp"
#include "geo/offset/noded_lines.hpp"
#include "geo/offset/zone.hpp"
#include "tests/geo/offset/truth.hpp"

#include <GeographicLib/AzimuthalEquidistant.hpp>
#include <benchmark/benchmark.h>
#include <geos_c.h>

#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <string_view>

namespace {

using namespace geo;
using truth::at;

/// The line of contact of the embedded theatre, 208 positions.
const line_string<lon_lat>& theatre_line() {
    static const auto line = [] {
        line_string<lon_lat> out;
        if (const char* own = std::getenv("ARMISTICE_BENCH_LINE")) {
            for (const auto& one : read_layer(own).features) {
                for (const auto& part : lines(one)) {
                    out.insert(out.end(), part.begin(), part.end());
                }
            }
            return out;
        }
        const auto read = read_layer(ARMISTICE_SOURCE "/data/theatres/ukraine-2022-10/contact.csv");
        for (const auto& one : read.features) {
            out.push_back(points(one).at(0));
        }
        return out;
    }();
    return line;
}

/// Level 2 is as long as the line of contact was, 1,050 km, and has about as many vertices as those
/// that are published; each further level halves its edges.
const multi_line_string<lon_lat>& line_of(int level) {
    static std::map<int, multi_line_string<lon_lat>> made;
    auto& line = made[level];
    if (line.empty()) {
        line.push_back(truth::roughened(
            truth::roughened(theatre_line(), std::min(level, 2), 1, 0.42),
            std::max(level - 2, 0),
            1,
            0.2
        ));
    }
    return line;
}

/// The line in one azimuthal-equidistant frame about its middle, as GEOS wants it.
std::vector<double> planar(const line_string<lon_lat>& line) {
    lon_lat_box box;
    box.add_all(line);
    const GeographicLib::AzimuthalEquidistant frame;
    std::vector<double> out;
    for (const auto& p : line) {
        double x = 0;
        double y = 0;
        frame.Forward(
            box.centre().lat.value(), box.centre().lon.value(), p.lat.value(), p.lon.value(), x, y
        );
        out.push_back(x);
        out.push_back(y);
    }
    return out;
}

void zone_bench(benchmark::State& state) {
    const auto& line = line_of(static_cast<int>(state.range(0)));
    std::size_t vertices = 0;
    double error = 0;
    for (auto step : state) {
        static_cast<void>(step);
        const auto made = zone_about(line, metres(static_cast<double>(state.range(1))));
        vertices = made.area.at(0).outer.size();
        error = made.max_error.value();
    }
    state.counters["in"] = static_cast<double>(line[0].size());
    state.counters["out"] = static_cast<double>(vertices);
    state.counters["max_error_m"] = error;
    state.counters["line_km"] = length(line).value() / 1000;
}

void geos_bench(benchmark::State& state) {
    const auto& line = line_of(static_cast<int>(state.range(0)));
    const auto flat = planar(line[0]);
    auto* session = GEOS_init_r();
    for (auto step : state) {
        static_cast<void>(step);
        auto* chain = GEOSCoordSeq_copyFromBuffer_r(
            session, flat.data(), static_cast<unsigned>(line[0].size()), 0, 0
        );
        auto* shape = GEOSGeom_createLineString_r(session, chain);
        auto* made = GEOSBuffer_r(session, shape, static_cast<double>(state.range(1)), 64);
        benchmark::DoNotOptimize(made);
        GEOSGeom_destroy_r(session, made);
        GEOSGeom_destroy_r(session, shape);
    }
    GEOS_finish_r(session);
}

/// Worst error of GEOS's boundary: at vertices and middles of edges, unprojected.
void geos_error_bench(benchmark::State& state) {
    const auto& line = line_of(static_cast<int>(state.range(0)));
    const double distance = static_cast<double>(state.range(1));
    lon_lat_box box;
    box.add_all(line[0]);
    const GeographicLib::AzimuthalEquidistant frame;
    const truth::lines_truth real(line, edge_reading::lonlat);
    truth::range errors;
    for (auto step : state) {
        static_cast<void>(step);
        const auto flat = planar(line[0]);
        auto* session = GEOS_init_r();
        auto* chain = GEOSCoordSeq_copyFromBuffer_r(
            session, flat.data(), static_cast<unsigned>(line[0].size()), 0, 0
        );
        auto* shape = GEOSGeom_createLineString_r(session, chain);
        auto* made = GEOSBuffer_r(session, shape, distance, 64);
        const auto* outer = GEOSGetExteriorRing_r(session, made);
        const auto* ring = GEOSGeom_getCoordSeq_r(session, outer);
        unsigned count = 0;
        GEOSCoordSeq_getSize_r(session, ring, &count);
        for (unsigned i = 0; i + 1 < count; i += std::max(1U, count / 300)) {
            double x1 = 0;
            double y1 = 0;
            double x2 = 0;
            double y2 = 0;
            GEOSCoordSeq_getXY_r(session, ring, i, &x1, &y1);
            GEOSCoordSeq_getXY_r(session, ring, i + 1, &x2, &y2);
            for (const double t : {0.0, 0.5}) {
                double lat = 0;
                double lon = 0;
                frame.Reverse(
                    box.centre().lat.value(),
                    box.centre().lon.value(),
                    x1 + t * (x2 - x1),
                    y1 + t * (y2 - y1),
                    lat,
                    lon
                );
                errors.add(real.distance_to(at(lon, lat)) - distance);
            }
        }
        GEOSGeom_destroy_r(session, made);
        GEOSGeom_destroy_r(session, shape);
        GEOS_finish_r(session);
    }
    state.counters["least_m"] = errors.low;
    state.counters["most_m"] = errors.high;
}

/// A line that turns back over itself again and again: steps of 1 km in any direction.
line_string<lon_lat> tangle(std::size_t size) {
    std::mt19937_64 generator(1);
    std::normal_distribution<double> step(0, 0.01);
    line_string<lon_lat> out{at(30, 48)};
    while (out.size() < size) {
        const double lat = out.back().lat.value() + step(generator);
        out.push_back(at(out.back().lon.value() + step(generator), lat));
    }
    return out;
}

/// A vertex at every crossing, as one-sided zones need.
void crossings_bench(benchmark::State& state) {
    const multi_line_string<lon_lat> lines{tangle(static_cast<std::size_t>(state.range(0)))};
    std::size_t crossings = 0;
    for (auto step : state) {
        static_cast<void>(step);
        crossings = (detail::with_crossings(lines)[0].size() - lines[0].size()) / 2;
    }
    state.counters["crossings"] = static_cast<double>(crossings);
}

void sizes(benchmark::internal::Benchmark* bench) {
    for (const int level : {0, 2, 4, 6, 8}) {
        for (const int distance : {2000, 15000, 50000, 140000}) {
            bench->Args({level, distance});
        }
    }
    bench->Unit(benchmark::kMillisecond);
}

void first_size(benchmark::internal::Benchmark* bench) {
    for (const int distance : {2000, 15000, 50000, 140000}) {
        bench->Args({2, distance});
    }
    bench->Unit(benchmark::kMillisecond)->Iterations(1);
}

}  // namespace

BENCHMARK(zone_bench)->Apply(sizes);
BENCHMARK(geos_bench)->Apply(sizes);
BENCHMARK(geos_error_bench)->Apply(first_size);
BENCHMARK(crossings_bench)->RangeMultiplier(4)->Range(1000, 64000)->Unit(benchmark::kMillisecond);

/// `zone_bench --line LEVEL` writes a bench line as GeoJSON, for programs that are timed whole.
int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--line") {
        feature_table table{"line", {}};
        table.features.push_back({"line", {}, line_of(std::stoi(argv[2]))});
        static_cast<void>(write_geojson("-", table));
        return 0;
    }
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
        return 1;
    }
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
