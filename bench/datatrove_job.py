"""One whole job with datatrove: its example of MinHash deduplication, with its defaults.

    datatrove_job.py PILE OUT WORKDIR WORKERS

Four stages: signatures, buckets, clusters, filter. The pile is cut into as many files as there are
workers, since datatrove gives a task whole files. Cluster numbers are saved, and OUT has one for
each document that is in a cluster.
"""

import gzip
import json
import os
import shutil
import sys

from datatrove.executor.local import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import (
    MinhashConfig,
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupFilter,
)
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers.jsonl import JsonlWriter


def split(pile, folder, parts):
    os.makedirs(folder)
    files = [open(os.path.join(folder, f"{n:05}.jsonl"), "w", encoding="utf-8") for n in range(parts)]
    with open(pile, encoding="utf-8") as lines:
        for nth, line in enumerate(lines):
            files[nth % parts].write(line)
    for file in files:
        file.close()


def main():
    pile, out, work, workers = sys.argv[1:]
    workers = int(workers)
    shutil.rmtree(work, ignore_errors=True)
    at = {name: os.path.join(work, name) for name in
          ("input", "signatures", "buckets", "clusters", "output", "removed", "logs")}
    split(pile, at["input"], workers)
    config = MinhashConfig()
    reader = JsonlReader(at["input"])

    def run(name, pipeline, tasks):
        LocalPipelineExecutor(
            pipeline=pipeline,
            tasks=tasks,
            workers=min(tasks, workers),
            logging_dir=os.path.join(at["logs"], name),
            # Forked workers are children of this process, so that their time is counted with its own.
            start_method="fork",
        ).run()

    run("signatures", [reader, MinhashDedupSignature(output_folder=at["signatures"], config=config)],
        workers)
    run("buckets", [MinhashDedupBuckets(input_folder=at["signatures"], output_folder=at["buckets"],
                                        config=config)], config.num_buckets)
    run("clusters", [MinhashDedupCluster(input_folder=at["buckets"], output_folder=at["clusters"],
                                         config=config, save_cluster_id=True)], 1)
    run("filter", [reader,
                   MinhashDedupFilter(input_folder=at["clusters"], load_cluster_ids=True,
                                      exclusion_writer=JsonlWriter(at["removed"])),
                   JsonlWriter(at["output"])], workers)
    collect(at, out)


def collect(at, out):
    """Cluster numbers of the kept and of the removed documents."""
    with open(out, "w", encoding="utf-8") as file:
        for folder in (at["output"], at["removed"]):
            for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
                with gzip.open(os.path.join(folder, name), "rt", encoding="utf-8") as lines:
                    for line in lines:
                        row = json.loads(line)
                        family = row["metadata"].get("minhash_cluster_id", -1)
                        if family >= 0:
                            file.write(json.dumps({"id": row["id"], "family": family}) + "\n")


if __name__ == "__main__":
    main()
