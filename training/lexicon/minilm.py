"""Reads words, each alone, with the sentence encoder all-MiniLM-L6-v2, in numpy.

The model is a six-layer BERT of 384 dimensions; a word's reading is the mean of its last hidden
states. Written out here so that the build needs no neural network library. Results agree between
machines to rounding only.
"""

import math

import numpy
from safetensors.numpy import load_file
from tokenizers import Tokenizer

LAYERS, HEADS, SIZE, BATCH = 6, 12, 384, 128


def read_alone(words, folder, states=None):
    """Row per word: its mean hidden state when it is the whole text.

    `states` is a file (.npz) that keeps the readings between builds; words in it are not read
    again. Delete it when the model changes.
    """
    known = load_states(states)
    missing = [word for word in words if word not in known]
    if missing:
        print(f"reading {len(missing)} words")
        known |= zip(missing, encode_all(missing, folder))
        if states:
            numpy.savez(states, words=numpy.array(list(known)), rows=numpy.array(list(known.values())))
    return numpy.array([known[word] for word in words])


def load_states(path):
    if path is None or not path.exists():
        return {}
    stored = numpy.load(path)
    return dict(zip(stored["words"].tolist(), stored["rows"]))


def encode_all(words, folder):
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    encode = encoder(folder)
    by_length = {}
    for index, word in enumerate(words):
        ids = tokenizer.encode(word).ids
        by_length.setdefault(len(ids), []).append((index, ids))
    rows = numpy.zeros((len(words), SIZE), numpy.float32)
    for _, group in sorted(by_length.items()):
        for start in range(0, len(group), BATCH):
            batch = group[start:start + BATCH]
            rows[[index for index, _ in batch]] = encode([ids for _, ids in batch])
    return rows


def encoder(folder):
    """A function from a batch of equally long token id lists to mean hidden states."""
    weights = load_file(folder / "model.safetensors")
    weights = {name.removeprefix("bert."): value.astype(numpy.float32) for name, value in weights.items()}

    def linear(x, name):
        return x @ weights[name + ".weight"].T + weights[name + ".bias"]

    def normal(x, name):
        centered = x - x.mean(-1, keepdims=True)
        scale = numpy.sqrt((centered**2).mean(-1, keepdims=True) + 1e-12)
        return centered / scale * weights[name + ".weight"] + weights[name + ".bias"]

    def gelu(x):
        # Abramowitz and Stegun 7.1.26, good to 1.5e-7, since numpy has no erf.
        z = numpy.abs(x) / math.sqrt(2)
        t = 1 / (1 + 0.3275911 * z)
        poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
        erf = numpy.sign(x) * (1 - poly * numpy.exp(-z * z))
        return 0.5 * x * (1 + erf)

    def attention(x, prefix):
        batch, length, size = x.shape
        q, k, v = (
            linear(x, prefix + "self." + part).reshape(batch, length, HEADS, -1).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 1, 3, 2) / math.sqrt(size // HEADS)
        scores = numpy.exp(scores - scores.max(-1, keepdims=True))
        mixed = scores / scores.sum(-1, keepdims=True) @ v
        return linear(mixed.transpose(0, 2, 1, 3).reshape(batch, length, size), prefix + "output.dense")

    def encode(ids):
        ids = numpy.array(ids)
        x = weights["embeddings.word_embeddings.weight"][ids]
        x = x + weights["embeddings.position_embeddings.weight"][:ids.shape[1]]
        x = normal(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            prefix = f"encoder.layer.{layer}."
            x = normal(x + attention(x, prefix + "attention."), prefix + "attention.output.LayerNorm")
            inner = gelu(linear(x, prefix + "intermediate.dense"))
            x = normal(x + linear(inner, prefix + "output.dense"), prefix + "output.LayerNorm")
        return x.mean(1)

    return encode
