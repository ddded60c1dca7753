"""Runs programs and reads what the operating system counted for each: CPU time of the process and of every process it
waited for, and the peak of its memory."""

import multiprocessing
import os
import statistics
import subprocess
import tempfile
from dataclasses import dataclass, field


@dataclass
class Spent:
    """What one run took."""

    cpu: float
    peak_kib: int
    output: str = ""


def run(*argv, cwd=None) -> Spent:
    """One run. A program that fails ends the bench: a figure for work that was not done would be worse than none."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        words = [str(word) for word in argv]
        child = subprocess.Popen(words, cwd=cwd, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if child.returncode != 0:
            raise SystemExit(f"{' '.join(words[:3])} … ended with {child.returncode}: {errors.read().decode(errors='replace')}")
        return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss, output.read().decode(errors="replace"))


def in_own_process(work, *arguments):
    """What `work` returns, done in a process of its own: the peak of a program is never counted lower than the memory of
    the process that starts it, so this one must stay small."""
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(work, arguments)


@dataclass
class Series:
    """The same work over several rounds."""

    name: str
    cpu: list[float] = field(default_factory=list)
    peak_kib: list[int] = field(default_factory=list)

    def add(self, spent: Spent) -> None:
        self.cpu.append(spent.cpu)
        self.peak_kib.append(spent.peak_kib)

    @property
    def least(self) -> float:
        return min(self.cpu)

    @property
    def median(self) -> float:
        return statistics.median(self.cpu)

    @property
    def peak_mib(self) -> float:
        return statistics.median(self.peak_kib) / 1024

    def as_json(self) -> dict:
        every = [round(seconds, 4) for seconds in self.cpu]
        told = {"cpuSeconds": {"min": min(every), "median": round(self.median, 4), "all": every}}
        # A difference of two runs has no peak of its own.
        if any(self.peak_kib):
            told["peakKib"] = {"median": statistics.median(self.peak_kib), "all": self.peak_kib}
        return told
