"""Cuts a file of weights in two, which ship in two crates: part.py WEIGHTS CRATES

A registry takes packages of ten megabytes, and eight-bit weights do not pack to less than nine tenths.
The cut is at the end of a word piece's vector, so that no vector is torn, and such that both parts are of
about one size. One after the other they are the file, byte for byte.
"""
import sys
from pathlib import Path

MAGIC = b"wireroom-encoder 2\n"
WIDTH = 384
# Under what a registry takes, with room for sources.
MOST = 10_000_000

source, crates = Path(sys.argv[1]), Path(sys.argv[2])
whole = source.read_bytes()
assert whole.startswith(MAGIC), f"{source} is no file of weights of this format"
number = lambda at: int.from_bytes(whole[at:at + 4], "little")
at = len(MAGIC) + 4
count = number(at)
at += 4
for _ in range(count):
    at += 1 + whole[at]
first = at + 4 * count
rows = max(0, min(count, (len(whole) // 2 - first) // WIDTH))
cut = first + rows * WIDTH
parts = whole[:cut], whole[cut:]
for part in parts: assert len(part) <= MOST, f"a part of {len(part)} bytes is too large for a registry"
names = "wireroom-encoder-words/data/words.weights", "wireroom-encoder/data/encoder.weights"
for name, part in zip(names, parts):
    (crates / name).write_bytes(part)
    print(f"{name}: {len(part)} bytes")
