#!/usr/bin/env bash
# Puts the seeds of every target into corpus/: small samples that GDAL and spreadsheets wrote, see tests/oracle.
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
mkdir -p corpus/prj corpus/tables corpus/answers
cp $samples/*.prj corpus/prj/
# The first byte says which table the rest stands for.
tables=../oracle/tables
for role in 0 1 2 3; do
    for file in ../squareland/*.csv $tables/squareland.* $tables/office.* $tables/damaged.* ../../tests/oracle/tables/*.csv; do
        [ -f "$file" ] && { printf "\\x0$role"; cat "$file"; } > "corpus/tables/$role-$(basename "$file")"
    done
done
printf '\x00unit_id,peer,tasks,q_a,q_b,staff\nA,1,x;y,1,0,12\nC,0,,,,\nE,s\xc3\xac,na,1,x,"1,5"\n' > corpus/answers/declared
printf '\x01unit_id;peer;staff\nA;yes;12\nC;no;7\nE;n/a;\n' > corpus/answers/every-column
