"""What Spark reads is what the binary reads, row for row: in any number of parts, whatever becomes of
an executor, whatever the table or file it came from.
"""

import doctest
import gzip
import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

import pyarrow
import pytest

import generated
import wireroom
from conftest import binary

pyspark = pytest.importorskip("pyspark")
from wireroom import spark as wireroom_spark  # noqa: E402

ARTICLES = int(os.environ.get("WIREROOM_SPARK_ARTICLES", "2000"))
# Lines of more files than a laptop's are read by several tasks.
SMALL = 1 << 14


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    # Executors run elsewhere.
    os.environ["PYSPARK_PYTHON"] = os.path.abspath(sys.executable)
    package = str(Path(wireroom.__file__).resolve().parents[1])
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("wireroom")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.executorEnv.PYTHONPATH": package,
        "spark.executorEnv.WIREROOM_TEST": str(os.getpid()),
        "spark.log.level": "ERROR",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        # A test is over before it would pay to compile more thoroughly.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
        "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1",
        # So that a file of a megabyte is cut into blocks.
        "spark.sql.files.maxPartitionBytes": str(1 << 18),
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def pile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spark") / "pile"
    generated.write(folder, ARTICLES)
    return folder


@pytest.fixture(scope="module")
def contract(pile):
    return json.loads(binary("read", str(pile), "--tier", "fast", "--format", "json"))


def same(record, contract):
    found = json.loads(record.to_json())
    for name in contract:
        assert found[name] == contract[name], name
    for name in (it for it in record.table_names if it in contract):
        assert pyarrow.table(getattr(record, name)).to_pylist() == contract[name], name
    return True


def read(spark, source, **how):
    return wireroom_spark.read(spark, source, tier="fast", **how)


def test_the_pile_has_what_it_takes(contract):
    counts = contract["counts"]
    assert counts["documents"] > ARTICLES * 0.97 and counts["set_aside"] > 3
    assert counts["families"] < counts["documents"] * 0.8
    assert max(len(family["witnesses"]) for family in contract["families"]) > 24
    relations = {it["relation"] for family in contract["families"] for it in family["witnesses"]}
    assert {"verbatim", "trimmed", "expanded"} <= relations
    assert min(counts[name] for name in ("events", "claims", "differences")) > 10
    assert counts["storylines"] > 0
    notes = " ".join(note["what"] for note in contract["notes"])
    assert all(told in notes for told in ("more than once", "not in English", "have the id"))


@pytest.mark.parametrize("partitions", [1, 2, 8])
def test_the_record_is_the_binarys(spark, pile, contract, partitions):
    lines_from = 1 << 30 if partitions == 1 else SMALL
    assert same(read(spark, str(pile), partitions=partitions, lines_from=lines_from), contract)


def executors():
    """The processes that this one's Spark started to run tasks in."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            arguments = (folder / "cmdline").read_bytes().split(b"\0")
            ours = f"WIREROOM_TEST={os.getpid()}".encode() in (folder / "environ").read_bytes()
        except OSError:
            continue
        if ours and any(b"CoarseGrainedExecutorBackend" in it for it in arguments):
            found.append(int(folder.name))
    return found


def test_a_folder_holds_what_it_holds_to_the_binary(spark, tmp_path):
    texts = [one["text"] for one in generated.articles(30, 13)]
    pile, named = tmp_path / "a pile [1]", tmp_path / "named"
    held = {
        **{f"{at}.txt": text for at, text in enumerate(texts[:12])},
        # Documentation, and what is only called so.
        "README.md": texts[12],
        "deep/down/NOTES.MARKDOWN": texts[13],
        "deep/empty.md": "",
        "md": texts[14],
        # No part of the pile: hidden, and in a hidden folder.
        ".hidden.txt": texts[15],
        ".git/config.txt": texts[16],
        ".git/_x.txt": texts[16],
        # What Spark would pass over, and the program does not.
        "_drafts/a.txt": texts[17],
        "_drafts/_b.txt": texts[18],
        "_drafts/_deep/c.txt": texts[19],
        "_drafts/README.md": texts[12],
        "deep/_one.txt": texts[20],
        "copied.txt._COPYING_": texts[21],
        "_SUCCESS": "",
        # Empty, of no format, damaged.
        "deep/empty.txt": "",
        "unknown.xyz": bytes(range(256)) * 9,
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(99),
        "lines.jsonl": '{"text": "' + texts[22][:99].replace("\n", " ") + '"}\n{"text": "cut off',
        "page.html": "<html><head><title>Nothing",
        "packed.txt.gz": gzip.compress(texts[23].encode())[:-20],
    }
    for name, content in held.items():
        path = pile / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    for name in ("a.md", "b.md", ".c.md", "_d.md", "e.txt"):
        named.mkdir(exist_ok=True)
        (named / name).write_text(texts[24] + name)
    (tmp_path / "nothing" / "in").mkdir(parents=True)

    def check(*paths, **counted):
        paths = [str(path) for path in paths]
        contract = json.loads(binary("read", *paths, "--tier", "fast", "--format", "json"))
        assert {name: contract["counts"][name] for name in counted} == counted
        assert same(read(spark, paths, partitions=2), contract)
        return [note["what"] for note in contract["notes"]]

    told = check(pile, documents=19, set_aside=7)
    assert any(note.startswith("4 Markdown files") for note in told)
    # What is named is read, whatever it is called; a pattern names no hidden file.
    check(named / "*", documents=4)
    check(named / "?.md", named, documents=3)
    check(named / ".c.md", named / "_d.md", named, documents=3)
    check(pile / "_drafts", pile / ".git", documents=5)
    told = check(named, tmp_path / "nothing", documents=1)
    assert "a folder without files" in told


def test_a_file_of_lines_may_be_larger_than_what_is_read_whole(spark, tmp_path):
    articles = [{"id": str(n), "text": f"Flood {n} closed the road to Riga on Friday. " * 3} for n in range(400)]
    lines = "".join(f"{json.dumps(article)}\n" for article in articles)
    # Marks of patterns are but letters of a name.
    (tmp_path / "of {lines} [1].jsonl").write_text(lines)
    (tmp_path / "of {lines} 1.jsonl").write_text(lines.replace("Riga", "Jurmala")[: SMALL // 2])
    (tmp_path / "a page [2].txt").write_text("A ferry struck a pier in Bergen on Monday. " * 500)
    (tmp_path / "small.txt").write_text("A bridge fell in Porto on Tuesday.")
    assert len(lines) > 3 * SMALL
    contract = json.loads(binary("read", str(tmp_path), "--tier", "fast", "--format", "json"))
    assert contract["counts"]["documents"] > 400
    most = "spark.sql.sources.binaryFile.maxLength"
    spark.conf.set(most, 2 * SMALL)
    try:
        assert same(read(spark, str(tmp_path), partitions=2, lines_from=SMALL), contract)
    finally:
        spark.conf.unset(most)


def test_an_executor_that_is_killed_changes_nothing(spark, pile, contract):
    tracker = spark.sparkContext.statusTracker()
    killed, done = [], threading.Event()
    jobs = tracker.getJobIdsForGroup()
    before = max((at for job in jobs for at in tracker.getJobInfo(job).stageIds), default=0)

    def kill():
        # While tasks run that others wait for.
        while not done.wait(0.05):
            stages = [tracker.getStageInfo(at) for at in tracker.getActiveStageIds()]
            # Late enough that what it did before is lost with it.
            late = [it for it in stages if it and it.numActiveTasks and it.stageId > before + 12]
            if late and (found := executors()):
                os.kill(found[0], signal.SIGKILL)
                killed.append(found[0])
                return

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        record = read(spark, str(pile), partitions=4, lines_from=SMALL)
    finally:
        done.set()
        thread.join()
    assert killed, "nothing was killed"
    assert same(record, contract)


def test_a_table_of_articles_is_read_as_their_lines_are(spark, tmp_path):
    made = generated.articles(60, 3)
    lines = tmp_path / "made.jsonl"
    lines.write_text("\n".join(json.dumps({**one, "body": one.pop("text")}) for one in made))
    how = ("--tier", "fast", "--format", "json", "--map", "text=body")
    contract = json.loads(binary("read", str(lines), *how))
    spark.read.json(str(lines)).write.parquet(str(tmp_path / "parquet"))
    table = spark.read.parquet(str(tmp_path / "parquet"))
    file = tmp_path / "made.wireroom"
    path = pyspark.sql.functions.lit(str(lines))
    record = read(
        spark, table.withColumn("path", path), columns={"text": "body"}, partitions=2, file=file
    )
    assert same(record, contract)
    # The record file is whole, and the binary takes it up.
    checked = binary("record", "check", str(file))
    assert str(contract["counts"]["documents"]) in checked
    assert binary("show", contract["events"][0]["id"], "--record", str(file))


def test_links_and_agencies_do_what_the_binary_does(spark, tmp_path):
    pile = tmp_path / "pile"
    generated.write(pile, 150, seed=11)
    story = "The ferry was late again on Monday, the harbor master said, and nobody on the pier knew why"
    for at, credit in enumerate(("(Valewire)", "")):
        told = f"Kelmarsh ferry late {at}\n\n{story}; it had been so for weeks, he said, {at}.\n\n{credit}\n"
        (pile / f"credited{at}.txt").write_text(told)
    how = ("--tier", "fast", "--format", "json")
    plain = json.loads(binary("read", str(pile), *how))
    several = [it["witnesses"] for it in plain["families"] if len(it["witnesses"]) > 1]
    lone = [it["witnesses"][0]["document"] for it in plain["families"] if len(it["witnesses"]) == 1]
    verbatim = next(
        (it["parent"], it["document"])
        for of in several
        for it in of
        if it["relation"] == "verbatim" and it["parent"].startswith("d")
    )
    path = str(pile / "a folder" / "3 + 3%.txt")
    must = [(lone[0], lone[3]), (several[0][0]["document"], several[1][0]["document"])]
    must.append((path, lone[5]))
    files = {}
    for name, pairs in (("must", must), ("cannot", [verbatim])):
        files[name] = tmp_path / name
        files[name].write_text("".join(f"{a}\t{b}\n" for a, b in pairs))
    (tmp_path / "agencies").write_text("Valewire\tVale Wire\n")
    agencies = ("--agencies", str(tmp_path / "agencies"))
    links = ("--must-link", str(files["must"]), "--cannot-link", str(files["cannot"]))
    wanted = json.loads(binary("collate", str(pile), "--format", "json", *agencies, *links))
    told = {"agencies": {"Valewire": "Vale Wire"}, "must_link": must, "cannot_link": [verbatim]}
    record = json.loads(read(spark, str(pile), partitions=2, **told).to_json())
    assert record["families"] == wanted["families"] != plain["families"]
    contract = json.loads(binary("read", str(pile), *how, *agencies))
    told = {"agencies": {"Valewire": "Vale Wire"}}
    assert same(read(spark, str(pile), partitions=2, **told), contract)
    with pytest.raises(ValueError, match="agencies, line 1"):
        read(spark, str(pile), agencies={"V": "W"})


def test_links_that_say_nothing_or_too_much_are_told():
    from wireroom.spark._links import numbered

    called = {"a": {1}, "b": {2}, "c": {3}, "id": {1}, "shared": {1, 2}}
    assert numbered(called, [("a", "b")], [("b", "c")]) == ([(1, 2)], [(2, 3)])
    for must, cannot, told in (
        ([("nobody", "a")], [], "no document of the pile"),
        ([], [("shared", "c")], "several documents"),
        ([("a", "id")], [], "both names"),
        ([("a", "b"), ("b", "c")], [("c", "a")], "which cannot_link parts"),
    ):
        with pytest.raises(ValueError, match=told):
            numbered(called, must, cannot)


def test_the_example_of_the_documentation(spark, tmp_path):
    told = generated.articles(1, 5)[0]["text"]
    for at, text in enumerate((told, told, "The bakery in Tromso opens at six.")):
        (tmp_path / f"{at}.txt").write_text(text)
    names = {"session": spark, "PILE": tmp_path}
    found = doctest.testmod(wireroom_spark, extraglobs=names)
    assert found.failed == 0 and found.attempted >= 3


def test_what_cannot_be_read_is_told(spark, tmp_path):
    with pytest.raises(wireroom.ReadError, match="gone"):
        read(spark, str(tmp_path / "gone"))
    with pytest.raises(ValueError, match="FIELD=COLUMN|no field"):
        read(spark, str(tmp_path), columns={"words": "body"})
    with pytest.raises(wireroom.WriteError, match="nowhere"):
        read(spark, str(tmp_path), file=tmp_path / "nowhere" / "a.wireroom")
