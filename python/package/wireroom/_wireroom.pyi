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
    def counts(self) -> dict[str, int]:
        """How many of each there are."""
    @property
    def table_names(self) -> list[str]:
        """The names of the tables."""
    def to_json(self) -> str:
        """The record as JSON: what `wireroom read --format json` prints, on one line."""
    def to_parquet(self, folder: str | PathLike[str]) -> list[Path]:
        """Writes every table to NAME.parquet in a folder, which is made where there is none."""

def read(paths: list[str], *, tier: str, threads: int, missing_ok: bool) -> Record: ...
def repair(text: str) -> str: ...
def annotate(texts: list[str], *, tier: str, threads: int) -> list[dict[str, Any]]: ...
def collate(
    texts: list[str], *, min_words: int | None, min_share: float | None, threads: int
) -> dict[str, Any]: ...
