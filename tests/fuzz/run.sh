#!/usr/bin/env bash
# Runs every target one after the other, each for the seconds given: run.sh FOLDER SECONDS [TARGET …]. Built programs are in FOLDER.
set -uo pipefail
programs=$(realpath "$1"); seconds=$2; shift 2
cd "$(dirname "$0")"
targets=("$@")
[ ${#targets[@]} -gt 0 ] || for file in fuzz_targets/*.rs; do targets+=("$(basename "$file" .rs)"); done
for target in "${targets[@]}"; do
    mkdir -p "corpus/$target" "artifacts/$target"
    "$programs/$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=200000 -print_final_stats=1 \
        -artifact_prefix="artifacts/$target/" "corpus/$target" > "artifacts/$target.log" 2>&1
    echo "$target: exit $? after $(grep -o 'stat::number_of_executed_units: *[0-9]*' "artifacts/$target.log" | grep -o '[0-9]*$') inputs"
done
