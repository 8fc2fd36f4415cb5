"""The tables as Parquet files, written by pyarrow, which takes them without copying."""

from __future__ import annotations

from pathlib import Path

from ._wireroom import Record, WriteError


def write(record: Record, folder: Path) -> list[Path]:
    """Writes every table to NAME.parquet in a folder, which is made where there is none."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise WriteError("to_parquet needs pyarrow: pip install 'wireroom[parquet]'") from error
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in record.table_names:
            path = folder / f"{name}.parquet"
            pyarrow.parquet.write_table(pyarrow.table(getattr(record, name)), path)
            written.append(path)
    except (OSError, pyarrow.ArrowException) as error:
        raise WriteError(f"{folder}: {error}") from error
    return written
