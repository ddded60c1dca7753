"""Sealing 50 MB beside what one would do by hand: `sha256sum`, `zip -6`, `age`. Ours reads the files, hashes them into
packet.json, signs that, judges all of it by the bureau's rules, zips, seals, and hashes the sealed file."""

import json
import random
import shutil

from measure import Series, Spent, in_own_process, run

CPU_GOAL = 1.5
TOTAL = 50_000_000
FILE = 5_000_000
WHAT = {
    "mixed": "one signed ledger of 10,000 rows, records, photographs",
    "records": "nothing but records (JSON)",
    "photographs": "nothing but photographs",
    "ledgers": "nothing but signed ledgers of 10,000 rows",
}


def texts(rows: list, count: int, folder) -> None:
    """JSON like records.json: rows of the ledger in random order, each with its own numbers."""
    source = random.Random(1)
    for number in range(count):
        size, lines = 0, []
        while size < FILE:
            row = source.choice(rows)
            line = json.dumps({"id": f"{source.getrandbits(64):016x}", "cells": source.sample(row, len(row))}, ensure_ascii=False)
            lines.append(line)
            size += len(line.encode()) + 2
        (folder / f"records-{number}.json").write_text("[" + ",\n".join(lines) + "]\n")


def photographs(count: int, folder) -> None:
    """Bytes that do not compress, as those of a JPEG do not."""
    source = random.Random(2)
    for number in range(count):
        (folder / f"photo-{number}.jpg").write_bytes(source.randbytes(FILE))


def papers(paper, total: int, folder) -> None:
    """The same signed ledger under many names; ZIP packs each by itself."""
    for number in range(max(1, total // paper.stat().st_size)):
        shutil.copy(paper, folder / f"ledger-{number}.pdf")


def make_sets(work) -> dict:
    """The folders of files to seal, from what the ledgers left in `work`."""
    rows = json.loads((work / "rows.json").read_text())["rows"]
    paper, count = work / "ours.pdf", TOTAL // FILE
    made = {}
    for name in WHAT:
        folder = work / f"set-{name}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        made[name] = folder
    papers(paper, 1, made["mixed"])
    texts(rows, 3, made["mixed"])
    photographs(6, made["mixed"])
    texts(rows, count, made["records"])
    photographs(count, made["photographs"])
    papers(paper, TOTAL, made["ledgers"])
    return made


def recipients(bench) -> list[str]:
    """The bureau and the school itself, as a packet has them. Made once; their identity files open what was sealed."""
    names = []
    for number in (1, 2):
        key = bench.folder / f"age-{number}.key"
        if not key.exists():
            run("age-keygen", "-o", key)
        names.append(run("age-keygen", "-y", key).output.strip())
    return names


def by_hand(files, to, folder) -> list[Spent]:
    packed, sealed = folder / "peer.zip", folder / "peer.age"
    packed.unlink(missing_ok=True)
    each = [word for recipient in to for word in ("-r", recipient)]
    return [run("sha256sum", *files), run("zip", "-6", "-q", "-j", packed, *files), run("age", *each, "-o", sealed, packed)]


def opened(work, sealed, files) -> bool:
    """Debian's age opens ours, and every file is in it as it was."""
    out = work / "opened"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    run("age", "-d", "-i", work / "age-1.key", "-o", out / "opened.zip", sealed)
    shutil.unpack_archive(out / "opened.zip", out)
    return all((out / file.name).read_bytes() == file.read_bytes() for file in files)


def measure(bench) -> None:
    report, to = bench.report, recipients(bench)
    report.title("3  sealing 50 MB")
    for name, folder in in_own_process(make_sets, bench.folder).items():
        files = sorted(folder.iterdir())
        sealed = bench.folder / "ours.anmiao"
        ours, hand = Series(f"ours, {name}"), Series(f"sha256sum + zip -6 + age, {name}")
        parts = [Series(part) for part in ("sha256sum", "zip -6", "age")]
        for _ in range(bench.rounds):
            ours.add(run(bench.jobs, "seal", sealed, ",".join(to), *files))
            spent = by_hand(files, to, bench.folder)
            for part, one in zip(parts, spent):
                part.add(one)
            hand.add(Spent(sum(s.cpu for s in spent), max(s.peak_kib for s in spent)))
        report.series(ours)
        report.series(hand)
        size = sum(f.stat().st_size for f in files) / 1e6
        shares = ", ".join(f"{p.name} {p.median:.2f} s" for p in parts)
        report.note(f"{WHAT[name]}: {size:.1f} MB, {sealed.stat().st_size / 1e6:.1f} MB sealed; {shares}")
        report.ratio(f"CPU, sealing {name} / by hand", ours.least / hand.least, ours.median / hand.median, CPU_GOAL)
        good = in_own_process(opened, bench.folder, sealed, files)
        report.check(f"age opens ours, {name}", good, f"{len(files)} files are the same" if good else "a file differs")
        # 50 MB each, and quickly made again.
        shutil.rmtree(folder)
    shutil.rmtree(bench.folder / "opened")
