// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "planner/export/field_file.hpp"
#include "planner/export/field_plan.hpp"

namespace planner {

/// Cursor on Target events, one a line, as they are sent to a TAK server or network. Every event is a
/// marker (type b-m-p-c, of no side) with its area or line as a `shape`: the form that goes when
/// `stale` has come. A drawing (u-d-f) would stay whatever its `stale` says.
///
/// Time      `start` and `stale` are the span in which the feature is in force; with an open end, until
///           field_plan::last_date(), at least a day. ATAK does not look at `start`: it shows an event
///           at once and drops it 1.5 times the span after it came. The span is in the callsign.
/// Shape     rings of an area that has holes are drawn as lines, as handsets fill every closed one.
/// Source    MITRE MP090284 (CoT); ATAK-CIV, MarkerImporter, CotMarkerRefresher, ShapeDetailHandler.
[[nodiscard]] field_files to_cot(const field_plan& what);

/// A TAK data package (MANIFEST/manifest.xml, version 2) of the same features as drawings (u-d-f) and
/// markers. What comes in a package is kept by ATAK until somebody removes it, whatever `stale` says;
/// the next package of the plan replaces what has the same id, and to_tak_clear() removes all.
[[nodiscard]] field_files to_tak(const field_plan& what);

/// A data package of delete events (t-x-d-d) for everything that to_tak() and to_cot() bring.
[[nodiscard]] field_files to_tak_clear(const field_plan& what);

}  // namespace planner
