"""Reads a pile of news: what happened, who said so, and how many of the accounts are independent.

>>> import wireroom
>>> record = wireroom.read(PILE, tier="fast")
>>> record.counts["documents"]
3
>>> len(record.families), len(record.documents)
(2, 3)

Every list of the record is an Arrow table. Whatever takes Arrow takes it, without copying:

>>> import pyarrow
>>> pyarrow.table(record.documents).column("title").to_pylist()[0]
'Ferry strikes pier in Bergen'

The columns are the fields of the JSON that `wireroom read --format json` prints, and `wireroom
schema` describes them: an object is a struct, a list a list, and a span a list of two numbers,
UTF-8 bytes into the text as received.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Literal

from . import _wireroom
from ._wireroom import (
    InternalError,
    ReadError,
    Record,
    Table,
    WireroomError,
    WriteError,
    __version__,
)

__all__ = [
    "InternalError",
    "ReadError",
    "Record",
    "Table",
    "WireroomError",
    "WriteError",
    "__version__",
    "annotate",
    "collate",
    "read",
    "repair",
]

Tier = Literal["full", "fast"]


def read(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    tier: Tier = "full",
    threads: int = 0,
    missing_ok: bool = False,
) -> Record:
    """Reads files, folders and globs into a record.

    `tier` says how thoroughly statements are looked for; "fast" takes several times
    less and misses more. `threads`
    is 0 for as many as the machine has; the record does not depend on it. What is damaged is set
    aside with a reason (`record.documents`, column `set_aside`). What is named and cannot be opened
    raises `ReadError`, unless `missing_ok`; then it is set aside too.

    >>> wireroom.read("no/such/file.txt")
    Traceback (most recent call last):
    ...
    wireroom.ReadError: no/such/file.txt: there is no such file; check the spelling
    """
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    return _wireroom.read(
        [os.fspath(path) for path in paths], tier=tier, threads=threads, missing_ok=missing_ok
    )


def repair(text: str) -> str:
    """The text with its characters, words and spaces mended, as `wireroom repair` gives it.

    >>> wireroom.repair("The St\\u0435ring failed, the m\\u0430yor said.")
    'The Stering failed, the mayor said.'
    """
    return _wireroom.repair(text)


def annotate(
    texts: Iterable[str], *, tier: Tier = "full", threads: int = 0
) -> list[dict[str, Any]]:
    """What is found in each text: a line of `wireroom annotate --together` each.

    In the order of the texts, which are read as one pile; `id` is a text's place in it.

    >>> found = wireroom.annotate(["Rosa Ibarra said the pier was closed on March 4, 2026."])
    >>> [name["entity"] for name in found[0]["names"]]
    ['rosa-ibarra']
    """
    return _wireroom.annotate(list(texts), tier=tier, threads=threads)


def collate(
    texts: Iterable[str],
    *,
    min_words: int | None = None,
    min_share: float | None = None,
    threads: int = 0,
) -> dict[str, Any]:
    """Families and lineage of the texts: what `wireroom collate --format json` prints.

    A document's `source_id` is its text's place among `texts`.

    >>> found = wireroom.collate([TEXT, TEXT, "The bakery in Tromso opens at six."])
    >>> sorted(len(family["witnesses"]) for family in found["families"])
    [1, 2]
    """
    return _wireroom.collate(
        list(texts), min_words=min_words, min_share=min_share, threads=threads
    )
