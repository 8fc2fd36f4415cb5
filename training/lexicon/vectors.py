"""vectors.bin: a 64-dimensional 8-bit vector for each of the commonest words.

A word's vector is the mean of the static token vectors that `wordllama` 0.4 ships (32 000 tokens
of 256 dimensions, nested so that the first 64 serve alone), scaled to the range of a signed byte.
A word that is mostly capitalised is tokenized so. Rows follow the order of words.tsv among words
whose kind is a capital.

The common component is not removed (Mu, Viswanath 2018): measured, it made no difference here,
nor did more than 64 dimensions to speak of; figures in README.md.
"""

import pathlib

import numpy
from safetensors.numpy import load_file
from tokenizers import Tokenizer

LIMIT = 30_000
DIMS = 64
# A word in many pieces has a vector of its spelling more than of its meaning.
MAX_TOKENS = 3


def tokens(tokenizer, word, entry):
    kind, _, share = entry
    capital = kind == "n" or (share or 0) >= 7
    form = word[0].upper() + word[1:] if capital else word
    return tokenizer.encode(form, add_special_tokens=False).ids


def quantize(rows):
    peak = numpy.maximum(numpy.abs(rows).max(1, keepdims=True), 1e-9)
    return numpy.round(rows / peak * 127).astype(numpy.int8)


def write(data, parts, words):
    """Write vectors.bin and return the words that have a row in it."""
    folder = parts / "wordllama" / "wordllama"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizers" / "l2_supercat_tokenizer_config.json"))
    table = load_file(folder / "weights" / "l2_supercat_256.safetensors")["embedding.weight"]
    table = table.astype(numpy.float32)
    ranked = sorted(words, key=lambda word: (-words[word][1], words[word][0] != "d", len(word), word))
    rows = {}
    for word in ranked:
        if len(rows) == LIMIT or not words[word][1]:
            break
        ids = tokens(tokenizer, word, words[word])
        if 0 < len(ids) <= MAX_TOKENS:
            rows[word] = table[ids].mean(0)[:DIMS]
    order = sorted(rows, key=str.encode)
    packed = quantize(numpy.array([rows[word] for word in order]))
    pathlib.Path(data, "vectors.bin").write_bytes(packed.tobytes())
    print(f"vectors.bin: {len(order)} rows, {packed.nbytes} bytes")
    return set(order)
