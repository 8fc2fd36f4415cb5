"""How sure the model that joins claims is, and how right, on pairs of real news judged by eye.

Wants the lines of `wireroom-eval weigh-pairs`, those of `wireroom-eval news-claims` and
`eval/labels/claims.tsv`. Prints the share of pairs that are one claim by what the model in use gives,
then how a model fitted on both tells the news apart, each event and each pile judged by one fitted on the
others.
"""

import sys
from collections import defaultdict

import numpy as np
from scipy.optimize import minimize

# `WEIGHTS` and `CONSTANT` of crates/wireroom-weigh/src/alike.rs, `UNITS` and `FLOOR` of claim/align.rs.
IN_USE = np.array([2.20, 1.91, 2.22, 2.88, 0.67, 2.76, 1.25, 0.82, 3.80, -6.33])
UNITS, FLOOR = 7.0, 0.1


def load(path):
    with open(path, encoding="utf8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]


def features(rows):
    """For each pair its likenesses, whether it is open to joining, and what its event takes off the odds."""
    a, b, shared, phrase, quantity, meaning, negation, figures, days, score = np.array(
        [[float(x) for x in row[4:14]] for row in rows]
    ).T
    origin = np.array([float(row[3]) for row in rows])
    open_to = np.array([row[2] == "0" for row in rows]) & (negation + figures + days == 0)
    held, units, keys = defaultdict(list), defaultdict(set), []
    for row in rows:
        event, x, y = row[0] + row[16], row[14].split("."), row[15].split(".")
        keys.append(((event, *x, y[0]), (event, *y, x[0])))
        units[event, x[0]].add(x[1])
        units[event, y[0]].add(y[1])
    for at in np.flatnonzero(open_to):
        for key in keys[at]:
            held[key].append(score[at])

    def rival(key, own):
        two = sorted(held[key])[-2:] if key in held else []
        if not two or own < two[-1]:
            return two[-1] if two else 0.0
        return two[0] if len(two) == 2 else 0.0

    margin = [s - max(FLOOR, *(rival(key, s) for key in own)) for s, own in zip(score, keys)]
    lengths = defaultdict(list)
    for (event, _), of in units.items():
        lengths[event].append(len(of))
    prior = [-max(0.0, np.log(np.mean(lengths[row[0] + row[16]]) / UNITS)) for row in rows]
    x = np.c_[
        np.maximum(a, b), np.minimum(a, b), shared / (shared + 3), shared / (shared + 12),
        phrase, quantity, meaning, origin, margin, np.ones(len(rows)),
    ]
    return x, open_to, np.array(prior)


def fit(x, y, prior, penalty=1.0):
    def loss(w):
        s = x @ w + prior
        back = penalty * np.r_[w[:-1], 0]
        return (np.logaddexp(0, s) - y * s).sum() + w @ back / 2, x.T @ (1 / (1 + np.exp(-s)) - y) + back

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def main(own, news, labels):
    own, news = load(own), load(news)
    judged = {(a, b): int(same) for a, b, same in load(labels)}
    xo, open_o, prior_o = features(own)
    xn, _, prior_n = features(news)
    # What several say together stands there once for each of them.
    first = {(row[24], row[25]): i for i, row in reversed(list(enumerate(news)))}
    at = sorted(first[pair] for pair in judged if pair in first)
    y = np.array([judged[news[i][24], news[i][25]] for i in at])
    xn, prior_n, events = xn[at], prior_n[at], np.array([news[i][16] for i in at])
    print(f"{len(judged)} pairs judged, {len(at)} of them found")
    given = 1 / (1 + np.exp(-(xn @ IN_USE + prior_n)))
    for low, high in ((0.12, 0.36), (0.36, 0.6), (0.6, 0.8), (0.8, 1.01)):
        held = (given >= low) & (given < high)
        print(f"given {low:.2f} to {min(high, 1):.2f}: {held.sum():3} pairs, {100 * y[held].mean():.0f} % one claim")
    known = open_o & np.array([row[1] != "?" for row in own])
    xo, prior_o = xo[known], prior_o[known]
    yo = np.array([row[1] == "1" for row in own], float)[known]
    said = np.zeros(len(y))
    for event in sorted(set(events)):
        rest = events != event
        w = fit(np.r_[xo, xn[rest]], np.r_[yo, y[rest]], np.r_[prior_o, prior_n[rest]])
        said[~rest] = xn[~rest] @ w + prior_n[~rest]
    order = said.argsort().argsort()
    ones = y.sum()
    area = (order[y == 1].sum() - ones * (ones - 1) / 2) / (ones * (len(y) - ones))
    print(f"fitted on both: loss {(np.logaddexp(0, said) - y * said).mean():.3f} a pair, area under the curve {area:.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
