"""CPU time and memory of builds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median

from tests.bench.figures import Table, exponent, ratio
from tests.bench.sites import SIZES, Cost, Pair, Sites, edit_concept, move_away, run

PLAIN, FIRST, AGAIN, EDITED = "plain Material", "ours, first", "ours, unchanged", "ours, edited"


def measure(sites: Sites, runs: int) -> Iterator[Table]:
    """CPU and memory of each site by variant, and how CPU grows from the smaller generated site to the larger."""
    costs = {pair.name: costs_of(pair, few) for pair, few in zip(sites.all(), shares(runs), strict=True)}
    rows = [
        [
            site,
            variant,
            f"{middle(found, lambda c: c.cpu):.2f}",
            ratio(middle(found, lambda c: c.cpu), middle(by_variant[PLAIN], lambda c: c.cpu)),
            f"{middle(found, lambda c: c.memory) / 2**20:.0f}",
            ratio(middle(found, lambda c: c.memory), middle(by_variant[PLAIN], lambda c: c.memory)),
        ]
        for site, by_variant in costs.items()
        for variant, found in by_variant.items()
    ]
    yield Table(
        "Builds",
        "Median CPU seconds (user and system, all processes) of one strict build and the most memory of a process in "
        "MiB, with ratios to plain Material with `navigation.prune`. The variants take turns, and each "
        "writes into an empty folder. The first build draws every diagram, cuts the font and bundles scripts and "
        "styles, as after a clone. Then nothing has changed since the build before, and last the "
        "summary of one concept.",
        ["Site", "Build", "CPU s", "ratio", "MiB", "ratio"],
        rows,
    )
    less, more = (costs[sites.generated(number).name] for number in SIZES)
    yield Table(
        "Growth of builds",
        f"k, if CPU grows with the number of pages to the power of k, from {SIZES[0]} to {SIZES[1]:,} generated "
        "concepts. Start-up is part of both.",
        ["Build", "k"],
        [
            [name, f"{exponent(*SIZES, middle(less[name], lambda c: c.cpu), middle(more[name], lambda c: c.cpu)):.2f}"]
            for name in (PLAIN, FIRST, AGAIN, EDITED)
        ],
    )


def shares(runs: int) -> list[int]:
    """Runs for the shipped site and each generated one: fewer where one takes long."""
    return [runs, max(1, runs - 1), max(1, runs // 3)]


def costs_of(pair: Pair, runs: int) -> dict[str, list[Cost]]:
    """The costs of each variant of a build of one site."""
    costs: dict[str, list[Cost]] = {PLAIN: [], FIRST: [], AGAIN: [], EDITED: []}
    for _ in range(runs):
        for variant, found in costs.items():
            project = pair.plain if variant == PLAIN else pair.ours
            move_away(project / "site")
            if variant == FIRST:
                move_away(project / ".cache")
            if variant == EDITED:
                edit_concept(pair)
            found.append(run(project))
    return costs


def middle(costs: list[Cost], part: Callable[[Cost], float]) -> float:
    """The median of a part of the costs."""
    return median(part(cost) for cost in costs)
