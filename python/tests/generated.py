"""A pile of invented news: stories, copies of all kinds, accounts of one event, shared furniture.

The same number gives the same pile. It is made for being the same on every road, not for being read.
"""

import gzip
import json
import random

PLACES = "Ardmouth Belsay Corvane Dunleith Eskmere Farrowby Glenholt Harwick Inverlee Kelmarsh".split()
FIRST = "Tilda Odo Rosa Anselm Bruna Caspar Delia Edda Florin Greta Ivo Janna".split()
LAST = "Marrow Brandl Ibarra Quist Vantongeren Oakes Pell Rademaker Sorley Thwaite Ullman".split()
OUTLETS = [f"{name} {kind}" for name in PLACES for kind in ("Courier", "Gazette", "Post")]
ROLES = "mayor|harbor master|fire chief|school board chair|hospital spokesperson|union leader".split("|")
THINGS = "a ferry|a grain silo|the old bridge|a tram line|a reservoir|the fish market|a textile mill".split("|")
ACTS = "closed|reopened|flooded|caught fire|was inspected|was sold|was struck by a barge".split("|")
NOTICE = (
    "This article was prepared by the joint newsroom of the valley and may be reprinted by members "
    "who keep this line; letters to the editors are answered on the first Monday of every month."
)
FOREIGN = (
    "Der Hafenmeister teilte am Dienstag mit, dass die Fähre nach der Reparatur wieder fahren werde. "
    "Die Stadt will im Frühjahr über die Kosten beraten, sagte eine Sprecherin."
)


class Story:
    def __init__(self, rng, at):
        person = lambda: f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        self.place, self.thing, self.act = (rng.choice(of) for of in (PLACES, THINGS, ACTS))
        self.day = f"2031-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        self.title = f"{self.thing.capitalize()} {self.act} in {self.place}"
        who, other, role = person(), person(), rng.choice(ROLES)
        hurt, cost = rng.randint(2, 40), rng.randint(2, 90)
        words = lambda n: " ".join(rng.choice(WORDS) for _ in range(n))
        self.told = [
            f"{self.thing.capitalize()} {self.act} in {self.place} on Tuesday, injuring {hurt} people, "
            f"{role} {who} said.",
            f"“We had {rng.choice(WORDS)} and {rng.choice(WORDS)} to think of,” {who} told reporters, "
            f"adding that repairs would cost {cost} million crowns and take until the {words(3)}.",
            f"{other}, who lives near the {rng.choice(WORDS)} road, denied that the {words(2)} had been "
            f"warned. The council of {self.place} will meet about the {words(4)} on March {at % 28 + 1}.",
            f"Two years ago the {words(3)} was shut for {rng.randint(3, 30)} days after a {words(5)}, "
            f"according to {rng.choice(OUTLETS)}. Officials then promised {words(8)}.",
            f"The {words(6)} of {self.place} {words(7)}. {words(5).capitalize()} {at}, {words(6)}.",
        ]


def rounds():
    """Talks between the same two, again and again: events of one series, each told twice."""
    for at, day in enumerate(("2031-02-03", "2031-03-10", "2031-04-14", "2031-05-19")):
        for outlet, first in (
            ("Ardmouth Post", "met in Lisbon on Monday for round {at} of talks on cod quotas"),
            ("Harwick Gazette", "sat down in Lisbon on Monday to the {at}. talks about cod quotas"),
        ):
            told = first.format(at=at + 1)
            yield {
                "id": f"r{at}{outlet[0]}",
                "title": f"Norway and Portugal hold talks on cod quotas, round {at + 1}",
                "text": f"LISBON — The fisheries ministers of Norway and Portugal {told}, officials "
                f"said.\n\nNorway’s minister {LAST[at]} said {at + 3} thousand tons were offered. "
                f"Portugal’s minister {LAST[at + 4]} denied that {outlet} had seen a draft on cod quotas.",
                "outlet": outlet,
                "published": day,
            }


# Words without meaning: what is shared is then shared because it was copied.
WORDS = [a + b + c for a in "ba co di fu ga he".split() for b in "lin mor ras tel vun".split() for c in "a de ko my st".split()]


def article(rng, story, copied):
    told = list(story.told)
    if copied == "trimmed":
        told = told[: rng.randint(2, 4)]
    elif copied == "expanded":
        told.insert(rng.randint(1, 4), " ".join(rng.choice(WORDS) for _ in range(30)).capitalize() + ".")
    elif copied == "reworked":
        told = [told[0].replace(" said.", " said on the day."), *told[2:]]
    elif copied == "account":
        told = [told[0].replace("injuring", "and hurt"), Story(rng, rng.randint(0, 99)).told[4]]
    if rng.random() < 0.2:
        told.append(NOTICE)
    return {
        "title": story.title,
        "text": "\n\n".join(told),
        "outlet": rng.choice(OUTLETS),
        "published": story.day,
    }


def articles(count, seed):
    rng = random.Random(seed)
    made, stories = [], []
    while len(made) < count:
        stories.append(Story(rng, len(stories)))
        kinds = ["", *rng.choices("verbatim trimmed expanded reworked account".split(), k=rng.randint(0, 5))]
        # Now and then one that everybody has.
        if len(stories) % 40 == 1:
            kinds += rng.choices(["verbatim", "trimmed", "expanded"], k=60)
        for kind in kinds:
            made.append(article(rng, stories[-1], kind))
            if len(stories) > 3 and rng.random() < 0.02:
                made[-1]["text"] += "\n\n" + "\n\n".join(stories[-3].told[1:4])
    for at, one in enumerate(made[:count]):
        one["id"] = f"a{at}"
        if at % 97 == 5:
            one["text"] = FOREIGN + f" {at}"
        if at % 61 == 7:
            del one["published"]
        if at % 150 == 9:
            one["id"] = "shared"
    rng.shuffle(made)
    return made[:count]


def archive(path, made):
    """A web archive of pages, the last of them cut off."""
    packed = []
    for at, one in enumerate(made):
        paragraphs = "".join(f"<p>{told}</p>" for told in one["text"].split("\n\n"))
        page = (
            f"<html lang='en'><head><title>{one['title']}</title><meta property='og:site_name' content="
            f"'{one['outlet']}'></head><body><article><h1>{one['title']}</h1>{paragraphs}</article></body>"
        )
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{at}\r\n"
            f"WARC-Date: 2031-05-0{at % 9 + 1}T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{at:032x}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        packed.append(gzip.compress(head.encode() + answer + b"\r\n\r\n", mtime=0))
    path.write_bytes(b"".join(packed)[:-60])


def write(folder, count, seed=7):
    """A folder with a file of lines, some of them damaged, a packed one that has some of them again,
    a web archive that is cut off, and plain texts.
    """
    made = [*articles(count, seed), *rounds()]
    lines = [json.dumps(one, ensure_ascii=at % 2 == 0) for at, one in enumerate(made)]
    for at in range(40, len(lines), 400):
        lines[at] = lines[at][: len(lines[at]) // 2]
    lines.insert(11, "")
    folder.mkdir(parents=True)
    (folder / "news.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with gzip.open(folder / "again.jsonl.gz", "wt", encoding="utf-8") as again:
        again.write("\n".join(lines[100:110] + ["{]"]))
    (folder / "a folder").mkdir()
    for at, one in enumerate(articles(12, seed + 1)):
        text = f"{one['title']}\n{one['outlet']}, {one.get('published', '')}\n\n{one['text']}\n"
        (folder / "a folder" / f"{at} + {at}%.txt").write_text(text, encoding="utf-8")
    archive(folder / "crawl.warc.gz", articles(9, seed + 2))
    (folder / "empty.txt").write_text("")
