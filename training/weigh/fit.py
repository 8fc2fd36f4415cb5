"""Fits the model that joins claims on the lines of `wireroom-eval weigh-pairs`."""

import sys

import numpy as np
from scipy.optimize import minimize

NAMES = ["most", "least", "shared/3", "shared/12", "phrase", "quantity", "meaning", "one origin"]

rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf8")]
pile = np.array([int(row[0]) for row in rows])
same = np.array([int(row[1]) for row in rows])
family = np.array([int(row[2]) for row in rows])
origin = np.array([float(row[3]) for row in rows])
a, b, shared, phrase, quantity, meaning, negation, figures, days = np.array(
    [[float(x) for x in row[4:13]] for row in rows]
).T
X = np.c_[
    np.maximum(a, b), np.minimum(a, b), shared / (shared + 3), shared / (shared + 12),
    phrase, quantity, meaning, origin, np.ones(len(rows)),
]
across = family == 0
open_to = across & (negation + figures + days == 0)


def fit(chosen, penalty=0.3):
    z, y = X[chosen], same[chosen]

    def loss(w):
        s = z @ w
        p = 1 / (1 + np.exp(-s))
        back = penalty * np.r_[w[:-1], 0]
        return (np.logaddexp(0, s) - y * s).sum() + 0.5 * w @ back, z.T @ (p - y) + back

    return minimize(loss, np.zeros(X.shape[1]), jac=True, method="L-BFGS-B").x


likely = np.zeros(len(rows))
for held in sorted(set(pile)):
    out = open_to & (pile == held)
    likely[out] = 1 / (1 + np.exp(-(X[out] @ fit(open_to & (pile != held)))))
for cut in (0.2, 0.3, 0.33, 0.4, 0.45, 0.5, 0.6, 0.7):
    found = open_to & (likely >= cut)
    print(f"{cut:.2f}  P {100 * same[found].mean():.1f}  R {100 * same[found].sum() / same[across].sum():.1f}")
for name, weight in zip(NAMES + ["constant"], fit(open_to)):
    print(f"{name:10} {weight:6.2f}")
