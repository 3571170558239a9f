#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# main-job.sh PROGRAM [PROJECT]: what ./dev run does where there is no window. Without PROJECT it
# makes the sample, brings its open cases to signature as its three people, cuts a release, and has
# it checked by programs that are not ours. With PROJECT it verifies that one and says how far it is,
# as the first of its people who has an identity on this machine.
set -euo pipefail
program=$(realpath "$1")

# first_of PEOPLE KEYS, as the program lists them: the handle here of the first who is in both.
first_of() {
  python3 -c '
import json, sys
people, keys = (json.loads(text)["data"] for text in sys.argv[1:])
mine = {key["identity"]["person"]: key["identity"]["handle"] for key in keys["keys"]}
print(next((mine[row["person"]] for row in people["people"] if row["person"] in mine), ""))' "$@"
}

look_at() {
  local code=0 people keys who
  "$program" verify "$1" || code=$?
  [ "$code" -lt 2 ] || return "$code"
  people=$("$program" person list "$1" --json) || return "$code" # too damaged to look into
  keys=$("$program" key list --json) || return 2
  who=$(first_of "$people" "$keys") || return 2
  if [ -z "$who" ]; then
    echo "Only its members see more, and no identity of this machine is one. Send a lead the line in"
    echo "braces that \"$program key list\" prints, to be added with \"person add\"."
    return "$code"
  fi
  printf '\nAs %s, from here on: %s COMMAND %s --as %s\n' "$who" "$program" "$1" "$who"
  "$program" status "$1" --as "$who" || return 2
  return "$code"
}

if [ $# -gt 1 ]; then
  look_at "$2"
  exit
fi

job=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/_dev/job
rm -rf "$job"
mkdir -p "$job"
export XDG_DATA_HOME=$job/keys XDG_STATE_HOME=$job/state
cd "$job"
printf 'countersign sample\n' >passphrase
project=sample/sample.countersign

say() {
  printf '\n%s\n' "$*"
}
as() {
  local who=$1
  shift
  "$program" "$@" --as "sample-$who"
}

say "The sample: phantoms, drawn slides and notes, with one case at each stage"
"$program" sample sample
as chris cases $project

say "Ana answers what was sent back: the gland that she overlooked on slide 3, from a COCO file"
as ana task next $project
as ana load $project --format coco sample/marks/slide-3.coco.json
as ana task submit $project 'Slide 3'

say "She reads Patient 2: nodules on the slices, findings and sizes in the note"
as ana task next $project
as ana load $project --format jsonl sample/marks/patient-2.jsonl
as ana task submit $project 'Patient 2'

say "Ben reviews; on slide 1 he outlines the gland that she overlooked, moves the point that she put
on an ordinary cell to the one that divides, and so becomes an author himself"
as ben load $project --format jsonl sample/marks/slide-1.jsonl
as ben review $project 'Slide 1' --decision correct --category missed --clause G-3.1 \
  --reason 'One gland had no outline, and a mitosis was marked on an ordinary cell.'
for case in 'Slide 3' 'Patient 2'; do
  as ben review $project "$case" --decision accept
done

say "Chris approves, and signs everything at once"
for case in 'Slide 1' 'Slide 2' 'Slide 3' 'Patient 2'; do
  as chris review $project "$case" --decision accept
done
as chris sign $project --passphrase-file passphrase

say "The release, as a folder and as a zip"
as chris release cut $project first --passphrase-file passphrase
"$program" release export $project first --to release
"$program" release export $project first --to release.zip
"$program" release export $project first --to again.zip
cmp release.zip again.zip

say "Checked by programs that are not ours"
cd release
sha256sum --check --quiet --strict SHA256SUMS
echo "sha256sum: every file is what the list says"
ssh-keygen -Y verify -f allowed_signers -I sample-chris -n release@countersign \
  -s SHA256SUMS.sig <SHA256SUMS
minisign -V -p signer.pub -m SHA256SUMS
python3 -B read.py >../read.txt
echo "read.py: $(wc -l <../read.txt) items, read with nothing but standard Python"
cd ..

say "And by ours"
"$program" release verify release.zip
as chris verify $project

say "The project is $job/$project, the release lies in $job/release"
say "To go on with it, whose people have their keys beside it:"
echo "  export XDG_DATA_HOME='$XDG_DATA_HOME' XDG_STATE_HOME='$XDG_STATE_HOME'"
echo "  '$program' history '$job/$project' --as sample-chris"
