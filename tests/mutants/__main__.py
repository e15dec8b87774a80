"""Tries all mutants, or those whose names begin as given: ``python -m tests.mutants [NAME ...]``.

Exits with 1 if one survived or could not be tried, or if the tests fail without any.
"""

from __future__ import annotations

import sys

from . import check_tests, read_mutants, run_all


def main(names: list[str]) -> int:
    mutants = [mutant for mutant in read_mutants() if not names or mutant.path.name.startswith(tuple(names))]
    if not mutants:
        print("no mutant has such a name")
        return 1
    if said := check_tests(mutants):
        print(f"the tests fail without any mutant:\n{said}")
        return 1
    killed = 0
    for mutant, result in run_all(mutants):
        killed += result.state == "killed"
        print(f"{result.state:8} {mutant.path.stem}: {result.words or mutant.breaks}", flush=True)
    print(f"{killed} of {len(mutants)} killed")
    return 0 if killed == len(mutants) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
