"""One whole job with rensa: read a pile, find the duplicates, write them down.

    rensa_job.py keep PILE OUT THRESHOLD       its README's "Keep unique documents", word for word
    rensa_job.py rho PILE OUT THRESHOLD        its fast batch pipeline: flags only, no pairs
    rensa_job.py clusters PILE OUT THRESHOLD   every document asked for its duplicates, joined

What the first two write cannot tell which text a duplicate is of; the third is for recall and
precision. Tokens are what the README splits: words as white space parts them.
"""

import json
import sys

from rensa import RMinHash, RMinHashDeduplicator, RMinHashLSH

PERMUTATIONS = 128


def read(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], row["text"]


def keep(pile, threshold):
    dedup = RMinHashDeduplicator(threshold=threshold, num_perm=PERMUTATIONS, use_lsh=True)
    ids = []

    def pairs():
        for key, text in pile:
            ids.append(key)
            yield key, text.split()

    for key, kept in zip(ids, dedup.add_pairs(pairs())):
        yield {"id": key, "keep": kept}


def rho(pile, threshold):
    ids, tokens = [], []
    for key, text in pile:
        ids.append(key)
        tokens.append(text.split())
    matrix = RMinHash.digest_matrix_from_token_sets_rho(tokens, num_perm=PERMUTATIONS, seed=42)
    lsh = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=8)
    for key, flag in zip(ids, lsh.query_duplicate_flags_matrix_one_shot(matrix)):
        yield {"id": key, "duplicate": flag}


def clusters(pile, threshold):
    ids, tokens = [], []
    for key, text in pile:
        ids.append(key)
        tokens.append(text.split())
    hashes = RMinHash.from_token_sets(tokens, num_perm=PERMUTATIONS, seed=42)
    # As many bands as make pairs at the threshold likely candidates (1 - (1 - t^r)^b over 0.9).
    bands = next(
        b for b in (4, 8, 16, 32, 64, 128) if 1 - (1 - threshold ** (PERMUTATIONS / b)) ** b > 0.9
    )
    lsh = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=bands)
    lsh.insert_many(hashes)
    root = list(range(len(ids)))

    def top(at):
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for at, candidates in enumerate(lsh.query_all(hashes)):
        for other in candidates:
            if other < at and hashes[at].jaccard(hashes[other]) >= threshold:
                one, two = top(at), top(other)
                root[max(one, two)] = min(one, two)
    for at, key in enumerate(ids):
        yield {"id": key, "family": top(at)}


def main():
    mode, pile, out, threshold = sys.argv[1:]
    job = {"keep": keep, "rho": rho, "clusters": clusters}[mode]
    with open(out, "w", encoding="utf-8") as file:
        for row in job(read(pile), float(threshold)):
            file.write(json.dumps(row) + "\n")


main()
