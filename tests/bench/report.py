"""What was measured, as lines for a person and as JSON for a program."""

import json
import sys

from measure import Series


class Report:
    """Collects series, ratios and checks in the order in which they are printed."""

    def __init__(self, machine: dict):
        self.data = {"machine": machine, "series": {}, "ratios": [], "checks": []}
        self.failed = False

    def say(self, line: str = "") -> None:
        print(line, flush=True)

    def title(self, text: str) -> None:
        self.say(f"\n{text}\n  {'':<52}{'CPU s min':>11}{'median':>9}{'peak MiB':>11}")

    def series(self, series: Series) -> None:
        self.data["series"][series.name] = series.as_json()
        memory = f"{series.peak_mib:11.1f}" if any(series.peak_kib) else f"{'—':>11}"
        self.say(f"  {series.name:<52}{series.least:11.3f}{series.median:9.3f}{memory}")

    def note(self, text: str) -> None:
        self.say(f"    {text}")

    def ratio(self, what: str, least: float, median: float, goal: float | None = None) -> None:
        """Ours over the peer's. A goal is met when the minimum and the median are both within it."""
        met = None if goal is None else max(least, median) <= goal
        self.data["ratios"].append({"what": what, "min": round(least, 3), "median": round(median, 3), "goal": goal, "met": met})
        words = "" if goal is None else f"   goal ≤ {goal:g}: {'met' if met else 'MISSED'}"
        self.say(f"  → {what:<50}{least:11.2f}{median:9.2f}{words}")

    def check(self, what: str, good: bool, found: str) -> None:
        """Something without which the comparison would not be one."""
        self.data["checks"].append({"what": what, "good": good, "found": found})
        self.failed |= not good
        self.say(f"  {'checked' if good else 'FAILED'}: {what}: {found}")

    def end(self, path) -> int:
        with_goal = [r for r in self.data["ratios"] if r["goal"] is not None]
        missed = [r["what"] for r in with_goal if not r["met"]]
        part = path.with_suffix(".json.part")
        part.write_text(json.dumps(self.data, ensure_ascii=False, indent=1) + "\n")
        part.rename(path)
        self.say(f"\n{len(with_goal) - len(missed)} of {len(with_goal)} goals met; figures in {path}")
        for what in missed:
            self.say(f"  missed: {what}")
        if self.failed:
            print("a comparison is not valid: see the lines that begin with FAILED", file=sys.stderr)
        return 1 if self.failed else 0
