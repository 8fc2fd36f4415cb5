"""Functions of texts in memory give what the binary gives."""

import doctest
import json

import pytest

import wireroom
from conftest import PILE, ROOT, binary

TEXT = (
    "The ferry Alba struck a pier in Bergen on Tuesday, injuring 12 people, harbor master Rosa "
    "Ibarra said.\n\nThe ship had come from Stavanger with 240 passengers aboard and was slowing "
    "to dock when its steering failed, the harbor office said in a statement issued late.\n"
)


def files():
    return sorted(path for path in (ROOT / PILE).rglob("*.txt"))


def read(path):
    return path.read_text(encoding="utf-8", errors="replace")


def test_repair_is_the_binarys():
    for path in files():
        text = read(path)
        assert wireroom.repair(text) == binary("repair", text=text), path
    assert wireroom.repair("") == ""


def test_annotate_is_the_binarys(tmp_path):
    texts = [read(path) for path in files()]
    lines = [json.dumps({"id": str(at), "text": text}) for at, text in enumerate(texts)]
    (tmp_path / "pile.jsonl").write_text("\n".join(lines))
    printed = binary("annotate", str(tmp_path / "pile.jsonl"), "--together").splitlines()
    printed = {line["id"]: line for line in map(json.loads, printed)}
    found = wireroom.annotate(texts)
    assert [line["id"] for line in found] == [str(at) for at in range(len(texts))]
    for line in found:
        for key in ("text", "names", "times", "repairs"):
            assert line[key] == printed[line["id"]][key]


def test_texts_that_are_alike_are_a_family():
    found = wireroom.collate([TEXT, "The bakery in Tromso opens at six.", TEXT])
    ids = {document["id"]: document["source_id"] for document in found["documents"]}
    families = [{ids[it["document"]] for it in family["witnesses"]} for family in found["families"]]
    assert sorted(map(sorted, families)) == [["0", "2"], ["1"]]
    apart = wireroom.collate([TEXT, TEXT], min_words=10_000)
    assert len(apart["families"]) == 2


def test_nothing_is_something():
    assert wireroom.annotate([]) == []
    assert wireroom.collate([])["families"] == []
    assert [line["text"] for line in wireroom.annotate(["a", "a"])] == ["a", "a"]


@pytest.mark.parametrize("text", ["\x00", "\ufeff\u202e\u2066", "é" * 3, "a\r\n\r\nb\r", "🜁" * 9])
def test_any_text_is_taken(text):
    wireroom.repair(text)
    assert len(wireroom.annotate([text])) == 1


def test_the_examples_of_the_documentation(tmp_path):
    stories = {
        "a.txt": "Ferry strikes pier in Bergen\nBay Courier, March 4, 2026\n\n" + TEXT,
        "b.txt": "Ferry hits pier\nThe Mill, March 4, 2026\n\n" + TEXT,
        "c.txt": "Bakery opens\nThe Mill, March 9, 2026\n\nThe bakery in Tromso opens at six.\n",
    }
    for name, text in stories.items():
        (tmp_path / name).write_text(text)
    names = {"wireroom": wireroom, "PILE": tmp_path, "TEXT": TEXT}
    found = doctest.testmod(wireroom, extraglobs=names, optionflags=doctest.ELLIPSIS)
    assert found.failed == 0 and found.attempted >= 8
