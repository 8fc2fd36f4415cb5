"""vectors.bin: a 64-dimensional 8-bit vector for each of the commonest words.

    python vectors.py DATA MODEL [--states FILE] [--skip N] [--plain]

DATA holds words.tsv, whose kinds are rewritten with the vectors; MODEL is the folder of the
encoder (see minilm.py). `build.py` does the same while it builds words.tsv.

Each word is read alone by the encoder and the readings are reduced, as in Model2Vec (van Dongen,
Tulkens 2024), without its weighting by rank, which the user of a vector does by document frequency.
Before the principal components are taken, the directions in which the forms of one word differ
(ceasefire, ceasefires; deny, denied) are shrunk: within-class covariance normalization (Hatch,
Kajarekar, Stolcke 2006) with the forms of a word as the class. It keeps sisters (Monday, Tuesday)
further apart than components alone. Forms are made by rule: no thesaurus and no labeled text is
used. Each vector is scaled to the range of a signed byte; rows follow the order of words.tsv among
words whose kind is a capital. Figures in README.md.
"""

import argparse
import pathlib

import numpy

import minilm
import words as word_table
from common import irregular, verb_forms, write_table

LIMIT = 30_000
DIMS = 64
# Rarer words have vectors but do not shape the components.
FIT_DF = 3
# Share of the mean within-word variance added in every direction, so that none is blown up.
SHRINK = 0.3
# From how many letters on, and down to which rank, a word's forms count as one class.
FORM_LETTERS, FORM_RANK = 4, 15_000


def chosen(words):
    """The words that get a vector: by document frequency, then short ones of the dictionary."""
    ranked = sorted(words, key=lambda word: (-words[word][1], words[word][0] != "d", len(word), word))
    return ranked[:LIMIT]


def unit(rows):
    return rows / numpy.maximum(numpy.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def form_pairs(ranked):
    """Pairs of a word and an inflected form of it, both in `ranked`."""
    irregulars, present = irregular(), set(ranked)
    for word in ranked[:FORM_RANK]:
        if word.isalpha() and len(word) >= FORM_LETTERS:
            for form in sorted(verb_forms(word, irregulars) - {word}):
                if form in present:
                    yield word, form


def covariance(rows):
    return rows.T @ rows / len(rows)


def shrink_forms(rows, differences):
    """`rows` with the directions in which `differences` vary brought to a like scale."""
    values, axes = numpy.linalg.eigh(covariance(differences))
    return rows @ (axes / numpy.sqrt(values + SHRINK * values.mean())) @ axes.T


def components(rows, fit, dims, skip=0):
    """Principal components skip..skip+dims, fitted on the rows in `fit`."""
    _, axes = numpy.linalg.eigh(covariance(rows[fit]))
    axes = axes[:, ::-1][:, skip:skip + dims]
    # A component's sign is arbitrary; fix it, so that builds agree.
    axes = axes * numpy.sign(axes[numpy.abs(axes).argmax(0), numpy.arange(dims)])
    return rows @ axes


def quantize(rows):
    rows = unit(rows)
    peak = numpy.maximum(numpy.abs(rows).max(1, keepdims=True), 1e-9)
    return numpy.round(rows / peak * 127).astype(numpy.int8)


def reduce(words, order, ranked, rows, skip=0, plain=False):
    """Readings of the words in `order` to 8-bit vectors."""
    rows = unit(rows.astype(numpy.float64))
    fit = numpy.array([words[word][1] >= FIT_DF for word in order])
    rows = rows - rows[fit].mean(0)
    if not plain:
        rows, row_of = unit(rows), {word: row for row, word in enumerate(order)}
        differences = [rows[row_of[word]] - rows[row_of[form]] for word, form in form_pairs(ranked)]
        rows = shrink_forms(rows, numpy.array(differences))
    return quantize(components(rows, fit, DIMS, skip))


def write(data, model, words, states=None, **how):
    """Write vectors.bin and return the words that have a row in it."""
    ranked = chosen(words)
    order = sorted(ranked, key=str.encode)
    table = reduce(words, order, ranked, minilm.read_alone(order, model, states), **how)
    pathlib.Path(data, "vectors.bin").write_bytes(table.tobytes())
    print(f"vectors.bin: {len(order)} rows, {table.nbytes} bytes")
    return set(order)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("--states", type=pathlib.Path, help="keeps the readings between builds")
    parser.add_argument("--skip", type=int, default=0, help="leading components to leave out")
    parser.add_argument("--plain", action="store_true", help="do not shrink the differences of forms")
    given = parser.parse_args()
    words, articles = word_table.read(given.data / "words.tsv")
    with_vector = write(given.data, given.model, words, given.states, skip=given.skip, plain=given.plain)
    write_table(given.data / "words.tsv", word_table.rows(words, articles, with_vector))


if __name__ == "__main__":
    main()
