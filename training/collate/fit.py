"""Fits the models of lineage on the lines of `wireroom-eval copies-edges`."""

import sys

import numpy as np
from scipy.optimize import minimize

RELATIONS = ["verbatim", "trimmed", "expanded", "merged", "reworked", "spun", "tampered", "version"]
# What says who came first says nothing of how.
NOT_HOW = [
    "later", "earlier", "far later", "far earlier", "undated", "witnesses", "nearest",
    "from the nearest", "source's nearest", "from the source's nearest",
]
DECIDED = 0.57


class Family:
    """The pairs of one family: the copy, the source, what is true of them, and their features."""

    def __init__(self, rows):
        ids = sorted({row[1] for row in rows} | {row[2] for row in rows})
        index = {name: at for at, name in enumerate(ids)}
        self.n = len(ids)
        self.copy = np.array([index[row[1]] for row in rows])
        self.source = np.array([index[row[2]] for row in rows])
        self.parent, self.above, self.below = np.array([[int(x) for x in row[3:6]] for row in rows]).T
        self.relation = [row[6] for row in rows]
        self.features = np.array([[float(x) for x in row[7:]] for row in rows])


def load(paths):
    families, names = [], []
    for path in paths:
        head, *lines = open(path, encoding="utf8").read().rstrip("\n").split("\n")
        names = head.split("\t")[7:]
        groups = {}
        for line in lines:
            row = line.split("\t")
            groups.setdefault(row[0], []).append(row)
        families += [Family(rows) for rows in groups.values()]
    return families, names


def others(family, names):
    """For each witness, what its others are like: the features of having no source."""
    later, earlier, share = (names.index(name) for name in ("later", "earlier", "share"))
    found = np.zeros((family.n, 6))
    for at in range(family.n):
        x = family.features[family.copy == at]
        found[at, :2] = 1, np.log1p(family.n)
        if len(x):
            earliest = x[:, later].sum() == 0 and x[:, earlier].sum() > 0
            found[at, 2:] = x[:, later].mean(), x[:, earlier].mean(), x[:, share].max(), earliest
    return found


def fit(loss, size):
    options = {"maxiter": 500}
    return minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options=options).x


def logistic(x, y, penalty=1.0):
    def loss(w):
        s = x @ w
        p = 1 / (1 + np.exp(-s))
        return (np.logaddexp(0, s) - y * s).sum() + penalty / 2 * w @ w, x.T @ (p - y) + penalty * w

    return fit(loss, x.shape[1])


def choice(families, names, penalty=1.0):
    """A source for each witness, or nobody; of two parents either will do."""
    x = np.vstack([family.features for family in families])
    z = np.vstack([others(family, names) for family in families])
    starts = np.cumsum([0] + [family.n for family in families])
    group = np.concatenate([family.copy + start for family, start in zip(families, starts)])
    true = np.concatenate([family.parent > 0 for family in families])
    alone = np.ones(len(z), bool)
    alone[group[true]] = False
    n = x.shape[1]

    def loss(w):
        u, v = x @ w[:n], z @ w[n:]
        most = v.copy()
        np.maximum.at(most, group, u)
        eu, ev = np.exp(u - most[group]), np.exp(v - most)
        every, right = ev.copy(), ev * alone
        np.add.at(every, group, eu)
        np.add.at(right, group, eu * true)
        back_x = x.T @ (eu / every[group] - eu * true / right[group])
        back_z = z.T @ (ev / every - ev * alone / right)
        value = -np.log(right / every).sum() + penalty / 2 * w @ w
        return value, np.r_[back_x, back_z] + penalty * w

    w = fit(loss, n + z.shape[1])
    return w[:n], w[n:]


def multinomial(x, y, classes, penalty=1.0):
    def loss(flat):
        w = flat.reshape(classes, -1)
        s = x @ w.T
        s -= s.max(1, keepdims=True)
        p = np.exp(s)
        p /= p.sum(1, keepdims=True)
        value = -np.log(p[np.arange(len(y)), y]).sum() + penalty / 2 * flat @ flat
        p[np.arange(len(y)), y] -= 1
        return value, (p.T @ x).ravel() + penalty * flat

    return fit(loss, classes * x.shape[1]).reshape(classes, -1)


def told(family, names, source, nobody, direction):
    """The edges that lineage would tell: (pair, direction, how likely it is chosen)."""
    u = np.exp(family.features @ source)
    every = np.exp(others(family, names) @ nobody)
    np.add.at(every, family.copy, u)
    chosen = u / every[family.copy]
    s = family.features @ direction
    known = dict(zip(zip(family.copy, family.source), s))
    back = np.array([known.get((b, a), -x) for a, b, x in zip(family.copy, family.source, s)])
    sure = 1 / (1 + np.exp((back - s) / 2))
    parent = [-1] * family.n

    def root(at):
        while parent[at] >= 0:
            at = parent[at]
        return at

    edges = []
    for at in sorted(range(len(u)), key=lambda at: (-chosen[at], family.copy[at], family.source[at])):
        copy, held = family.copy[at], family.source[at]
        if parent[copy] < 0 and root(held) != copy and sure[at] >= DECIDED:
            parent[copy] = held
            edges.append((at, sure[at], chosen[at]))
    return edges


def main(out, paths):
    families, names = load(paths)
    source, nobody = choice(families, names)
    x = np.vstack([family.features for family in families])
    above = np.concatenate([family.above for family in families])
    below = np.concatenate([family.below for family in families])
    related = above + below == 1
    direction = logistic(x[related], above[related].astype(float))
    how = np.array([0.0 if name in NOT_HOW else 1.0 for name in names])
    made = [
        (family.features[at], RELATIONS.index(family.relation[at]))
        for family in families
        for at in range(len(family.copy))
        if family.parent[at] == 1 and family.relation[at] in RELATIONS
    ]
    known = np.array([features for features, _ in made]) * how
    relation = multinomial(known, np.array([y for _, y in made]), len(RELATIONS)) * how
    edges = [
        ((1, np.log(sure / (1 - sure + 1e-9)), np.log(chosen + 1e-6)), family.above[at])
        for family in families
        for at, sure, chosen in told(family, names, source, nobody, direction)
    ]
    facts, right = np.array([x for x, _ in edges]), np.array([float(y) for _, y in edges])
    certain = logistic(facts, right, 0.0)
    stated = 1 / (1 + np.exp(-(facts @ certain)))
    for low, high in [(0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)]:
        of = (stated >= low) & (stated < high)
        if of.any():
            print(f"{of.sum():5} edges of confidence {stated[of].mean():.2f}: right {right[of].mean():.2f}")
    with open(out, "w", encoding="utf8") as table:
        line = lambda name, numbers: table.write("\t".join([name, *(f"{x:.3f}" for x in numbers)]) + "\n")
        table.write("# Weights of lineage: made by training/collate/fit.py, which says how.\n")
        table.write("# feature\tsource\tdirection\t" + "\t".join(RELATIONS) + "\n")
        for at, name in enumerate(names):
            line(name, [source[at], direction[at], *relation[:, at]])
        line("none", nobody)
        line("sure", certain)


main(sys.argv[1], sys.argv[2:])
