"""How Spark runs the steps: rows go to Rust and come back as Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

_TAKEN = "number long, piece binary, path string, block long, ordinal long, rest binary"

#: What each step gives; `src/spark` says what it takes.
_GIVES = {
    "files": _TAKEN,
    "lines": _TAKEN,
    "once": "number long, piece binary, body binary, imprint long, keys array<int>, day string, "
    "rest binary",
    "lists": "judge binary, probes array<long>, texts array<long>, sizes array<int>, own int, "
    "all_pairs boolean, keys array<int>",
    "judge": "judge binary, common boolean",
    "pairs": "text long, size int, other long, other_size int, weight int",
    "partners": "text long, partners array<long>",
    "words": "text long, imprint long, words binary",
    "verify": "a long, b long",
    "forest": "a long, b long",
    "named": "number long, name string",
    "components": "number long, reading binary, collation binary",
    "weigh": "event long, weighed binary",
}

#: Rows of a batch that goes to Rust: some megabytes of articles.
_ROWS = 1000


def told(tier: str, columns: str = "", agencies: str = "") -> dict[str, Any]:
    """How a pile is read, as every step is told."""
    from .._wireroom import __version__

    return {
        "version": __version__,
        "tier": tier,
        "columns": columns,
        "days": [],
        "first_lines": {},
        "names": set(),
        "must": [],
        "cannot": [],
        "agencies": agencies,
    }


def step(frame: DataFrame, name: str, told: dict[str, Any]) -> DataFrame:
    """The rows that a step makes of the rows of each partition, in their order."""
    return frame.mapInArrow(partial(_run, name, told), _GIVES[name])


def _run(
    name: str, told: dict[str, Any], batches: Iterable[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    # On an executor: what is not installed there is to be told so by its name.
    import pyarrow

    from .._wireroom import Step

    work = Step(name, told)
    for batch in batches:
        for table in work.push(as_bytes(batch)):
            yield from pyarrow.table(table).to_batches()
    for table in work.end():
        yield from pyarrow.table(table).to_batches()


def as_bytes(batch: pyarrow.RecordBatch) -> bytes:
    """An Arrow stream of one batch."""
    import pyarrow

    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return sink.getvalue().to_pybytes()


def brought_together(
    frame: DataFrame, by: str, *then: str, partitions: int | None = None
) -> DataFrame:
    """The rows with those of one value of a column in one partition, one after the other."""
    spread = frame.repartition(partitions, by) if partitions else frame.repartition(by)
    return spread.sortWithinPartitions(by, *then)


@contextmanager
def settings(spark: SparkSession, partitions: int | None) -> Iterator[None]:
    """Sets what the steps count on, and sets it back."""
    wanted = {
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(_ROWS),
        # Spark names what is kept by the text of its plan, with all plans that it stands on written
        # out: at 10⁵ articles that text filled the driver's JVM.
        "spark.sql.maxPlanStringLength": "16384",
    }
    if partitions:
        wanted["spark.sql.shuffle.partitions"] = str(partitions)
    before = {name: spark.conf.get(name, None) for name in wanted}
    try:
        for name, value in wanted.items():
            spark.conf.set(name, value)
        yield
    finally:
        for name, value in before.items():
            if value is None:
                spark.conf.unset(name)
            else:
                spark.conf.set(name, value)
