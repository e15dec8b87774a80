"""Addresses of sources, asked on a server of this machine."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from macros.__main__ import main
from macros.commands import addresses
from macros.commands.addresses import FAILING, GONE, MOVED, OK, Found, Pace
from macros.core.model.reading import read_library
from tests.projects import edit

FAST = Pace(pause=0, backoff=0, tries=2, longest=0, hosts=4)
ANSWERS: dict[str, tuple[int, str]] = {
    "/fine": (200, ""),
    "/missing": (404, ""),
    "/withdrawn": (410, ""),
    "/moved": (301, "/fine"),
    "/moved-again": (308, "/moved"),
    "/for-now": (302, "/fine"),
    "/for-now-then-moved": (302, "/moved"),
    "/moved-away": (301, "/missing"),
    "/odd": (301, "/fine>`x` é"),
    "/round": (302, "/round"),
    "/forbidden": (403, ""),
    "/broken": (500, ""),
    "/strange": (299, ""),
    "/unnamed": (599, ""),
    "/nowhere": (301, "http://[bad"),
    "/elsewhere": (301, "ftp://example.org/"),
}


class Host(ThreadingHTTPServer):
    """Answers by path, and notes what it was asked, and how many requests were open at once."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = dict(ANSWERS)
        self.seen: list[str] = []
        self.open, self.most_open = 0, 0
        self.count = threading.Lock()
        self.released = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Host

    def do_HEAD(self) -> None:
        with self.server.count:
            self.server.open += 1
            self.server.most_open = max(self.server.most_open, self.server.open)
            self.server.seen.append(f"{self.command} {self.path}")
            nth = self.server.seen.count(f"{self.command} {self.path}")
        self._answer(nth)
        with self.server.count:
            self.server.open -= 1  # before the client can know the answer, and ask again
        self.end_headers()

    do_GET = do_HEAD

    def _answer(self, nth: int) -> None:
        if self.path == "/silent":
            self.server.released.wait()
        if self.path == "/drip":
            self._drip()
        if self.path.startswith("/busy"):
            status, target = (200 if nth > 2 else 503), ""
        elif self.path == "/get-only":
            status, target = (200 if self.command == "GET" else 405), ""
        else:
            status, target = self.server.answers.get(self.path, (200, ""))
        self.send_response(status)
        if self.path == "/busy-until":
            self.send_header("Retry-After", "3600")
        if target:
            self.send_header("Location", target.encode().decode("latin-1"))
        self.send_header("Content-Length", "0")

    def _drip(self) -> None:
        """Begins an answer, and sends a byte of it from time to time until the test is over."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
        while not self.server.released.wait(0.02):
            try:
                self.wfile.write(b"x")
            except OSError:
                return

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = Host()
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


def ask(host: Host, *paths: str, **pace: Any) -> list[tuple[str, str]]:
    """State and detail of each path."""
    fast = Pace(**vars(FAST) | pace)
    found = addresses.check([host.address + path for path in paths], fast, lambda _words: None)
    return [(result.state, result.detail.replace(host.address, "")) for result in found]


@pytest.mark.parametrize(
    ("path", "state", "detail"),
    [
        ("/fine", OK, ""),
        ("/strange", OK, ""),
        ("/missing", GONE, "404 Not Found"),
        ("/withdrawn", GONE, "410 Gone"),
        ("/moved", MOVED, "/fine"),
        ("/moved-again", MOVED, "/fine"),
        ("/for-now", OK, ""),
        ("/for-now-then-moved", OK, ""),
        ("/moved-away", GONE, "404 Not Found"),
        ("/odd", MOVED, "/fine%3E%60x%60%20%C3%A9"),
        ("/round", FAILING, "more than 10 redirects"),
        ("/forbidden", FAILING, "403 Forbidden"),
        ("/broken", FAILING, "500 Internal Server Error"),
        ("/unnamed", FAILING, "599"),
        ("/nowhere", FAILING, "no usable answer (ValueError)"),
        ("/elsewhere", FAILING, "no usable answer (InvalidSchema)"),
    ],
)
def test_what_becomes_of_an_address(path: str, state: str, detail: str, host: Host) -> None:
    assert ask(host, path) == [(state, detail)]


def test_a_busy_host_is_asked_again(host: Host) -> None:
    assert ask(host, "/busy") == [(OK, "")]
    assert host.seen == ["HEAD /busy"] * 3


def test_a_host_that_asks_for_an_hour_is_given_the_longest_wait(host: Host) -> None:
    assert ask(host, "/busy-until") == [(OK, "")]
    assert host.seen == ["HEAD /busy-until"] * 3


def test_a_host_that_does_not_answer_head_is_asked_with_get(host: Host) -> None:
    assert ask(host, "/get-only", "/forbidden") == [(OK, ""), (FAILING, "403 Forbidden")]
    assert host.seen == ["HEAD /get-only", "GET /get-only", "HEAD /forbidden", "GET /forbidden"]


def test_a_host_that_hangs_is_left(host: Host) -> None:
    assert ask(host, "/silent", timeout=0.1, tries=1) == [(FAILING, "no answer in 0.1 s")]
    assert host.seen == ["HEAD /silent"] * 2


def test_a_host_that_drips_is_left_when_the_time_of_the_address_is_up(host: Host) -> None:
    host.answers["/leads-there"] = (302, "/drip")
    waits = {"timeout": 0.5, "deadline": 0.3}
    assert ask(host, "/drip", **waits) == [(FAILING, "no complete answer in 0.3 s")]
    assert ask(host, "/leads-there", **waits) == [(FAILING, "no complete answer in 0.3 s")]
    assert host.seen == ["HEAD /drip", "HEAD /leads-there", "HEAD /drip"]


def test_waits_and_retries_count_towards_the_deadline(host: Host) -> None:
    host.answers["/full"] = (503, "")
    assert ask(host, "/full", tries=2, backoff=60, deadline=0.3) == [(FAILING, "no complete answer in 0.3 s")]
    assert host.seen == ["HEAD /full"] * 2


def test_other_addresses_of_a_host_that_drips_are_asked(host: Host) -> None:
    found = ask(host, "/drip", "/fine", timeout=0.5, deadline=0.3)
    assert found == [(FAILING, "no complete answer in 0.3 s"), (OK, "")]


def test_nobody_at_the_address(host: Host) -> None:
    host.shutdown()
    host.server_close()
    assert ask(host, "/fine", tries=0) == [(FAILING, "no connection")]


def test_a_host_that_keeps_failing_is_asked_no_more(host: Host) -> None:
    found = ask(host, "/broken", "/missing", "/broken?1", "/unnamed", tries=0)
    assert [state for state, _ in found] == [FAILING, GONE, OK, FAILING]
    host.answers.update({f"/broken?{n}": (503, "") for n in range(3)})
    found = ask(host, *(f"/broken?{n}" for n in range(3)), "/fine", "/moved", tries=0)
    assert found[3:] == [(FAILING, "not asked, since the host failed 3 times in a row")] * 2
    assert "HEAD /fine" not in host.seen


def test_each_host_is_asked_for_one_address_at_a_time(host: Host) -> None:
    here = [f"{host.address}/{number}" for number in range(12)]
    other = Host()
    thread = threading.Thread(target=lambda: other.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    for number in range(12):
        other.answers[f"/to-{number}"] = (302, f"{host.address}/fine?{number}")
    there = [f"{other.address}/to-{number}" for number in range(12)]
    said: list[str] = []
    found = addresses.check([*here, *there], FAST, said.append)
    other.shutdown()
    other.server_close()
    thread.join()
    assert Counter(result.state for result in found) == {OK: 24}
    assert [result.address for result in found] == [*here, *there]
    assert (host.most_open, other.most_open) == (1, 1)
    assert len(host.seen) == 24
    assert said == ["20 of 24 addresses", "24 of 24 addresses"]


def test_there_is_a_pause_between_two_requests_to_a_host(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(addresses.time, "sleep", pauses.append)
    monkeypatch.setattr(addresses.time, "monotonic", lambda: 100.0)
    ask(host, "/fine", "/moved", "/get-only", pause=7)
    assert pauses == [0.0, 7.0, 7.0, 7.0, 7.0]


def test_addresses_have_the_keys_of_their_sources(small: Path) -> None:
    edit(small, "data/sources/doe2020alpha.yml", "arxiv: '2001.00001'\n", "arxiv: '2001.00001'\ndoi: 10.1000/alpha\n")
    library, _ = read_library(small)
    assert library
    assert addresses.addresses(library.sources) == {
        "https://arxiv.org/abs/2001.00001": ["doe2020alpha"],
        "https://doi.org/10.1000/alpha": ["doe2020alpha"],
        "https://example.org/beta": ["roe2021beta"],
    }


def test_the_command_writes_a_report(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = {
        "https://arxiv.org/abs/2001.00001": (MOVED, "https://arxiv.org/new"),
        "https://example.org/beta": (GONE, "404 Not Found"),
    }
    monkeypatch.setattr(addresses, "check", lambda asked, _pace, _say: [Found(a, *results[a]) for a in asked])
    file = tmp_path / "report.md"
    assert main(["links", "--report", str(file)], small) == 0
    assert capsys.readouterr().out == f"0 ok, 1 moved, 1 gone, 0 failing; wrote {file}\n"
    text = file.read_text("utf-8")
    assert text.startswith("# Links of the bibliography\n\n2 addresses: 0 ok, 1 moved, 1 gone, 0 failing.\n\n## Moved")
    assert "\n\n- <https://arxiv.org/abs/2001.00001> (`doe2020alpha`): <https://arxiv.org/new>\n\n## Gone\n\n" in text
    assert text.endswith("\n\n- <https://example.org/beta> (`roe2021beta`): 404 Not Found\n")
    assert main(["links", "--strict"], small) == 1
    assert capsys.readouterr().out == text
    results.update(dict.fromkeys(results, (OK, "")))
    assert main(["links", "--strict"], small) == 0


def test_nobody_waits_for_hosts_when_interrupted() -> None:
    begun, answer = threading.Event(), threading.Event()

    def ask() -> bool:
        begun.set()
        return answer.wait(60)

    pool = ThreadPoolExecutor(1)
    with pytest.raises(KeyboardInterrupt), addresses._ended_at_once(pool):
        asked = [pool.submit(ask) for _ in range(3)]
        assert begun.wait(60)
        raise KeyboardInterrupt
    assert not asked[0].done()
    assert asked[2].cancelled()
    answer.set()
    assert asked[0].result()
