"""Reads a pile that is larger than one machine, on Apache Spark.

>>> from wireroom import spark as wireroom_spark
>>> record = wireroom_spark.read(session, PILE, tier="fast", partitions=2)
>>> record.counts["documents"], len(record.families)
(3, 2)

`session` is a `SparkSession`, and PILE a folder, a glob, an address (`s3a://bucket/news/`) or a table.

The stages are the program's own, and so is the record: row for row what `wireroom.read` gives,
however many executors there are and whatever becomes of them. Spark sorts, joins and hands round
rows; what is decided is decided in Rust, on the executors: reading and repairing, copies and
families, names, times and statements, claims and differences. What needs the whole pile (who is
who, which texts are of one event) is done by the driver, on all its cores, over what was read;
`docs/scale.md` says what that takes.

Executors need this package, pyarrow, and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from .._wireroom import Record, Step, Whole
from . import _collate, _links, _source, _weigh
from ._engine import as_bytes, brought_together, settings, step
from ._engine import told as _told
from ._links import Pairs

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["read"]

#: Bytes from which a file of JSON Lines is read by several tasks.
_LINES_FROM = 4 << 20
#: Rows that the driver takes up at a time.
_ROWS = 200
#: Documents of a part that is handed to the driver: Spark holds all of a part on the way, in the JVM of
#: an executor and in the driver's. These are some ten megabytes.
_HANDED = 2000


def read(
    spark: SparkSession,
    source: DataFrame | str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    tier: Literal["full", "fast"] = "full",
    columns: dict[str, str] | None = None,
    agencies: dict[str, str] | None = None,
    must_link: Pairs | None = None,
    cannot_link: Pairs | None = None,
    partitions: int | None = None,
    threads: int = 0,
    lines_from: int = _LINES_FROM,
    file: str | os.PathLike[str] | None = None,
) -> Record:
    """Reads a pile into a record.

    `source` names files, folders and globs on any file system that Spark reads, in any format that
    `wireroom.read` takes (WARC, JSON Lines, feeds, pages …); or it is a table: of files, with the
    columns `path` and `content` (Spark's `binaryFile`), or of articles, with columns named as the
    fields of a JSON record are (`text`, `title`, `url`, `published` …; `columns` maps fields to other
    names). A file is read by one task, but one of JSON Lines of `lines_from` bytes or more by several.
    Of a folder those files are read that `wireroom.read` reads.

    `agencies` are wire agencies besides those that are known: a name as credits have it, and the name it
    is known by. `must_link` and `cannot_link` are pairs of documents that are of one family, or of two,
    whatever their texts say; each by its id, source id or path.

    `partitions` is how many parts the pile is worked on in; Spark's own setting else. `threads` are
    those of the driver. The record depends on neither. `file` names a record file (`.wireroom`) that
    is written too, on the driver's disk: `wireroom serve --record FILE` opens it.

    Local paths are told apart by their full name: give the same to `wireroom.read`, and the records
    are the same.
    """
    if isinstance(source, (str, os.PathLike)):
        source = [source]
    if not hasattr(source, "sparkSession"):
        source = [os.fspath(path) for path in source]
    named = ",".join(f"{field}={name}" for field, name in (columns or {}).items())
    added = "\n".join(f"{written}\t{name}" for written, name in (agencies or {}).items())
    told = _told(tier, named, added)
    whole = Whole(tier, threads, file)
    # What is told wrong is found out here, not on an executor.
    Step("files", told)
    keep: list[DataFrame] = []
    with settings(spark, partitions):
        try:
            _read(spark, source, told, (must_link, cannot_link), partitions, lines_from, whole, keep)
        finally:
            for frame in keep:
                frame.unpersist()
    return whole.record()


def _read(
    spark: SparkSession,
    source: DataFrame | list[str],
    told: dict[str, Any],
    links: tuple[Pairs | None, Pairs | None],
    partitions: int | None,
    lines_from: int,
    whole: Whole,
    keep: list[DataFrame],
) -> None:
    """Adds to `whole` all that is read of `source`."""
    from pyspark import StorageLevel

    def kept(frame: DataFrame) -> DataFrame:
        keep.append(frame.persist(StorageLevel.DISK_ONLY))
        return keep[-1]

    taken = kept(_source.taken(spark, source, told, lines_from))
    once = kept(_source.documents(taken, told, partitions))
    _add(whole, taken.where("rest is not null").select("path", "block", "ordinal", "rest"))
    doubled = once.where("rest is not null")
    _add(
        whole,
        doubled.selectExpr(
            "cast(null as string) path", "cast(null as bigint) block", "0L ordinal", "rest"
        ),
    )
    documents = once.where("number is not null").drop("rest")
    days = documents.select("day").where("day is not null").distinct().collect()
    told = _links.told(documents, *links, {**told, "days": sorted(row.day for row in days)})
    tied = _collate.tied(documents.drop("day"), told, partitions, keep)
    rows = documents.select("number", "piece", "imprint").join(tied, "number")
    together = brought_together(rows, "component", "number", partitions=partitions)
    parts = max(partitions or 1, -(-documents.count() // _HANDED))
    found = kept(step(together, "components", told).repartition(parts, "number"))
    # All of it is done on the executors before the driver takes it up part by part.
    found.count()
    _add(whole, found)
    weighed = _weigh.weighed(spark, found, whole, told, parts)
    if weighed is not None:
        weighed = kept(weighed)
        weighed.count()
        _add(whole, weighed)


def _add(whole: Whole, frame: DataFrame) -> None:
    """Hands rows to the whole without holding more than some of them."""
    import pyarrow
    from pyspark.sql.pandas.types import to_arrow_schema

    schema = to_arrow_schema(frame.schema)
    rows = frame.toLocalIterator()
    while some := [row.asDict() for row in islice(rows, _ROWS)]:
        whole.push(as_bytes(pyarrow.RecordBatch.from_pylist(some, schema=schema)))
