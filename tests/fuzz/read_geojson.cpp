// SPDX-License-Identifier: Apache-2.0
// libFuzzer: whatever the bytes, GeoJSON is read or refused, and as GDAL alone would have it.
//   cmake -B build/fuzz -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DARMISTICE_FUZZ=ON
//   cmake --build build/fuzz --target read_geojson_fuzz && build/fuzz/tests/read_geojson_fuzz -max_total_time=60
#include "tests/geo/io/json_twice.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    constexpr std::array<const char*, 4> names{"a.geojson", "a.json", "a.geojsonl", "a"};
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto difference = fixtures::difference_of_readings(bytes, names[data[0] % names.size()]);
    if (!difference.empty()) {
        std::fputs(difference.c_str(), stderr);
        std::abort();
    }
    return 0;
}
