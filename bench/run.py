"""Times whole jobs of Wireroom, rensa and datatrove on one generated pile and writes RESULTS.md.

    python3 bench/run.py --pile PILE… [--articles 10000] [--share 0.5] [--repeats 5] [--seed 7]
                         [--slow-repeats N] [--alone N…] [--counted N] [--work DIR] [--venv DIR]
                         [--out bench/RESULTS.md]

PILE is what articles are made from (see `wireroom-eval make-copies --help`). The programs are
`target/release/wireroom` and `target/release/wireroom-eval`, built before; the other two come from
PyPI at the versions below, into a virtual environment that is made once. Jobs take turns, repeat by
repeat, so that a machine whose speed drifts is fair to all. Every job is a process of its own that
reads the pile from disk and writes what it found to disk; time is that of the whole process, its
children included. Scoring is outside the timing. Standard library only.

With `--alone`, Wireroom also collates piles of so many articles by itself, once each: how cost and
memory grow. With `--counted`, the instructions of one run over that many articles are counted by
valgrind, where it is there: a clock on a shared machine says little.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict

VERSIONS = {"rensa": "0.5.0", "datatrove[io,processing]": "0.10.1", "spacy": "3.8.18"}
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BENCH = os.path.join(ROOT, "bench")


def environment(folder):
    """The Python of a virtual environment with the other programs in it."""
    python = os.path.join(folder, "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    wanted = [f"{name}=={version}" for name, version in VERSIONS.items()]
    subprocess.run([python, "-m", "pip", "install", "-q", *wanted], check=True)
    return python


def perf_counts_instructions():
    """Whether the kernel counts instructions for us here."""
    if not shutil.which("perf"):
        return False
    done = subprocess.run(["perf", "stat", "-x,", "-e", "instructions:u", "true"],
                          capture_output=True, text=True)
    return done.returncode == 0 and "not supported" not in done.stderr and "not counted" not in done.stderr


def timed(command, log, with_perf):
    """Wall and CPU seconds, peak memory (MiB, the largest process) and instructions of a command."""
    counts = log + ".perf"
    if with_perf:
        command = ["perf", "stat", "-x,", "-o", counts, "-e", "instructions:u", *command]
    with open(log, "a", encoding="utf-8") as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=out)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command[0]} failed; its output is in {log}")
    instructions = None
    if with_perf:
        with open(counts, encoding="utf-8") as lines:
            fields = [line.split(",") for line in lines if "instructions" in line]
        instructions = float(fields[0][0]) if fields else None
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, instructions


def counted(command, work):
    """Instructions of a command by valgrind's count; `None` without valgrind."""
    if not shutil.which("valgrind"):
        return None
    counts = os.path.join(work, "callgrind.out")
    done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={counts}", *command],
                          capture_output=True, text=True)
    lines = [line for line in done.stderr.splitlines() if "Collected" in line]
    return float(lines[-1].split(":")[1]) if lines else None


def head(path, out, articles):
    """The first articles of a pile as a pile of its own."""
    with open(path, encoding="utf-8") as lines, open(out, "w", encoding="utf-8") as file:
        for nth, line in enumerate(lines):
            if nth == articles:
                break
            file.write(line)


def read_gold(path):
    families, seconds = {}, {}
    with open(path, encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if "family" in row and row["held"]:
                families[row["id"]] = row["family"]
                if row["second"]:
                    seconds[row["id"]] = row["second"]
    return families, seconds


def score(families, seconds, found):
    """Pair recall and precision, as `eval/src/copies.rs` defines them."""
    def pairs(n):
        return n * (n - 1) // 2

    gold = sum(map(pairs, Counter(families.values()).values()))
    cells = defaultdict(Counter)
    for key, family in found.items():
        cells[family][families[key]] += 1
    right = sum(pairs(n) for cell in cells.values() for n in cell.values())
    joined = sum(pairs(sum(cell.values())) for cell in cells.values())
    neither = sum(cells[found[key]][second] for key, second in seconds.items() if key in found)
    return right / gold, right / max(joined - neither, 1)


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def found_by_wireroom(path):
    with open(path, encoding="utf-8") as file:
        record = json.load(file)
    sources = {document["id"]: document["source_id"] for document in record["documents"]}
    return {sources[witness["document"]]: family["id"]
            for family in record["families"] for witness in family["witnesses"]}


def found_in_rows(path):
    return {row["id"]: row["family"] for row in rows(path)}


def flagged(path):
    """Documents said to be duplicates, where a program says no more."""
    return {row["id"] for row in rows(path) if row.get("duplicate") or row.get("keep") is False}


def alone(articles, given, at):
    """A row: Wireroom on a pile of so many articles, made for it and removed after."""
    pile, gold, out = at("alone.jsonl"), at("alone.gold.jsonl"), at("alone.pairs.jsonl")
    subprocess.run([os.path.join(given.programs, "wireroom-eval"), "make-copies", *given.pile, "--out", pile,
                    "--seed", str(given.seed), "--articles", str(articles), "--share", str(given.share)],
                   check=True, stderr=subprocess.DEVNULL)
    size = os.path.getsize(pile) / 1e6
    wall, cpu, peak, _ = timed([os.path.join(given.programs, "wireroom"), "collate", "--format", "jsonl",
                                "--scratch", given.work, "--out", out, pile], at("log"), False)
    for path in (pile, gold, out):
        os.remove(path)
    return f"| {articles} | {size:.0f} | {wall:.1f} | {cpu:.1f} | {cpu / articles * 1000:.2f} | {peak:.0f} |"


def instructions_of(given, at, pile):
    """What valgrind counts for the whole job on the first articles of the pile, and on half as many: the
    difference is what an article costs, without what a start costs."""
    counts = []
    for articles in (given.counted // 2, given.counted):
        head(pile, at("counted.jsonl"), articles)
        counts.append(counted([os.path.join(given.programs, "wireroom"), "collate", "--threads", "1", "--format",
                               "json", "--out", at("counted.json"), at("counted.jsonl")], given.work))
    if None in counts:
        return ["Instructions of Wireroom: valgrind is not there."]
    each = (counts[1] - counts[0]) / (given.counted - given.counted // 2)
    return [f"Instructions of Wireroom, counted by valgrind on the first {given.counted} articles of the pile, one "
            f"thread: {counts[1] / 1e9:.2f} G, {each / 1e6:.2f} M an article beyond what a start costs."]


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (f"{len(os.sched_getaffinity(0))} cores of {model}, {memory:.0f} GiB, {platform.system()} "
            f"{platform.release().split('-')[0]}, Python {platform.python_version()}; load at the start {load:.1f}")


def middle(values):
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--pile", nargs="+", required=True)
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--share", type=float, default=0.5)
    options.add_argument("--repeats", type=int, default=5)
    options.add_argument("--slow-repeats", type=int, help="repeats of datatrove, if fewer; no warm-up then")
    options.add_argument("--alone", type=int, nargs="*", default=[], help="sizes of piles for Wireroom alone")
    options.add_argument("--counted", type=int, help="articles of the run whose instructions are counted")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--work", default=os.path.join(ROOT, "target", "bench"))
    options.add_argument("--venv")
    options.add_argument("--programs", default=os.path.join(ROOT, "target", "release"))
    options.add_argument("--out", default=os.path.join(BENCH, "RESULTS.md"))
    given = options.parse_args()
    os.makedirs(given.work, exist_ok=True)
    python = environment(given.venv or os.path.join(given.work, "venv"))
    facts = machine()
    commit = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True,
                            text=True).stdout.strip()
    pile, gold = (os.path.join(given.work, name) for name in ("pile.jsonl", "pile.gold.jsonl"))
    subprocess.run([os.path.join(given.programs, "wireroom-eval"), "make-copies", *given.pile, "--out", pile,
                    "--seed", str(given.seed), "--articles", str(given.articles), "--share", str(given.share)],
                   check=True)
    families, seconds = read_gold(gold)
    copies = {row["id"] for row in rows(gold) if row.get("held") and row["kind"] != "root"}

    def at(name):
        return os.path.join(given.work, name)

    def rensa(mode, threshold):
        out = at(f"rensa-{mode}-{threshold}")
        return out, [python, os.path.join(BENCH, "rensa_job.py"), mode, pile, out, threshold]

    jobs = {"wireroom collate": (at("wireroom.json"), [
        os.path.join(given.programs, "wireroom"), "collate", "--format", "json", "--out", at("wireroom.json"), pile])}
    jobs["rensa, keep unique, 0.8"] = rensa("keep", "0.8")
    jobs["rensa, rho flags, 0.8"] = rensa("rho", "0.8")
    for threshold in ("0.7", "0.5", "0.3"):
        jobs[f"rensa, clusters, {threshold}"] = rensa("clusters", threshold)
    jobs["datatrove, MinHash, defaults"] = (at("datatrove.jsonl"), [
        python, os.path.join(BENCH, "datatrove_job.py"), pile, at("datatrove.jsonl"), at("datatrove"), "2"])

    with_perf = perf_counts_instructions()
    figures = defaultdict(dict)
    for repeat in range(given.repeats + 1):
        for name, (_, command) in jobs.items():
            slow = name.startswith("datatrove") and given.slow_repeats is not None
            if slow and not 1 <= repeat <= given.slow_repeats:
                continue
            figure = timed(command, at("log"), with_perf)
            print(f"{'warm-up' if repeat == 0 else repeat}: {name}: "
                  f"{figure[0]:.2f} s wall, {figure[1]:.2f} s CPU, {figure[2]:.0f} MiB", file=sys.stderr)
            if repeat > 0:
                figures[name][repeat] = figure

    size = os.path.getsize(pile) / 1e6
    lines = [
        "# Copies found, and what that costs", "",
        "Written by `bench/run.py`; what it does and what is fair about it stands there.", "",
        f"* Machine: {facts}. Shared with other work: quote ratios of CPU time, not seconds.",
        f"* Pile: `make-copies --seed {given.seed} --articles {given.articles} --share {given.share}`: "
        f"{len(families)} documents, {size:.1f} MB, {len(copies)} of them copies.",
        f"* Versions: {', '.join(f'{name} {version}' for name, version in VERSIONS.items())}, Wireroom as built "
        f"before the run, which began at commit {commit}.",
        f"* {given.repeats} repeats after one that does not count, jobs taking turns"
        + ("" if given.slow_repeats is None else f" (datatrove {given.slow_repeats}, no warm-up)")
        + ". Median (least to most). Peak memory is that of the largest process. " + ("" if with_perf else
        "Instructions: unavailable, the kernel does not count them here."), "",
        "| job | wall s | CPU s | CPU, times Wireroom's | peak MiB | instructions, G | pair recall | pair precision |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, (out, _) in jobs.items():
        wall, cpu, peak, instructions = zip(*figures[name].values())
        ours = figures["wireroom collate"]
        ratio = [figure[1] / ours[repeat][1] for repeat, figure in figures[name].items()]
        if name.startswith("wireroom"):
            quality = "{:.3f} | {:.4f}".format(*score(families, seconds, found_by_wireroom(out)))
        elif "clusters" in name or name.startswith("datatrove"):
            quality = "{:.3f} | {:.4f}".format(*score(families, seconds, found_in_rows(out)))
        else:
            said = flagged(out)
            quality = f"flags {len(said)} documents | no pairs"
        counted = f"{statistics.median(instructions) / 1e9:.1f}" if all(instructions) else "–"
        lines.append(f"| {name} | {middle(wall)} | {middle(cpu)} | {middle(ratio)} | "
                     f"{statistics.median(peak):.0f} | {counted} | {quality} |")
    if given.alone:
        lines += ["", "Wireroom alone, `collate --format jsonl`, one run each, one pile each of the same seed and share "
                  "(pairs as found, no scoring):", "",
                  "| articles | pile, MB | wall s | CPU s | CPU, ms an article | peak MiB |", "|---|---|---|---|---|---|"]
        for articles in given.alone:
            lines.append(alone(articles, given, at))
            print(lines[-1], file=sys.stderr)
    if given.counted:
        lines += ["", *instructions_of(given, at, pile)]
    lines += ["", "Commands, without folders:", "", "```"]
    for _, command in jobs.values():
        lines.append(" ".join(os.path.basename(part) for part in command))
    lines += ["```", ""]
    with open(given.out, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


if __name__ == "__main__":
    main()
