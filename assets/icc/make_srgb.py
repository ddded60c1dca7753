#!/usr/bin/env python3
"""Writes srgb.icc: a small ICC v2 display profile of sRGB (IEC 61966-2-1), computed from the standard's numbers.

The output intent of every paper embeds it. Run it only to prove that the committed file is what it should be:
    python3 make_srgb.py && sha256sum srgb.icc
"""
import struct
from pathlib import Path


def fixed(value):
    return struct.pack(">i", round(value * 65536))


def tag_text(text):
    return b"text\0\0\0\0" + text.encode("ascii") + b"\0"


def tag_description(text):
    ascii_part = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_part)) + ascii_part + bytes(4 + 4 + 2 + 1 + 67)


def tag_xyz(x, y, z):
    return b"XYZ \0\0\0\0" + fixed(x) + fixed(y) + fixed(z)


def tag_curve(points):
    def linear(v):
        return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4

    samples = [round(linear(i / (points - 1)) * 65535) for i in range(points)]
    return b"curv\0\0\0\0" + struct.pack(f">I{points}H", points, *samples)


# The primaries of sRGB, adapted from D65 to the profile connection space (D50) with the Bradford transform.
tags = [
    (b"desc", tag_description("sRGB IEC61966-2.1")),
    (b"cprt", tag_text("No copyright, use freely")),
    (b"wtpt", tag_xyz(0.95045, 1.0, 1.08905)),
    (b"rXYZ", tag_xyz(0.43607, 0.22249, 0.01392)),
    (b"gXYZ", tag_xyz(0.38515, 0.71687, 0.09708)),
    (b"bXYZ", tag_xyz(0.14307, 0.06061, 0.71410)),
    (b"rTRC", tag_curve(256)),
]
shared = {b"gTRC": b"rTRC", b"bTRC": b"rTRC"}

count = len(tags) + len(shared)
offset = 128 + 4 + 12 * count
body, places = b"", {}
for name, data in tags:
    places[name] = (offset + len(body), len(data))
    body += data + bytes(-len(data) % 4)
for name, same in shared.items():
    places[name] = places[same]
table = struct.pack(">I", count) + b"".join(
    name + struct.pack(">II", *places[name]) for name in [t[0] for t in tags] + list(shared)
)
size = 128 + len(table) + len(body)
header = (
    struct.pack(">I", size)
    + bytes(4)
    + bytes.fromhex("02100000")
    + b"mntrRGB XYZ "
    + struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    + b"acsp"
    + bytes(4 + 4 + 4 + 4 + 8 + 4)
    + fixed(0.9642)
    + fixed(1.0)
    + fixed(0.8249)
    + bytes(4 + 44)
)
assert len(header) == 128
Path(__file__).with_name("srgb.icc").write_bytes(header + table + body)
