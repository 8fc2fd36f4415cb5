"""Trains the judge of pairs: pairs.py MSRP.tsv PAIRS.tsv MODEL_FOLDER OUT [key=value ...]

Do two passages assert the same? MSRP.tsv is the corpus of that name, PAIRS.tsv what `wireroom-eval
weigh-pairs eval/weigh` writes: the odd piles. The net is that of `net.py` over both passages, one after
the other; what it makes of each piece is averaged over each passage, and a small head reads the two
means. `fold=N` leaves out every fifth line of the one and every fifth pile of the other; OUT.tsv then
gets log odds of those.
"""
import json, os, pathlib, random, re, sys
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from data import FOLDS, case_of, padded
from net import Net, WIDTH
from tokenizers import Tokenizer

WORD = re.compile(r"\w+|[^\w\s]")
LONGEST = 96


class Judge(nn.Module):
    def __init__(self, layers, vocabulary):
        super().__init__()
        self.net = Net(layers, vocabulary)
        self.second = nn.Parameter(torch.zeros(WIDTH))
        self.inner = nn.Linear(3 * WIDTH, 128)
        self.last = nn.Linear(128, 1)

    def forward(self, ids, cases, mask, side, drop):
        net = self.net
        at = torch.arange(ids.shape[1], device=ids.device)
        x = net.words(ids) + net.places(at)[None] + net.cases(cases) + net.kind
        x = net.norm(x + (side == 2)[:, :, None] * self.second)
        x = F.dropout(x, drop, self.training)
        for layer in net.layers: x = layer(x, mask[:, None, None, :], drop)
        mean = lambda which: (x * (side == which)[:, :, None]).sum(1) / (side == which).sum(1).clamp(min=1)[:, None]
        a, b = mean(1), mean(2)
        joined = F.dropout(torch.cat([x[:, 0], (a - b).abs(), a * b], -1), drop, self.training)
        return self.last(F.relu(self.inner(joined)))[:, 0]


def pieces(tokenizer, text):
    made = tokenizer.encode(text, add_special_tokens=False)
    words = [(m.start(), m.end()) for m in WORD.finditer(text)]
    cases, at = [], 0
    for start, end in made.offsets:
        while at + 1 < len(words) and words[at][1] <= start: at += 1
        begin, stop = words[at] if words else (0, 0)
        cases.append(2 * case_of(text[begin:stop]) + (start != begin))
    return made.ids[:LONGEST], cases[:LONGEST]


def sample(a, b, label, ends):
    first, last = ends
    return {"ids": [first] + a[0] + [last] + b[0] + [last], "cases": [10] + a[1] + [10] + b[1] + [10],
            "side": [0] + [1] * len(a[0]) + [0] + [2] * len(b[0]) + [0], "label": label}


def read(msrp, own, tokenizer):
    """(text, text, label, fold, source) of both files."""
    rows = []
    for n, line in enumerate(open(msrp, encoding="utf-8-sig").read().splitlines()[1:]):
        fields = line.rstrip().split("\t")
        rows.append((fields[-2], fields[-1], int(fields[0]), n % FOLDS, "msrp"))
    seen = {}
    for line in open(own, encoding="utf8"):
        fields = line.rstrip("\n").split("\t")
        pile = seen.setdefault(fields[0], len(seen))
        if fields[1] != "?": rows.append((fields[-2], fields[-1], int(fields[1]), pile % FOLDS, "own"))
        else: rows.append((fields[-2], fields[-1], -1, pile % FOLDS, "own"))
    return [(pieces(tokenizer, a), pieces(tokenizer, b), a, b, y, fold, kind) for a, b, y, fold, kind in rows]


NUMBER = re.compile(r"\b\d+\b")


def renumbered(text, rng):
    """The same with one of its numbers another."""
    found = list(NUMBER.finditer(text))
    if not found: return None
    one = rng.choice(found)
    old = int(one.group()) if len(one.group()) < 9 else 7
    new = max(1, old + rng.choice([-3, -2, -1, 1, 2, 5])) if old < 1000 else old + rng.choice([-100, 100, 300, 1000])
    return text[:one.start()] + str(new) + text[one.end():] if new != old else None


def main():
    msrp, own, model, out = sys.argv[1:5]
    settings = dict(layers=6, epochs=4, size=32, rate=1e-4, head=5e-4, drop=0.1, seed=7, fold=-1, others=0.3,
                    negatives=0.25, numbers=0.15)
    for word in sys.argv[5:]:
        key, value = word.split("=")
        settings[key] = type(settings[key])(float(value))
    S = type("S", (), settings)
    print(json.dumps(settings), flush=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_num_threads(1); torch.set_float32_matmul_precision("high"); torch.manual_seed(S.seed)
    rng = random.Random(S.seed)
    folder = pathlib.Path(model)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation(); tokenizer.no_padding()
    ends = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    rows = read(msrp, own, tokenizer)
    fit = [r for r in rows if r[5] != S.fold and r[4] >= 0]
    judge = Judge(S.layers, tokenizer.get_vocab_size())
    base = folder / "packed.pt"
    base = base if base.exists() else folder / "model.safetensors"
    judge.net.start_from(base, range(S.layers))
    from net import pretrained
    kinds = pretrained(base)["embeddings.token_type_embeddings.weight"]
    judge.second.data.copy_(kinds[1] - kinds[0])
    judge.to(device)
    body = [p for n, p in judge.named_parameters() if p.requires_grad and n.startswith("net.")]
    heads = [p for n, p in judge.named_parameters() if p.requires_grad and not n.startswith("net.")]
    trainer = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01, fused=device == "cuda")

    def epoch():
        some = []
        for a, b, ta, tb, y, _, kind in fit:
            if kind == "own" and y == 0 and rng.random() > S.negatives: continue
            if y == 1 and rng.random() < S.numbers and (changed := renumbered(tb, rng)):
                some.append(sample(a, pieces(tokenizer, changed), 0, ends))
            some.append(sample(a, b, y, ends) if rng.random() < 0.5 else sample(b, a, y, ends))
            if kind == "msrp" and rng.random() < S.others:
                some.append(sample(a, rng.choice(fit)[1], 0, ends))
        rng.shuffle(some)
        blocks = [sorted(some[n:n + 16 * S.size], key=lambda s: len(s["ids"])) for n in range(0, len(some), 16 * S.size)]
        found = [block[n:n + S.size] for block in blocks for n in range(0, len(block), S.size)]
        rng.shuffle(found)
        return found

    def scores(batch, drop):
        ids = padded([s["ids"] for s in batch], 0).to(device)
        mask = padded([[True] * len(s["ids"]) for s in batch], False).to(device)
        cases = padded([s["cases"] for s in batch], 10).to(device)
        side = padded([s["side"] for s in batch], 0).to(device)
        return judge(ids, cases, mask, side, drop)

    step, total = 0, None
    average = None
    for n in range(S.epochs):
        lot = epoch()
        total = total or S.epochs * len(lot)
        lost = 0.0
        for batch in lot:
            ramp = min(1.0, (step + 1) / 60) * max(0.02, 1 - step / total)
            for group, rate in zip(trainer.param_groups, (S.rate, S.head)): group["lr"] = rate * ramp
            y = torch.tensor([float(s["label"]) for s in batch], device=device)
            loss = F.binary_cross_entropy_with_logits(scores(batch, S.drop), y)
            trainer.zero_grad(set_to_none=True); loss.backward()
            torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
            trainer.step(); step += 1; lost += loss.detach()
            params = body + heads
            if average is None: average = [p.detach().clone() for p in params]
            with torch.no_grad(): torch._foreach_lerp_(average, params, 1 - min(0.98, 1 - 1 / (2 + step)))
        print(f"epoch {n + 1}: {float(lost) / len(lot):.4f}, {len(lot)} batches", flush=True)
    with torch.no_grad():
        for p, a in zip(body + heads, average): p.copy_(a)
    judge.eval()
    if S.fold < 0:
        held = {n: p.detach().half().cpu() for n, p in judge.state_dict().items() if n != "net.words.weight"}
        torch.save({"net": held, "settings": settings}, out)
        return
    own_rows = [(n, r) for n, r in enumerate(rows) if r[5] == S.fold]
    odds = {}
    with torch.no_grad():
        for at in range(0, len(own_rows), 128):
            lot = own_rows[at:at + 128]
            there = scores([sample(r[0], r[1], 0, ends) for _, r in lot], 0.0)
            back = scores([sample(r[1], r[0], 0, ends) for _, r in lot], 0.0)
            for (n, _), x in zip(lot, ((there + back) / 2).tolist()): odds[n] = x
    with open(out + ".tsv", "w") as file:
        for n, r in own_rows: file.write(f"{n}\t{r[6]}\t{r[4]}\t{odds[n]:.4f}\n")
    for kind in ("msrp", "own"):
        y = np.array([r[4] for n, r in own_rows if r[6] == kind and r[4] >= 0])
        x = np.array([odds[n] for n, r in own_rows if r[6] == kind and r[4] >= 0]) > 0
        hit = (x & (y == 1)).sum()
        print(f"{out} {kind}: accuracy {100 * (x == (y == 1)).mean():.2f}, F {200 * hit / max(1, x.sum() + y.sum()):.2f}", flush=True)


main()
