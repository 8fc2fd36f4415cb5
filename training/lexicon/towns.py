"""towns.bin from GeoNames: inhabited places of 500 to 15,000, which places.tsv leaves out.

Little-endian. `WRT1`; number of codes (u16) and the codes (`alpha2[.admin1]`), one a line; number
of towns (u32), number of blocks (u32), for each block the offset of its first town (u32, from the
end of this list); the towns, 16 to a block, sorted by the bytes of the name. A town: bytes of its
name (u8) and the name; number of its code (u16); latitude and longitude (i16, of 90 and 180 degrees in 32,767 steps);
inhabitants in steps of a third of a doubling above 256 (u8). Names are without diacritics, case
kept; a name may stand several times.
"""

import math
import struct

from common import fold
from places import load

BLOCK = 16
SMALLEST = 256


def rows(parts, size):
    """Name, code, latitude, longitude and inhabitants of the towns below `size`."""
    kept = {city["geonameid"] for city in load(parts, size)[0]}
    for city in load(parts, 500)[0]:
        name = fold(city["name"]).replace("\n", " ").strip()
        encodable = 0 < len(name.encode()) < 256
        if city["geonameid"] in kept or not encodable or not name[0].isalpha():
            continue
        code = f"{city['countrycode']}.{city['admin1code']}" if city["admin1code"] else city["countrycode"]
        yield name, code, city["latitude"], city["longitude"], city["population"]


def write(data, parts, size=15000):
    towns = sorted(set(rows(parts, size)), key=lambda row: (row[0].encode(), row[1:]))
    codes = sorted({code for _, code, *_ in towns})
    number = {code: index for index, code in enumerate(codes)}
    body, offsets = bytearray(), []
    for index, (name, code, lat, lon, population) in enumerate(towns):
        if index % BLOCK == 0:
            offsets.append(len(body))
        name = name.encode()
        step = round(3 * math.log2(max(population, SMALLEST) / SMALLEST))
        body += bytes([len(name)]) + name
        body += struct.pack("<HhhB", number[code], round(lat / 90 * 32767), round(lon / 180 * 32767), min(step, 255))
    head = "".join(code + "\n" for code in codes).encode()
    out = b"WRT1" + struct.pack("<H", len(codes)) + head + struct.pack("<II", len(towns), len(offsets))
    out += b"".join(struct.pack("<I", offset) for offset in offsets) + bytes(body)
    (data / "towns.bin").write_bytes(out)
    print(f"towns.bin: {len(towns)} towns, {len(out)} bytes")
    return set(codes)
