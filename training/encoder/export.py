"""Writes trained weights as `crates/wireroom-encoder` reads them: export.py TRAINED MODEL_FOLDER OUT

Matrices in signed bytes with one scale a row, vectors as they are. `[unused]` entries of the
vocabulary and pieces with letters of other scripts than Latin are left out.
"""
import pathlib, sys, unicodedata
import torch
from net import pretrained

trained, model, out = sys.argv[1:4]
held = torch.load(trained, weights_only=True)
net, layers = {name: x.float() for name, x in held["net"].items()}, held["settings"]["layers"]
base = pathlib.Path(model) / "packed.pt"
words = pretrained(base if base.exists() else base.with_name("model.safetensors"))["embeddings.word_embeddings.weight"]
vocabulary = open(f"{model}/vocab.txt", encoding="utf8").read().split("\n")
vocabulary = [word for word in vocabulary if word]


def kept(word):
    if word.startswith("[") and word.endswith("]"): return word in ("[UNK]", "[CLS]", "[SEP]")
    for c in word.removeprefix("##"):
        if c.isalpha() and not unicodedata.name(c, "").startswith("LATIN"): return False
    return True


rows = [n for n, word in enumerate(vocabulary) if kept(word)]
file = open(out, "wb")
number = lambda n: file.write(n.to_bytes(4, "little"))
file.write(b"wireroom-encoder 2\n")
number(layers)
number(len(rows))
for n in rows:
    word = vocabulary[n].encode()
    file.write(bytes([len(word)]) + word)


def vector(x): file.write(x.float().numpy().astype("<f4").tobytes())


def matrix(x):
    scale = x.abs().amax(1).clamp(min=1e-9) / 127
    vector(scale)
    file.write((x / scale[:, None]).round().clamp(-127, 127).to(torch.int8).numpy().tobytes())


def linear(*names):
    matrix(torch.cat([net[f"{name}.weight"] for name in names]))
    vector(torch.cat([net[f"{name}.bias"] for name in names]))


def norm(name):
    vector(net[f"{name}.weight"]); vector(net[f"{name}.bias"])


matrix(words[rows])
matrix(net["places.weight"][:256] + net["kind"])
matrix(net["cases.weight"])
norm("norm")
for n in range(layers):
    at = f"layers.{n}."
    linear(at + "q", at + "k", at + "v"); linear(at + "o"); norm(at + "norm1")
    linear(at + "up"); linear(at + "down"); norm(at + "norm2")
linear("cue")
linear("role_word")
matrix(net["role_cue.weight"]); vector(torch.zeros(net["role_cue.weight"].shape[0]))
matrix(net["role_far.weight"])
linear("pair_word"); linear("pair_cue")
matrix(net["role_out.weight"]); vector(net["role_out.bias"])
matrix(net["pair_out.weight"])
linear("name")
file.close()
