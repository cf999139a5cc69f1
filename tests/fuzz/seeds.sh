#!/usr/bin/env bash
# Puts the seeds of every target into corpus/: small samples that GDAL wrote, see tests/oracle/formats.
set -euo pipefail
cd "$(dirname "$0")"
samples=../oracle/formats/samples
seed() { mkdir -p "corpus/$1"; shift_to=$1; shift; cp "$@" "corpus/$shift_to/"; }
seed geojson $samples/{squares.geojson,old.geojson,sequence.geojsons,points.geojson}
seed topojson $samples/{plain,quantised}.topojson
seed geopackage $samples/{squares,heights,points}.gpkg
seed flatgeobuf $samples/{squares,plain,points}.fgb
seed geoparquet $samples/{snappy,zstd,native,polygons,points}.parquet
seed zipped $samples/{squares,several}.zip
seed study ../squareland/study.toml
seed reference $samples/utf8.prj
mkdir -p corpus/shapefile
for name in utf8 points heights; do
    { printf "%08x" "$(stat -c %s "$samples/$name.shp")" | sed 's/\(..\)\(..\)\(..\)\(..\)/\\x\4\\x\3\\x\2\\x\1/' | xargs -0 printf
      cat "$samples/$name.shp" "$samples/$name.dbf"; } > "corpus/shapefile/$name"
done
