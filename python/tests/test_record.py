"""The record's numbers are the binary's, and what takes Arrow takes its tables."""

import json

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

import wireroom

LISTS = "documents families events claims statements differences storylines entities".split()


def test_the_json_is_the_binarys(record, contract):
    assert json.loads(record.to_json()) == contract
    assert record.counts == contract["counts"]
    assert record.table_names == LISTS


@pytest.mark.parametrize("name", LISTS)
def test_a_table_is_the_list_of_the_contract(record, contract, name):
    table = getattr(record, name)
    rows = pyarrow.table(table).to_pylist()
    assert rows == contract[name]
    assert len(table) == len(rows)
    assert rows == [] or table.column_names == list(contract[name][0])


@pytest.mark.parametrize("name", LISTS)
def test_no_column_is_copied(record, name):
    def addresses(table):
        columns = pyarrow.table(table).columns
        buffers = [buffer for column in columns for buffer in column.chunk(0).buffers()]
        return [buffer.address for buffer in buffers if buffer]

    table = getattr(record, name)
    if len(table):
        assert addresses(table) == addresses(getattr(record, name)) != []


def test_polars_pandas_and_duckdb_take_the_tables(record, contract):
    accounts = [event["accounts"] for event in contract["events"]]
    assert polars.DataFrame(record.events)["accounts"].to_list() == accounts
    frame = pandas.DataFrame.from_arrow(record.events)
    assert list(frame["accounts"]) == accounts and list(frame) == record.events.column_names
    events = pyarrow.table(record.events)  # noqa: F841  (DuckDB finds it by its name)
    assert duckdb.sql("SELECT sum(accounts) FROM events").fetchall()[0][0] == sum(accounts)
    straight = record.events  # noqa: F841
    assert duckdb.sql("SELECT count(*) FROM straight").fetchall()[0][0] == len(accounts)


def test_parquet_is_the_same(record, contract, tmp_path):
    written = record.to_parquet(tmp_path / "new" / "tables")
    assert [path.stem for path in written] == LISTS
    for path in written:
        assert pyarrow.parquet.read_table(path).to_pylist() == contract[path.stem]
    again = record.to_parquet(tmp_path / "again")
    named = record.to_parquet(f"file://{tmp_path}/named/")
    assert named[0] == f"file://{tmp_path}/named/documents.parquet"
    assert (tmp_path / "named" / "entities.parquet").read_bytes() == written[-1].read_bytes()
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written]


def test_an_empty_record_has_its_columns(record, tmp_path):
    empty = wireroom.read(tmp_path)
    for name in LISTS:
        table = getattr(empty, name)
        assert len(table) == 0
        assert pyarrow.table(table).schema == pyarrow.table(getattr(record, name)).schema


def test_the_number_of_threads_changes_nothing(record):
    one = wireroom.read("examples/pile", threads=1)
    assert one.to_json() == record.to_json()
