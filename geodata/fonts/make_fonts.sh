#!/usr/bin/env bash
# Cuts Noto Sans to the letters that maps use: Latin with its extensions, punctuation, signs of comparison.
#
#     make_fonts.sh FOLDER_WITH_THE_TTF_FILES
#
# Needs fontTools. The same input gives the same bytes.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
letters="U+0020-007E,U+00A0-017F,U+0192,U+0218-021B,U+02C6,U+02DA,U+02DC,U+0300-0304,U+0306-0308,U+030A-030C,U+0326-0328"
signs="U+1E9E,U+2002,U+2009,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032,U+2033,U+2039,U+203A,U+2044"
signs="$signs,U+2070,U+2074-2079,U+2080-2089,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+2215,U+2219,U+221E,U+2248,U+2260,U+2264,U+2265"
for pair in 400Regular:regular 600SemiBold:semibold; do
    pyftsubset "$1/NotoSans_${pair%%:*}.ttf" --unicodes="$letters,$signs" --layout-features="kern,mark,mkmk,ccmp" \
        --no-hinting --desubroutinize --name-IDs="0,1,2,3,4,5,6,13,14,16,17" --notdef-outline --no-recalc-timestamp \
        --output-file="$here/noto-sans-${pair##*:}.ttf"
done
