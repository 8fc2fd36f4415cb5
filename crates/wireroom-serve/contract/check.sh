#!/usr/bin/env bash
# Holds the API against its own description with schemathesis: no 5xx, no status and no type that is
# not described, every answer as its schema says, and nothing accepted that the schema forbids.
#
#   check.sh WIREROOM PILE VENV
#
# VENV is a Python environment with schemathesis (see .ci/run). One check is left out:
# positive_data_acceptance holds that what a schema allows is accepted, and no schema says which
# cursors a list has, which ids a family, or that no February has a 30th.
set -euo pipefail
wireroom=$1 pile=$2 venv=$(realpath "$3")
config=$(realpath "$(dirname "$0")")/schemathesis.toml

# schemathesis leaves notes where it runs.
folder=$(mktemp -d)
log=$folder/log
"$wireroom" serve "$pile" 2>"$log" &
server=$!
trap 'kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
for _ in $(seq 600); do
    address=$(grep -o 'http://[^ ]*' "$log" || true)
    [ -n "$address" ] && break
    kill -0 "$server" 2>/dev/null || { cat "$log" >&2; exit 1; }
    sleep 0.1
done
[ -n "$address" ] || { echo "the server did not start" >&2; exit 1; }

cd "$folder"
"$venv/bin/schemathesis" --config-file "$config" run "${address%/}/api/v1/openapi.json" \
    --phases coverage,fuzzing --max-examples 10 --seed 1 --generation-database none \
    --exclude-checks positive_data_acceptance --header "Origin: ${address%/}"
