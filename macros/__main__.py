"""Commands for contributors."""

from __future__ import annotations

import argparse
import gc
import io
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

INTERRUPTED = 130
"""The exit status of a command that was stopped from the keyboard, as shells have it."""

_CAN_BE_INTERRUPTED = signal.getsignal(signal.SIGINT) is signal.default_int_handler
if __name__ == "__main__" and _CAN_BE_INTERRUPTED:  # the imports below take a while, and nothing needs cleaning up yet
    signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))

from .core.authoring.layout import LayoutError, lay_out
from .core.authoring.scaffold import scaffold
from .core.authoring.schema import schemas
from .core.changes import compare
from .core.drawing.renderer import RendererMissing, is_installed
from .core.model.library import (
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
from .core.names.anchors import Name, names, read_names, renames, renewed_names
from .core.names.questions import Line, questions, read_ledger, renewed_ledger
from .core.names.sources import Held, read_lock, renewed
from .core.pages.atlas import load_atlas
from .core.pages.export import exported_pages, relative
from .core.quiz.bank import Bank, report
from .core.source.files import Refused, write_below
from .core.source.printable import failure, printable, printable_lines
from .core.source.problems import DataError, as_json, count, github_annotations
from .site.archive import write_archive
from .site.digest import digest

ROOT = Path(__file__).resolve().parent.parent


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Ends the command; an argument that the message quotes cannot reach the terminal raw."""
        super().error(printable(message))


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Runs one command on the project at ``root``.

    Returns the exit status: 0 if all is well, 1 if the data has problems or a file is out of date, 2 for wrong use
    and for files that cannot be read or written, 130 if it was interrupted.
    """
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may lack the signs that messages use
    try:
        status = _run(options, root)
        print(end="", flush=True)
        return status
    except OSError as error:
        if not error.errno:  # a library's, and not about files
            raise
        if not isinstance(error, BrokenPipeError):  # whoever read the output may have seen enough
            print(failure(error, options.command), file=sys.stderr)
        _give_up_output()
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(options: argparse.Namespace, root: Path) -> int:
    try:
        status: int = options.run(options, root)
        return status
    except DataError as error:
        print(error.report())
        return 1
    except RendererMissing as error:
        _say(str(error))
        return 1
    except Refused as error:
        print(printable(error))
        return 2


def _give_up_output() -> None:
    """Python tries once more to write what is left, and would end with a complaint of its own if it cannot."""
    try:
        print(end="", flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> _Parser:
    parser = _Parser(prog="python -m macros", description=__doc__)
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
        "compare", help="say in words what changed between two copies of the project's data, as Markdown"
    )
    compare_with.add_argument("before", type=Path, help="folder of the copy as it was before")
    compare_with.add_argument("after", type=Path, nargs="?", help="folder of the changed copy; this project by default")
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
    return parser


def _say(text: str) -> None:
    print(printable_lines(text))


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
    files = write_archive(options.folder, options.target)
    print(f"packed {count(files, 'file')} into {printable(options.target)}")
    return 0


def _questions(_options: argparse.Namespace, root: Path) -> int:
    _say(report(Bank(_library(root))))
    return 0


def _compare(options: argparse.Namespace, root: Path) -> int:
    folders = (options.before, options.after or root)
    for folder in folders:
        _require_data(folder)
    before, after = (read_library(folder)[0] for folder in folders)
    print(compare(before, after), end="")
    return 0


def _require_data(folder: Path) -> None:
    """Refuses a folder that is no copy of the project."""
    if not (folder / "data").is_dir():
        raise Refused(f"{folder} is not a copy of the project: it has no folder 'data'")


def _export(options: argparse.Namespace, root: Path) -> int:
    written = 0
    for name, text in exported_pages(load_atlas(root, relative)):
        write_below(options.folder, name, text)
        written += 1
    print(f"wrote {count(written, 'file')} to {printable(options.folder)}")
    return 0


def _digest(options: argparse.Namespace, _root: Path) -> int:
    if not options.folder.is_dir():
        raise Refused(f"there is no folder {options.folder}; run 'make build' first")
    print(f"site digest: {digest(options.folder)}")
    return 0


def _links(options: argparse.Namespace, root: Path) -> int:
    from .commands import links  # its packages take a while to load and no other command needs them

    keys = links.addresses(_library(root).sources)
    found = links.check(keys, links.Pace(), lambda words: print(printable(words), flush=True))
    text = links.report(found, keys)
    if options.report:
        options.report.write_text(text, "utf-8")
        print(f"{links.summary(found)}; wrote {printable(options.report)}")
    else:
        print(printable_lines(text), end="")
    return int(options.strict and any(result.state != links.OK for result in found))


def _new(options: argparse.Namespace, root: Path) -> int:
    path = concept_path(options.id)
    if not is_concept_id(options.id):
        raise Refused(
            f"'{options.id}' cannot be an id: use up to 48 small letters, digits and hyphens, as in reward-model"
        )
    if (root / path).exists():
        raise Refused(f"{path} exists already")
    library = _library(root)
    write_below(root, path, scaffold(options.id, library.vocabulary))
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
            print(printable(error))
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
        raise Refused(f"neither a source nor a claim is called '{unknown[0]}'")
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
            raise Refused(f"neither {LEDGER} nor {IDS} has '{name}'")
        if name in there or renamed.name(name) in now:
            raise Refused(f"'{name}' is still there; delete it first")
    if linked and options.successor not in now:
        raise Refused(
            "say which concept or part of a page took its place: make retire NAMES=dpo#claim-old FOR=dpo#claim-new"
        )
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
            write_below(root, path, text)
            print(f"wrote {path}")
    return 1 if check and changed else 0


if __name__ == "__main__":
    gc.disable()  # a command ends soon, and looking for circles takes a tenth of a large check
    if _CAN_BE_INTERRUPTED:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    result = main()
    if result == INTERRUPTED:
        os._exit(result)  # without waiting for the answers of hosts that were asked
    sys.exit(result)
