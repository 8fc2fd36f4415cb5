#!/usr/bin/env python3
"""Makes crates/wireroom-serve/assets/land.svg: the outline of the land for the map of places.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 training/outline/make.py package/land-110m.json > crates/wireroom-serve/assets/land.svg

The outline is Natural Earth's land at 1:110 million (public domain), as the npm package world-atlas
ships it (ISC). It is projected by Equal Earth (Savric, Patterson and Jenny 2018), rounded to whole
units of a picture 2000 wide, and Antarctica, islands of less than 12 square units and points that
rounding made one are left out. view/map.rs projects places by the same formula.
"""

import json
import math
import sys

WIDTH = 2000
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
SCALE = WIDTH / 2 / (2 * math.sqrt(3) * math.pi / (3 * A1))


def y_of(theta):
    return theta * (A1 + A2 * theta**2 + theta**6 * (A3 + A4 * theta**2))


HEIGHT = round(2 * SCALE * y_of(math.pi / 3))


def projected(lon, lat):
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    slope = A1 + 3 * A2 * theta**2 + theta**6 * (7 * A3 + 9 * A4 * theta**2)
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(theta) / (3 * slope)
    return round(WIDTH / 2 + SCALE * x), round(HEIGHT / 2 - SCALE * y_of(theta))


def rings(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(parts):
        points = []
        for part in parts:
            arc = arcs[part] if part >= 0 else arcs[~part][::-1]
            points += arc[1 if points else 0:]
        return points

    for shape in topology["objects"]["land"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            for parts in polygon:
                yield ring(parts)


def area(points):
    pairs = zip(points, points[1:] + points[:1])
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def unwrapped(ring):
    """The ring in one piece where it crosses the line of 180 degrees."""
    out, turn = [], 0
    for before, (lon, lat) in zip([ring[0]] + ring, ring):
        step = lon - before[0]
        turn += -360 if step > 180 else 360 if step < -180 else 0
        out.append((lon + turn, lat))
    return out


def clipped(ring, edge, keep):
    """The part of a ring on one side of a meridian (Sutherland and Hodgman)."""
    out = []
    for a, b in zip(ring, ring[1:] + ring[:1]):
        if keep(a[0]):
            out.append(a)
        if keep(a[0]) != keep(b[0]):
            share = (edge - a[0]) / (b[0] - a[0])
            out.append((edge, a[1] + share * (b[1] - a[1])))
    return out


def on_the_map(ring):
    """A ring as rings that lie between 180 degrees west and 180 degrees east."""
    ring = unwrapped(ring)
    for turn in (-360, 0, 360):
        part = [(lon + turn, lat) for lon, lat in ring]
        part = clipped(part, -180, lambda lon: lon >= -180)
        part = part and clipped(part, 180, lambda lon: lon <= 180)
        if part:
            yield part


def drawn(points):
    out = [f"M{points[0][0]} {points[0][1]}l"]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, points[1:])]
    numbers = [str(n) for step in steps for n in step]
    line = numbers[0]
    for number in numbers[1:]:
        line += number if number.startswith("-") else " " + number
    return out[0] + line + "z"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        topology = json.load(file)
    path = []
    every = [part for ring in rings(topology) for part in on_the_map(ring)]
    for ring in every:
        if max(lat for _, lat in ring) < -60:
            continue
        points = []
        for lon, lat in ring:
            point = projected(lon, lat)
            if not points or points[-1] != point:
                points.append(point)
        if len(points) > 3 and area(points) >= 12:
            path.append(drawn(points))
    print(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><path fill="#7f8f9f" fill-opacity=".32" d="{"".join(path)}"/></svg>'
    )


main()
