"""words.tsv: English words with a document frequency and how often they stand capitalised.

Line: `word<TAB>K[df[/c]]`. K is `d` (in SCOWL in lower case), `n` (in SCOWL as a name or acronym
only) or `c` (only counted in the corpora); a capital K says that vectors.bin has a row for it. df
is the number of articles with the word, c the share of its occurrences inside a sentence that
start with a capital, in ninths. The line `!docs` holds the number of articles counted.
"""

import collections
import re

from common import TOKEN, texts

MIN_DF = 3
BOUNDARY = re.compile(r"(?:^|[.!?:;\n\"“”‘(\[*|>•–—-]|``|'')\s*$")


def scowl(dictionaries):
    kinds = {}
    for path in dictionaries:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                word = line.strip().replace("’", "'")
                if word.endswith("'s") or not word:
                    continue
                lower = word.lower()
                kind = "d" if word == lower else "n"
                if kinds.get(lower) != "d":
                    kinds[lower] = kind
    return kinds


def count(corpora):
    """Number of articles, document frequency, and [capitalised, all] inside sentences."""
    df, inside, articles = collections.Counter(), {}, 0
    for text in texts(corpora):
        articles += 1
        seen = set()
        for match in TOKEN.finditer(text):
            word = match.group().replace("’", "'")
            if word.lower().endswith("'s"):
                word = word[:-2]
            if not word:
                continue
            parts = [word] if "-" not in word else [word, *word.split("-")]
            at_start = BOUNDARY.search(text[max(0, match.start() - 4):match.start()]) is not None
            for position, part in enumerate(parts):
                if not part:
                    continue
                lower = part.lower()
                seen.add(lower)
                if not at_start or position > 1:
                    tally = inside.setdefault(lower, [0, 0])
                    tally[0] += part[0].isupper()
                    tally[1] += 1
        df.update(seen)
    return articles, df, inside


def build(dictionaries, corpora):
    """Word to (kind, df, capital ninths or None), and the number of articles."""
    kinds = scowl(dictionaries)
    articles, df, inside = count(corpora)
    words = {}
    for word in set(kinds) | {w for w, n in df.items() if n >= MIN_DF}:
        if len(word) > 40:
            continue
        capital, total = inside.get(word, (0, 0))
        share = round(9 * capital / total) if total >= 3 else None
        words[word] = (kinds.get(word, "c"), df.get(word, 0), share)
    return words, articles


def rows(words, articles, with_vector):
    out = [("!docs", str(articles))]
    for word, (kind, df, share) in words.items():
        payload = kind.upper() if word in with_vector else kind
        if df:
            payload += str(df)
            if share is not None:
                payload += f"/{share}"
        out.append((word, payload))
    return out


def read(path):
    """Words and number of articles of a table written before; the opposite of `rows`."""
    words, articles = {}, 0
    for line in path.read_text(encoding="utf-8").splitlines():
        word, payload = line.split("\t")
        if word == "!docs":
            articles = int(payload)
            continue
        df, _, share = payload[1:].partition("/")
        words[word] = (payload[0].lower(), int(df or 0), int(share) if share else None)
    return words, articles
