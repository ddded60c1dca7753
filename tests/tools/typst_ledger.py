#!/usr/bin/env python3
"""typst_ledger.py LEDGER.json OUT.pdf [--fonts FOLDER]

The peer of the bench: lays out the same ledger by typst (PyPI wheel) as tagged PDF/A-3a + PDF/UA-1, and prints one line of
JSON: the CPU seconds of the compilation alone (Python's start-up and the reading of LEDGER.json are taken off), the
process's peak memory and what of it Python had taken before, pages and bytes.

LEDGER.json: {"title", "font": family, "sizePt", "marginsMm": {top, right, bottom, left}, "insetPt": {x, y},
"columns": [{"head", "widthMm"}], "rows": [[text per column]]}. The page is A4 landscape, the head repeats, the foot says
第 n 页 共 N 页. FOLDER holds the fonts; WOFF2 is unpacked first, outside the measurement, since typst does not read it.
System fonts are left out when it is given.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
import typst

TEMPLATE = """
#let ledger = json("ledger.json")
#set document(title: ledger.title, date: datetime(year: 2026, month: 6, day: 26))
#set page(
  paper: "a4", flipped: true,
  margin: (
    top: ledger.marginsMm.top * 1mm, right: ledger.marginsMm.right * 1mm,
    bottom: ledger.marginsMm.bottom * 1mm, left: ledger.marginsMm.left * 1mm,
  ),
  numbering: (n, ..total) => [第 #n 页 共 #total.pos().at(0, default: n) 页],
)
#set text(font: ledger.font, size: ledger.sizePt * 1pt, lang: "zh", region: "cn")
#show heading: set align(center)
= #ledger.title
#table(
  columns: ledger.columns.map(c => c.widthMm * 1mm),
  inset: (x: ledger.insetPt.x * 1pt, y: ledger.insetPt.y * 1pt),
  stroke: 0.5pt,
  table.header(..ledger.columns.map(c => c.head)),
  ..ledger.rows.flatten(),
)
"""


def spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak_kib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


UNPACK = """
import sys
from fontTools.ttLib import TTFont
for number, packed in enumerate(sys.argv[2:]):
    font = TTFont(packed)
    font.flavor = None
    font.save(f"{sys.argv[1]}/{number}.otf")
"""


def unpacked(fonts: Path, folder: Path) -> list[str]:
    """The folders that typst shall search: the one given, and one with what was unpacked from it."""
    # In a process of its own, so that the peak measured here is that of typst.
    packed = map(str, sorted(fonts.glob("*.woff2")))
    subprocess.run([sys.executable, "-c", UNPACK, str(folder), *packed], check=True)
    return [str(fonts), str(folder)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fonts", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "main.typ"
        source.write_text(TEMPLATE)
        (Path(folder) / "ledger.json").write_bytes(arguments.ledger.read_bytes())
        options = {"pdf_standards": ["a-3a", "ua-1"]}
        if arguments.fonts:
            options |= {"font_paths": unpacked(arguments.fonts, Path(folder)), "ignore_system_fonts": True}
        before, python = spent(), peak_kib()
        pdf = typst.compile(str(source), **options)
        cpu, peak = spent() - before, peak_kib()
    arguments.out.write_bytes(pdf)
    with pikepdf.open(arguments.out) as made:
        pages = len(made.pages)
    print(json.dumps({"cpuSeconds": round(cpu, 3), "peakKib": peak, "pythonKib": python, "pages": pages, "bytes": len(pdf)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
