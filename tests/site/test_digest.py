"""The digest of a site."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.site.digest import compress_again, digest


def fill(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_it_is_the_hash_of_what_sha256sum_prints(tmp_path: Path) -> None:
    fill(tmp_path, b="2", a__z="1", B="3")
    lines = "".join(
        f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n"
        for name, text in (("B", "3"), ("a/z", "1"), ("b", "2"))
    )
    assert digest(tmp_path) == f"sha256:{hashlib.sha256(lines.encode()).hexdigest()}"


def test_it_changes_with_content_and_with_names(tmp_path: Path) -> None:
    sites = [
        fill(tmp_path / "1", a="x", b="y"),
        fill(tmp_path / "2", a="x", b="z"),
        fill(tmp_path / "3", a="x", c="y"),
        fill(tmp_path / "4", a="x"),
        fill(tmp_path / "5", a="y", b="x"),
    ]
    assert len({digest(site) for site in sites}) == len(sites)
    assert digest(fill(tmp_path / "6", b="y", a="x")) == digest(sites[0])


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(tmp_path / "site", a="x")
    assert main(["digest", str(tmp_path / "site")]) == 0
    assert capsys.readouterr().out == f"site digest: {digest(tmp_path / 'site')}\n"
    assert main(["digest", str(tmp_path / "gone")]) == 2
    assert "there is no folder" in capsys.readouterr().out


def test_compressing_again_leaves_the_time_out(tmp_path: Path) -> None:
    file = fill(tmp_path, **{"sitemap.xml": "text"}) / "sitemap.xml"
    compress_again(file)
    assert not file.with_name("sitemap.xml.gz").exists()
    with gzip.open(file.with_name("sitemap.xml.gz"), "wb") as packed:
        packed.write(b"old")
    compress_again(file)
    written = file.with_name("sitemap.xml.gz").read_bytes()
    assert gzip.decompress(written) == b"text"
    compress_again(file)
    assert file.with_name("sitemap.xml.gz").read_bytes() == written
