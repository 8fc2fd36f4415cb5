"""Which files are meant: those that are named, those that match, those that lie in a folder.

What of a folder is no part of a pile is decided in Rust, by the rule that the program's walk goes by. Spark has
a rule of its own: it lists no file, and nothing in a folder, whose name begins with `_` or `.` or ends in
`._COPYING_`. Of those the program reads the ones that are not hidden, so they are looked for here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .._wireroom import ReadError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_PATTERN = re.compile(r"[*?\[{]")


@dataclass
class Meant:
    """What was named, by full paths with their schemes."""

    files: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    #: Files that Spark would not list.
    unlisted: set[str] = field(default_factory=set)
    #: Folders that Spark would not go down into.
    closed: set[str] = field(default_factory=set)

    def listed(self) -> list[str]:
        """What Spark is to list, as patterns that match nothing else."""
        named = (self.files - self.unlisted) | self.folders | self.closed
        return [as_it_is(path) for path in sorted(named)]


def as_it_is(path: str) -> str:
    """A pattern that only this path is of."""
    return re.sub(r"([\\{}\[\]*?])", r"\\\1", path)


def meant(spark: SparkSession, source: list[str]) -> Meant:
    """What files, folders and globs name."""
    found = Meant()
    for given in source:
        _name(spark, given, found)
    found.unlisted |= {path for path in found.files if _unlisted(path)}
    look = sorted(found.folders)
    while look:
        folder = look.pop()
        for path, is_folder in _passed_over(spark, folder):
            if not is_folder:
                found.unlisted.add(path)
            elif path not in found.closed:
                found.closed.add(path)
                look.append(path)
    return found


def content(spark: SparkSession, path: str) -> bytes:
    """What a file holds, read here and not by an executor."""
    at, system = _at(spark, path)
    stream = system.open(at)
    try:
        return bytes(spark._jvm.org.apache.commons.io.IOUtils.toByteArray(stream))
    finally:
        stream.close()


def _at(spark: SparkSession, path: str) -> tuple[Any, Any]:
    """A path as Hadoop has it, and the file system that it is on."""
    at = spark._jvm.org.apache.hadoop.fs.Path(path)
    return at, at.getFileSystem(spark._jsc.hadoopConfiguration())


def _name(spark: SparkSession, given: str, found: Meant) -> None:
    """Adds what one name means: a path that exists is taken as it stands, any other is a pattern."""
    from py4j.protocol import Py4JJavaError

    if "**" in given:
        raise ReadError(f"{given}: ** is no pattern here; name the folder, or write a * for each step")
    try:
        at, system = _at(spark, given)
        if system.exists(at):
            matched = [system.getFileStatus(at)]
        else:
            matched = [one for one in system.globStatus(at) or () if _matches(given, one)]
    except Py4JJavaError as error:
        raise ReadError(f"{given}: {error.java_exception.getMessage()}; check the spelling") from error
    if not matched:
        raise ReadError(f"{given}: no file is called that or matches it; check the spelling")
    for one in matched:
        of_its_kind = found.folders if one.isDirectory() else found.files
        of_its_kind.add(one.getPath().toString())


def _matches(given: str, status: Any) -> bool:
    """Whether no hidden name was matched by a pattern that does not begin with its dot."""
    path = status.getPath().toString().rstrip("/").split("/")
    pattern = given.rstrip("/").split("/")
    pairs = zip(reversed(pattern), reversed(path))
    return not any(
        of.startswith(".") and _PATTERN.search(by) and not by.startswith(".") for by, of in pairs
    )


def _unlisted(path: str) -> bool:
    """Whether Spark lists no file of this name."""
    name = path.rsplit("/", 1)[-1]
    return name.startswith(".") or name.startswith("_") and "=" not in name or name.endswith("._COPYING_")


def _passed_over(spark: SparkSession, folder: str) -> list[tuple[str, bool]]:
    """What lies in a folder, at any depth, that Spark does not list and that is not hidden; and whether it is
    a folder, which is not gone down into.
    """
    found = []
    above = as_it_is(folder.rstrip("/"))
    # Level by level, so that only what is looked for comes out of the JVM, however many files there are.
    while True:
        at, system = _at(spark, f"{above}/*")
        if not len(system.globStatus(at) or ()):
            return found
        at, _ = _at(spark, f"{above}/{{_*,*._COPYING_}}")
        for status in system.globStatus(at) or ():
            path = status.getPath().toString()
            steps = path[len(folder.rstrip("/")) + 1 :].split("/")
            within_closed = any(_unlisted(step) for step in steps[:-1])
            if not within_closed and _unlisted(path) and not steps[-1].startswith("."):
                found.append((path, status.isDirectory()))
        above += "/*"
