"""Packs the pretrained weights for a machine that takes little: pack.py MODEL_FOLDER OUT

Word vectors in signed bytes with a scale a row, as `export.py` writes them anyhow; the rest in
sixteen bits.
"""
import sys
import torch
from net import pretrained

held = pretrained(f"{sys.argv[1]}/model.safetensors")
words = "embeddings.word_embeddings.weight"
scales = held[words].abs().amax(1).clamp(min=1e-9) / 127
packed = {name: x.half() for name, x in held.items() if x.is_floating_point()}
packed[words] = (held[words] / scales[:, None]).round().clamp(-127, 127).to(torch.int8)
packed["scales"] = scales
torch.save(packed, sys.argv[2])
