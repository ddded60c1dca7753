"""The store beside plain SQLite: commits, opening, the cost of a login, and the audit log beside `sha256sum`. Waiting for
the disk is the point of a durable commit, so these figures are milliseconds by the clock and not CPU time; ours and the
peer take turns commit by commit."""

import json
import os
import shutil
import statistics
import tempfile
from pathlib import Path

from measure import Series, run

COMMITS = 300
MANY = 100_000
AUDIT = 100_000
DISK_GOAL, TMPFS_GOAL, OPEN_GOAL, AUDIT_GOAL = 1.3, 4, 2, 10


def p95(milliseconds: list[float]) -> float:
    return statistics.quantiles(milliseconds, n=20)[-1]


def fresh(bench, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    run(bench.jobs, "school", bench.school, folder)
    return folder


def commits(bench, where: str, parent: Path, goal: float) -> None:
    ratios, told = [], {"ours": [], "plain": []}
    for _ in range(bench.rounds):
        folder = fresh(bench, parent / "commits")
        took = json.loads(run(bench.jobs, "commits", bench.school, folder, COMMITS).output)
        for side, milliseconds in took.items():
            told[side] += milliseconds
        ratios.append(p95(took["ours"]) / p95(took["plain"]))
        shutil.rmtree(folder)
    report = bench.report
    for side, milliseconds in told.items():
        report.note(f"{where}, {side}: p50 {statistics.median(milliseconds):.2f} ms, p95 {p95(milliseconds):.2f} ms")
    report.ratio(f"p95 of a commit on {where} / bare rows", min(ratios), statistics.median(ratios), goal)


def opening(bench, parent: Path) -> None:
    folder = fresh(bench, parent / "many")
    run(bench.jobs, "fill", bench.school, folder, MANY)
    run(bench.jobs, "plain", folder)
    took = json.loads(run(bench.jobs, "first-page", folder, 20).output)
    ratios = [ours / plain for ours, plain in zip(took["ours"], took["plain"])]
    report = bench.report
    for side, milliseconds in took.items():
        report.note(f"{side}: first page of {MANY:,} concerns after {statistics.median(milliseconds):.2f} ms")
    report.ratio("open to the first page / plain SQLite", min(ratios), statistics.median(ratios), OPEN_GOAL)
    unlock, derive = Series("unlock and open"), Series("one Argon2id run at the floor")
    for _ in range(bench.rounds):
        unlock.add(run(bench.jobs, "unlock", folder))
        derive.add(run(bench.jobs, "derive-once"))
    for series in (unlock, derive):
        report.series(series)
    report.ratio("CPU of a login / one Argon2id run", unlock.least / derive.least, unlock.median / derive.median, 1.5)
    shutil.rmtree(folder)


def audit(bench, parent: Path) -> None:
    folder = fresh(bench, parent / "audit")
    content = parent / "audit.bin"
    run(bench.jobs, "audit-fill", folder, AUDIT, content)
    ours = json.loads(run(bench.jobs, "audit", folder, bench.rounds).output)["ours"]
    peer = Series("sha256sum")
    for _ in range(bench.rounds):
        peer.add(run("sha256sum", content))
    report = bench.report
    report.note(f"{content.stat().st_size / 1e6:.1f} MB under the hashes; examined in {statistics.median(ours):.0f} ms")
    least, median = (value * 1000 for value in (peer.least, peer.median))
    report.ratio(f"audit of {AUDIT:,} rows / sha256sum (CPU)", min(ours) / least, statistics.median(ours) / median, AUDIT_GOAL)
    content.unlink()
    shutil.rmtree(folder)


def measure(bench) -> None:
    bench.report.title("4  the encrypted store")
    parent = bench.folder / "store"
    parent.mkdir(exist_ok=True)
    commits(bench, "disk", parent, DISK_GOAL)
    memory = Path("/dev/shm")
    if os.access(memory, os.W_OK):
        with tempfile.TemporaryDirectory(dir=memory) as folder:
            commits(bench, "tmpfs", Path(folder), TMPFS_GOAL)
    else:
        bench.report.note("no tmpfs here: its commits were not measured")
    opening(bench, parent)
    audit(bench, parent)
