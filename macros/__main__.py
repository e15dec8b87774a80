"""Commands for contributors."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from .archive import write_archive
from .core.atlas import load_atlas
from .core.bank import Bank, report
from .core.changes import compare
from .core.drawing import RendererMissing, is_installed
from .core.export import exported_pages, relative
from .core.layout import LayoutError, lay_out
from .core.ledger import Line, questions, read_ledger, renewed_ledger
from .core.library import (
    IDS,
    LEDGER,
    LOCK,
    SOURCES,
    Library,
    concept_path,
    is_concept_id,
    read_documents,
    read_library,
    read_lock_file,
)
from .core.lock import Held, read_lock, renewed
from .core.names import Name, names, read_names, renames, renewed_names
from .core.problems import DataError, as_json, count, github_annotations
from .core.scaffold import scaffold
from .core.schema import schemas
from .digest import digest

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Runs one command on the project at ``root``.

    Returns the exit status: 0 if all is well, 1 if the data has problems or a file is out of date, 2 for wrong use.
    """
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check all data and print every problem")
    check.set_defaults(run=_check)
    check.add_argument(
        "--format", choices=("text", "github", "json"), default="text", help="how to print problems; text by default"
    )
    report_on = commands.add_parser(
        "questions", help="weigh all questions together: what gives answers away or is missing"
    )
    report_on.set_defaults(run=_questions)
    new = commands.add_parser("new", help="start a concept: writes data/concepts/ID.yml with every field to fill in")
    new.add_argument("id", help="id of the concept, such as reward-model")
    new.set_defaults(run=_new)
    layout = commands.add_parser("format", help="put the fields of all data files in order")
    layout.set_defaults(run=_format)
    schema = commands.add_parser("schema", help="write the JSON Schemas for editors")
    schema.set_defaults(run=_schema)
    lock = commands.add_parser(
        "lock", help="add new sources, questions and names to the locks, and drop deleted sources"
    )
    lock.add_argument(
        "keys",
        nargs="*",
        metavar="NAME",
        help="a source whose arXiv id, title or first author you corrected, or a changed claim, such as "
        "dpo#claim-win-rate, whose questions and charts you reviewed",
    )
    lock.set_defaults(run=_lock)
    retire = commands.add_parser("retire", help="retire the ids of what was deleted, so that none is used again")
    retire.add_argument(
        "names",
        nargs="+",
        metavar="NAME",
        help="a question (dpo.what-beta-does), a concept (dpo) or a part of its page (dpo#claim-win-rate) that is gone",
    )
    retire.add_argument(
        "--for", dest="successor", metavar="NAME", help="the concept or part of a page that took the place of these"
    )
    retire.set_defaults(run=_retire)
    compare_with = commands.add_parser(
        "compare", help="say in words what changed between another copy of the project and this one, as Markdown"
    )
    compare_with.add_argument("folder", type=Path, help="the other copy, as it was before")
    compare_with.set_defaults(run=_compare)
    export = commands.add_parser("export", help="write the generated pages as Markdown for another site generator")
    export.add_argument("folder", type=Path, help="folder to write into; files of the same name are replaced")
    export.set_defaults(run=_export)
    built = commands.add_parser("digest", help="print one digest of all files of a built site, to compare builds")
    built.add_argument("folder", type=Path, help="folder of the site, such as site")
    built.set_defaults(run=_digest)
    archive = commands.add_parser("archive", help="pack a site built with --no-directory-urls into a zip")
    archive.add_argument("folder", type=Path, help="folder of the site")
    archive.add_argument("target", type=Path, help="the zip to write")
    archive.set_defaults(run=_archive)
    addresses = commands.add_parser("links", help="ask for the address of every source; needs the network")
    addresses.add_argument("--report", type=Path, metavar="FILE", help="write the report there instead of printing it")
    addresses.add_argument(
        "--strict", action="store_true", help="exit with 1 if an address has moved, is gone or fails"
    )
    addresses.set_defaults(run=_links)
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


def _check(options: argparse.Namespace, root: Path) -> int:
    drawn = is_installed(root) or bool(os.environ.get("CI"))
    if not drawn:
        # JSON has to stay JSON, so it comes alone on the standard output.
        target = sys.stderr if options.format == "json" else sys.stdout
        print("diagrams were not checked: the npm packages are missing; run 'make install'", file=target)
    try:
        library = load_atlas(root, lambda here, there: there, drawn=drawn).library
    except DataError as error:
        match options.format:
            case "github":
                print(github_annotations(error.problems))
                print(error.report())
            case "json":
                print(as_json(error.problems))
            case _:
                print(error.report())
        return 1
    if options.format == "json":
        print("[]")
    else:
        print(f"{count(len(library.concepts), 'concept')}, {count(len(library.sources), 'source')}: no problems")
    return 0


def _archive(options: argparse.Namespace, _root: Path) -> int:
    try:
        files = write_archive(options.folder, options.target)
    except ValueError as error:
        print(error)
        return 2
    print(f"packed {count(files, 'file')} into {options.target}")
    return 0


def _questions(_options: argparse.Namespace, root: Path) -> int:
    print(report(Bank(_library(root))))
    return 0


def _compare(options: argparse.Namespace, root: Path) -> int:
    print(compare(_library(options.folder), _library(root)), end="")
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


def _digest(options: argparse.Namespace, _root: Path) -> int:
    if not options.folder.is_dir():
        print(f"there is no folder {options.folder}; run 'make build' first")
        return 2
    print(f"site digest: {digest(options.folder)}")
    return 0


def _links(options: argparse.Namespace, root: Path) -> int:
    from . import links  # its packages take a while to load and no other command needs them

    keys = links.addresses(_library(root).sources)
    found = links.check(keys, links.Pace(), lambda words: print(words, flush=True))
    text = links.report(found, keys)
    if options.report:
        options.report.write_text(text, "utf-8")
        print(f"{links.summary(found)}; wrote {options.report}")
    else:
        print(text, end="")
    return int(options.strict and any(result.state != links.OK for result in found))


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
    sources, ledger, known = _locks(root)
    if not isinstance(library.documents[SOURCES].data, tuple):
        raise DataError([problem for problem in read_library(root)[1] if problem.path == SOURCES])
    if unknown := [key for key in options.keys if key not in library.sources and key not in names(library)]:
        print(f"neither a source nor a claim is called '{unknown[0]}'")
        return 2
    locks = {
        LOCK: renewed(sources, library.sources, options.keys, library.source_keys),
        LEDGER: renewed_ledger(ledger, library.concepts),
        IDS: renewed_names(known, library, options.keys),
    }
    return _write(root, locks, check=False)


def _retire(options: argparse.Namespace, root: Path) -> int:
    library, (_, ledger, known) = _library(root), _locks(root)
    there, now, renamed = questions(library.concepts), names(library), renames(library)
    asked = [name for name in options.names if "." in name]
    linked = {name: options.successor for name in options.names if "." not in name}
    for name in options.names:
        if name not in ledger and name not in known:
            print(f"neither {LEDGER} nor {IDS} has '{name}'")
            return 2
        if name in there or renamed.name(name) in now:
            print(f"'{name}' is still there; delete it first")
            return 2
    if linked and options.successor not in now:
        print("say which concept or part of a page took its place: make retire NAMES=dpo#claim-old FOR=dpo#claim-new")
        return 2
    locks = {
        LEDGER: renewed_ledger(ledger, library.concepts, asked),
        IDS: renewed_names(known, library, gone=linked),
    }
    return _write(root, locks, check=False)


def _locks(root: Path) -> tuple[Mapping[str, Held], Mapping[str, Line], Mapping[str, Name]]:
    """What the three locks say.

    Raises:
        DataError: lines are damaged. Writing the file anew would lose or keep what nobody meant.
    """
    sources, ledger = read_lock(_text(root, LOCK)), read_ledger(_text(root, LEDGER))
    known = read_names(_text(root, IDS))
    if damage := [*sources.damage, *ledger.damage, *known.damage]:
        raise DataError(damage)
    return sources.entries, ledger.entries, known.entries


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
    gc.disable()  # a command ends soon, and looking for circles takes a tenth of a large check
    sys.exit(main())
