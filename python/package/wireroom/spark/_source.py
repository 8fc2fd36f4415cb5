"""From what the user names to documents, one row each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from .._wireroom import ReadError, passed_over
from . import _files
from ._engine import brought_together, step

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_LINES = r"\.(jsonl|ndjson)(\.(gz|bz2|zst))?$"
#: The scheme of a local file, which the command line does not write.
_LOCAL = re.compile(r"^file:(//)?(?=/)")


def taken(
    spark: SparkSession,
    source: DataFrame | list[str],
    told: dict[str, Any],
    lines_from: int,
) -> DataFrame:
    """What files or rows hold: pieces and rests."""
    from pyspark.errors import AnalysisException
    from pyspark.sql import functions as f

    if not isinstance(source, list):
        return step(_rows(source), "files", told)

    def files(patterns: list[str]) -> DataFrame:
        frame = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
        return frame.load(patterns)

    meant = _files.meant(spark, source)
    listed = meant.listed()
    try:
        found = files(listed) if listed else None
    except AnalysisException as error:
        raise ReadError(f"{', '.join(source)}: {error}; check the spelling") from error
    # The content is not read for these two. Spark passes over files of no bytes.
    lengths = found.select("path", "length").toLocalIterator() if found else ()
    sizes = {row.path: row.length for row in lengths}
    without = {unquote(path) for path in found.inputFiles()} if found else set()
    held = {as_named(path): path for path in (*sizes, *without, *meant.unlisted)}
    passed_over, told_of_it = _passed_over(meant, sorted(held))
    here = sorted(set(held) - passed_over - {as_named(path) for path in sizes})
    large = sorted(
        path
        for path, length in sizes.items()
        if length >= lines_from and as_named(path) not in passed_over
    )
    by_line = [path for path in large if re.search(_LINES, path)]
    if found and by_line:
        # Spark passes over a file by its length before it reads it, by its path only after: what is read by
        # line may be larger than an executor.
        small = found.where(f.col("length") < lines_from)
        other = [_files.as_it_is(path) for path in large if not re.search(_LINES, path)]
        found = small.union(files(other)) if other else small
    rows = [
        (name, _files.content(spark, held[name]) if held[name] in meant.unlisted else b"")
        for name in here
    ]
    whole = spark.createDataFrame(rows, "path string, content binary")
    if found:
        read = found.select(_named(f.col("path")).alias("path"), "content")
        whole = read.unionByName(whole) if rows else read
    if passed_over:
        over = spark.createDataFrame([(name,) for name in sorted(passed_over)], "path string")
        whole = whole.join(f.broadcast(over), "path", "left_anti")
    pieces = step(whole, "files", told)
    if by_line:
        pieces = pieces.unionByName(_lines(spark, by_line, told))
    if told_of_it is not None:
        row = (None, None, "", None, 0, told_of_it)
        pieces = pieces.unionByName(spark.createDataFrame([row], pieces.schema))
    return pieces


def _passed_over(meant: _files.Meant, found: list[str]) -> tuple[set[str], bytes | None]:
    """The files that are no part of the pile, and what there is to say of that."""
    files, folders = ({as_named(path) for path in of} for of in (meant.files, meant.folders))
    places, rest = passed_over(files, folders, found)
    return {found[place] for place in places}, rest


def as_named(path: str) -> str:
    """A path as the command line has it: without the scheme where it is a local file."""
    return _LOCAL.sub("", path)


def _named(path: Any) -> Any:
    """The same of a column."""
    from pyspark.sql import functions as f

    return f.regexp_replace(path, _LOCAL.pattern, "")


def _lines(spark: SparkSession, paths: list[str], told: dict[str, Any]) -> DataFrame:
    """Files of JSON Lines, which Spark cuts into blocks of whole lines."""
    from pyspark.sql import functions as f

    # In the metadata a path is written as in an address, but for its plus signs.
    path = f.url_decode(f.replace(f.col("_metadata.file_path"), f.lit("+"), f.lit("%2B")))
    lines = spark.read.option("lineSep", "\n").text([*map(_files.as_it_is, paths)])
    lines = lines.select(
        _named(path).alias("path"),
        f.col("_metadata.file_block_start").alias("block"),
        f.col("value").cast("binary").alias("line"),
    )
    first: dict[tuple[str, int], int] = {}
    before: dict[str, int] = {}
    counts = lines.groupBy("path", "block").count().collect()
    for row in sorted(counts, key=lambda row: (row["path"], row["block"])):
        first[row["path"], row["block"]] = before.get(row["path"], 0) + 1
        before[row["path"]] = before.get(row["path"], 0) + row["count"]
    return step(lines, "lines", {**told, "first_lines": first})


def _rows(frame: DataFrame) -> DataFrame:
    """A table of files, or of articles with the fields that a JSON record has."""
    from pyspark.sql import functions as f

    if {"path", "content"} <= set(frame.columns):
        return frame.select(
            _named(f.col("path")).alias("path"), f.col("content").cast("binary").alias("content")
        )
    path = f.col("path") if "path" in frame.columns else f.lit("-")
    content = f.to_json(f.struct(*(column for column in frame.columns if column != "path")))
    return frame.select(path.alias("path"), content.cast("binary").alias("content"))


def documents(found: DataFrame, told: dict[str, Any], partitions: int | None) -> DataFrame:
    """Each document once, with its sketch; rows without a number are rests."""
    pieces = found.where("piece is not null").select("number", "piece")
    return step(brought_together(pieces, "number", partitions=partitions), "once", told)
