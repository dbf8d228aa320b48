"""How fast a wave is answered, folded and recounted, beside what Django itself costs.

Run by `manage.py bench collection`. Starts the site on a database of its own, as in production
(granian with two workers, Celery, DEBUG off, commits on disk), and beside it a bare Django site
(stage/floor.py) on the same PostgreSQL. Both take turns, so that whatever else the machine does
slows both; the ratio is what counts. Every line is JSON.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from benchmarks.stage import meter
from benchmarks.stage.site import Site, site
from benchmarks.stage.visitor import Gone, Visitor, form_token
from plnetwork.local import children, processes
from plnetwork.local.children import Child

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REPS = 5
FLOWS = {1: 120, 8: 400}  # by how many visitors at once
LOOKS = {1: 400, 8: 1600}
WARM = 60
SCHOOLS = 20
FORM = "IMT-2"
ITEMS = 43


@dataclass
class Subject:
    """What is measured: a way through pages, and the processes that serve it."""

    name: str
    flow: Callable[[Visitor, int], None]
    port: int
    servers: dict[str, int]  # what they are, and the first process of each
    flows: dict[int, int]
    numbers: Iterator[int]
    rates: dict[int, list[float]] = field(default_factory=dict)
    cpu: dict[int, list[dict[str, float]]] = field(default_factory=dict)
    waits: dict[int, list[float]] = field(default_factory=dict)

    def run(self, visitors: int, flows: int | None = None) -> None:
        """One turn; counted unless it only warms up."""
        times = flows or self.flows[visitors]
        mine = [next(self.numbers) for _ in range(times)]
        before = self._cpu()
        client, start = time.process_time(), time.perf_counter()
        with ThreadPoolExecutor(visitors) as pool:
            parts = [mine[part::visitors] for part in range(visitors)]
            taken = [one for part in pool.map(self._visit, parts) for one in part]
        seconds = time.perf_counter() - start
        if flows is not None:
            return
        spent = {name: (after - before[name]) for name, after in self._cpu().items()}
        spent["client"] = time.process_time() - client
        self.rates.setdefault(visitors, []).append(times / seconds)
        self.waits.setdefault(visitors, []).append(statistics.median(taken))
        self.cpu.setdefault(visitors, []).append(
            {name: one / times * 1000 for name, one in spent.items()}
        )

    def cpu_of(self, visitors: int, *names: str) -> float:
        """Milliseconds per flow, the median over the turns of the sum of these servers."""
        return statistics.median(sum(turn[n] for n in names) for turn in self.cpu[visitors])

    def _visit(self, numbers: list[int]) -> list[float]:
        taken = []
        with Visitor(self.port) as visitor:
            for number in numbers:
                visitor.cookies.clear()
                start = time.perf_counter()
                self.flow(visitor, number)
                taken.append((time.perf_counter() - start) * 1000)
        return taken

    def _cpu(self) -> dict[str, float]:
        return {name: meter.cpu_seconds(pid) for name, pid in self.servers.items()}


def tell(
    name: str, median: float, unit: str, goal: str = "", met: bool | None = None, **more: Any
) -> None:
    """One line of the report."""
    line = {"name": name, "median": round(median, 3), "unit": unit, "goal": goal, "met": met}
    sys.stdout.write(json.dumps(line | more) + "\n")
    sys.stdout.flush()


def respondent(wave: dict[str, Any]) -> Callable[[Visitor, int], None]:
    """Open the link, answer all questions, see the receipt."""
    filled = {question["code"]: answer_to(question) for question in wave["questions"]}

    def flow(visitor: Visitor, number: int) -> None:
        address = f"/answer/{wave['tokens'][number]}/"
        page = visitor.get(address)
        hidden = {"csrfmiddlewaretoken": form_token(page), "go": "send"}
        sent = visitor.post(address, hidden | filled)
        receipt = visitor.get(sent.location)
        if sent.location != f"{address}?sent" or receipt.status != 200:
            raise RuntimeError(f"{sent.status} {sent.location!r} {sent.body[:2000]!r}")

    return flow


def answer_to(question: dict[str, Any]) -> object:
    """Something that this question takes."""
    if question["options"]:
        return question["options"][len(question["code"]) % len(question["options"])]
    return 12 if question["kind"] == "number" else "More time to plan together."


def bare_respondent(visitor: Visitor, number: int) -> None:
    """The same three steps on the bare site."""
    page = visitor.get("/form/")
    filled = {f"q{item}": 1 + item % 5 for item in range(1, ITEMS + 1)}
    sent = visitor.post("/form/", {"csrfmiddlewaretoken": form_token(page), **filled})
    if sent.status != 302 or visitor.get(sent.location).status != 200:
        raise RuntimeError(f"{sent.status} {sent.body[:2000]!r}")


def looking(path: str) -> Callable[[Visitor, int], None]:
    """One page, asked again and again."""

    def flow(visitor: Visitor, number: int) -> None:
        if visitor.get(path).status != 200:
            raise RuntimeError(path)

    return flow


@contextmanager
def bare_site(ours: Site) -> Iterator[Child]:
    """Django's floor on the same PostgreSQL, served by the same server."""
    ours.run("-m", "benchmarks.stage.floor")
    port = processes.free_port()
    web = children.of_the_site(port, ours.logs)[0]
    command = [*web.command[:-1], "benchmarks.stage.floor:application"]
    floor = Child("floor", command, ours.logs, ours.environment)
    floor.start()
    try:
        wait_for(port)
        yield floor
    finally:
        children.stop([floor])


def wait_for(port: int) -> None:
    """Until the bare site answers; raises TimeoutError."""
    for _ in range(600):
        with Visitor(port) as visitor:
            try:
                visitor.get("/noop/")
            except Gone:
                time.sleep(0.1)
            else:
                return
    raise TimeoutError("the bare site did not start")


def port_of(child: Child) -> int:
    """Where a web server listens."""
    return int(child.command[child.command.index("--port") + 1])


def subjects(ours: Site, floor: Child, wave: dict[str, Any]) -> list[Subject]:
    """The flows that take turns; of ours first."""
    database = {"postgres": ours.postmaster}
    bare = {"web": floor.pid, **database}
    mine = {"web": ours.children["web"].pid, **database}
    mine |= {"valkey": ours.valkey, "worker": ours.children["worker"].pid}
    port = port_of(floor)
    return [
        Subject("respondent", respondent(wave), ours.port, mine, FLOWS, count()),
        Subject("floor: form and one insert", bare_respondent, port, bare, FLOWS, count()),
        Subject("floor: no-op view", looking("/noop/"), port, bare, LOOKS, count()),
        Subject("floor: one query", looking("/query/"), port, bare, LOOKS, count()),
    ]


def tell_rates(measured: list[Subject]) -> None:
    """Rates, waits and CPU, ours as a ratio to the floor's."""
    ours, floor, *_ = measured
    for subject in measured:
        for visitors, rates in subject.rates.items():
            middle = statistics.median(rates)
            more: dict[str, Any] = {
                "reps": [round(rate, 1) for rate in rates],
                "p50_ms": round(statistics.median(subject.waits[visitors]), 2),
                "cpu_ms": {
                    name: round(subject.cpu_of(visitors, name), 2)
                    for name in [*subject.servers, "client"]
                },
            }
            goal, met = "", None
            if subject is ours:
                pairs = zip(rates, floor.rates[visitors], strict=True)
                more["ratio_to_floor"] = round(statistics.median(a / b for a, b in pairs), 3)
                if visitors == 8:
                    goal, met = "ratio_to_floor >= 0.5", more["ratio_to_floor"] >= 0.5
            tell(f"{subject.name}, {visitors} at once", middle, "per second", goal, met, **more)
    spent = ours.cpu_of(8, "web", "postgres", "valkey")
    bare = floor.cpu_of(8, "web", "postgres")
    tell(
        "server CPU per submission",
        spent,
        "ms",
        "<= 15, target 8",
        spent <= 15,
        web=round(ours.cpu_of(8, "web"), 2),
        postgres=round(ours.cpu_of(8, "postgres"), 2),
        valkey=round(ours.cpu_of(8, "valkey"), 2),
        floor=round(bare, 2),
        ratio_to_floor=round(spent / bare, 2),
    )


def tell_memory(ours: Site) -> None:
    """Of the web workers, after all these requests."""
    sizes = [meter.memory_mib(pid) for pid in ours.programs_below("web")]
    resident = max(rss for rss, _ in sizes)
    tell(
        "memory of a web worker",
        resident,
        "MiB",
        "<= 150",
        resident <= 150,
        pss=[round(pss, 1) for _, pss in sizes],
    )


def tell_rows(ours: Site) -> None:
    """The fold, the recount and the disk."""
    found = ours.ask("-m", "benchmarks.stage.rows", FORM)
    fold, recount = found["fold_of_1000"], found["recount_of_100000"]
    tell("fold of 1,000", statistics.median(fold), "s", "<= 0.5", max(fold) <= 0.5, reps=fold)
    tell(
        "recount of 100,000",
        recount,
        "s",
        "<= 10",
        recount <= 10 and not found["differences"],
        grown_mib=found["grown_mib"],
    )
    tell(
        "disk per 43-answer response",
        found["bytes_per_response"],
        "bytes",
        "<= 400",
        found["bytes_per_response"] <= 400,
        heap=found["heap"],
        indexes=found["indexes"],
    )


def main() -> None:
    """Measure and tell; leaves nothing behind."""
    people = WARM * 2 + REPS * sum(FLOWS.values())
    with site() as ours:
        ours.run("-m", "plnetwork.local.prepare")
        wave = ours.ask("-m", "benchmarks.stage.wave", "open", FORM, str(SCHOOLS), str(people))
        ours.start("web", "worker")
        with bare_site(ours) as floor:
            measured = subjects(ours, floor, wave)
            for subject in measured:
                for visitors in subject.flows:
                    subject.run(visitors, WARM)
            for _ in range(REPS):
                for visitors in FLOWS:
                    for subject in measured:
                        subject.run(visitors)
        tell_rates(measured)
        tell_memory(ours)
        tell_rows(ours)


if __name__ == "__main__":
    main()
