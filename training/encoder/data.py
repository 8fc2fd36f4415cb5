"""Passages and labeled sentences as numbers, in batches of like length."""
import json, random
import numpy as np
import torch
from tokenizers import Tokenizer

LONGEST = 200


def case_of(word):
    """0 lower, 1 capital first, 2 all capitals, 3 mixed, 4 with digits, 5 other."""
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word): return 4
    if not letters: return 5
    upper = [c.isupper() for c in letters]
    if all(upper): return 2 if len(letters) > 1 else 1
    if not any(upper): return 0
    return 1 if upper[0] and not any(upper[1:]) else 3


class Reader:
    def __init__(self, tokenizer):
        self.tokenizer = Tokenizer.from_file(tokenizer)
        self.tokenizer.no_truncation(); self.tokenizer.no_padding()

    def read(self, row):
        """Pieces with cases, and for each word the number of its first piece."""
        text = row["text"]
        byte = np.cumsum([0] + [len(c.encode()) for c in text])
        made = self.tokenizer.encode(text)
        starts = [int(byte[a]) for a, b in made.offsets]
        ends = [int(byte[b]) for a, b in made.offsets]
        words = row["words"]
        firsts, at = [], 1
        last = len(made.ids) - 1
        raw = text.encode()
        cases = [2 * 5] * len(made.ids)
        for a, b in words:
            while at < last and ends[at] <= a: at += 1
            here = at if at < last and starts[at] < b else max(at - 1, 0)
            firsts.append(here)
            case = case_of(raw[a:b].decode())
            n = here
            while n < last and starts[n] < b:
                if n >= 1: cases[n] = 2 * case + (n != here)
                n += 1
        return made.ids, cases, firsts


def cut(sample):
    """A sample no longer than LONGEST pieces."""
    if len(sample["ids"]) > LONGEST:
        sample["ids"], sample["cases"] = sample["ids"][:LONGEST], sample["cases"][:LONGEST]
        n = sum(f < LONGEST for f in sample["firsts"])
        sample["firsts"] = sample["firsts"][:n]
        if "labels" in sample: sample["labels"] = sample["labels"][:n]
        if "gold" in sample: sample["gold"] = [g for g in sample["gold"] if g["cue"][1] <= n]
    return sample


FOLDS = 5


def fold_of(part):
    """The fold of a text, by its number: spread so that it has nothing to do with `part % 20`."""
    return (part * 2654435761 % 2**32 >> 16) % FOLDS


def load(path, reader):
    """The samples of a file, in its order. `fold` is None where none is left out for it: templates."""
    out, of = [], {}
    for line in open(path, encoding="utf8"):
        row = json.loads(line)
        if not row["words"]: continue
        ids, cases, firsts = reader.read(row)
        sample = {"ids": ids, "cases": cases, "firsts": firsts, "from": row["from"], "part": row["part"]}
        for key in ("gold", "labels"):
            if key in row: sample[key] = row[key]
        if row["part"] is not None: of[row["text"].lower()] = row["part"]
        # A sentence in other capitals is where the sentence is.
        part = row["part"] if row["part"] is not None else of.get(row["text"].lower())
        sample["fold"] = None if part is None else fold_of(part)
        sample["watched"] = part is not None and part % 20 == 0
        out.append(cut(sample))
    return out


def batches(samples, size, rng):
    """Lists of samples of like length, of `size` pieces at most with their padding, shuffled."""
    order = list(range(len(samples)))
    rng.shuffle(order)
    order.sort(key=lambda i: len(samples[i]["ids"]) // 4)
    found, now = [], []
    for i in order:
        longest = max([len(samples[i]["ids"])] + [len(samples[j]["ids"]) for j in now])
        if now and longest * (len(now) + 1) > size:
            found.append(now); now = []
        now.append(i)
    if now: found.append(now)
    rng.shuffle(found)
    return [[samples[i] for i in one] for one in found]


def padded(lists, fill):
    longest = max(map(len, lists))
    return torch.tensor([x + [fill] * (longest - len(x)) for x in lists])


def tensors(batch):
    """Pieces, which of them there are, cases, first pieces of words, which words there are."""
    ids = padded([s["ids"] for s in batch], 0)
    mask = padded([[True] * len(s["ids"]) for s in batch], False)
    cases = padded([s["cases"] for s in batch], 0)
    firsts = padded([s["firsts"] for s in batch], 0)
    known = padded([[True] * len(s["firsts"]) for s in batch], False)
    return ids, mask, cases, firsts, known


def cue_targets(batch, width):
    y = torch.zeros(len(batch), width, dtype=torch.long)
    for b, s in enumerate(batch):
        for g in s["gold"]:
            a, e = g["cue"]
            y[b, a] = 1
            y[b, a + 1:e] = 2
    return y


def role_targets(batch, width):
    """For each cue: its passage, its words' shares, distances, parts."""
    row, share, far, y = [], [], [], []
    at = torch.arange(width)
    for b, s in enumerate(batch):
        n = len(s["firsts"])
        for g in s["gold"]:
            if not g["content"]: continue
            a, e = g["cue"]
            row.append(b)
            one = torch.zeros(width); one[a:e] = 1 / (e - a); share.append(one)
            far.append(torch.where(at < a, at - a, torch.where(at >= e, at - e + 1, 0)))
            t = torch.zeros(width, dtype=torch.long)
            t[n:] = -100
            for c in g["content"]:
                t[c[0]] = 3
                t[c[0] + 1:min(c[1], n)] = 4
            if g["source"]:
                t[g["source"][0]] = 1
                t[g["source"][0] + 1:g["source"][1]] = 2
            t[a:e] = -100
            y.append(t[:width])
    if not row: return None
    return torch.tensor(row), torch.stack(share), torch.stack(far), torch.stack(y)
