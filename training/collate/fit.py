"""Fits the models of lineage on the lines of `wireroom-eval copies-edges`."""

import sys

import numpy as np
from scipy.optimize import minimize

RELATIONS = ["verbatim", "trimmed", "expanded", "merged", "reworked", "spun", "tampered", "version"]
# What says who came first says nothing of how.
NOT_HOW = [
    "later", "earlier", "far later", "far earlier", "undated", "witnesses", "nearest",
    "from the nearest", "source's nearest", "from the source's nearest", "days later",
    "had from the source alone", "had from others", "source has from others",
]
DECIDED = 0.62


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
        self.wire, self.sign = np.array([[int(x) for x in row[7:9]] for row in rows]).T
        self.features = np.array([[float(x) for x in row[9:]] for row in rows])
        # What each may hang on: its parents, where they were held against it; else an ancestor that
        # was; else nothing.
        parents = np.zeros(self.n, bool)
        parents[self.copy[self.parent > 0]] = True
        self.true = (self.parent > 0) | ((self.above == 1) & ~parents[self.copy])
        self.alone = np.ones(self.n, bool)
        self.alone[self.copy[self.true]] = False


def load(paths):
    families, names = [], []
    for path in paths:
        head, *lines = open(path, encoding="utf8").read().rstrip("\n").split("\n")
        names = head.split("\t")[9:]
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


class Forests:
    """The families by their size, so that those of one size are weighed at once."""

    def __init__(self, families, names):
        self.x = np.vstack([family.features for family in families])
        self.z = np.vstack([others(family, names) for family in families])
        self.edges = np.cumsum([0] + [len(family.copy) for family in families])
        self.nodes = np.cumsum([0] + [family.n for family in families])
        starts = zip(families, self.nodes)
        self.group = np.concatenate([family.copy + start for family, start in starts])
        self.true = np.concatenate([family.true for family in families])
        self.alone = np.concatenate([family.alone for family in families])
        sizes = {}
        for at, family in enumerate(families):
            sizes.setdefault(family.n, []).append(at)
        self.stacks = [
            (
                np.concatenate([np.full(len(families[at].copy), nth) for nth, at in enumerate(of)]),
                np.concatenate([families[at].copy for at in of]),
                np.concatenate([families[at].source for at in of]),
                np.concatenate([np.arange(self.edges[at], self.edges[at + 1]) for at in of]),
                np.stack([np.arange(self.nodes[at], self.nodes[at + 1]) for at in of]),
            )
            for of in sizes.values()
        ]

    def likelihoods(self, u, v):
        """How likely each edge is, and each witness's hanging on nothing; and the log of all."""
        edge, nothing, total = np.zeros(len(u)), np.zeros(len(v)), 0.0
        for nth, copy, source, edges, nodes in self.stacks:
            n = nodes.shape[1]
            weights = np.full((len(nodes), n, n), -np.inf)
            weights[nth, source, copy] = u[edges]
            most = np.maximum(weights.max(1), v[nodes])
            weights, roots = np.exp(weights - most[:, None]), np.exp(v[nodes] - most)
            laplacian, at = -weights, np.arange(n)
            laplacian[:, at, at] += roots + weights.sum(1)
            inverse = np.linalg.inv(laplacian)
            total += np.linalg.slogdet(laplacian)[1].sum() + most.sum()
            own = inverse[:, at, at]
            hung = weights * (own[:, None] - inverse.transpose(0, 2, 1))
            edge[edges], nothing[nodes] = hung[nth, source, copy], roots * own
        return edge, nothing, total


def forest(forests, penalty=1.0):
    """Weights of a source and of nobody under which the true forests are likely."""
    x, z, n = forests.x, forests.z, forests.x.shape[1]

    def loss(w):
        u, v = x @ w[:n], z @ w[n:]
        edge, nothing, total = forests.likelihoods(u, v)
        eu, ev = np.exp(u) * forests.true, np.exp(v) * forests.alone
        right = ev.copy()
        np.add.at(right, forests.group, eu)
        back_x = x.T @ (edge - eu / right[forests.group])
        back_z = z.T @ (nothing - ev / right)
        return total - np.log(right).sum() + penalty / 2 * w @ w, np.r_[back_x, back_z] + penalty * w

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


def told(family, chosen):
    """The edges that lineage would tell: (pair, direction, how likely it is chosen)."""
    known = dict(zip(zip(family.copy, family.source), chosen))
    back = np.array([known.get((b, a), 0.0) for a, b in zip(family.copy, family.source)])
    sure = (chosen + 1e-9) / (chosen + back + 2e-9)
    parent = [-1] * family.n

    def root(at):
        while parent[at] >= 0:
            at = parent[at]
        return at

    edges = []
    for at in sorted(range(len(chosen)), key=lambda at: (-chosen[at], family.copy[at], family.source[at])):
        copy, held = family.copy[at], family.source[at]
        plain = family.sign[at] and sure[at] >= 0.5
        if parent[copy] < 0 and root(held) != copy and (sure[at] >= DECIDED or plain):
            parent[copy] = held
            edges.append((at, sure[at], chosen[at]))
    return edges


def main(out, paths):
    families, names = load(paths)
    forests = Forests(families, names)
    source, nobody = forest(forests)
    likely = forests.likelihoods(forests.x @ source, forests.z @ nobody)[0]
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
        for family, start, end in zip(families, forests.edges, forests.edges[1:])
        for at, sure, chosen in told(family, likely[start:end])
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
        table.write("# feature\tsource\t" + "\t".join(RELATIONS) + "\n")
        for at, name in enumerate(names):
            line(name, [source[at], *relation[:, at]])
        line("none", nobody)
        line("sure", certain)


main(sys.argv[1], sys.argv[2:])
