"""python tests/bench [ROUNDS]

The measured goals of this project, each beside a peer that does the same job in the same run, with goal and outcome.
CPU is user and system time of a whole process and all it waited for; every figure is the least and the median of several
rounds (5), in which ours and the peer take turns. Needs `scripts/setup test` and the built programs: run `make bench`.
Results go to target/bench/results.json as well. Exit 0 measured, whether or not a goal was met; 1 a comparison is not
valid; 64 usage.
"""

import os
import platform
import sys
from pathlib import Path
from types import SimpleNamespace

import cases
import demo
import roster
import sealing
import tables
import vault
from measure import run
from report import Report


def machine() -> dict:
    model = next((l.partition(":")[2].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
    return {"cpu": model, "cores": os.cpu_count(), "load": os.getloadavg()}


def main() -> int:
    if len(sys.argv) > 2 or not all(word.isdigit() and int(word) > 0 for word in sys.argv[1:]):
        print(__doc__, file=sys.stderr)
        return 64
    root = Path(__file__).resolve().parents[2]
    folder = root / "target/bench"
    folder.mkdir(parents=True, exist_ok=True)
    about = machine()
    bench = SimpleNamespace(
        root=root,
        folder=folder,
        school=root / "assets/sample/school.json",
        anmiao=root / "target/debug/anmiao",
        jobs=root / "target/debug/bench-jobs",
        python=sys.executable,
        rounds=int(sys.argv[1]) if len(sys.argv) == 2 else 5,
        report=Report(about),
    )
    bench.report.data["rounds"] = bench.rounds
    bench.report.say(f"{about['cpu']}, {about['cores']} cores, load {about['load'][0]:.1f}, {bench.rounds} rounds")
    demo.measure(bench)
    tables.measure(bench)
    sealing.measure(bench)
    vault.measure(bench)
    cases.measure(bench)
    roster.measure(bench)
    # A program's peak is never counted lower than that of the process that started it, which is this one.
    about["floorKib"] = run("true").peak_kib
    bench.report.say(f"\nPeaks at or below {about['floorKib'] / 1024:.0f} MiB are not told apart.")
    return bench.report.end(folder / "results.json")


if __name__ == "__main__":
    sys.exit(main())
