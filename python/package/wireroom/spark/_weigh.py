"""What was said of each event, weighed where its texts lie.

What was read stays on the executors. The driver hands out what grouping found of each text, some
hundred bytes, and takes back claims, statements and differences. The steps are those of
`wireroom::steps`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._engine import brought_together, step

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from .._wireroom import Whole


def weighed(
    spark: SparkSession,
    found: DataFrame,
    whole: Whole,
    told: dict[str, Any],
    parts: int,
) -> DataFrame | None:
    """`(event, weighed)` of each event of what was added to `whole`; nothing where there is none."""
    import pyarrow

    handed = [pyarrow.table(rows) for rows in whole.to_weigh()]
    if not handed:
        return None
    texts = spark.createDataFrame(pyarrow.concat_tables(handed))
    # What was read is parted by number, and stays where it is.
    readings = found.where("reading is not null").select("number", "reading")
    texts = texts.repartition(parts, "number").join(readings, "number").drop("number")
    return step(brought_together(texts, "event", "place", partitions=parts), "weigh", told)
