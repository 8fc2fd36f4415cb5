"""Weights between two trained ones: between.py BEFORE AFTER SHARE OUT

OUT has SHARE of AFTER and the rest of BEFORE, number by number, after Wortsman et al. 2022; the head
of names is AFTER's whole, for BEFORE had none. What the second training forgot of statements comes
back so, and little of what it learned of names goes.
"""
import sys
import torch

before, after, share, out = sys.argv[1:5]
share = float(share)
old, new = (torch.load(path, weights_only=True) for path in (before, after))
mixed = lambda name, x: x.is_floating_point() and not name.startswith("name.")
net = {name: (1 - share) * old["net"][name] + share * x if mixed(name, x) else x
       for name, x in new["net"].items()}
torch.save({"net": net, "settings": new["settings"], "step": new["step"]}, out)
