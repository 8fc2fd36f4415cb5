"""Fits the model that joins claims: fit.py OWN LABELS NEWS…

OWN are the lines of `wireroom-eval weigh-pairs eval/weigh`, LABELS is `eval/labels/claims.tsv`, NEWS the
lines of `wireroom-eval news-claims` of the piles that the labels are of. Prints how right pairs are that a
model fitted on other events gives a probability, of the own piles and of each pile of news, then the weights
fitted on all.
"""

import sys
from collections import defaultdict

import numpy as np
from scipy.optimize import minimize

NAMES = [
    "most", "least", "shared/3", "shared/12", "phrase", "quantity", "meaning", "one origin", "margin",
    "same denied", "number", "plain, fewer", "plain, more", "plain, count", "concord",
]
# `FLOOR` and `MUCH` of claim/align.rs.
FLOOR, MUCH = 0.1, 0.3
# What a pair counts for: the own piles have some five thousand, most of them easy, the news some hundreds.
OWN, NEWS = 0.3, 1.5


def load(path):
    with open(path, encoding="utf8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]


def features(rows):
    """For each pair its likenesses, and whether it is open to joining."""
    a, b, shared, phrase, quantity, meaning, negation, figures, days, score = np.array(
        [[float(x) for x in row[4:14]] for row in rows]
    ).T
    common, fewer, more, denied, number = np.array([[float(x) for x in row[17:22]] for row in rows]).T
    origin = np.array([float(row[3]) for row in rows])
    across = np.array([row[2] == "0" for row in rows])
    open_to = across & (negation + figures + days == 0)
    events = [row[0] + row[16] for row in rows]
    held, alike, much = defaultdict(list), defaultdict(int), defaultdict(int)
    keys = []
    for row, event in zip(rows, events):
        x, y = row[14].split("."), row[15].split(".")
        keys.append(((event, *x, y[0]), (event, *y, x[0])))
    for at in np.flatnonzero(across):
        alike[events[at]] += score[at] >= FLOOR
        much[events[at]] += score[at] >= MUCH
    for at in np.flatnonzero(open_to):
        for key in keys[at]:
            held[key].append(score[at])

    def rival(key, own):
        two = sorted(held[key])[-2:] if key in held else []
        if not two or own < two[-1]:
            return two[-1] if two else 0.0
        return two[0] if len(two) == 2 else 0.0

    margin = [s - max(FLOOR, *(rival(key, s) for key in own)) for s, own in zip(score, keys)]
    concord = [np.log((much[event] + 3) / (alike[event] + 10)) for event in events]
    x = np.c_[
        np.maximum(a, b), np.minimum(a, b), shared / (shared + 3), shared / (shared + 12), phrase, quantity,
        meaning, origin, margin, denied, number, common / np.maximum(1, fewer), common / np.maximum(1, more), np.log1p(common),
        concord, np.ones(len(rows)),
    ]
    return x, open_to


def fit(x, y, weight, penalty=1.0):
    def loss(w):
        s = x @ w
        back = penalty * np.r_[w[:-1], 0]
        value = (weight * (np.logaddexp(0, s) - y * s)).sum() + w @ back / 2
        return value, x.T @ (weight * (1 / (1 + np.exp(-s)) - y)) + back

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def area(said, y):
    """The area under the curve."""
    order, ones = said.argsort().argsort(), y.sum()
    return (order[y == 1].sum() - ones * (ones - 1) / 2) / (ones * (len(y) - ones))


def judged(own, labels, news):
    """Likenesses, judgments, what each is held out with, and the pile, of all pairs judged."""
    rows = load(own)
    x, open_to = features(rows)
    at = np.flatnonzero(open_to & np.array([row[1] != "?" for row in rows]))
    yield x[at], np.array([rows[i][1] == "1" for i in at], float), [f"own {rows[i][0]}" for i in at]
    labels = {(a, b): int(same) for a, b, same in load(labels)}
    for path in news:
        rows = load(path)
        x, _ = features(rows)
        # What several say together stands there once for each of them.
        first = {(row[22], row[23]): i for i, row in reversed(list(enumerate(rows)))}
        at = sorted(first[pair] for pair in labels if pair in first)
        y = np.array([labels[rows[i][22], rows[i][23]] for i in at], float)
        yield x[at], y, [f"{path} {rows[i][16]}" for i in at]


def main(own, labels, *news):
    piles = list(judged(own, labels, news))
    x = np.vstack([pile[0] for pile in piles])
    y = np.concatenate([pile[1] for pile in piles])
    event = np.array([name for pile in piles for name in pile[2]])
    pile = np.concatenate([np.full(len(held[1]), at) for at, held in enumerate(piles)])
    weight = np.where(pile == 0, OWN, NEWS)
    said = np.zeros(len(y))
    for held_out in sorted(set(event)):
        out = event == held_out
        said[out] = x[out] @ fit(x[~out], y[~out], weight[~out])
    for at, name in enumerate(["own piles", *news]):
        s, z = said[pile == at], y[pile == at]
        print(f"{name}: {len(z)} pairs, {int(z.sum())} one claim; loss {(np.logaddexp(0, s) - z * s).mean():.3f}, "
              f"under the curve {area(s, z):.3f}")
        likely = 1 / (1 + np.exp(-s))
        for cut in (0.2, 0.3, 0.36, 0.4, 0.5, 0.6, 0.7):
            found = likely >= cut
            print(f"  {cut:.2f}  P {100 * z[found].mean():.1f}  R {100 * z[found].sum() / z.sum():.1f}")
    for name, value in zip([*NAMES, "constant"], fit(x, y, weight)):
        print(f"{name:13} {value:6.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
