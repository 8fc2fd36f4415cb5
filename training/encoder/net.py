"""The encoder and its heads, in torch. `crates/wireroom-encoder` runs the same net; a change here
wants one there.

The first layers of a MiniLM (uncased BERT shape, width 384), to whose word vectors, which stay as
they are, a learned vector of the word's capitals is added. Three heads read the first piece of each
word: cues (outside, first, inner), roles about one cue (outside, first and inner of the source,
first and inner of the content), names (the 21 labels of wireroom-names).
"""
import torch
from torch import nn
import torch.nn.functional as F

WIDTH, HEADS, FEED = 384, 12, 1536
CASES = 6
HIDDEN, PAIR = 192, 96
# Words from the cue: -REACH..REACH by steps that widen; see `bucket`.
BUCKETS = 32


def pretrained(path):
    """The pretrained weights, from `model.safetensors` or from what `pack.py` made of it."""
    if str(path).endswith(".safetensors"):
        from safetensors.torch import load_file
        return load_file(path)
    held = torch.load(path, weights_only=True)
    words = "embeddings.word_embeddings.weight"
    held[words] = held[words].float() * held.pop("scales")[:, None]
    return {name: x.float() for name, x in held.items()}


def bucket(d):
    """The bucket of a signed distance in words, outside of the cue (d = 0 on the cue itself)."""
    sign, size = (d > 0).long(), d.abs()
    steps = (size.clamp(max=8) + (size > 10).long() + (size > 13).long() + (size > 18).long()
             + (size > 25).long() + (size > 40).long() + (size > 70).long())
    return torch.where(d == 0, torch.zeros_like(d), steps + 15 * sign).clamp(max=BUCKETS - 1)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, FEED), nn.Linear(FEED, WIDTH)

    def forward(self, x, mask, drop):
        b, t, _ = x.shape
        split = lambda y: y.view(b, t, HEADS, WIDTH // HEADS).transpose(1, 2)
        a = F.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=mask)
        x = self.norm1(x + F.dropout(self.o(a.transpose(1, 2).reshape(b, t, WIDTH)), drop, self.training))
        y = self.down(F.gelu(self.up(x), approximate="tanh"))
        return self.norm2(x + F.dropout(y, drop, self.training))


class Net(nn.Module):
    def __init__(self, layers, vocabulary):
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.words.weight.requires_grad = False
        self.places = nn.Embedding(512, WIDTH)
        self.cases = nn.Embedding(2 * CASES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.cue = nn.Linear(WIDTH, 3)
        self.name = nn.Linear(WIDTH, 21)
        self.role_word, self.role_cue = nn.Linear(WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN, bias=False)
        self.role_far = nn.Embedding(BUCKETS, HIDDEN)
        self.pair_word, self.pair_cue = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR)
        self.role_out, self.pair_out = nn.Linear(HIDDEN, 5), nn.Linear(PAIR, 5, bias=False)
        nn.init.zeros_(self.cases.weight)
        nn.init.normal_(self.role_far.weight, std=0.1)

    def start_from(self, path, chosen):
        """Takes over what the pretrained file holds of the layers `chosen`."""
        held = pretrained(path)
        take = lambda to, name: to.data.copy_(held[name])
        take(self.words.weight, "embeddings.word_embeddings.weight")
        take(self.places.weight, "embeddings.position_embeddings.weight")
        self.kind.data.copy_(held["embeddings.token_type_embeddings.weight"][0])
        for part in ("weight", "bias"):
            take(getattr(self.norm, part), f"embeddings.LayerNorm.{part}")
            for n, layer in zip(chosen, self.layers):
                at = f"encoder.layer.{n}."
                for own, theirs in (("q", "attention.self.query"), ("k", "attention.self.key"),
                                    ("v", "attention.self.value"), ("o", "attention.output.dense"),
                                    ("norm1", "attention.output.LayerNorm"), ("up", "intermediate.dense"),
                                    ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                    take(getattr(getattr(layer, own), part), f"{at}{theirs}.{part}")

    def forward(self, pieces, cases, mask, drop):
        """Piece numbers, case numbers, True where there is a piece; all batch x length."""
        at = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.words(pieces) + self.places(at)[None] + self.cases(cases) + self.kind)
        x = F.dropout(x, drop, self.training)
        m = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, m, drop)
        return F.dropout(x, drop, self.training)

    def roles(self, words, row, cue, far):
        """Scores of each word's part about each cue: `words` batch x words x width, `row` the
        passage of each cue, `cue` cues x words with shares that add up to one, `far` buckets."""
        own = torch.einsum("kw,kwd->kd", cue, words[row])
        hidden = F.relu(self.role_word(words)[row] + self.role_cue(own)[:, None] + self.role_far(far))
        pair = self.pair_word(words)[row] * self.pair_cue(own)[:, None]
        return self.role_out(hidden) + self.pair_out(pair)
