"""`anmiao demo` on the sample school, and how much of it is the derivation of keys, which is slow on purpose."""

import json
import shutil

from measure import Series, Spent, run


def measure(bench) -> None:
    report = bench.report
    whole, keys, rest = Series("anmiao demo"), Series("its key derivations alone"), Series("anmiao demo without them")
    costs = []
    for _ in range(bench.rounds):
        out = bench.folder / "demo"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        spent = run(bench.anmiao, "demo", "--school", bench.school, "--out", out)
        slot = json.loads((out / "home" / "keys.json").read_text())["keys"]["slots"][0]
        cost = [slot[name] for name in ("m_kib", "t", "p")]
        derived = run(bench.jobs, "derive", *cost)
        whole.add(spent)
        keys.add(derived)
        rest.add(Spent(spent.cpu - derived.cpu, 0))
        costs.append(cost)
    report.title("1  anmiao demo, the sample school: no peer does the same")
    report.series(whole)
    report.series(keys)
    report.series(rest)
    report.note("Argon2id as the trials of each run chose it: " + ", ".join(f"{m // 1024} MiB × {t}" for m, t, _ in costs))
    report.note("the trials that find a cost of half a second, one slot made, and opened once")
