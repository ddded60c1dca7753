"""A hundred thousand concerns with three events each: search for pieces of one to fifteen characters beside an FTS5 trigram
index and a plain LIKE over the same texts, checked against a scan of everything; the pages of the list and of a case through
the use cases. The goals are milliseconds by the clock, since a person waits for them, with the peers in turns beside them."""

import json
import shutil
import statistics
from pathlib import Path

from measure import run
from vault import fresh, p95

COUNT, QUERIES, ROUNDS = 100_000, 60, 60
SEARCH_GOAL, PAGE_GOAL = 50, 30
PAGES = {
    "first": "first page of the list",
    "later": "a later page",
    "filtered": "a page of one kind and state",
    "searched": "a page of what holds two characters",
    "record": "one concern",
    "case": "one case with duties and steps",
}


def words(milliseconds: list[float]) -> str:
    return f"p50 {statistics.median(milliseconds):.1f} ms, p95 {p95(milliseconds):.1f} ms, most {max(milliseconds):.1f} ms"


def search(bench, folder: Path) -> None:
    report = bench.report
    run(bench.jobs, "cases-peers", folder)
    took = json.loads(run(bench.jobs, "cases-search", folder, QUERIES).output)
    for length, told in took.items():
        for side in ("ours", "trigram", "like"):
            report.note(f"{length} characters, {side}: {words(told[side])}")
        whole = told["missing"] == 0 and told["extra"] == 0
        found = f"{told['hits']:,} hits of {QUERIES} searches, {told['missing']} missing, {told['extra']} extra"
        report.check(f"{length} characters: every hit of a scan and no other", whole, found)
        ours = p95(told["ours"])
        report.ratio(f"p95 of a search for {length} characters / {SEARCH_GOAL} ms", ours / SEARCH_GOAL, ours / SEARCH_GOAL, 1)
        for peer in ("trigram", "like"):
            ratio = ours / p95(told[peer])
            report.ratio(f"  the same / {peer}", ratio, ratio)


def pages(bench, folder: Path) -> None:
    took = json.loads(run(bench.jobs, "cases-pages", folder, ROUNDS).output)
    for page, name in PAGES.items():
        bench.report.note(f"{name}: {words(took[page])}")
        ratio = p95(took[page]) / PAGE_GOAL
        bench.report.ratio(f"p95 of {name} / {PAGE_GOAL} ms", ratio, ratio, 1)


def measure(bench) -> None:
    bench.report.title(f"5  {COUNT:,} concerns with {3 * COUNT:,} events")
    parent = bench.folder / "cases"
    shutil.rmtree(parent, ignore_errors=True)
    home = fresh(bench, parent / "practice")
    run(bench.jobs, "cases", bench.school, home, COUNT)
    search(bench, home)
    pages(bench, parent)
    shutil.rmtree(parent)
