"""Fits the model of interpolations alone on the lines of `wireroom-eval interpolation-features`.

Prints the weights, rounded to two places, and how they do by sentence on either half. Needs numpy.
"""

import sys

import numpy as np

STEPS, RATE, DECAY = 6_000, 3.0, 1e-5


def probability(rows, weights):
    return 1 / (1 + np.exp(-rows @ weights))


def main():
    table = np.array([[float(field) for field in line.split("\t")] for line in open(sys.argv[1])])
    half, gold, rows = table[:, 0], table[:, 1], table[:, 2:]
    fitted = half == 0
    weights = np.zeros(rows.shape[1])
    decay = np.full(len(weights), DECAY)
    decay[0] = 0
    for _ in range(STEPS):
        error = probability(rows[fitted], weights) - gold[fitted]
        weights -= RATE * (rows[fitted].T @ error / fitted.sum() + decay * weights)
    weights = weights.round(2)
    print("weights", [float(weight) for weight in weights])
    for name, of in (("fitted", fitted), ("other", ~fitted)):
        found = probability(rows[of], weights) >= 0.5
        right = (found & (gold[of] == 1)).sum()
        print(f"{name}: precision {right / found.sum():.3f}, recall {right / gold[of].sum():.3f}")


main()
