from os import PathLike
from pathlib import Path
from typing import Any, final

__version__: str

class WireroomError(Exception):
    """What all errors of this package are."""

class ReadError(WireroomError):
    """Something named cannot be read."""

class WriteError(WireroomError):
    """Something cannot be written."""

class InternalError(WireroomError):
    """A mistake of this package; report it."""

@final
class Table:
    """One list of a record. Whatever takes Arrow takes it, without copying."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    def __len__(self) -> int: ...
    @property
    def column_names(self) -> list[str]:
        """Names of the columns."""
    @property
    def nbytes(self) -> int:
        """Bytes that the table takes in memory."""

@final
class Record:
    """All that is known of a pile."""

    @property
    def documents(self) -> Table:
        """What was received, then what was set aside."""
    @property
    def families(self) -> Table:
        """Texts that descend from one text, with their lineage."""
    @property
    def events(self) -> Table:
        """What happened, by date."""
    @property
    def claims(self) -> Table:
        """What is said alike, best supported first within an event."""
    @property
    def statements(self) -> Table:
        """Who said what."""
    @property
    def differences(self) -> Table:
        """Where accounts differ."""
    @property
    def storylines(self) -> Table:
        """Events of one series."""
    @property
    def entities(self) -> Table:
        """Who and what the texts refer to."""
    @property
    def notes(self) -> Table:
        """What the user should know that set nothing aside."""
    @property
    def annotations(self) -> Table:
        """What was found in each document that was read: a row as `wireroom annotate` prints it."""
    @property
    def received(self) -> Table:
        """Each document that was read as it was received."""
    @property
    def about(self) -> Table:
        """What made the record: one row."""
    @property
    def counts(self) -> dict[str, int]:
        """How many of each there are."""
    @property
    def table_names(self) -> list[str]:
        """The names of the tables."""
    def to_json(self) -> str:
        """The record as JSON: what `wireroom read --format json` prints, on one line."""
    def _made(self, name: str) -> Table: ...
    def to_parquet(self, folder: str | PathLike[str]) -> list[Path] | list[str]:
        """Writes every table to NAME.parquet in a folder, which is made where there is none. An
        address (`s3://…`) is written by the file system of Arrow that it names. `wireroom read --tables`
        and `serve --tables` open the folder."""

@final
class Step:
    """A step of `wireroom.spark`: rows to rows, as Arrow."""

    def __init__(self, name: str, told: dict[str, Any]) -> None: ...
    def push(self, rows: bytes) -> list[Table]:
        """Takes rows, an Arrow stream in bytes, and gives those that are done."""
    def end(self) -> list[Table]:
        """The rows that are left."""

@final
class Whole:
    """All that was read of a pile by `wireroom.spark`, on its way to a record."""

    def __init__(self, tier: str, threads: int, file: str | PathLike[str] | None) -> None: ...
    def push(self, rows: bytes) -> None:
        """Adds rows of the step "components", or those of others that are rests; after `to_weigh` those
        of "weigh"."""
    def to_weigh(self) -> list[Table]:
        """The texts of all events, for the step "weigh"."""
    def record(self) -> Record:
        """The record, which is also written to the file where there is one."""

def passed_over(
    files: set[str], folders: set[str], found: list[str]
) -> tuple[list[int], bytes | None]:
    """Of the files that Spark found those that are no part of the pile, by their places, and a rest."""

def read(paths: list[str], *, tier: str, threads: int, missing_ok: bool) -> Record: ...
def repair(text: str) -> str: ...
def annotate(texts: list[str], *, tier: str, threads: int) -> list[dict[str, Any]]: ...
def collate(
    texts: list[str], *, min_words: int | None, min_share: float | None, threads: int
) -> dict[str, Any]: ...
