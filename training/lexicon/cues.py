"""cues.tsv and events.tsv: inflected trigger forms from the hand tables.

A form that the rules make up and the dictionary does not have is left out.

cues.tsv: `form<TAB>class|lemma|p` where p is, in percent, the share of the form's occurrences in
the attribution training articles that stand in the cue of an attribution, drawn towards the mean
of its class by PRIOR pseudo-occurrences.
events.tsv: `form<TAB>weight|label|p or o`, heaviest first for a form of several kinds.
"""

import collections
import json
import pathlib

from common import TOKEN, hand, irregular, plural, verb_forms

PRIOR = 5.0


def marked_words(field):
    """Yield (mark, word) from a field such as `v: meet sign n: talk f: talks`."""
    mark = ""
    for token in field.split():
        if token in ("v:", "n:", "f:"):
            mark = token[0]
        else:
            yield mark, token


def known(forms, dictionary):
    """The forms that are words; the dictionary has few words with a hyphen, so those pass."""
    return {form for form in forms if form in dictionary or "-" in form}


def plurals(noun):
    return {plural(noun), noun + "es"} if noun.endswith("o") else {plural(noun)}


def cue_forms(dictionary):
    irregulars, forms = irregular(), {}
    for label, field in hand("cues.tsv"):
        for mark, word in marked_words(field):
            if mark == "v":
                for form in sorted(known(verb_forms(word, irregulars), dictionary)):
                    forms.setdefault(form, (label, word))
            else:
                forms.setdefault(word, (label, word))
    return forms


def count_cues(corpora):
    """How often each lower-case form occurs, and how often inside a cue span."""
    total, inside = collections.Counter(), collections.Counter()
    path = pathlib.Path(corpora, "attribution", "train.jsonl")
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        raw = article["text"].encode()
        total.update(m.group().lower() for m in TOKEN.finditer(article["text"]))
        spans = {tuple(s) for a in article["attributions"] for s in a["cue"]}
        for start, end in spans:
            inside.update(m.group().lower() for m in TOKEN.finditer(raw[start:end].decode()))
    return total, inside


def cue_rows(corpora, dictionary):
    forms = cue_forms(dictionary)
    total, inside = count_cues(corpora)
    sums = collections.defaultdict(lambda: [0, 0])
    for form, (label, _) in forms.items():
        sums[label][0] += inside[form]
        sums[label][1] += total[form]
    rows = []
    for form, (label, lemma) in forms.items():
        mean = sums[label][0] / max(1, sums[label][1])
        p = (min(inside[form], total[form]) + PRIOR * mean) / (total[form] + PRIOR)
        rows.append((form, f"{label}|{lemma}|{round(100 * p)}"))
    missing = [(round(inside[w] / total[w], 2), w) for w in inside
               if w not in forms and total[w] >= 8 and inside[w] / total[w] >= 0.4]
    return rows, sorted(missing, reverse=True)


def event_rows(dictionary):
    irregulars, rows = irregular(), {}
    for label, family, weight, field in hand("events.tsv"):
        for mark, word in marked_words(field):
            forms = {"v": lambda w: known(verb_forms(w, irregulars), dictionary), "n": lambda w: {w} | known(plurals(w), dictionary),
                     "f": lambda w: {w}}[mark](word)
            for form in forms:
                key = (form, label, family)
                rows[key] = max(rows.get(key, 0), int(weight))
    # Heaviest first: the payload sorts before a lighter one by its complement.
    return [(form, f"{9 - weight}|{label}|{family}") for (form, label, family), weight in rows.items()]
