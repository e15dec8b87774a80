"""Commands for contributors."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from .core.atlas import load_atlas
from .core.bank import Bank, report
from .core.drawing import RendererMissing
from .core.export import exported_pages, relative
from .core.layout import LayoutError, lay_out
from .core.ledger import read_ledger, renewed_ledger
from .core.library import (
    LEDGER,
    LOCK,
    Library,
    concept_path,
    is_concept_id,
    read_documents,
    read_library,
    read_lock_file,
)
from .core.lock import read_lock, renewed
from .core.problems import DataError, count
from .core.scaffold import scaffold
from .core.schema import schemas

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Runs one command on the project at ``root``.

    Returns the exit status: 0 if all is well, 1 if the data has problems or a file is out of date, 2 for wrong use.
    """
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("check", help="check all data and print every problem").set_defaults(run=_check)
    questions = commands.add_parser(
        "questions", help="weigh all questions together: what gives answers away or is missing"
    )
    questions.set_defaults(run=_questions)
    new = commands.add_parser("new", help="start a concept: writes data/concepts/ID.yml with every field to fill in")
    new.add_argument("id", help="id of the concept, such as reward-model")
    new.set_defaults(run=_new)
    layout = commands.add_parser("format", help="put the fields of all data files in order")
    layout.set_defaults(run=_format)
    schema = commands.add_parser("schema", help="write the JSON Schemas for editors")
    schema.set_defaults(run=_schema)
    lock = commands.add_parser("lock", help="add new sources and questions to the locks, and drop deleted sources")
    lock.add_argument(
        "keys", nargs="*", metavar="KEY", help="a source whose arXiv id, title or first author you corrected"
    )
    lock.set_defaults(run=_lock)
    retire = commands.add_parser("retire", help="retire the ids of deleted questions, so that none is used again")
    retire.add_argument("names", nargs="+", metavar="CONCEPT.QUESTION", help="id of a question that is gone")
    retire.set_defaults(run=_retire)
    export = commands.add_parser("export", help="write the generated pages as Markdown for another site generator")
    export.add_argument("folder", type=Path, help="folder to write into; files of the same name are replaced")
    export.set_defaults(run=_export)
    for command in (layout, schema):
        command.add_argument("--check", action="store_true", help="change nothing, name the files that would change")
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may lack the signs that messages use
    try:
        return options.run(options, root)
    except DataError as error:
        print(error.report())
    except RendererMissing as error:
        print(error)
    return 1


def _check(_options: argparse.Namespace, root: Path) -> int:
    library = load_atlas(root, lambda here, there: there).library
    print(f"{count(len(library.concepts), 'concept')}, {count(len(library.sources), 'source')}: no problems")
    return 0


def _questions(_options: argparse.Namespace, root: Path) -> int:
    print(report(Bank(_library(root))))
    return 0


def _export(options: argparse.Namespace, root: Path) -> int:
    written = 0
    for name, text in exported_pages(load_atlas(root, relative)):
        file = options.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        written += 1
    print(f"wrote {count(written, 'page')} to {options.folder}")
    return 0


def _new(options: argparse.Namespace, root: Path) -> int:
    path = concept_path(options.id)
    if not is_concept_id(options.id):
        print(f"'{options.id}' cannot be an id: use up to 48 small letters, digits and hyphens, as in reward-model")
        return 2
    if (root / path).exists():
        print(f"{path} exists already")
        return 2
    library = _library(root)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(scaffold(options.id, library.vocabulary), "utf-8")
    print(f"wrote {path}: fill it in, then run 'make check'")
    return 0


def _format(options: argparse.Namespace, root: Path) -> int:
    wanted, status = {}, 0
    for path, document in read_documents(root).items():
        try:
            if document.problems:
                raise LayoutError(str(document.problems[0]))
            wanted[path] = lay_out(path, document.text)
        except LayoutError as error:
            print(error)
            status = 1
    return max(status, _write(root, wanted, check=options.check))


def _schema(options: argparse.Namespace, root: Path) -> int:
    library = _library(root)
    return _write(root, schemas(library.vocabulary), check=options.check)


def _lock(options: argparse.Namespace, root: Path) -> int:
    library = _library(root)
    old = read_lock(_text(root, LOCK))
    if unknown := [key for key in options.keys if key not in library.sources]:
        print(f"no source has the key '{unknown[0]}'")
        return 2
    locks = {
        LOCK: renewed(old, library.sources, options.keys),
        LEDGER: renewed_ledger(read_ledger(_text(root, LEDGER)), library.concepts),
    }
    return _write(root, locks, check=False)


def _retire(options: argparse.Namespace, root: Path) -> int:
    library, ledger = _library(root), read_ledger(_text(root, LEDGER))
    there = {f"{key}.{question.id}" for key, concept in library.concepts.items() for question in concept.questions}
    for name in options.names:
        if name not in ledger:
            print(f"{LEDGER} has no '{name}'")
            return 2
        if name in there:
            print(f"'{name}' is still asked; delete the question first")
            return 2
    return _write(root, {LEDGER: renewed_ledger(ledger, library.concepts, options.names)}, check=False)


def _library(root: Path) -> Library:
    library, problems = read_library(root)
    if library is None:
        raise DataError(problems)
    return library


def _text(root: Path, path: str) -> str:
    text, problems = read_lock_file(root, path)
    if problems:
        raise DataError(problems)
    return text


def _write(root: Path, wanted: dict[str, str], *, check: bool) -> int:
    changed = 0
    for path, text in wanted.items():
        file = root / path
        if file.exists() and file.read_text("utf-8") == text:
            continue
        changed += 1
        if check:
            print(f"{path} is out of date; run 'make format'")
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
            print(f"wrote {path}")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
