"""What trained nets say of texts that they were not fitted to, kept and read for students of theirs.

Of a sample of a fold that the net left out, all heads; of another, only the heads whose labels its
corpus lacks. Roles are said about the labeled cues, or where there are none about those that the
net finds.
"""
import pathlib, random
import numpy as np
import torch
import torch.nn.functional as F
from data import batches, tensors
from net import bucket

# A cue that fewer of the nets find is none to learn roles about.
AGREED = 0.5


def runs(best):
    """The cues in a sequence of labels: 1 begins one, 2 goes on."""
    found = []
    for at, label in enumerate(best):
        if label == 1 or label == 2 and (not found or found[-1][1] != at): found.append([at, at + 1])
        elif label == 2: found[-1][1] = at + 1
    return [tuple(one) for one in found]


def about(cues, width):
    """For each (row, begin, end): row, shares of the cue's words, distances from it."""
    at = torch.arange(width)
    row = torch.tensor([r for r, _, _ in cues])
    a = torch.tensor([a for _, a, _ in cues])[:, None]
    e = torch.tensor([e for _, _, e in cues])[:, None]
    inside = (at >= a) & (at < e)
    far = torch.where(at < a, at - a, torch.where(at >= e, at - e + 1, 0))
    return row, inside.float() / (e - a), far


def say(net, samples, fold, out, device):
    numbered = [dict(s, number=n) for n, s in enumerate(samples)]
    told = {}
    with torch.no_grad():
        for batch in batches(numbered, 12000, random.Random(1)):
            ids, mask, cases, firsts, known = (x.to(device) for x in tensors(batch))
            x = net(ids, cases, mask, 0.0)
            words = torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, x.shape[2]))
            width = firsts.shape[1]
            cue, name = F.softmax(net.cue(words), -1).cpu(), F.softmax(net.name(words), -1).cpu()
            best = cue.argmax(-1).tolist()
            cues = []
            for b, s in enumerate(batch):
                n, held = len(s["firsts"]), s["fold"] == fold
                one = told[s["number"]] = {}
                labeled = "gold" in s
                if held or not labeled: one["cue"] = cue[b, :n].half().numpy()
                if held or labeled: one["name"] = name[b, :n].half().numpy()
                if labeled and held: cues += [(b, *g["cue"]) for g in s["gold"] if g["content"]]
                if not labeled: cues += [(b, a, e) for a, e in runs(best[b][:n])]
            if not cues: continue
            row, share, far = (z.to(device) for z in about(cues, width))
            roles = F.softmax(net.roles(words, row, share, bucket(far)), -1).half().cpu().numpy()
            for (b, a, e), shares in zip(cues, roles):
                s = batch[b]
                told[s["number"]].setdefault("roles", {})[(a, e)] = shares[:len(s["firsts"])]
    np.save(out, np.array([told.get(n, {}) for n in range(len(samples))], dtype=object), allow_pickle=True)


def gather(folder, samples):
    """Puts the mean of what all files of a folder say into the samples."""
    files = sorted(pathlib.Path(folder).glob("*.said.npy"))
    all_said = [np.load(f, allow_pickle=True) for f in files]
    for n, s in enumerate(samples):
        ones = [said[n] for said in all_said]
        s["soft"] = soft = {}
        for key in ("cue", "name"):
            rows = [one[key].astype(np.float32) for one in ones if key in one]
            if rows: soft[key] = sum(rows) / len(rows)
        spoke = [one["roles"] for one in ones if "roles" in one]
        asked = sum("cue" in one for one in ones)
        keys = sorted({key for one in spoke for key in one})
        for key in keys:
            rows = [one[key].astype(np.float32) for one in spoke if key in one]
            if len(rows) >= AGREED * asked: soft.setdefault("roles", {})[key] = sum(rows) / len(rows)


def soft_tensors(batch, width, device):
    """What was said of a batch, padded: shares and where there are any."""
    out = {}
    for key, count in (("cue", 3), ("name", 21)):
        if not any(key in s["soft"] for s in batch): continue
        shares = torch.zeros(len(batch), width, count)
        there = torch.zeros(len(batch), width, dtype=torch.bool)
        for b, s in enumerate(batch):
            if key in s["soft"]:
                n = len(s["firsts"])
                shares[b, :n] = torch.from_numpy(s["soft"][key][:n]); there[b, :n] = True
        out[key] = (shares.to(device), there.to(device))
    cues = [(b, *key) for b, s in enumerate(batch) for key in s["soft"].get("roles", {})]
    if cues:
        row, share, far = about(cues, width)
        shares = torch.zeros(len(cues), width, 5)
        there = torch.zeros(len(cues), width, dtype=torch.bool)
        for k, (b, a, e) in enumerate(cues):
            rows = batch[b]["soft"]["roles"][(a, e)]
            n = len(rows)
            shares[k, :n] = torch.from_numpy(rows); there[k, :n] = True
            there[k, a:e] = False
        out["role"] = tuple(z.to(device) for z in (row, share, far, shares, there))
    return out
