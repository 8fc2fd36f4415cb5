"""Documents that the user links or parts, found by their names among rows that are elsewhere.

The rules are those of `wireroom collate --must-link` and `--cannot-link`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ._engine import step

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

Pairs = Iterable[tuple[str, str]]


def told(
    documents: DataFrame, must_link: Pairs | None, cannot_link: Pairs | None, told: dict[str, Any]
) -> dict[str, Any]:
    """What is told, with the numbers of the documents that are linked and parted."""
    must, cannot = list(must_link or ()), list(cannot_link or ())
    if not must and not cannot:
        return told
    called: dict[str, set[int]] = {}
    asked = {**told, "names": {name for pair in (*must, *cannot) for name in pair}}
    for row in step(documents.select("number", "piece"), "named", asked).collect():
        called.setdefault(row["name"], set()).add(row["number"])
    linked, parted = numbered(called, must, cannot)
    return {**told, "must": linked, "cannot": parted}


def numbered(
    called: dict[str, set[int]], must: list[tuple[str, str]], cannot: list[tuple[str, str]]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs by number, where each name is one document's and no pair says against another."""

    def one(name: str) -> int:
        match sorted(called.get(name, ())):
            case [number]:
                return number
            case []:
                raise ValueError(f"no document of the pile has the id, source id or path {name!r}")
        raise ValueError(f"several documents are called {name!r}; give the id of one")

    def numbers(pairs: list[tuple[str, str]], of: str) -> list[tuple[int, int]]:
        found = [(one(a), one(b)) for a, b in pairs]
        for (a, b), names in zip(found, pairs):
            if a == b:
                raise ValueError(f"{of}: both names of {names} are of one document")
        return found

    linked, parted = numbers(must, "must_link"), numbers(cannot, "cannot_link")
    above: dict[int, int] = {}

    def root(at: int) -> int:
        while at in above:
            at = above[at]
        return at

    for a, b in linked:
        if root(a) != root(b):
            above[root(a)] = root(b)
    for (a, b), names in zip(parted, cannot):
        if root(a) == root(b):
            raise ValueError(f"must_link joins {names[0]} and {names[1]}, which cannot_link parts")
    return linked, parted


def apart(documents: DataFrame, told: dict[str, Any]) -> DataFrame:
    """The documents; those that are parted from others are a text each."""
    from pyspark.sql import functions as f

    parted = sorted({number for pair in told["cannot"] for number in pair})
    if not parted:
        return documents
    body = f.when(~f.col("number").isin(parted), f.col("body"))
    return documents.withColumn("body", body)


def joined(copies: DataFrame, of_text: DataFrame, told: dict[str, Any]) -> DataFrame:
    """The copies, and the texts of the documents that are linked."""
    if not told["must"]:
        return copies
    spark = copies.sparkSession
    pairs = spark.createDataFrame(told["must"], "x long, y long")
    a = of_text.selectExpr("number as x", "text as a")
    b = of_text.selectExpr("number as y", "text as b")
    return copies.unionByName(pairs.join(a, "x").join(b, "y").select("a", "b").where("a != b"))
