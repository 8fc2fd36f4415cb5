"""countries.tsv, country_names.tsv, bodies.tsv, agencies.tsv.

countries.tsv: `alpha3<TAB>alpha2|name|capital|lat|lon|population`.
country_names.tsv: `name<TAB>K alpha3`, K one of n (name), d (demonym), c (capital), s (seat).
bodies.tsv: `name or alias or seat<TAB>K abbreviation|name`, K one of n, s.
agencies.tsv: `name or alias<TAB>name|alpha3`.
"""

import json
import pathlib
import re

from common import fold, hand

NAMES = {"NL": "Netherlands", "TW": "Taiwan", "VA": "Vatican", "PS": "Palestine", "SY": "Syria",
         "MK": "North Macedonia", "CV": "Cape Verde", "TL": "Timor-Leste", "CZ": "Czechia",
         "CG": "Republic of the Congo", "CD": "Democratic Republic of the Congo",
         "CI": "Ivory Coast", "MM": "Myanmar", "SZ": "Eswatini", "TR": "Turkey", "BS": "Bahamas"}
CAPITALS = {"US": "Washington", "IL": "Jerusalem", "PS": "Ramallah", "MM": "Naypyidaw"}
# Not states, and gone: no name of theirs may shadow a state's.
SKIPPED = {"CS", "AN"}
# An own demonym that belongs to a larger neighbour by far.
NO_DEMONYM = {"CG", "IO", "TF", "MQ", "RE", "YT", "PM", "MP", "SJ", "MO", "HK", "DM", "GF"}


def spellings(name):
    """The name and, where it differs, its form without diacritics."""
    return {name, fold(name)}


def plurals(demonym):
    if re.search(r"(ese|ish|nch|tch|ss|men|ois|que|ic|tho|qui|an Islands|New Zealand)$", demonym):
        return set()
    if demonym.endswith("man") and demonym not in ("German", "Roman", "Oman"):
        return {demonym[:-3] + "men"}
    return {demonym + "s"} if demonym[-1].isalpha() and not demonym.isupper() else set()


def load(geonames, countryinfo):
    """alpha2 to a dict of facts; position from countryinfo, the rest from GeoNames."""
    info = {}
    for path in sorted(pathlib.Path(countryinfo, "data").glob("*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        info.setdefault(entry.get("ISO", {}).get("alpha2"), entry)
    table = {}
    source = json.loads(pathlib.Path(geonames, "countries.json").read_text(encoding="utf-8"))
    for alpha2, facts in sorted(source.items()):
        if alpha2 in SKIPPED:
            continue
        entry = info.get(alpha2, {})
        lat, lon = (entry.get("latlng") or [0.0, 0.0])[:2]
        if alpha2 == "XK":
            lat, lon = 42.6, 20.9
        table[alpha2] = {
            "alpha3": facts["iso3"], "name": NAMES.get(alpha2, facts["name"]),
            "capital": CAPITALS.get(alpha2, facts["capital"]), "lat": float(lat),
            "lon": float(lon), "population": facts["population"],
            "other_name": facts["name"], "demonym": entry.get("demonym") or "",
        }
    return table


def country_rows(table):
    states, names = [], set()
    mine = {row[0]: row[1:] + [""] * 3 for row in hand("countries.tsv")}
    capitals = {row[0]: row[1].split("|") for row in hand("capitals.tsv")}
    for alpha2, facts in table.items():
        alpha3 = facts["alpha3"]
        aliases, demonyms, seats = (mine.get(alpha2) or ["", "", ""])[:3]
        states.append((alpha3, "|".join([
            alpha2, facts["name"], facts["capital"], f"{facts['lat']:.2f}", f"{facts['lon']:.2f}",
            str(facts["population"])])))
        for name in {facts["name"], facts["other_name"], *aliases.split("|")} - {""}:
            names |= {(form, f"n {alpha3}") for form in spellings(name)}
        own = set(demonyms.split("|")) - {""}
        if not own and alpha2 not in mine and alpha2 not in NO_DEMONYM:
            own = {d.strip() for d in facts["demonym"].split(",")} - {""}
        if alpha2 in NO_DEMONYM and alpha2 not in ("HK", "MO"):
            own = set()
        for demonym in own:
            for form in {demonym} | plurals(demonym):
                names |= {(spelling, f"d {alpha3}") for spelling in spellings(form)}
        for capital in {facts["capital"], *capitals.get(alpha2, [])} - {""}:
            names |= {(form, f"c {alpha3}") for form in spellings(capital)}
        for seat in set(seats.split("|")) - {""}:
            names |= {(form, f"s {alpha3}") for form in spellings(seat)}
    return states, sorted(names)


def ambiguous(names):
    """Demonyms and capitals that stand for more than one country, for the build's log."""
    seen = {}
    for name, payload in names:
        seen.setdefault((name, payload[0]), set()).add(payload[2:])
    return {key: codes for key, codes in seen.items() if len(codes) > 1}


def body_rows():
    rows = set()
    for abbreviation, name, aliases, seats in (row + [""] * (4 - len(row)) for row in hand("bodies.tsv")):
        payload = f"{abbreviation}|{name}"
        for alias in {abbreviation, name, *aliases.split("|")} - {""}:
            rows |= {(form, f"n {payload}") for form in spellings(alias)}
            rows |= {(alias[4:], f"n {payload}")} if alias.startswith("the ") else set()
        for seat in set(seats.split("|")) - {""}:
            rows.add((seat, f"s {payload}"))
    # "AL" and "PA" are read as other things far more often; "bloc" is a common noun.
    return [row for row in rows if row[0] not in ("AL", "PA", "WB", "CE", "bloc", "the bloc", "Alliance")]


def agency_rows():
    rows = {}
    for name, alpha3, aliases in (row + [""] * (3 - len(row)) for row in hand("agencies.tsv")):
        for alias in [name, *aliases.split("|")]:
            for form in spellings(alias) - {""}:
                rows.setdefault(form, f"{name}|{alpha3}")
    return sorted(rows.items())
