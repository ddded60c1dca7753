"""Ledgers beside typst: the same rows, columns, widths and body type, tagged PDF/A-3a and PDF/UA-1 on both sides. Ours is
the whole process from the rows on the disk to the signed file; of the peer only the compilation counts, which signs
nothing, reads fonts that were unpacked before, and is not charged for starting Python and importing typst."""

import json
import re
import shutil

from measure import Series, Spent, in_own_process, run

ROWS = 10_000
CPU_GOAL, PEAK_GOAL = 0.3, 0.4
PAGES_APART = 0.10
UNPACK = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import typst_ledger
typst_ledger.unpacked(Path(sys.argv[2]), Path(sys.argv[3]))
"""


def peer(bench, rows, out) -> tuple[Spent, dict]:
    done = run(bench.python, bench.root / "tests/tools/typst_ledger.py", rows, out, "--fonts", bench.folder / "fonts")
    told = json.loads(done.output)
    return Spent(told["cpuSeconds"], told["peakKib"] - told["pythonKib"]), told


def unpack_fonts(bench) -> None:
    """The peer reads no WOFF2. It is given the body face alone, so that it has no other font to look through."""
    packed, fonts = bench.folder / "packed", bench.folder / "fonts"
    name = "fangsong.woff2"
    source = bench.root / "assets/fonts" / name
    if (fonts / "0.otf").exists() and (packed / name).read_bytes() == source.read_bytes():
        return
    for folder in (packed, fonts):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    shutil.copy(source, packed / name)
    run(bench.python, "-c", UNPACK, bench.root / "tests/tools", packed, fonts)


def facts(path) -> dict:
    told = run("pdfinfo", path).output
    return {key: value.strip() for key, _, value in (line.partition(":") for line in told.splitlines())}


def peaks(ours: Series, typst: Series) -> tuple[float, float]:
    return min(ours.peak_kib) / min(typst.peak_kib), ours.peak_mib / typst.peak_mib


def small(bench) -> None:
    """The sample's own ledger, all 17 columns of form 3.3."""
    rows = bench.folder / "rows-20.json"
    run(bench.jobs, "rows", "full", bench.school, 20, rows)
    ours, typst = Series("ours, 20 rows, signed"), Series("typst, 20 rows, less Python")
    fonts = Series("of ours: unpacking four faces")
    for _ in range(bench.rounds):
        ours.add(run(bench.jobs, "table", rows, bench.folder / "ours-20.pdf"))
        fonts.add(run(bench.jobs, "fonts"))
        typst.add(peer(bench, rows, bench.folder / "typst-20.pdf")[0])
    report = bench.report
    report.title("   the 20-row ledger of the sample alone, 17 columns")
    for series in (ours, fonts, typst):
        report.series(series)
    report.ratio("CPU, ledger of 20 rows / typst", ours.least / typst.least, ours.median / typst.median)
    setting = ours.least - fonts.least, ours.median - fonts.median
    report.ratio("CPU, the same without unpacking faces", setting[0] / typst.least, setting[1] / typst.median)
    report.ratio("peak, ledger of 20 rows / typst", *peaks(ours, typst))
    pages = [int(facts(bench.folder / f"{name}-20.pdf")["Pages"]) for name in ("ours", "typst")]
    report.check("as many pages", pages[0] == pages[1], f"{pages[0]} and {pages[1]}")


def large(bench) -> None:
    rows = bench.folder / "rows.json"
    run(bench.jobs, "rows", "six", bench.school, ROWS, rows)
    ours_pdf, typst_pdf, form_pdf = (bench.folder / f"{name}.pdf" for name in ("ours", "typst", "form"))
    ours, typst = Series("ours, six columns, signed"), Series("typst, six columns, less Python")
    form = Series("ours, form 3.3 (17 columns), signed")
    for _ in range(bench.rounds):
        ours.add(run(bench.jobs, "table", rows, ours_pdf))
        typst.add(peer(bench, rows, typst_pdf)[0])
        form.add(run(bench.jobs, "form", bench.school, ROWS, form_pdf))
    report = bench.report
    report.title(f"2  a ledger of {ROWS:,} rows, tagged")
    for series in (ours, typst, form):
        report.series(series)
    report.ratio("CPU, 10,000 rows / typst", ours.least / typst.least, ours.median / typst.median, CPU_GOAL)
    report.ratio("peak, 10,000 rows / typst", *peaks(ours, typst), PEAK_GOAL)
    compare(report, ours_pdf, typst_pdf)
    size = lambda path: f"{path.name} {facts(path)['Pages']} pages, {path.stat().st_size / 1e6:.1f} MB"
    report.note("; ".join(map(size, (ours_pdf, typst_pdf, form_pdf))))


def rows_in(path) -> int:
    """How many rows can be read in a paper, told by their numbers."""
    return len(set(re.findall(r"ZG-2026-\d{5}", run("pdftotext", "-raw", path, "-").output)))


def compare(report, ours, typst) -> None:
    """Whether both sides did the same job, and ours the signing besides."""
    here, there = facts(ours), facts(typst)
    pages = int(here["Pages"]), int(there["Pages"])
    apart = abs(pages[0] - pages[1]) / max(pages)
    report.check("page counts within 10 %", apart <= PAGES_APART, f"{pages[0]} and {pages[1]}, {100 * apart:.1f} % apart")
    tagged = [f.get("Tagged") for f in (here, there)]
    report.check("both tagged", tagged == ["yes", "yes"], f"{tagged[0]} and {tagged[1]}")
    found = [in_own_process(rows_in, path) for path in (ours, typst)]
    report.check("every row on both", found == [ROWS, ROWS], f"{found[0]} and {found[1]}")
    told = run("pdfsig", "-nocert", ours).output
    signed = "Signature is Valid" in told and "Total document signed" in told
    report.check("ours is signed", signed, "valid, total document" if signed else "pdfsig says otherwise")


def measure(bench) -> None:
    unpack_fonts(bench)
    small(bench)
    large(bench)
