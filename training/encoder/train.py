"""Trains the encoder: train.py PASSAGES PIECES MODEL_FOLDER OUT [key=value ...]

PASSAGES and PIECES are written by the examples `passages` and `pieces`. MODEL_FOLDER holds the
pretrained weights and `tokenizer.json`. OUT gets running averages of the weights. Steps of
statements and of names take turns. Texts of names whose number is divisible by 20 are left out
always: shares are chosen on them. `fold=N` leaves out a fifth of both corpora as well, and writes
what the net says of them, and of each corpus about what only the other is labeled for, to
OUT.said: what a student learns from beside the labels (`soft=FOLDER`, all files in it).
On a GPU where there is one, else on one thread; seeded.
"""
import json, os, pathlib, random, sys, time
import torch
import torch.nn.functional as F
from check import report
from data import Reader, load, batches, tensors, cue_targets, role_targets, padded
from net import Net, bucket
from soft import say, gather, soft_tensors


def settings_of(words):
    settings = dict(layers=3, steps=3000, size=1200, rate=3e-4, head=1.5e-3, drop=0.1, warm=100, seed=7,
                    ema=0.995, quiet=0.3, unnamed=0.4, recased=0.3, names=0.5, fold=-1, gold=0.5,
                    take="012", soft="", dev="")
    for word in words:
        key, value = word.split("=")
        kind = type(settings[key])
        settings[key] = value if kind is str else kind(float(value))
    return settings


def queue_of(samples, S, rng, kind):
    """An epoch of one corpus: of what holds nothing, and of headline copies, only some."""
    def share(s):
        if kind == "said": return 1.0 if s["gold"] else S.quiet
        return (1.0 if any(s["labels"]) else S.unnamed) * (1.0 if s["from"] == "corpus" else S.recased)
    return batches([s for s in samples if rng.random() < share(s)], S.size, rng)


def main():
    passages, pieces, model, out = sys.argv[1:5]
    settings = settings_of(sys.argv[5:])
    print(json.dumps(settings), flush=True)
    S = type("S", (), settings)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_num_threads(1)
    torch.set_float32_matmul_precision("high")
    torch.manual_seed(S.seed)
    rng = random.Random(S.seed)
    folder = pathlib.Path(model)
    reader = Reader(str(folder / "tokenizer.json"))
    said, named = load(passages, reader), load(pieces, reader)
    everything = said + named
    if S.soft: gather(S.soft, everything)
    kept = lambda s: not s["watched"] and (S.fold < 0 or s["fold"] != S.fold)
    queued = {"said": [s for s in said if S.fold < 0 or s["fold"] != S.fold], "named": [s for s in named if kept(s)]}
    net = Net(S.layers, reader.tokenizer.get_vocab_size())
    base = folder / "packed.pt"
    net.start_from(base if base.exists() else folder / "model.safetensors", [int(n) for n in S.take])
    net.to(device)
    trained = [(n, p) for n, p in net.named_parameters() if p.requires_grad]
    in_body = lambda n: n.split(".")[0] in ("places", "kind", "norm", "layers")
    groups = [{"params": [p for n, p in trained if in_body(n)], "lr": S.rate},
              {"params": [p for n, p in trained if not in_body(n)], "lr": S.head}]
    trainer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=device == "cuda")
    own = [p for _, p in trained]
    average = [p.detach().clone() for p in own]
    queues, turn, clock = {"said": [], "named": []}, 0.0, time.time()
    sums, seen = {}, {}
    for step in range(S.steps):
        turn += S.names
        kind = "named" if turn >= 1 else "said"
        turn -= kind == "named"
        if not queues[kind]: queues[kind] = queue_of(queued[kind], S, rng, kind)
        ramp = min(1.0, (step + 1) / S.warm) * max(0.02, 1 - step / S.steps)
        for group, rate in zip(trainer.param_groups, (S.rate, S.head)): group["lr"] = rate * ramp
        parts = losses(net, queues[kind].pop(), S, device)
        trainer.zero_grad(set_to_none=True)
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(own, 1.0)
        trainer.step()
        keep = min(S.ema, 1 - 1 / (2 + step))
        with torch.no_grad(): torch._foreach_lerp_(average, own, 1 - keep)
        for k, v in parts.items():
            sums[k] = sums.get(k, 0) + v.detach(); seen[k] = seen.get(k, 0) + 1
        if (step + 1) % 250 == 0 or step + 1 == S.steps:
            shown = " ".join(f"{k} {float(sums[k]) / seen[k]:.4f}" for k in sorted(sums))
            print(f"{time.time() - clock:7.0f} s step {step + 1}: {shown}", flush=True)
            sums, seen = {}, {}
    with torch.no_grad():
        for p, a in zip(own, average): p.copy_(a)
    net.eval()
    held = {n: p.detach().half().cpu() for n, p in net.state_dict().items() if n != "words.weight"}
    torch.save({"net": held, "settings": settings, "step": S.steps}, out + ".part")
    os.replace(out + ".part", out)
    dev = load(S.dev, reader) if S.dev else [s for s in said if s["fold"] == S.fold]
    names = [s for s in named if s["from"] == "corpus" and (s["watched"] if S.fold < 0 else s["fold"] == S.fold)]
    print(out, json.dumps(report(net, names, dev, device)), flush=True)
    if S.fold >= 0: say(net, everything, S.fold, out + ".said", device)


def losses(net, batch, S, device):
    """Against the labels, and, where others said something of the sample, against that."""
    ids, mask, cases, firsts, known = (x.to(device) for x in tensors(batch))
    x = net(ids, cases, mask, S.drop)
    words = torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, x.shape[2]))
    width, found = firsts.shape[1], {}
    soft = soft_tensors(batch, width, device) if S.soft else {}

    def mixed(scores, y, key, weight):
        """Cross entropy with the labels `y` where there are any, and with the others' shares."""
        told = soft.get(key)
        if told is None and y is None: return
        loss = 0.0
        if y is not None:
            loss = F.cross_entropy(scores[known], y.to(device)[known])
        if told is not None:
            shares, there = told
            there = there & known
            if bool(there.any()):
                apart = -(shares[there] * F.log_softmax(scores[there], -1)).sum(-1).mean()
                loss = apart if y is None else S.gold * loss + (1 - S.gold) * apart
        if torch.is_tensor(loss): found[key] = weight * loss

    labeled = "gold" in batch[0]
    mixed(net.cue(words), cue_targets(batch, width) if labeled else None, "cue", 2.0)
    mixed(net.name(words), None if labeled else padded([s["labels"] for s in batch], 0), "name", 1.0)
    roles = role_targets(batch, width) if labeled else None
    if roles:
        row, share, far, y = (z.to(device) for z in roles)
        s = net.roles(words, row, share, bucket(far))
        found["role"] = F.cross_entropy(s.reshape(-1, 5), y.reshape(-1), ignore_index=-100)
    if "role" in soft:
        row, share, far, shares, there = soft["role"]
        s = F.log_softmax(net.roles(words, row, share, bucket(far)), -1)
        apart = -(shares[there] * s[there]).sum(-1).mean()
        found["role"] = S.gold * found["role"] + (1 - S.gold) * apart if "role" in found else apart
    return found


if __name__ == "__main__":
    main()
