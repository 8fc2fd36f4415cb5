#!/usr/bin/env python3
"""Measures `wireroom serve` over a record: every kind of address, memory, and a sustained load.

    bench/serve.py RECORD [--wireroom target/release/wireroom] [--times 30] [--load 60] [--rate 200] [--wrk]

Starts the server on the record, asks every kind of page and route many times over one connection,
and prints the processor time of one answer, the median, the 95th percentile and the worst by the
clock, the bytes, the time to start and the resident memory before and after. Addresses are taken
from the answers: the first, a middle and the last thing of each list, and those of the most rows.
Then it asks for `--load` seconds at `--rate` requests a second from eight connections, and prints
how many failed and what that did to the memory; with `--wrk`, as fast as answers come, with
Debian's wrk, and also what one answer costs the server. Standard library only; Linux, for the
memory.
"""

import argparse
import http.client
import json
import re
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

LISTS = "events claims statements differences documents families storylines entities".split()


def start(wireroom, record):
    began = time.perf_counter()
    server = subprocess.Popen(
        [wireroom, "serve", "--record", record], stderr=subprocess.PIPE, text=True
    )
    for line in server.stderr:
        if found := re.search(r"http://([^/]+)/", line):
            threading.Thread(target=server.stderr.read, daemon=True).start()
            return server, found[1], time.perf_counter() - began
    raise SystemExit("the server did not start")


def resident(server):
    status = Path(f"/proc/{server.pid}/status").read_text()
    kib = {name: int(n) for name, n in re.findall(r"(VmRSS|VmHWM):\s+(\d+)", status)}
    return kib["VmRSS"] / 1024, kib["VmHWM"] / 1024


def spent(server):
    """Seconds of processor time, of all threads: unlike a clock it is fair on a busy machine."""
    tasks = Path(f"/proc/{server.pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def ask(connection, address):
    connection.request("GET", address)
    reply = connection.getresponse()
    return reply.status, reply.read()


def get(connection, address):
    status, body = ask(connection, address)
    if status != 200:
        raise SystemExit(f"{address}: {status} {body[:200]}")
    return json.loads(body)


def addresses(connection):
    """Addresses of every kind, each with what it is."""
    found = []
    for name in LISTS:
        api = f"/api/v1/{name}"
        first = get(connection, f"{api}?limit=1000")
        items, n = first["items"], first["total"]
        found += [(f"page, {name}", f"/{name}"), (f"api, {name}", api)]
        found.append((f"csv, {name}", f"/{name}.csv"))
        if first["next"]:
            cursor = urllib.parse.quote(first["next"])
            found.append((f"api, {name}, next part", f"{api}?cursor={cursor}"))
        if not items:
            continue
        size = {"events": "documents", "families": "witnesses", "claims": "statements"}.get(name)
        most = max(items, key=lambda it: len(it[size]) if size else len(json.dumps(it)))
        for which in (items[0], items[len(items) // 2], most):
            id = urllib.parse.quote(which["id"], safe="")
            if name not in ("statements", "differences"):
                found.append((f"page, one of {name}", f"/{name}/{id}"))
            found.append((f"api, one of {name}", f"{api}/{id}"))
            if name == "documents" and not which["set_aside"]:
                found.append(("api, annotation", f"{api}/{id}/annotation"))
            if name == "events":
                for list_name in ("claims", "documents", "families", "differences", "entities"):
                    found.append((f"page, {list_name} of event", f"/{list_name}?event={id}"))
        print(f"{name}: {n}")
    entities = get(connection, "/api/v1/entities?limit=1000")["items"]
    often = max((it for it in entities), key=lambda it: it["mentions"])
    id = urllib.parse.quote(often["id"], safe="")
    found.append(("page, the entity named most", f"/entities/{id}"))
    found.append(("page, statements of entity", f"/statements?entity={id}"))
    event = get(connection, "/api/v1/events?limit=1")["items"][0]
    for key, value in [("kind", event["kind"]), ("place", (event["place"] or {}).get("name"))]:
        if value:
            value = urllib.parse.quote(value)
            found.append((f"page, events by {key}", f"/events?{key}={value}"))
            found.append((f"page, events without {key}", f"/events?not-{key}={value}"))
    for polarity in ("asserted", "denied"):
        found.append(("page, by polarity", f"/statements?polarity={polarity}"))
        found.append(("page, by polarity", f"/claims?polarity={polarity}"))
    found += [("page, about", "/about"), ("page, help", "/help"), ("api, about", "/api/v1/about")]
    found.append(("api, openapi", "/api/v1/openapi.json"))
    return found


def searches(connection):
    """Searches for rare, common and excluded words that the record has."""
    document = get(connection, "/api/v1/documents?limit=1&set-aside=no")["items"][0]
    text = get(connection, f"/api/v1/documents/{document['id']}/annotation")["text"]
    words = sorted(set(re.findall(r"[a-z]{6,}", text)), key=lambda word: (-len(word), word))
    outlet = urllib.parse.quote(document["outlet"] or "")
    rare, other = words[0], words[len(words) // 2]
    queries = [("rare word", rare), ("two words", f"{rare} {other}"), ("a word", other)]
    queries += [("common word", "police"), ("most common word", "the"), ("start", "inter*")]
    queries += [("excluded word", f"police -{other}"), ("phrase", '"of the"')]
    found = []
    for name, query in queries:
        q = urllib.parse.quote(query)
        found.append((f"search, api, {name}", f"/api/v1/search?q={q}&limit=20"))
        found.append((f"search, page, {name}", f"/search?q={q}"))
    if outlet:
        found.append(("search, page, outlet", f"/search?q=police&outlet={outlet}"))
        found.append(("search, page, not outlet", f"/search?q=police&not-outlet={outlet}"))
    found.append(("search, page, days", "/search?q=police&from=2013&to=2014-06"))
    return found


def measure(server, connection, found, times):
    rows = {}
    for name, address in found:
        taken, before = [], spent(server)
        for _ in range(times):
            began = time.perf_counter()
            status, body = ask(connection, address)
            taken.append((time.perf_counter() - began) * 1000)
            if status != 200:
                raise SystemExit(f"{address}: {status} {body[:200]}")
        cpu = (spent(server) - before) / times * 1000
        if name not in rows or cpu >= rows[name][3]:
            rows[name] = (taken, len(body), address, cpu)
    print(f"\n{'milliseconds':42}    cpu median    p95  worst     bytes")
    for name, (taken, n, address, cpu) in rows.items():
        taken.sort()
        p95 = taken[min(len(taken) - 1, int(len(taken) * 0.95))]
        middle = statistics.median(taken)
        print(f"{name:42}{cpu:7.1f}{middle:7.1f}{p95:7.1f}{taken[-1]:7.1f}{n:10}  {address[:60]}")
    for what, column in (("cpu", lambda row: row[3]), ("median", lambda row: statistics.median(row[0]))):
        slow = [name for name, row in rows.items() if column(row) > 100]
        search = [name for name, row in rows.items() if name[:6] == "search" and column(row) > 50]
        print(f"{what} over 100 ms: {slow or 'none'}; searches over 50 ms: {search or 'none'}")


def load(host, found, seconds, rate):
    """Asks at a steady rate, whatever the answers take."""
    ends, n_threads = time.perf_counter() + seconds, 8
    taken, failed, lock = [], [], threading.Lock()

    def work(number):
        connection = http.client.HTTPConnection(host, timeout=30)
        due = time.perf_counter() + number / rate
        at = number
        while due < ends:
            time.sleep(max(0, due - time.perf_counter()))
            address = found[at % len(found)][1]
            try:
                status, _ = ask(connection, address)
            except (OSError, http.client.HTTPException) as error:
                status = repr(error)
                connection = http.client.HTTPConnection(host, timeout=30)
            with lock:
                taken.append((time.perf_counter() - due) * 1000)
                if status != 200:
                    failed.append((status, address))
            due += n_threads / rate
            at += n_threads

    threads = [threading.Thread(target=work, args=(n,)) for n in range(n_threads)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wall = time.perf_counter() - began
    taken.sort()
    print(
        f"\nload: {len(taken)} requests in {wall:.1f} s, {len(taken) / wall:.0f} a second, "
        f"{len(failed)} failed {failed[:3]}; from when each was due: median "
        f"{statistics.median(taken):.1f} ms, p95 {taken[int(len(taken) * 0.95)]:.1f}, "
        f"worst {taken[-1]:.0f}"
    )


def wrk(server, host, found, seconds):
    """Asks as fast as eight connections get answers, with wrk, which costs next to no processor."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write("local at, all = 0, {\n")
        script.writelines(f"  {json.dumps(address)},\n" for _, address in found)
        script.write("}\nrequest = function() at = at % #all + 1; return wrk.format('GET', all[at]) end\n")
        script.flush()
        before, wall = spent(server), time.perf_counter()
        command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--latency", "-s", script.name, f"http://{host}"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        cpu, wall = spent(server) - before, time.perf_counter() - wall
    print(f"\n{said}")
    n = int(re.search(r"(\d+) requests in", said)[1])
    print(
        f"wrk: {n / wall:.0f} requests a second; {cpu / n * 1000:.2f} ms of the server's processor "
        f"time a request, so one core bears {n / cpu:.0f} a second; the server had {cpu / wall:.2f} cores"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("record")
    parser.add_argument("--wireroom", default="target/release/wireroom")
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--load", type=int, default=60)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--wrk", action="store_true")
    args = parser.parse_args()
    server, host, seconds = start(args.wireroom, args.record)
    try:
        print(f"started in {seconds:.2f} s; resident {resident(server)[0]:.0f} MiB")
        connection = http.client.HTTPConnection(host, timeout=60)
        found = addresses(connection) + searches(connection)
        measure(server, connection, found, args.times)
        print("resident {:.0f} MiB, at most {:.0f}".format(*resident(server)))
        if args.load:
            asked = [one for one in found if not one[0].startswith("csv")]
            if args.wrk:
                wrk(server, host, asked, args.load)
            else:
                load(host, asked, args.load, args.rate)
            print("resident {:.0f} MiB, at most {:.0f}".format(*resident(server)))
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
