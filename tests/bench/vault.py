"""The store beside plain SQLite: commits, opening, the cost of a login, a backup, and the audit log beside `sha256sum`.
Waiting for the disk is the point of a durable commit, so these figures are milliseconds by the clock and not CPU time, but
on tmpfs, where there is nothing to wait for but other programs; ours and the peers take turns commit by commit. What a ratio owes to the cipher or to the schema is told by a second peer that
has the same. docs/adr/0005-vault-numbers.md says which goals can be met where, and why."""

import json
import os
import shutil
import statistics
import tempfile
from pathlib import Path

from measure import Series, run

COMMITS = 300
# What a commit waits for on a disk with a turning platter (ms), and how many commits are enough where each waits that long.
PLATTER, PLATTER_COMMITS = 10, 100
MANY = 100_000
AUDIT = 100_000
# Concerns in a store of about 100 MB.
BACKUP = 17_500
DISK_GOAL, TMPFS_GOAL, OPEN_GOAL, BACKUP_GOAL, AUDIT_GOAL = 1.3, 4, 2, 1.5, 10
# Proposed by that record beside those of them that cannot be met: work against work, and the same schema on both sides.
CIPHER_GOAL, WHOLE_GOAL = 1.6, 2


def p95(milliseconds: list[float]) -> float:
    return statistics.quantiles(milliseconds, n=20)[-1]


def fresh(bench, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    run(bench.jobs, "school", bench.school, folder)
    return folder


def commits(bench, where: str, parent: Path, goal: float, wait: int = 0) -> None:
    ratios, told = {"plain": [], "cipher": []}, {"ours": [], "plain": [], "cipher": []}
    for _ in range(bench.rounds):
        folder = fresh(bench, parent / "commits")
        count = PLATTER_COMMITS if wait else COMMITS
        took = json.loads(run(bench.jobs, "commits", bench.school, folder, count, wait).output)
        for side, milliseconds in took["clock"].items():
            told[side] += milliseconds
        counted = took["cpu" if where == "tmpfs" else "clock"]
        for peer, found in ratios.items():
            found.append(p95(counted["ours"]) / p95(counted[peer]))
        shutil.rmtree(folder)
    report = bench.report
    for side, milliseconds in told.items():
        mean, most = statistics.fmean(milliseconds), max(milliseconds)
        words = f"p50 {statistics.median(milliseconds):.2f} ms, p95 {p95(milliseconds):.2f} ms, mean {mean:.2f} ms, most {most:.1f} ms"
        report.note(f"{where}, {side}: {words}")
    plain, cipher = ratios["plain"], ratios["cipher"]
    kind = " (CPU)" if where == "tmpfs" else ""
    report.ratio(f"p95 of a commit on {where}{kind} / bare rows", min(plain), statistics.median(plain), goal)
    goal, words = (CIPHER_GOAL, " (proposed)") if where == "tmpfs" else (None, "")
    report.ratio(f"  the same / bare rows in SQLCipher{words}", min(cipher), statistics.median(cipher), goal)


def opening(bench, parent: Path) -> None:
    folder = fresh(bench, parent / "many")
    run(bench.jobs, "fill", bench.school, folder, MANY)
    run(bench.jobs, "peers", folder)
    took = json.loads(run(bench.jobs, "first-page", folder, 20).output)
    report = bench.report
    for side, milliseconds in took.items():
        report.note(f"{side}: first page of {MANY:,} concerns after {statistics.median(milliseconds):.2f} ms")
    for peer, words, goal in (
        ("plain", "open to the first page / bare rows", OPEN_GOAL),
        ("cipher", "  the same / bare rows in SQLCipher", None),
        ("whole", "  the same / all of it in plain SQLite (proposed)", WHOLE_GOAL),
    ):
        ratios = [ours / theirs for ours, theirs in zip(took["ours"], took[peer])]
        report.ratio(words, min(ratios), statistics.median(ratios), goal)
    unlock, derive = Series("unlock and open"), Series("one Argon2id run at the floor")
    for _ in range(bench.rounds):
        unlock.add(run(bench.jobs, "unlock", folder))
        derive.add(run(bench.jobs, "derive-once"))
    for series in (unlock, derive):
        report.series(series)
    report.ratio("CPU of a login / one Argon2id run", unlock.least / derive.least, unlock.median / derive.median, 1.5)
    shutil.rmtree(folder)


def backup(bench, parent: Path) -> None:
    folder, stick = parent / "usb", parent / "stick"
    shutil.rmtree(folder, ignore_errors=True)
    fresh(bench, folder / "practice")
    shutil.rmtree(stick, ignore_errors=True)
    stick.mkdir()
    run(bench.jobs, "fill", bench.school, folder / "practice", BACKUP)
    size = (folder / "practice/school.db").stat().st_size / 1e6
    report = bench.report
    report.check("the store to be backed up is of about 100 MB", 80 <= size <= 125, f"{size:.0f} MB")
    took = json.loads(run(bench.jobs, "usb", folder, stick, bench.rounds).output)
    for side, milliseconds in took.items():
        report.note(f"{side}: {statistics.median(milliseconds) / 1000:.2f} s")
    ratios = [ours / peer for ours, peer in zip(took["ours"], took["peer"])]
    words = "verified backup / export, check, cp, sha256sum"
    report.ratio(words, min(ratios), statistics.median(ratios), BACKUP_GOAL)
    shutil.rmtree(folder)
    shutil.rmtree(stick)


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
            commits(bench, f"a disk of {PLATTER} ms (proposed)", Path(folder), DISK_GOAL, PLATTER)
    else:
        bench.report.note("no tmpfs here: its commits were not measured")
    opening(bench, parent)
    backup(bench, parent)
    audit(bench, parent)
