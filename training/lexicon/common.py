"""Shared helpers of the lexicon build: reading corpora texts, folding, writing tables.

Every table is a text file of lines `key<TAB>payload`, sorted by the bytes of the key, so that the
crate can search it in place without decoding it.
"""

import json
import pathlib
import re
import unicodedata

TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
SPECIAL = {
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE",
    "œ": "oe", "Œ": "OE", "ı": "i", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H",
    "ə": "a", "Ə": "A", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "–": "-",
}


def fold(text):
    """Strip diacritics and straighten apostrophes; the crate's `fold` does the same."""
    plain = "".join(SPECIAL.get(c, c) for c in text)
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def texts(corpora):
    """Every article text of the corpora folder, in a fixed order."""
    corpora = pathlib.Path(corpora)
    for path in sorted(corpora.glob("*/*.jsonl")):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]
    for path in sorted(corpora.glob("places/**/*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")


def hand(name):
    """Rows of a hand-written table beside this script, comments and blank lines left out."""
    path = pathlib.Path(__file__).parent / "hand" / name
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def irregular():
    """Base form to (past, participle), for verbs that the rules get wrong."""
    return {base: (past, participle) for base, past, participle in hand("irregular.tsv")}


def plural(noun):
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if re.search(r"(s|x|z|ch|sh)$", noun):
        return noun + "es"
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(verb, irregulars):
    """Base, third person, past, participle and -ing forms."""
    forms = {verb, plural(verb) if not verb.endswith("man") else verb + "s"}
    doubled = None
    if verb in irregulars:
        past, participle = irregulars[verb]
        forms |= {past, participle}
        if past.startswith(verb + verb[-1]) and past.endswith("ed"):
            doubled = verb + verb[-1]
        elif participle.startswith(verb + verb[-1]) and participle.endswith("ed"):
            doubled = verb + verb[-1]
            forms.add(doubled + "ing")
            doubled = None
    elif verb.endswith("e"):
        forms.add(verb + "d")
    elif re.search(r"[^aeiou]y$", verb):
        forms.add(verb[:-1] + "ied")
    elif re.search(r"^[^aeiou]*[aeiou][bdglmnprt]$", verb):
        doubled = verb + verb[-1]
        forms.add(doubled + "ed")
    else:
        forms.add(verb + "ed")
    if doubled:
        forms.add(doubled + "ing")
    elif re.search(r"^(hit|cut|put|set|let|get|quit|shut|win|run|swim|overrun|begin)$", verb):
        forms.add(verb + verb[-1] + "ing")
    elif verb == "die":
        forms.add("dying")
    elif verb.endswith("e") and not re.search(r"(ee|ye|oe)$", verb):
        forms.add(verb[:-1] + "ing")
    else:
        forms.add(verb + "ing")
    return forms


def write_table(path, rows, unique=True):
    """Write (key, payload) rows sorted by the UTF-8 bytes of key, then payload."""
    rows = sorted(set(rows), key=lambda row: (row[0].encode(), row[1].encode()))
    if unique:
        keys = [key for key, _ in rows]
        doubles = {a for a, b in zip(keys, keys[1:]) if a == b}
        if doubles:
            raise SystemExit(f"{path}: keys twice: {sorted(doubles)[:10]}")
    for key, payload in rows:
        if "\t" in key or "\n" in key + payload:
            raise SystemExit(f"{path}: bad row {key!r} {payload!r}")
    data = "".join(f"{key}\t{payload}\n" for key, payload in rows)
    pathlib.Path(path).write_bytes(data.encode())
    print(f"{pathlib.Path(path).name}: {len(rows)} rows, {len(data.encode())} bytes")
