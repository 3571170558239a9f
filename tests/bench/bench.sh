#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# bench.sh BUILD: one line per figure, each beside its floor from the same run.
set -euo pipefail
build=$1
corpus=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/../shared/corpus
folder=$(mktemp -d)
memory=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)
trap 'rm -rf "$folder" "$memory"' EXIT

echo "machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
"$build/tests/bench/bench-project" "$folder" "$build/src/cli/countersign-cli" "$memory" |
  grep -v '^#'
"$build/tests/bench/bench-formats" | grep -v '^#'
"$build/tests/bench/bench-render"
"$build/tests/bench/bench-tools"
"$build/tests/bench/bench-match"
tests=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CS_TEST_SOURCE=$tests "$tests/lib/display.sh" "$build/tests/widgets/test-widget-canvas" -m perf \
  -p /canvas/speed | sed -n 's/^# min perf: /canvas: /p'
CS_TEST_SOURCE=$tests "$tests/lib/display.sh" "$build/tests/widgets/test-widget-review-crowd" 5000 |
  grep "^review with"
mkdir "$folder/load"
"$build/tests/bench/bench-load" "$folder/load" | grep -v '^#'
if [ -d "$corpus/dicom/series" ]; then
  "$build/tests/bench/bench-scan" "$build/src/decode/countersign-decode" "$corpus/dicom/series" \
    "$corpus/dicom/wg04"
else
  echo "header scan: skipped, the corpus is not on this machine"
fi
series=
[ ! -d "$corpus/dicom/series/ct-head-a" ] || series=$corpus/dicom/series/ct-head-a
"$(dirname "${BASH_SOURCE[0]}")/../lib/display.sh" python3 -B \
  "$(dirname "${BASH_SOURCE[0]}")/bench-window.py" "$build" $series
"$tests/lib/display.sh" python3 -B "$tests/bench/bench-crowd.py" "$build"
/usr/bin/python3 -B "$tests/bench/bench-metrics.py" "$build"
