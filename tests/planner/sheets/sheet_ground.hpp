// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/world.hpp"

/// A drawn world for sheets: land held between that of two parties, a neighbour, three towns.
namespace sheets_world {

inline const world::drawing ground{
    .map = "NNNNNNNNNN\n"
           "WWhhhheeee\n"
           "WWhhhheeee\n"
           "WWhhhheeee",
    .settlements =
        "a,Aville,10.25,50.15,20000\nb,Bville,10.45,50.05,3000\nc,Cville,10.8,50.2,9000"};

}  // namespace sheets_world
