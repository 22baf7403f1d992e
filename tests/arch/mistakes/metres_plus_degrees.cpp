// SPDX-License-Identifier: Apache-2.0
#include "geo/units/quantity.hpp"

// Nothing converts between units by itself.
auto sum(geo::metres a, geo::degrees b) {
#ifdef MISTAKE
    return a + b;
#else
    return a + geo::metres(b.value());
#endif
}
