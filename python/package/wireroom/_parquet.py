"""The tables as Parquet files, written by pyarrow, which takes them without copying."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ._wireroom import Record, WriteError


def write(record: Record, folder: str | os.PathLike[str]) -> list[Path] | list[str]:
    """Writes every table to NAME.parquet in a folder, which is made where there is none.

    An address (`s3://…`, `hdfs://…`) is written by the file system of Arrow that it names.
    """
    try:
        import pyarrow
        import pyarrow.fs
        import pyarrow.parquet
    except ImportError as error:
        raise WriteError("to_parquet needs pyarrow: pip install 'wireroom[parquet]'") from error
    address = os.fspath(folder)
    elsewhere = re.match(r"[a-z][a-z0-9+.-]*://", address)
    try:
        if elsewhere:
            system, inside = pyarrow.fs.FileSystem.from_uri(address)
        else:
            system, inside = pyarrow.fs.LocalFileSystem(), address
        system.create_dir(inside, recursive=True)
        for name in record.table_names:
            where = f"{inside.rstrip('/')}/{name}.parquet"
            # One at a time: together they are larger than the record.
            pyarrow.parquet.write_table(pyarrow.table(record._made(name)), where, filesystem=system)
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        raise WriteError(f"{folder}: {error}") from error
    if elsewhere:
        return [f"{address.rstrip('/')}/{name}.parquet" for name in record.table_names]
    return [Path(folder) / f"{name}.parquet" for name in record.table_names]
