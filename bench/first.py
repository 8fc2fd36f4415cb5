#!/usr/bin/env python3
"""Times `wireroom annotate`: to its first line, to its last, and what copies cost.

    bench/first.py WIREROOM PILE.jsonl [TIER] [FLAG…]

The pile is annotated as it stands, then ten times over under other ids, then ten times with other
furniture around each text. Time to the first line is from the start of the program; CPU is user and
system of the whole run, which a busy machine leaves nearly the same. What it is not: a measure of what is
found.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

BEFORE = ["Home | World | Business", "Skip to content\nMenu\nSign in", "3 min read", "Advertisement"]
AFTER = ["Leave a Reply", "Share this article", "Subscribe to our newsletter", "About us | Contact"]


def run(program, pile, tier, flags):
    """Seconds to the first line and to the end, CPU seconds, lines."""
    start, used = time.monotonic(), os.times()
    args = [program, "annotate", pile, "--tier", tier, *flags]
    with subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        lines = int(bool(process.stdout.readline()))
        first = time.monotonic() - start
        lines += sum(1 for _ in process.stdout)
    now = os.times()
    cpu = now.children_user + now.children_system - used.children_user - used.children_system
    return first, time.monotonic() - start, cpu, lines


def copies(rows, furnished):
    """Ten of each, in ten rounds."""
    for k in range(10):
        for row in rows:
            copy = dict(row, id=f"{row.get('id', '')}-{k}")
            if copy.get("url"):
                copy["url"] = f"https://copy{k}.example/{copy['id']}"
            if furnished:
                before, after = BEFORE[k % len(BEFORE)], AFTER[(k + k // 4) % len(AFTER)]
                copy["text"] = f"{before}\n\n{row['text']}\n\n{after}\n"
            yield copy


def main():
    program, pile, *rest = sys.argv[1:]
    tier, flags = (rest[0] if rest else "full"), rest[1:]
    with open(pile, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    base = None
    with tempfile.TemporaryDirectory() as folder:
        for name, some in [
            ("as it stands", rows),
            ("ten copies", copies(rows, False)),
            ("ten copies, other furniture", copies(rows, True)),
        ]:
            path = os.path.join(folder, "pile.jsonl")
            with open(path, "w", encoding="utf-8") as out:
                out.writelines(json.dumps(row) + "\n" for row in some)
            first, whole, cpu, n = run(program, path, tier, flags)
            base = base or cpu
            print(
                f"{name}: {n} lines, first {first:.2f} s, all {whole:.2f} s, "
                f"cpu {cpu:.2f} s ({cpu / base:.2f} times)"
            )


if __name__ == "__main__":
    main()
