#!/usr/bin/env python3
"""Measures `wireroom collate --index`: adding 1, 10 and 100 articles to an index of a large pile.

    python3 bench/adding.py PILE… [--wireroom target/release/wireroom] [--repeats 5] [--check]
                            [--work DIR] [--out FILE]

Each PILE is JSON Lines, such as `wireroom-eval make-copies` makes. Its last 111 articles are kept out,
an index is made of the rest, and then, each time from that index as it was made, 1, 10 and 100 of
those kept out are added. Time is that of the whole process; beside it stands what the process takes
to collate the same few articles alone, so that what is left is what the index costs. The rest is
collated anew, with all of them, for comparison. Wall time is the least of the repeats and CPU time too:
what disturbs a run only adds. Instructions are counted by perf where the kernel counts them, else by
valgrind for 1 article where it is there. Peak memory is never less than that of this script, which
starts the processes.

With `--check`, the documents and families that were printed along the way are put together as a
reader would, and compared with what collating everything says. Standard library only; Linux.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

from run import counted, perf_counts_instructions

COUNTS = (1, 10, 100)


def timed(command, with_perf, out):
    """Wall and CPU seconds, peak memory in MiB and instructions of a command."""
    counts = out + ".perf"
    if with_perf:
        command = ["perf", "stat", "-x,", "-o", counts, "-e", "instructions:u", *command]
    with open(out, "wb") as file:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=file)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)} failed")
    instructions = None
    if with_perf:
        with open(counts, encoding="utf-8") as lines:
            fields = [line.split(",") for line in lines if "instructions" in line]
        instructions = float(fields[0][0]) if fields else None
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, instructions


def least(runs):
    """The least of each figure; the most memory."""
    walls, cpus, peaks, instructions = zip(*runs)
    known = [count for count in instructions if count is not None]
    return min(walls), min(cpus), max(peaks), min(known) if known else None


def settled(path):
    """Waits until what was written is on the disk: a run is not to wait for what another wrote."""
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def told(state, path):
    """A reader who has `state`, told what `path` prints."""
    with open(path, encoding="utf-8") as file:
        new = json.load(file)
    fresh = {document["id"] for document in new["documents"]}
    documents, families = state
    documents.update((document["id"], document) for document in new["documents"])
    gone = [id for id, family in families.items()
            if any(witness["document"] in fresh for witness in family["witnesses"])]
    for id in gone:
        del families[id]
    families.update((family["id"], family) for family in new["families"])


def check(wireroom, steps, work):
    """Whether what is printed along the way adds up to what collating at once says."""
    index, out = os.path.join(work, "check.index"), os.path.join(work, "check.json")
    state = ({}, {})
    for step in steps:
        subprocess.run([wireroom, "collate", step, "--index", index, "--format", "json", "--out", out],
                       check=True)
        told(state, out)
    whole = ({}, {})
    subprocess.run([wireroom, "collate", *steps, "--format", "json", "--out", out], check=True)
    told(whole, out)
    os.remove(index)
    return state == whole


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("pile", nargs="+")
    ask.add_argument("--wireroom", default="target/release/wireroom")
    ask.add_argument("--repeats", type=int, default=5)
    ask.add_argument("--check", action="store_true")
    ask.add_argument("--work")
    ask.add_argument("--out")
    args = ask.parse_args()
    with_perf = perf_counts_instructions()
    lines = []

    def say(line):
        lines.append(line)
        print(line, flush=True)

    with tempfile.TemporaryDirectory(dir=args.work) as work:
        for pile in args.pile:
            measure(args, pile, work, with_perf, say)
    if args.out:
        with open(args.out, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


def measure(args, pile, work, with_perf, say):
    path = lambda name: os.path.join(work, name)
    with open(pile, encoding="utf-8") as file:
        articles = file.readlines()
    kept_out = sum(COUNTS)
    if len(articles) <= kept_out:
        sys.exit(f"{pile} has {len(articles)} articles; more than {kept_out} are needed")
    rest = len(articles) - kept_out
    steps = [path("rest.jsonl")] + [path(f"add-{count}.jsonl") for count in COUNTS]
    bounds = [0, rest]
    for count in COUNTS:
        bounds.append(bounds[-1] + count)
    for step, start, end in zip(steps, bounds, bounds[1:]):
        with open(step, "w", encoding="utf-8") as file:
            file.writelines(articles[start:end])
    del articles
    out, index = path("out"), path("made.index")
    made = timed([args.wireroom, "collate", steps[0], "--index", index, "--format", "jsonl"], with_perf, out)
    plain = timed([args.wireroom, "collate", *steps, "--format", "jsonl"], with_perf, out)
    size = os.path.getsize(index) / 1e6
    say(f"\n{os.path.basename(pile)}: {rest} articles, {os.path.getsize(steps[0]) / 1e6:.0f} MB; "
        f"the index takes {size:.0f} MB, {size * 1e3 / rest:.2f} KB an article\n")
    say("| job | wall s | CPU s | CPU s beyond the articles alone | peak MiB | instructions, M |")
    say("|---|---|---|---|---|---|")

    def row(name, figures, alone=None):
        wall, cpu, peak, instructions = figures
        beyond = f"{cpu - alone[1]:.3f}" if alone else "–"
        count = f"{instructions / 1e6:.0f}" if instructions else "–"
        say(f"| {name} | {wall:.3f} | {cpu:.3f} | {beyond} | {peak:.0f} | {count} |")

    row("collate all anew", plain)
    row("make the index of the rest", made)
    grown = path("grown.index")
    for count, step in zip(COUNTS, steps[1:]):
        alone, runs = [], []
        for _ in range(args.repeats):
            shutil.copyfile(index, grown)
            settled(grown)
            alone.append(timed([args.wireroom, "collate", step, "--format", "jsonl"], with_perf, out))
            runs.append(timed([args.wireroom, "collate", step, "--index", grown, "--format", "jsonl"],
                              with_perf, out))
        row(f"collate {count} alone", least(alone))
        row(f"add {count}", least(runs), least(alone))
    if not with_perf:
        shutil.copyfile(index, grown)
        one = counted([args.wireroom, "collate", steps[1], "--threads", "1", "--index", grown,
                       "--format", "jsonl", "--out", out], work)
        alone = counted([args.wireroom, "collate", steps[1], "--threads", "1", "--format", "jsonl",
                         "--out", out], work)
        if one and alone:
            say(f"\nInstructions of adding 1 (valgrind, one thread): {one / 1e6:.0f} M, of which "
                f"{(one - alone) / 1e6:.0f} M beyond collating it alone.")
    if args.check:
        say("\nWhat was printed along the way is " +
            ("what collating all says." if check(args.wireroom, steps, work) else "OTHER THAN what collating all says!"))


if __name__ == "__main__":
    main()
