"""What a pile costs on Spark: prints a row of docs/scale.md for each size.

    python bench/spark.py PILE.jsonl [--articles 1000 10000 …] [--tier fast] [--executors 2]
                          [--memory 2048] [--driver-memory 4096] [--partitions N]

PILE has an article a line (`wireroom-eval make-copies` makes one); the first so many are read. Needs
the package (`wireroom`, built with `--release`), pyspark and pyarrow, and Linux: what processes took
is read from /proc five times a second. The executors are processes of their own, of one core each, on
this machine. CPU is that of all processes of a kind, memory the peak of the largest of a kind, and
the driver's part is what it does over the whole pile; the rows that it takes up and hands out besides
are counted apart.
"""

import argparse
import os
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import wireroom
from wireroom import spark as wireroom_spark

MARK = f"WIREROOM_BENCH={os.getpid()}"
TICKS = os.sysconf("SC_CLK_TCK")


def kind(arguments):
    """What a process of ours is; None for what does not count."""
    if "CoarseGrainedExecutorBackend" in arguments:
        return "executor JVM"
    if "pyspark.daemon" in arguments or "pyspark.worker" in arguments:
        return "worker"
    if "java" in arguments.split("\0")[0]:
        return "driver JVM"
    return None


class Watch(threading.Thread):
    """CPU and memory of Spark's processes, and of this one, while a job runs."""

    def __init__(self):
        super().__init__(daemon=True)
        self.cpu, self.peak, self.known = {}, defaultdict(int), {}
        self.done = threading.Event()
        self.own = 0.0

    def look(self):
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit():
                continue
            try:
                if folder.name not in self.known:
                    ours = MARK.encode() in (folder / "environ").read_bytes()
                    told = (folder / "cmdline").read_bytes().decode(errors="replace")
                    self.known[folder.name] = kind(told) if ours else None
                if not (called := self.known[folder.name]):
                    continue
                stat = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                status = (folder / "status").read_text()
            except OSError:
                continue
            self.cpu[called, folder.name] = (int(stat[11]) + int(stat[12])) / TICKS
            resident = int(status.split("VmRSS:")[1].split()[0]) // 1024 if "VmRSS:" in status else 0
            self.peak[called] = max(self.peak[called], resident)

    def run(self):
        while not self.done.wait(0.2):
            self.look()
        self.own = time.thread_time()

    def total(self, called):
        return sum(cpu for (of, _), cpu in self.cpu.items() if of == called)


class Whole:
    """The whole, with the time that the driver takes for it."""

    cpu = 0.0

    def __init__(self, *arguments):
        self.whole = wireroom._wireroom.Whole(*arguments)
        self.push = self.whole.push
        Whole.cpu = 0.0

    def timed(self, work):
        cpu = time.process_time()
        made = work()
        Whole.cpu += time.process_time() - cpu
        return made

    def to_weigh(self):
        return self.timed(self.whole.to_weigh)

    def record(self):
        return self.timed(self.whole.record)


def session(options):
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    name, value = MARK.split("=")
    os.environ[name] = value
    builder = SparkSession.builder.master(
        f"local-cluster[{options.executors},1,{options.memory}]"
    ).appName("wireroom-bench")
    for key, setting in {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": f"{options.memory}m",
        "spark.driver.memory": f"{options.driver_memory}m",
        "spark.executorEnv.PYTHONPATH": str(Path(wireroom.__file__).parents[1]),
        f"spark.executorEnv.{name}": value,
        "spark.log.level": "ERROR",
        "spark.sql.files.maxPartitionBytes": str(4 << 20),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }.items():
        builder = builder.config(key, setting)
    return builder.getOrCreate()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pile")
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--tier", default="fast")
    parser.add_argument("--executors", type=int, default=2)
    parser.add_argument("--memory", type=int, default=2048)
    parser.add_argument("--driver-memory", type=int, default=4096)
    parser.add_argument("--partitions", type=int, default=8)
    options = parser.parse_args()
    wireroom_spark.Whole = Whole
    spark = session(options)
    print("| articles | wall s | workers CPU s | executor JVM CPU s | driver JVM CPU s | driver "
          "CPU s, whole pile | driver CPU s, rows | worker MiB | executor JVM MiB | driver MiB |\n"
          + "|---:" * 10 + "|")
    for count in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            pile = os.path.join(folder, "pile.jsonl")
            with open(options.pile, encoding="utf-8") as source, open(pile, "w") as out:
                out.writelines(line for _, line in zip(range(count), source))
            watch = Watch()
            watch.look()
            before = {of: watch.total(of) for of in ("worker", "executor JVM", "driver JVM")}
            watch.start()
            start, cpu = time.perf_counter(), time.process_time()
            wireroom_spark.read(spark, pile, tier=options.tier, partitions=options.partitions)
            wall, cpu = time.perf_counter() - start, time.process_time() - cpu
            watch.done.set()
            watch.join()
            watch.look()
            rows = cpu - Whole.cpu - watch.own
        took = [watch.total(of) - before[of] for of in before]
        status = Path("/proc/self/status").read_text()
        own = int(status.split("VmHWM:")[1].split()[0]) // 1024
        print(f"| {count:,} | {wall:.0f} | {took[0]:.1f} | {took[1]:.1f} | {took[2]:.1f} | "
              f"{Whole.cpu:.1f} | {rows:.1f} | {watch.peak['worker']} | "
              f"{watch.peak['executor JVM']} | {own} |", flush=True)


if __name__ == "__main__":
    main()
