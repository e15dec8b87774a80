"""Asks for the address of every source, and reports which have moved, are gone or fail. Needs the network."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import requote_uri
from urllib3.util.retry import Retry

from ..core.model.entries import Source

OK, MOVED, GONE, FAILING = "ok", "moved", "gone", "failing"
_HEADINGS = {
    MOVED: "## Moved\n\nThe old address leads to another one for good. Write the new one.",
    GONE: "## Gone\n\nNothing is there. Find another address, or another source.",
    FAILING: "## Failing\n\nSome hosts refuse programs and some failures pass. Open them before changing anything.",
}
_PERMANENT = (301, 308)
_OVERLOADED = (429, 500, 502, 503, 504)
_STEPS = 10
"""Redirects to follow from one address."""
_PATIENCE = 3
"""Failures in a row after which a host is asked no more."""


@dataclass(frozen=True)
class Pace:
    """How fast to ask and how long to wait, in seconds.

    Attributes:
        pause: Least time between two requests to a host.
        backoff: Wait before the second retry; it doubles with each further one.
        tries: Retries after a failure to answer or an answer that asks for patience.
        longest: The longest wait that a host may ask for.
        timeout: Time in which a host has to connect, and to send the next part of its answer.
        deadline: Time that all requests for an address may take together, with its redirects, retries and the waits
            that hosts ask for, but without ``pause``.
        hosts: Number of hosts asked at the same time.
    """

    pause: float = 3
    backoff: float = 2
    tries: int = 3
    longest: int = 60
    timeout: float = 20
    deadline: float = 120
    hosts: int = 8


@dataclass(frozen=True)
class Found:
    """What became of an address.

    Attributes:
        address: The address.
        state: ``ok``, ``moved``, ``gone`` or ``failing``.
        detail: The new address of what has moved, otherwise what went wrong.
    """

    address: str
    state: str
    detail: str = ""


def addresses(sources: Mapping[str, Source]) -> dict[str, list[str]]:
    """The keys of the sources with each address; a DOI counts as an address too."""
    keys: dict[str, list[str]] = {}
    for key, source in sources.items():
        found = [source.url, f"https://doi.org/{source.doi}"] if source.doi else [source.url]
        for address in dict.fromkeys(found):
            keys.setdefault(address, []).append(key)
    return keys


def check(asked: Iterable[str], pace: Pace, say: Callable[[str], object]) -> list[Found]:
    """What became of each address, in the given order.

    Several hosts are asked at the same time, and each host for one address after the other, also where redirects
    lead to it. ``say`` is called with a line of words after every 20 addresses and after the last one.
    """
    order = list(asked)
    hosts: dict[str, list[str]] = {}
    for address in order:
        hosts.setdefault(urlsplit(address).netloc, []).append(address)
    turns, progress = _Turns(pace.pause), _Progress(len(order), say)
    found: dict[str, Found] = {}
    with _ended_at_once(ThreadPoolExecutor(pace.hosts)) as pool:
        longest_first = sorted(hosts.values(), key=len, reverse=True)
        for results in pool.map(lambda group: list(_check_host(group, pace, turns, progress)), longest_first):
            found.update((result.address, result) for result in results)
    return [found[address] for address in order]


@contextmanager
def _ended_at_once(pool: ThreadPoolExecutor) -> Iterator[ThreadPoolExecutor]:
    """The pool, whose work nobody waits for if the command is interrupted."""
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def report(found: Sequence[Found], keys: Mapping[str, Sequence[str]]) -> str:
    """The results as Markdown, each with the keys of its sources."""
    parts = [f"# Links of the bibliography\n\n{len(found)} addresses: {summary(found)}."]
    for state, heading in _HEADINGS.items():
        lines = [
            f"- <{result.address}> ({', '.join(f'`{key}`' for key in keys[result.address])}): "
            + (f"<{result.detail}>" if state == MOVED else result.detail)
            for result in found
            if result.state == state
        ]
        if lines:
            parts.append(f"{heading}\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def summary(found: Sequence[Found]) -> str:
    """How many addresses are in which state, such as "3 ok, 1 moved, 0 gone, 2 failing"."""
    return ", ".join(f"{sum(r.state == state for r in found)} {state}" for state in (OK, MOVED, GONE, FAILING))


class _Turns:
    """Lets one request at a time go to a host, with a pause before the next."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._lock = threading.Lock()
        self._hosts: dict[str, threading.Lock] = {}
        self._free: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        with self._lock:
            lock = self._hosts.setdefault(host, threading.Lock())
        with lock:
            time.sleep(max(0.0, self._free.get(host, 0.0) - time.monotonic()))
            try:
                yield
            finally:
                self._free[host] = time.monotonic() + self._pause


class _Progress:
    """Counts addresses that are done, and says so at every 20th and at the last."""

    def __init__(self, total: int, say: Callable[[str], object]) -> None:
        self._total, self._say, self._done, self._lock = total, say, 0, threading.Lock()

    def step(self) -> None:
        with self._lock:
            self._done += 1
            if self._done % 20 == 0 or self._done == self._total:
                self._say(f"{self._done} of {self._total} addresses")


def _check_host(group: Iterable[str], pace: Pace, turns: _Turns, progress: _Progress) -> Iterator[Found]:
    failures = 0
    for address in group:
        if failures < _PATIENCE:
            result, overloaded = _check(address, pace, turns)
            failures = failures + 1 if overloaded else 0
        else:
            result = Found(address, FAILING, f"not asked, since the host failed {_PATIENCE} times in a row")
        progress.step()
        yield result


def _check(address: str, pace: Pace, turns: _Turns) -> tuple[Found, bool]:
    """What became of an address, and whether its host seems to be down or to have had enough."""
    here, moved, permanent = address, "", True
    clock = _Clock(pace.deadline)
    try:
        with _session(pace) as session:
            for _ in range(_STEPS):
                status, target = _ask(here, session, pace, turns, clock)
                if target is None:
                    return _judge(address, status, moved), status in _OVERLOADED
                here = urljoin(here, requote_uri(target))
                permanent = permanent and status in _PERMANENT
                if permanent:
                    moved = here
    except TimeoutError:
        return Found(address, FAILING, f"no complete answer in {pace.deadline:g} s"), True
    except (requests.RequestException, ValueError) as error:  # an address to which a host leads may be no address
        return Found(address, FAILING, _words(error, pace)), True
    return Found(address, FAILING, f"more than {_STEPS} redirects"), False


def _session(pace: Pace) -> requests.Session:
    """What asks for one address: a request that was given up may still be using that of an earlier one."""
    session = requests.Session()
    retry = Retry(
        total=pace.tries,
        backoff_factor=pace.backoff,
        status_forcelist=_OVERLOADED,
        respect_retry_after_header=True,
        retry_after_max=pace.longest,
        raise_on_status=False,
    )
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    session.headers["User-Agent"] = "alignment-atlas-links/1"
    return session


class _Clock:
    """Measures the time that an address takes, and gives up when too much has passed."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    def run(self, request: Callable[[], tuple[int, str | None]]) -> tuple[int, str | None]:
        """What a request returns. Time between two calls does not count.

        Timeouts of sockets begin anew with every byte that a host sends. So the request runs in a thread of its own,
        which is left alone when the time is up, and does not keep the program from ending.

        Raises:
            TimeoutError: the time is up.
        """
        done: Future[tuple[int, str | None]] = Future()

        def ask() -> None:
            try:
                done.set_result(request())
            except BaseException as error:  # it is raised again where the answer is awaited
                done.set_exception(error)

        started = time.monotonic()
        threading.Thread(target=ask, daemon=True).start()
        try:
            return done.result(self._left)
        finally:
            self._left = max(0.0, self._left - (time.monotonic() - started))


def _ask(address: str, session: requests.Session, pace: Pace, turns: _Turns, clock: _Clock) -> tuple[int, str | None]:
    """The status that an address answers with, and where it redirects to."""

    def request(method: str) -> tuple[int, str | None]:
        with session.request(method, address, timeout=pace.timeout, allow_redirects=False, stream=True) as answer:
            return answer.status_code, session.get_redirect_target(answer)

    for method in ("HEAD", "GET"):
        with turns.turn(urlsplit(address).netloc):
            status, target = clock.run(partial(request, method))
        if status not in (403, 405):
            break
    return status, target


def _judge(address: str, status: int, moved: str) -> Found:
    if status in (404, 410):
        return Found(address, GONE, _status(status))
    if not 200 <= status < 300:
        return Found(address, FAILING, _status(status))
    return Found(address, MOVED, moved) if moved else Found(address, OK)


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _words(error: Exception, pace: Pace) -> str:
    """What went wrong, in a few words: messages of the library are long, and may quote what a host sent."""
    if isinstance(error, requests.exceptions.SSLError):
        return "no valid certificate"
    if isinstance(error, requests.Timeout) or "timed out" in str(error):
        return f"no answer in {pace.timeout:g} s"
    if isinstance(error, requests.ConnectionError):
        return "no connection"
    return f"no usable answer ({type(error).__name__})"
