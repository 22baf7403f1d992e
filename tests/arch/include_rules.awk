# SPDX-License-Identifier: Apache-2.0
# The include rules of the tree. Input: files of geo/, planner/, tools/ and tests/ by paths relative to
# the project's folder. Prints one line a violation; exit 1 if there is any. Run by include_rules.sh.

BEGIN {
    # geo: a room includes its own files and those of a lower rank.
    split("base 0 units 1 geometry 2 measure 3 frame 3 overlay 3 index 3 io 3 " \
          "offset 4 network 4 linework 5", words, " ")
    for (i = 1; i in words; i += 2) {
        rank[words[i]] = words[i + 1]
    }
    # Exception: reading repairs areas on the plane, so io may use frame and overlay; lists of
    # coordinates hold grid references, which measure knows.
    also["geo/io", "geo/frame"] = also["geo/io", "geo/overlay"] = also["geo/io", "geo/measure"] = 1

    # planner: every room includes model; the steps of the plan do not include one another, and
    # only planner/plan, the questions asked of plans and the views of them include steps. Sheets are
    # views, and part of what report writes.
    split("zones phases corridors presence protection", words, " ")
    for (i in words) {
        step["planner/" words[i]] = 1
    }
    split("plan check compare monitor report export verify", words, " ")
    for (i in words) {
        joins["planner/" words[i]] = 1
    }

    # Foreign libraries: pattern of the header and the places that may include it.
    own("^proj(_.*)?\\.h$", "^(tests/)?geo/frame/.*\\.cpp$", "PROJ is wrapped by geo/frame")
    own("^GeographicLib/", "^geo/measure/.*\\.cpp$|^tests/", "GeographicLib is wrapped by geo/measure")
    own("^geos(_c)?\\.h$", "^(tests/)?geo/overlay/.*\\.cpp$", "GEOS is wrapped by geo/overlay")
    own("^(gdal|ogr|cpl)[a-z0-9_]*\\.h$", "^(tests/)?geo/io/", "GDAL is wrapped by geo/io")
    own("^rapidjson/", "^geo/io/.*\\.cpp$", "RapidJSON is wrapped by geo/io")
    own("^zlib\\.h$", "^(tests/)?geo/io/.*\\.cpp$", "zlib is wrapped by geo/io")
    own("^zip\\.h$", "^geo/io/.*\\.cpp$", "libzip is wrapped by geo/io")
    own("^unicode/", "^planner/export/.*\\.cpp$", "ICU is wrapped by planner/export")
    own("^simdjson\\.h$", "^planner/monitor/.*\\.cpp$", "simdjson is wrapped by planner/monitor")
    own("^boost/geometry\\.hpp$", "^$", "include the headers you need, not the umbrella")
    own("^boost/geometry", "^(tests/)?geo/index/.*\\.cpp$", "Boost.Geometry stays in sources of geo/index")
    own("^boost/math/", "^planner/monitor/.*\\.cpp$", "Boost.Math stays in sources of planner/monitor")
    own("^boost/(graph|property_map)/", "^geo/network/.*\\.cpp$", "Boost.Graph stays in sources of geo/network")
    own("^(osmium|protozero)/", "^(tests/)?geo/io/.*\\.cpp$|^tests/support/.*\\.cpp$", "libosmium is wrapped by geo/io")
    own("^toml\\+\\+/", "^(tests/)?planner/config/.*\\.cpp$", "toml++ is wrapped by planner/config")
    own("^mapnik/", "^(tests/)?planner/sheets/.*\\.cpp$", "Mapnik is wrapped by planner/sheets")
    own("^(cairo.*|hb.*|ft2build)\\.h$", "^(tests/)?planner/sheets/.*\\.cpp$",
        "Cairo and HarfBuzz are wrapped by planner/sheets")
    own("^cmark-gfm", "^planner/report/.*\\.cpp$", "cmark-gfm is wrapped by planner/report")
    own("^coin/", "^(tests/)?planner/siting/.*\\.cpp$", "Cbc is wrapped by planner/siting")
    own("^CLI/", "^tools/", "CLI11 belongs to the command line")
    own("^catch2/", "^tests/", "Catch2 belongs to the tests")
}

function own(header, place, why) {
    ++owned
    owned_header[owned] = header
    owned_place[owned] = place
    owned_why[owned] = why
}

function complain(what) {
    printf "%s:%d: %s\n", FILENAME, FNR, what
    ++violations
}

# geo/io of geo/io/read.hpp
function room_of(path,    parts) {
    split(path, parts, "/")
    return parts[1] "/" parts[2]
}

function top_of(path) {
    return substr(path, 1, index(path, "/") - 1)
}

function check_own(target,    room, top, other, other_top) {
    room = room_of(FILENAME)
    top = top_of(FILENAME)
    other = room_of(target)
    other_top = top_of(target)
    if (top == "tests" || room == other) {
        return
    }
    if (other_top == "tests") {
        complain("only tests include tests: " target)
    } else if (other_top == "tools" && top != "tools") {
        complain(top " includes tools: " target)
    } else if (top == "geo" && other_top == "planner") {
        complain("geo knows nothing of planner: " target)
    } else if (top == "geo" && other_top == "geo") {
        check_rank(room, other, target)
    } else if (top == "planner" && other_top == "planner") {
        check_planner(room, other, target)
    } else if (other_top !~ /^(geo|planner|tools)$/) {
        complain("include by the path from the project's folder: " target)
    }
}

function check_rank(room, other, target,    from, to) {
    from = substr(room, 5)
    to = substr(other, 5)
    if (!(from in rank) || !(to in rank)) {
        complain("a room that include_rules.awk does not know: " room " or " other)
    } else if (rank[to] >= rank[from] && !((room, other) in also)) {
        complain(room " must not include " other ": " target)
    }
}

function check_planner(room, other, target) {
    if (other == "planner/model") {
        return
    }
    if (room == "planner/model") {
        complain("planner/model includes no other room of planner: " target)
    } else if (other in step && !(room in joins)) {
        complain(room " must not include the step " other ": " target)
    } else if (other in joins && !(room in joins)) {
        complain(room " must not include " other ", which stands after it: " target)
    } else if ((other == "planner/report" && room !~ /^planner\/(export|verify)$/) ||
               (other == "planner/sheets" && room !~ /^planner\/(report|export)$/)) {
        complain("views are for the command line: " room " must not include " target)
    }
}

function check_foreign(target,    i) {
    if (FILENAME ~ /^tests\/bench\//) {
        return  # benchmarks measure other libraries beside ours
    }
    for (i = 1; i <= owned; ++i) {
        if (target ~ owned_header[i]) {
            if (FILENAME !~ owned_place[i]) {
                complain(owned_why[i] ": <" target ">")
            }
            return
        }
    }
}

# A word in a text that may be printed, not in a comment.
function check_words(line,    text) {
    sub(/^[ \t]*\/\/.*/, "", line)
    while (match(line, /"([^"\\]|\\.)*"/)) {
        text = tolower(substr(line, RSTART, RLENGTH))
        line = substr(line, RSTART + RLENGTH)
        if (text ~ /(^|[^a-z])(foe|enemy|enemies|aggressor|occupier)s?([^a-z]|$)/) {
            complain("parties are named by their ids and roles only: " text)
        }
    }
}

function note_first(target) {
    if (!(FILENAME in first)) {
        first[FILENAME] = target
    }
}

# A source includes its own header first: so each build proves that the header compiles alone.
function check_own_headers(    file, header) {
    for (file in seen) {
        header = file
        if (sub(/\.cpp$/, ".hpp", header) && header in seen && first[file] != header) {
            printf "%s: its own header is not included first: %s\n", file, header
            ++violations
        }
    }
}

function end_of_file() {
    if (previous ~ /\.hpp$/ && !guarded) {
        printf "%s: no #pragma once\n", previous
        ++violations
    }
}

FNR == 1 {
    end_of_file()
    previous = FILENAME
    guarded = 0
    seen[FILENAME] = 1
    if ($0 !~ /^\/\/ SPDX-License-Identifier: Apache-2\.0$/) {
        complain("the first line is not // SPDX-License-Identifier: Apache-2.0")
    }
}

/^#pragma once$/ { guarded = 1 }

/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    note_first(quoted[2])
    check_own(quoted[2])
    next
}

/^[ \t]*#[ \t]*include[ \t]*</ {
    split($0, bracketed, /[<>]/)
    note_first(bracketed[2])
    check_foreign(bracketed[2])
    next
}

/(^|[^A-Za-z_])Approx\(/ && FILENAME ~ /^tests\// {
    complain("Approx accepts 60 m on a northing; use WithinAbs with a tolerance that is explained")
}

FILENAME !~ /^tests\// { check_words($0) }

END {
    end_of_file()
    check_own_headers()
    exit violations > 0
}
