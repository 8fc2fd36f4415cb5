"""names.tsv: given names and surnames. Line: `name<TAB>g|s|b` (given, surname, both).

Keys are lower case without diacritics. Sources: the US census lists of 1990 in the package
`names`, the person lists of the package `faker`, and a hand list for languages whose lists there
are in another script.
"""

import importlib
import pathlib
import pkgutil

from common import fold, hand

SURNAMES = 40_000
CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэіґъь", "a b v g d e z i y k l m n o p r s t u f y e i g".split() + ["", ""]))
CYRILLIC |= {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu",
             "я": "ya", "ё": "yo", "є": "ye", "ї": "yi", "ј": "j", "љ": "lj", "њ": "nj",
             "ќ": "kj", "ѓ": "gj", "џ": "dzh", "ѕ": "dz"}
GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω",
                 "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split()))


def latin(name):
    """The name in lower-case Latin letters, or None for a script without a table here."""
    lower = name.strip().lower()
    plain = "".join(CYRILLIC.get(c, c) for c in lower)
    plain = "".join(GREEK.get(c, c) for c in fold(plain))
    return plain if plain and all(c in "abcdefghijklmnopqrstuvwxyz'-" for c in plain) else None


def census(folder):
    given, surnames = set(), set()
    for sex in ("female", "male"):
        for line in pathlib.Path(folder, f"dist.{sex}.first").read_text().splitlines():
            given.add(line.split()[0].lower())
    for line in pathlib.Path(folder, "dist.all.last").read_text().splitlines()[:SURNAMES]:
        surnames.add(line.split()[0].lower())
    return given, surnames


def faker():
    import faker.providers.person as person
    given, surnames = set(), set()
    for locale in sorted(m.name for m in pkgutil.iter_modules(person.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            into = {"first": given, "last_": surnames}.get(attribute[:5])
            if into is None or "name" not in attribute:
                continue
            values = getattr(provider, attribute)
            if callable(values) or isinstance(values, property):
                continue
            for name in values:
                if isinstance(name, str) and (plain := latin(name)):
                    into.add(plain)
    return given, surnames


def rows(census_folder):
    given, surnames = census(census_folder)
    more_given, more_surnames = faker()
    given |= more_given | {name for row in hand("given_names.tsv") for name in row[0].split()}
    surnames |= more_surnames
    out = []
    for name in given | surnames:
        if len(name) >= 2:
            kind = "b" if name in given and name in surnames else "g" if name in given else "s"
            out.append((name, kind))
    return out


def title_rows():
    """titles.tsv: `word<TAB>h|a|r` (honorific, abbreviation, role), roles with their plurals."""
    from common import plural
    table = {}
    for kind, words in hand("titles.tsv"):
        for word in words.split():
            forms = {word, plural(word)} if kind == "role" else {word}
            for form in forms:
                table.setdefault(form, kind[0])
    return sorted(table.items())
