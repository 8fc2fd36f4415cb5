"""How a net does alone, on samples it was not fitted to: F of names by their exact spans and kinds,
of cues by their spans, and of sources and contents about the labeled cues. What ships is measured with
the chains beside it, by `wireroom-eval`; this only tells one training from another."""
import random
import numpy as np
import torch
from data import batches, tensors
from soft import about, runs
from net import bucket

COUNTED = 12  # labels of Person, Organization and Location are 1..12, four to a kind


def allowed():
    """Which label may follow which: first, inner, last, only of each kind, and outside."""
    opens = lambda a: a > 0 and (a - 1) % 4 in (0, 1)
    goes_on = lambda b: b > 0 and (b - 1) % 4 in (1, 2)
    ok = np.zeros((21, 21))
    for a in range(21):
        for b in range(21):
            same = a > 0 and b > 0 and (a - 1) // 4 == (b - 1) // 4
            if opens(a) != goes_on(b) or opens(a) and not same: ok[a, b] = -1e9
    return ok


ALLOWED = allowed()


def names(scores):
    """The spans of the best sequence that is one: (begin, end, kind)."""
    n = len(scores)
    goes_on = [-1e9 if b > 0 and (b - 1) % 4 in (1, 2) else 0.0 for b in range(21)]
    best, back = scores[0] + goes_on, []
    for row in scores[1:]:
        step = best[:, None] + ALLOWED
        back.append(step.argmax(0)); best = step.max(0) + row
    opens = np.array([-1e9 if a > 0 and (a - 1) % 4 in (0, 1) else 0.0 for a in range(21)])
    at = int((best + opens).argmax())
    path = [at]
    for row in reversed(back):
        at = int(row[at]); path.append(at)
    return spans(path[::-1])


def spans(path):
    found, begin = set(), 0
    for at, label in enumerate(path):
        if label == 0 or label > COUNTED: continue
        if (label - 1) % 4 in (0, 3): begin = at
        if (label - 1) % 4 in (2, 3): found.add((begin, at + 1, (label - 1) // 4))
    return found


def report(net, named, said, device):
    counts = {key: [0, 0, 0] for key in ("name", "cue", "source", "content")}

    def add(key, own, right):
        for slot, n in enumerate((len(own & right), len(own), len(right))): counts[key][slot] += n

    def heard(samples):
        for batch in batches(samples, 8000, random.Random(1)):
            ids, mask, cases, firsts, known = (x.to(device) for x in tensors(batch))
            x = net(ids, cases, mask, 0.0)
            yield batch, torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, x.shape[2]))

    with torch.no_grad():
        for batch, words in heard(named):
            scores = torch.log_softmax(net.name(words), -1).cpu().double().numpy()
            for s, rows in zip(batch, scores): add("name", names(rows[:len(s["firsts"])]), spans(s["labels"]))
        for batch, words in heard(said):
            best = net.cue(words).argmax(-1).tolist()
            cues = [(b, *g["cue"]) for b, s in enumerate(batch) for g in s["gold"] if g["content"]]
            for b, s in enumerate(batch):
                add("cue", set(runs(best[b][:len(s["firsts"])])), {tuple(g["cue"]) for g in s["gold"]})
            if not cues: continue
            row, share, far = (z.to(device) for z in about(cues, words.shape[1]))
            roles = net.roles(words, row, share, bucket(far)).argmax(-1).tolist()
            gold = [g for s in batch for g in s["gold"] if g["content"]]
            for (b, a, e), g, path in zip(cues, gold, roles):
                path = [0 if a <= at < e else label for at, label in enumerate(path[:len(batch[b]["firsts"])])]
                source = set(runs([{1: 1, 2: 2}.get(x, 0) for x in path]))
                content = set(runs([{3: 1, 4: 2}.get(x, 0) for x in path]))
                add("source", source, {tuple(g["source"])} if g["source"] else set())
                add("content", content, {tuple(c) for c in g["content"]})
    return {key: round(200 * hit / max(1, own + right), 2) for key, (hit, own, right) in counts.items()}
