"""Fits the model that joins claims on the lines of `wireroom-eval weigh-pairs`."""

import sys
from collections import defaultdict

import numpy as np
from scipy.optimize import minimize

NAMES = [
    "most", "least", "shared/3", "shared/12", "phrase", "quantity", "meaning", "one origin",
    "margin",
]
# A rival is taken to have this likeness at least.
FLOOR = 0.1

rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf8")]
pile = np.array([int(row[0]) for row in rows])
# 1: the reader has both in one claim; 0: the reader has not; -1: nothing is known of either.
same = np.array([{"?": -1, "0": 0, "1": 1}[row[1]] for row in rows])
family = np.array([int(row[2]) for row in rows])
origin = np.array([float(row[3]) for row in rows])
a, b, shared, phrase, quantity, meaning, negation, figures, days, score = np.array(
    [[float(x) for x in row[4:14]] for row in rows]
).T
across = family == 0
open_to = across & (negation + figures + days == 0)


def margins():
    """How far each pair lies above the best rival that either has in the other's document."""
    keys = []
    for row in rows:
        (x, y), event = (row[14].split("."), row[15].split(".")), row[0] + row[16]
        keys.append(((event, *x, y[0]), (event, *y, x[0])))
    held = defaultdict(list)
    for at in np.flatnonzero(open_to):
        for key in keys[at]:
            held[key].append(score[at])
    best = {key: sorted(scores)[-2:] for key, scores in held.items()}

    def rival(key, own):
        two = best.get(key, [])
        if not two or own < two[-1]:
            return two[-1] if two else 0.0
        return two[0] if len(two) == 2 else 0.0

    return np.array(
        [score[at] - max(FLOOR, *(rival(key, score[at]) for key in keys[at])) for at in range(len(rows))]
    )


X = np.c_[
    np.maximum(a, b), np.minimum(a, b), shared / (shared + 3), shared / (shared + 12),
    phrase, quantity, meaning, origin, margins(), np.ones(len(rows)),
]
judged = open_to & (same >= 0)


def fit(chosen, penalty=1.0):
    z, y = X[chosen], same[chosen]

    def loss(w):
        s = z @ w
        p = 1 / (1 + np.exp(-s))
        back = penalty * np.r_[w[:-1], 0]
        return (np.logaddexp(0, s) - y * s).sum() + 0.5 * w @ back, z.T @ (p - y) + back

    return minimize(loss, np.zeros(X.shape[1]), jac=True, method="L-BFGS-B").x


likely = np.zeros(len(rows))
for held_out in sorted(set(pile)):
    out = open_to & (pile == held_out)
    likely[out] = 1 / (1 + np.exp(-(X[out] @ fit(judged & (pile != held_out)))))
wanted = (across & (same == 1)).sum()
for cut in (0.2, 0.3, 0.36, 0.4, 0.5, 0.6, 0.7):
    found = judged & (likely >= cut)
    print(f"{cut:.2f}  P {100 * same[found].mean():.1f}  R {100 * same[found].sum() / wanted:.1f}")
for name, weight in zip(NAMES + ["constant"], fit(judged)):
    print(f"{name:10} {weight:6.2f}")
