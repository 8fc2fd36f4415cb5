"""Fits the model that tells whether two figures are of one thing.

    figures.py OWN LABELS NEWS…

OWN are the lines of `wireroom-eval weigh-figures eval/weigh`, NEWS those of `wireroom-eval news-figures`
of each corpus, LABELS is `eval/labels/figures.tsv`. Prints precision and recall of pairs that
do not agree, each pile and each event of the news judged by a model fitted on the others, then the
weights fitted on all.
"""

import sys

import numpy as np
from scipy.optimize import minimize

NAMES = [
    "one fate", "two fates", "one unit", "ratio", "passages, most", "passages, least", "together", "margin",
    "plain, fewer", "plain, more", "plain, common", "phrase", "meaning", "one mouth", "one is dated",
]
RATIO = NAMES.index("ratio")
# Figures that agree tell nothing of how far apart two of one thing are: this stands in its place.
TYPICAL = 0.25
# A pile or an event counts for so many pairs at most.
MOST = 25


def lines(path):
    with open(path, encoding="utf8") as file:
        return [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]


def judged():
    """Pile, features, whether the two agree, and whether they are of one thing."""
    labels = {(a, b): one == "1" for a, b, one in lines(sys.argv[2])}
    for row in lines(sys.argv[1]):
        pile, _, agrees, explained, same = row[:5]
        if agrees == "1":
            if same == "?":
                continue
            one = same == "1"
        elif explained == "1":
            continue
        else:
            # The reader lists all differences: what is not among them is none.
            one = labels.get((row[-6], row[-5]), same == "1")
        yield pile, row[5 : 5 + len(NAMES)], agrees == "1", one
    for row in (row for news in sys.argv[3:] for row in lines(news)):
        if row[2] == "1" or row[3] == "1":
            continue
        key = tuple(stands.removeprefix("newscluster ") for stands in row[-6:-4])
        if key in labels:
            yield row[1], row[5 : 5 + len(NAMES)], False, labels[key]


rows = list(judged())
pile = np.array([row[0] for row in rows])
X = np.array([[float(x) for x in row[1]] for row in rows])
agrees = np.array([row[2] for row in rows])
same = np.array([row[3] for row in rows], dtype=float)
X[agrees, RATIO] = TYPICAL
Z = np.c_[X, np.ones(len(X))]
counts = {name: (pile == name).sum() for name in set(pile)}
weight = np.array([min(1.0, MOST / counts[name]) for name in pile])


def fit(chosen, penalty=1.0):
    z, y, w = Z[chosen], same[chosen], weight[chosen]

    def loss(b):
        s = z @ b
        p = 1 / (1 + np.exp(-s))
        back = penalty * np.r_[b[:-1], 0]
        return (w * (np.logaddexp(0, s) - y * s)).sum() + 0.5 * b @ back, z.T @ (w * (p - y)) + back

    return minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B").x


likely = np.zeros(len(rows))
for name in sorted(counts):
    out = pile == name
    likely[out] = 1 / (1 + np.exp(-(Z[out] @ fit(~out))))
for cut in (0.3, 0.4, 0.5, 0.55, 0.6, 0.7, 0.75, 0.8):
    found = ~agrees & (likely >= cut)
    right = same[found].sum()
    print(f"{cut:.2f}  P {100 * same[found].mean():.0f}  R {100 * right / same[~agrees].sum():.0f}  {found.sum()} pairs")
for name, value in zip(NAMES + ["constant"], fit(np.ones(len(rows), dtype=bool))):
    print(f"{name:16} {value:6.2f}")
