"""Measures word vectors: cosine levels of clear pairs, and paraphrase pairs told apart.

    python measure.py DATA MSRP [--words DATA2]

DATA holds words.tsv and vectors.bin, MSRP is the tab-separated training file of the Microsoft
Research Paraphrase corpus (label, two ids, two sentences); it is scored by two simple measures of likeness. With
--words only words that have a vector in DATA2 too are used, to compare two tables on the same
words. The pairs of words stand in hand/word_pairs.tsv. Nothing is written.
"""

import argparse
import math
import pathlib
import random
import re

import numpy

import vectors
import words as word_table
from common import TOKEN, hand

# The idf of a word that the table lacks.
UNKNOWN = 8.0


def read(data):
    """Word to row, the unit rows, and word to idf."""
    words, articles = word_table.read(data / "words.tsv")
    lines = (line.split("\t") for line in (data / "words.tsv").read_text(encoding="utf-8").splitlines())
    order = [word for word, payload in lines if payload[0].isupper()]
    rows = numpy.fromfile(data / "vectors.bin", numpy.int8).reshape(len(order), -1)
    idf = {word: math.log((articles + 1) / (df + 1)) for word, (_, df, _) in words.items()}
    return {word: row for row, word in enumerate(order)}, vectors.unit(rows.astype(numpy.float32)), idf


def pairs(path):
    """(label, words, words) of each pair."""
    for line in path.read_text(encoding="utf-8-sig").split("\n")[1:]:
        fields = line.split("\t")
        if len(fields) == 5:
            yield int(fields[0]), tokens(fields[3]), tokens(fields[4])


def tokens(sentence):
    found = [match.group().replace("’", "'").lower() for match in TOKEN.finditer(sentence)]
    return [word.removesuffix("'s") for word in found] + re.findall(r"\d+", sentence)


def align(left, right, row_of, rows, idf):
    """Soft alignment weighted by idf: an equal word counts 1, else its best cosine."""

    def side(here, there):
        columns = [row_of[word] for word in there if word in row_of]
        same, got, whole = set(there), 0.0, 1e-9
        for word in here:
            weight = idf.get(word, UNKNOWN)
            whole += weight
            if word in same:
                got += weight
            elif word in row_of and columns:
                got += weight * max(0.0, float((rows[columns] @ rows[row_of[word]]).max()))
        return got / whole

    a, b = side(left, right), side(right, left)
    return 2 * a * b / (a + b) if a + b else 0.0


def mean(left, right, row_of, rows, idf):
    """Cosine of the means weighted by idf."""

    def sum_of(words):
        known = [word for word in words if word in row_of]
        weights = numpy.array([idf.get(word, UNKNOWN) for word in known])
        return weights @ rows[[row_of[word] for word in known]] if known else rows[0] * 0

    a, b = sum_of(left), sum_of(right)
    return float(a @ b / (numpy.linalg.norm(a) * numpy.linalg.norm(b) + 1e-9))


def score(values, labels, folds=5):
    """Accuracy and F with a threshold fitted on the other folds, and area under the curve."""
    values, labels = numpy.array(values), numpy.array(labels)
    fold, guess = numpy.arange(len(values)) % folds, numpy.zeros(len(values), int)
    for here in range(folds):
        rest = fold != here
        cuts = numpy.unique(numpy.quantile(values[rest], numpy.linspace(0, 1, 201)))
        right = [((values[rest] >= cut) == labels[rest]).mean() for cut in cuts]
        guess[fold == here] = values[fold == here] >= cuts[int(numpy.argmax(right))]
    hits = ((guess == 1) & (labels == 1)).sum()
    ranks = numpy.argsort(numpy.argsort(values))
    positive = labels.sum()
    curve = (ranks[labels == 1].mean() - (positive - 1) / 2) / (len(labels) - positive)
    accuracy, f = 100 * (guess == labels).mean(), 200 * hits / (guess.sum() + positive)
    return f"{accuracy:.1f} / {f:.1f} / {curve:.4f}"


def levels(row_of, rows, idf):
    """Cosines by kind of pair; random pairs are drawn among the commoner words."""
    common = sorted(row_of, key=lambda word: (idf[word], word))[100:8000]
    draw = random.Random(0)
    kinds = {"random": [(draw.choice(common), draw.choice(common)) for _ in range(5000)]}
    for kind, left, right in hand("word_pairs.tsv"):
        if left in row_of and right in row_of:
            kinds.setdefault(kind, []).append((left, right))
    return {kind: numpy.array([rows[row_of[a]] @ rows[row_of[b]] for a, b in listed]) for kind, listed in kinds.items()}


def area(near, far):
    """Share of (near, far) pairs in which the near one has the greater cosine."""
    return float((near[:, None] > far[None, :]).mean() + 0.5 * (near[:, None] == far[None, :]).mean())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("msrp", type=pathlib.Path)
    parser.add_argument("--words", type=pathlib.Path, help="use only words that this table has too")
    given = parser.parse_args()
    row_of, rows, idf = read(given.data)
    if given.words:
        also = read(given.words)[0]
        row_of = {word: row for word, row in row_of.items() if word in also}
    told = list(pairs(given.msrp))
    labels = [label for label, _, _ in told]
    print(f"{len(row_of)} words, {len(told)} pairs of sentences: accuracy / F / AUC")
    for way in (align, mean):
        print(way.__name__, score([way(a, b, row_of, rows, idf) for _, a, b in told], labels))
    found = levels(row_of, rows, idf)
    print("cosine: pairs, mean, deviation; quantiles .01 .1 .25 .5 .75 .9 .99; share below a synonym")
    for kind, cosines in found.items():
        at = numpy.quantile(cosines, [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99])
        quantiles = " ".join(f"{value:5.2f}" for value in at)
        below = area(found["synonym"], cosines)
        print(f"{kind:10} {len(cosines):5} {cosines.mean():5.2f} {cosines.std():.2f}  {quantiles}  {below:.3f}")


if __name__ == "__main__":
    main()
