"""Trains the encoder: train.py PASSAGES PIECES MODEL_FOLDER OUT [key=value ...]

PASSAGES and PIECES are written by the examples `passages` and `pieces`; PIECES is read with names=1
only, and then every step but one in `every` is of names. Texts of names whose number is divisible by
20 are left out. start=FILE goes on from trained weights instead of the pretrained. MODEL_FOLDER holds
the pretrained `model.safetensors` and `tokenizer.json`. OUT gets running averages of the weights. The step size falls as if there were `steps`; the run ends at `stop`. One
thread; seeded: the same files give the same weights.
"""
import json, os, random, sys, time
import torch
import torch.nn.functional as F
from data import Reader, load, batches, tensors, cue_targets, role_targets
from net import Net, bucket


def main():
    passages, pieces, model, out = sys.argv[1:5]
    settings = dict(layers=3, steps=1400, stop=1200, size=900, rate=3e-4, head=1.5e-3, drop=0.1, warm=100, seed=7, ema=0.99, quiet=0.3, names=0,
                    every=5, unnamed=0.4, recased=0.3)
    start = None
    for word in sys.argv[5:]:
        key, value = word.split("=")
        if key == "start": start = value
        else: settings[key] = type(settings[key])(float(value))
    print(json.dumps(settings), flush=True)
    S = type("S", (), settings)
    torch.set_num_threads(1)
    torch.manual_seed(S.seed)
    rng = random.Random(S.seed)
    reader = Reader(f"{model}/tokenizer.json")
    said = load(passages, reader)
    named = load(pieces, reader) if S.names else []
    watch = [s for s in named if s["from"] == "corpus" and s["part"] % 20 == 0]
    named = [s for s in named if s["part"] is None or s["part"] % 20 != 0]
    net = Net(S.layers, reader.tokenizer.get_vocab_size())
    if start: net.load_state_dict(torch.load(start, weights_only=True)["net"])
    else: net.start_from(f"{model}/model.safetensors")
    body = [p for n, p in net.named_parameters() if p.requires_grad and n.split(".")[0] in ("places", "kind", "norm", "layers")]
    heads = [p for n, p in net.named_parameters() if p.requires_grad and n.split(".")[0] not in ("places", "kind", "norm", "layers")]
    trainer = torch.optim.AdamW([{"params": body, "lr": S.rate}, {"params": heads, "lr": S.head}], betas=(0.9, 0.98), weight_decay=0.01)
    rates = [S.rate, S.head]
    average = {n: p.detach().clone() for n, p in net.named_parameters() if p.requires_grad}
    queues, step, clock = {"said": [], "named": []}, 0, time.time()
    sums, seen = {}, {}
    while step < S.stop:
        kind = "said" if not named or step % S.every == 0 else "named"
        if not queues[kind]:
            if not named:
                some = [s for s in said if s["gold"] or rng.random() < S.quiet]
            elif kind == "said":
                some = [s for s in said if rng.random() < (1.0 if s["gold"] else S.quiet)]
            else:
                share = lambda s: (1.0 if any(s["labels"]) else S.unnamed) * (1.0 if s["from"] == "corpus" else S.recased)
                some = [s for s in named if rng.random() < share(s)]
            queues[kind] = batches(some, S.size, rng)
            if not named: rng.shuffle(queues[kind])
            print(f"step {step}: {len(queues[kind])} batches in an epoch of {kind}", flush=True)
        batch = queues[kind].pop()
        ramp = min(1.0, (step + 1) / S.warm) * max(0.02, 1 - step / S.steps)
        for group, rate in zip(trainer.param_groups, rates): group["lr"] = rate * ramp
        ids, mask, cases, firsts, known = tensors(batch)
        x = net(ids, cases, mask, S.drop)
        words = torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, x.shape[2]))
        losses = {}
        if "gold" in batch[0]:
            y = cue_targets(batch, firsts.shape[1])
            losses["cue"] = 2 * F.cross_entropy(net.cue(words)[known], y[known])
            roles = role_targets(batch, firsts.shape[1])
            if roles:
                row, share, far, y = roles
                s = net.roles(words, row, share, bucket(far))
                losses["role"] = F.cross_entropy(s.reshape(-1, 5), y.reshape(-1), ignore_index=-100)
        else:
            from data import padded
            y = padded([s["labels"] for s in batch], 0)
            losses["name"] = F.cross_entropy(net.name(words)[known], y[known])
        trainer.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
        trainer.step()
        step += 1
        keep = min(S.ema, 1 - 1 / (1 + step))
        with torch.no_grad():
            for n, p in net.named_parameters():
                if p.requires_grad: average[n].lerp_(p, 1 - keep)
        for k, v in losses.items():
            sums[k] = sums.get(k, 0) + v.item(); seen[k] = seen.get(k, 0) + 1
        if step % 50 == 0:
            shown = " ".join(f"{k} {sums[k] / seen[k]:.4f}" for k in sorted(sums))
            print(f"{time.time() - clock:7.0f} s (cpu {time.process_time():.0f}) step {step}: {shown}", flush=True)
            sums, seen = {}, {}
        if step % 200 == 0 or step == S.stop:
            held = dict(net.state_dict()); held.update(average)
            torch.save({"net": held, "settings": settings, "step": step}, out + ".part")
            os.replace(out + ".part", out)
            if watch and (step % 400 == 0 or step == S.stop): check(net, average, watch)


def check(net, average, watch):
    """Names on the texts left out, by label: hits of the words that are no outside."""
    own = {n: p.detach().clone() for n, p in net.named_parameters() if p.requires_grad}
    put = lambda values: [p.data.copy_(values[n]) for n, p in net.named_parameters() if p.requires_grad]
    put(average); net.eval()
    hit = said = gold = 0
    with torch.no_grad():
        for s in watch:
            ids, mask, cases, firsts, known = tensors([s])
            best = net.name(net(ids, cases, mask, 0.0)[0, firsts[0]]).argmax(-1)
            y = torch.tensor(s["labels"])
            hit += int(((best == y) & (y > 0)).sum()); said += int((best > 0).sum()); gold += int((y > 0).sum())
    print(f"names by word, left out: F {200 * hit / max(1, said + gold):.2f}", flush=True)
    put(own); net.train()


main()
