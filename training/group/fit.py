"""Fits the model that joins texts on the lines of `wireroom-eval group-features`.

Only the odd half of both corpora is read, and the odd piles of `eval/weigh`. Prints the weights,
then B-cubed of the odd half of the corpora at several cuts and cohesions, and of the piles.
"""

import sys
from collections import defaultdict

import numpy as np
from scipy.optimize import minimize

LIKENESSES = [0, 1, 2, 3, 4]
# Days apart, a weekday in common, other weekdays: set by hand.
DAYS = {5: -1.0, 6: 1.0, 7: -1.5}
APART = 10
PRIOR = 6.0

rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf8")]
rows = [row for row in rows if row[1] == "1" or row[0] == "weigh"]
at = {name: i for i, name in enumerate(sorted({int(x) for row in rows for x in row[2:4]}))}
a = np.array([at[int(row[2])] for row in rows])
b = np.array([at[int(row[3])] for row in rows])
event, is_own = {}, {}
for row, x, y in zip(rows, a, b):
    event[x], event[y] = row[4], row[5]
    is_own[x] = is_own[y] = row[0] == "weigh"
same = np.array([row[4] == row[5] for row in rows], float)
fresh = np.array([float(row[7]) for row in rows])
X = np.array([[float(x) for x in row[8:]] for row in rows])
pile = np.array([row[0] for row in rows])

# Pairs with nothing in common teach nothing and are nine in ten.
use = (same > 0) | (X[:, 0] >= 0.02) | (X[:, 1] >= 0.02) | (pile == "weigh")
weight = np.where(pile == "weigh", 10.0, np.where(pile == "newscluster", 2.0, 1.0))[use]
Z = np.c_[X[use][:, LIKENESSES], np.ones(use.sum())]
given = sum(X[use][:, i] * w for i, w in DAYS.items())


def loss(w):
    s = Z @ w + given
    p = 1 / (1 + np.exp(-s))
    back = np.r_[w[:-1], 0]
    value = (weight * (np.logaddexp(0, s) - same[use] * s)).sum() + 0.5 * w @ back
    return value, Z.T @ (weight * (p - same[use])) + back


bounds = [(0, None)] * len(LIKENESSES) + [(None, None)]
w = minimize(loss, np.zeros(Z.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x
print("weights", [round(float(x), 2) for x in [*w[:-1], *DAYS.values(), w[-1]]])
score = X[:, LIKENESSES] @ w[:-1] + w[-1] + sum(X[:, i] * v for i, v in DAYS.items())
likely = 1 / (1 + np.exp(-score))


def cluster(members, cut, cohesion):
    """Average linkage, kept apart by dates and cohesion as in `linkage.rs`."""
    place = {m: i for i, m in enumerate(members)}
    n = len(members)
    P, S, V, D = (np.zeros((n, n)) for _ in range(4))
    for k, (x, y) in enumerate(zip(a, b)):
        if x in place and y in place:
            i, j = place[x], place[y]
            for M, v in ((P, likely[k]), (S, X[k, 0]), (V, fresh[k] > APART), (D, fresh[k] >= 0)):
                M[i, j] = M[j, i] = v
    size, within, groups = np.ones(n), np.zeros(n), [[m] for m in members]

    def row(i):
        pairs = size[i] * np.maximum(size, 1)
        beside = S[i] / pairs
        own = (within[i] + PRIOR * beside) / (size[i] * (size[i] - 1) / 2 + PRIOR)
        other = (within + PRIOR * beside) / (size * (size - 1) / 2 + PRIOR)
        barred = (2 * V[i] > D[i]) | (beside < cohesion * np.sqrt(np.maximum(own * other, 0)))
        found = np.where(barred | (size == 0), -1, P[i] / pairs)
        found[i] = -1
        return found

    mean = np.stack([row(i) for i in range(n)])
    while True:
        i, j = divmod(int(mean.argmax()), n)
        if mean[i, j] < cut:
            break
        i, j = min(i, j), max(i, j)
        within[i] += within[j] + S[i, j]
        for M in (P, S, V, D):
            M[i] += M[j]
            M[:, i] = M[i]
        size[i] += size[j]
        size[j] = 0
        groups[i] += groups[j]
        groups[j] = []
        mean[i] = mean[:, i] = row(i)
        mean[j] = mean[:, j] = -1
    return [group for group in groups if group]


def b_cubed(groups):
    of = {m: set(group) for group in groups for m in group}
    gold = defaultdict(set)
    for m in of:
        gold[event[m]].add(m)
    share = [(len(of[m] & gold[event[m]]), len(of[m]), len(gold[event[m]])) for m in of]
    p, r = np.mean([h / x for h, x, _ in share]), np.mean([h / y for h, _, y in share])
    return f"F {200 * p * r / (p + r):.1f} (P {100 * p:.1f}, R {100 * r:.1f})"


for cut in (0.05, 0.1, 0.15, 0.2):
    for cohesion in (0.6, 0.65, 0.7):
        corpora = cluster([m for m in event if not is_own[m]], cut, cohesion)
        own = cluster([m for m in event if is_own[m]], cut, cohesion)
        print(f"cut {cut:.2f} cohesion {cohesion:.2f}  mixed {b_cubed(corpora)}  own {b_cubed(own)}")
