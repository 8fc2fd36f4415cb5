"""What hangs together by copies: Spark joins, Rust decides.

The steps and their order are those of `wireroom_collate::steps`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _links
from ._engine import brought_together, step

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def tied(
    documents: DataFrame, told: dict[str, Any], partitions: int | None, keep: list[DataFrame]
) -> DataFrame:
    """`(number, text, component, common, partners)` of each document. What is kept on disk on the way
    is added to `keep`.
    """
    from pyspark.sql import functions as f

    def kept(frame: DataFrame) -> DataFrame:
        from pyspark import StorageLevel

        keep.append(frame.persist(StorageLevel.DISK_ONLY))
        return keep[-1]

    documents = _links.apart(documents, told)
    # Documents with one body are one text, called by the first of them.
    bodies = documents.where("body is not null").groupBy("body").agg(f.min("number").alias("first"))
    of_text = documents.select("number", "body").join(bodies, "body", "left")
    of_text = kept(of_text.select("number", f.coalesce("first", "number").alias("text")))
    own = of_text.where("number = text").select("text")
    texts = documents.withColumnRenamed("number", "text").join(own, "text", "left_semi")

    postings = texts.select(f.explode("keys").alias("key"), "text", f.size("keys").alias("size"))
    sorted_postings = brought_together(postings, "key", "text", partitions=partitions)
    lists = kept(step(sorted_postings, "lists", told))
    boilerplate = _boilerplate(lists, texts, told, partitions)
    common = (
        lists.join(boilerplate, "judge", "left_semi")
        .select(f.explode("texts").alias("text"), "keys")
        .groupBy("text")
        .agg(f.flatten(f.collect_list("keys")).alias("common"))
    )
    common = kept(common)
    pairs = step(lists.join(boilerplate, "judge", "left_anti"), "pairs", told)
    partners = step(brought_together(pairs, "text", partitions=partitions), "partners", told)
    partners = kept(partners)
    components = _components(texts, common, partners, of_text, told)
    return (
        of_text.join(components, "text", "left")
        .join(common, "text", "left")
        .join(partners, "text", "left")
        .select(
            "number",
            "text",
            f.coalesce("component", "text").alias("component"),
            "common",
            "partners",
        )
    )


def _boilerplate(
    lists: DataFrame, texts: DataFrame, told: dict[str, Any], partitions: int | None
) -> DataFrame:
    """The judges whose lists are boilerplate. Each set of first texts is asked once."""
    from pyspark.sql import functions as f

    judges = lists.where("judge is not null and size(probes) > 0").select("judge", "probes")
    probes = judges.dropDuplicates(["judge"]).select(
        "judge", f.posexplode("probes").alias("rank", "text")
    )
    probes = probes.join(texts.select("text", "keys", "imprint"), "text").drop("text")
    asked = brought_together(probes, "judge", "rank", partitions=partitions)
    return step(asked, "judge", told).where("common").select("judge")


def _components(
    texts: DataFrame,
    common: DataFrame,
    partners: DataFrame,
    of_text: DataFrame,
    told: dict[str, Any],
) -> DataFrame:
    """`(text, component)` of the texts that have a copy, or are linked with another."""
    from pyspark.sql import functions as f

    proposed = partners.select("text", f.explode("partners").alias("other"))
    proposed = proposed.select(
        f.least("text", "other").alias("a"), f.greatest("text", "other").alias("b")
    ).distinct()
    # A text stands in a pair because it proposes one or because another does.
    named = proposed.select(f.explode(f.array("a", "b")).alias("text")).distinct()
    asked = texts.select("text", "piece", "imprint").join(named, "text", "left_semi")
    words = step(asked.join(common, "text", "left"), "words", told)
    a, b = (
        words.select(*(f.col(old).alias(new) for old, new in zip(words.columns, names)))
        for names in (("a", "a_imprint", "a_words"), ("b", "b_imprint", "b_words"))
    )
    copies = step(proposed.join(a, "a").join(b, "b"), "verify", told)
    copies = _links.joined(copies, of_text, told)
    forest = step(step(copies, "forest", told).repartition(1), "forest", told)
    return forest.select(f.col("a").alias("text"), f.col("b").alias("component"))
