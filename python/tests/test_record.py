"""The record's numbers are the binary's, and what takes Arrow takes its tables."""

import json
import subprocess

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

import wireroom
from conftest import BINARY, PILE, binary

LISTS = "documents families events claims statements differences storylines entities notes".split()
TABLES = [*LISTS, "annotations", "received", "about"]


def test_the_json_is_the_binarys(record, contract):
    assert json.loads(record.to_json()) == contract
    assert record.counts == contract["counts"]
    assert record.table_names == TABLES


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
    assert [path.stem for path in written] == TABLES
    for path in written[: len(LISTS)]:
        assert pyarrow.parquet.read_table(path).to_pylist() == contract[path.stem]
    again = record.to_parquet(tmp_path / "again")
    named = record.to_parquet(f"file://{tmp_path}/named/")
    assert named[0] == f"file://{tmp_path}/named/documents.parquet"
    assert (tmp_path / "named" / "about.parquet").read_bytes() == written[-1].read_bytes()
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written]


def test_the_binary_opens_the_tables_and_writes_the_same(record, contract, tmp_path):
    record.to_parquet(tmp_path / "own")
    read = json.loads(binary("read", "--tables", str(tmp_path / "own"), "--format", "json"))
    assert read == contract
    subprocess.run([BINARY, "export", PILE, "--to", "parquet", "--out", tmp_path / "its"], check=True)
    for name in TABLES:
        own, its = (
            pyarrow.parquet.read_table(tmp_path / whose / f"{name}.parquet") for whose in ("own", "its")
        )
        assert its.schema.equals(own.schema), name
        assert its.equals(own), name
    claims = f"{tmp_path}/its/claims.parquet"
    counted = duckdb.sql(f"SELECT count(*), sum(len(statements)) FROM '{claims}'").fetchall()[0]
    assert counted == (
        len(contract["claims"]),
        sum(len(claim["statements"]) for claim in contract["claims"]),
    )


def test_what_was_found_and_received_is_a_table(record, contract):
    lines = binary("annotate", PILE, "--together").splitlines()
    assert pyarrow.table(record.annotations).to_pylist() == [json.loads(line) for line in lines]
    received = pyarrow.table(record.received).to_pylist()
    read = [document["id"] for document in contract["documents"] if not document["set_aside"]]
    assert [row["document"] for row in received] == read
    assert pyarrow.table(record.about).to_pylist() == [contract["wireroom"]]


def test_articles_in_parquet_are_read_as_those_of_other_tables(tmp_path):
    rows = [
        {"headline": f"Ferry {at} late", "body": f"The ferry of pier {at} was late.", "no": at}
        for at in range(40)
    ]
    table = pyarrow.Table.from_pylist(rows)
    table = table.append_column("seen", pyarrow.array([1_700_000_000_000_000_000 + at for at in range(40)]).cast("timestamp[ns]"))
    pandas.DataFrame(rows).to_csv(tmp_path / "same.csv", index=False)
    how = ("--map", "text=body", "--tier", "fast", "--format", "json")

    def texts(path):
        read = json.loads(binary("read", str(path), *how))
        return {(it["title"], it["format"]) for it in read["documents"]}

    same = texts(tmp_path / "same.csv")
    assert len(same) == 40
    for codec in ("snappy", "zstd", "gzip", "lz4", "none"):
        pyarrow.parquet.write_table(
            table, tmp_path / f"{codec}.bin", compression=codec, row_group_size=7
        )
        assert texts(tmp_path / f"{codec}.bin") == same, codec
    polars.from_arrow(table).write_parquet(tmp_path / "polars.parquet")
    assert texts(tmp_path / "polars.parquet") == same
    seen = ("--map", "text=body,published=seen", "--tier", "fast", "--format", "json")
    read = json.loads(binary("read", str(tmp_path / "snappy.bin"), *seen))
    assert {it["published"]["value"] for it in read["documents"]} == {"2023-11-14T22:13:20"}
    pyarrow.parquet.write_table(table, tmp_path / "brotli.bin", compression="brotli")
    record = wireroom.read(tmp_path / "brotli.bin", missing_ok=True)
    told = pyarrow.table(record.documents).to_pylist()[0]["set_aside"]
    assert "brotli" in told["what"] and "CSV" in told["advice"]


def test_an_empty_record_has_its_columns(record, tmp_path):
    empty = wireroom.read(tmp_path)
    for name in TABLES[:-1]:
        table = getattr(empty, name)
        assert len(table) == (name == "notes")
        assert pyarrow.table(table).schema == pyarrow.table(getattr(record, name)).schema


def test_the_number_of_threads_changes_nothing(record):
    one = wireroom.read("examples/pile", threads=1)
    assert one.to_json() == record.to_json()


def test_a_long_table_comes_in_batches(tmp_path):
    # A column of a batch holds two gigabytes of text and no more.
    rows = [{"id": str(n), "text": f"Die Fähre Nummer {n} legt heute nicht ab."} for n in range(9000)]
    (tmp_path / "many.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    record = wireroom.read(tmp_path / "many.jsonl", tier="fast")
    batches = list(pyarrow.RecordBatchReader.from_stream(record.received))
    assert [len(batch) for batch in batches] == [8192, 9000 - 8192]
    assert len(record.received) == 9000
    texts = [text for batch in batches for text in batch.column("text").to_pylist()]
    assert sorted(texts) == sorted(row["text"] for row in rows)
    assert polars.DataFrame(record.received)["text"].to_list() == texts
