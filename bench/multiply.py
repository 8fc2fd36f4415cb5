#!/usr/bin/env python3
"""Makes a record of N times as many documents out of one, to measure a server on.

    bench/multiply.py SMALL.wireroom 50 BIG.wireroom

Every document, family, event, claim, statement and difference comes N times, each time under other
ids, so that its rows, its links and its words are as many as those of a pile N times as large.
Entities with a name and outlets stay the same: they get N times as many rows, which is more than a
real pile of that size would give them. What it is not: a record that means anything.
"""

import re
import shutil
import sqlite3
import sys
from pathlib import Path

STORE = Path(__file__).parent.parent / "crates/wireroom-store/src"
LOOKUP = (STORE / "lookup.sql").read_text() + (STORE / "about.sql").read_text()
ID = re.compile(r'"([a-z])([0-9a-f]{2})([0-9a-f]{10})"')
BARE = re.compile(r"([a-z])([0-9a-f]{2})([0-9a-f]{10})")
MADE = re.compile(r"CREATE (TABLE|INDEX|VIRTUAL TABLE) (\w+)")
TABLES = """received documents repairs zones families witnesses exemplars entities events
event_documents event_families event_parties background statements statement_relays claims
claim_statements claim_origins differences difference_sides storylines storyline_events""".split()


def renamed(k):
    """What gives the ids of the k-th copy."""

    def one(match):
        return f"{match[1]}{(int(match[2], 16) + k) % 256:02x}{match[3]}"

    def change(value, column):
        if not isinstance(value, str):
            return value
        if column in ("json", "annotation"):
            return ID.sub(lambda match: f'"{one(match)}"', value)
        if column in ("text", "said", "title", "what", "why", "before", "after"):
            return value
        return one(match) if (match := BARE.fullmatch(value)) else value

    return change


def main(small, n, big):
    shutil.copyfile(small, big)
    base = sqlite3.connect(big)
    base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    # What things are looked up by is made anew at the end.
    for kind, name in MADE.findall(LOOKUP):
        base.execute(f"DROP {kind.split()[-1]} IF EXISTS {name}")
    for table in TABLES:
        columns = [row[1] for row in base.execute(f"PRAGMA table_info({table})")]
        rows = base.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
        if table == "documents":
            rows = [row for row in rows if row[columns.index("text")] is not None]
        numbered = columns[0] == "position"
        marks = ", ".join("?" * len(columns))
        for k in range(1, n):
            change = renamed(k)
            copies = (
                [change(value, column) for value, column in zip(row, columns)] for row in rows
            )
            if table == "entities":
                copies = (row for row, old in zip(copies, rows) if row[1] != old[1])
            if numbered:
                start = base.execute(f"SELECT max(position) + 1 FROM {table}").fetchone()[0] or 0
                copies = ([start + at, *row[1:]] for at, row in enumerate(copies))
            base.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", copies)
    counts = base.execute("SELECT value FROM meta WHERE key = 'counts'").fetchone()[0]
    grown = re.sub(r'("\w+"):(\d+)', lambda m: f"{m[1]}:{int(m[2]) * n}", counts)
    base.execute("UPDATE meta SET value = ? WHERE key = 'counts'", (grown,))
    for table in ("documents", "statements"):
        base.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')")
    base.commit()
    base.executescript(LOOKUP + "PRAGMA user_version = 3;")
    base.close()


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
