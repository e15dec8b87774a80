"""The filter of the bibliography: by year and kind, kept in the address; without script all is shown."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Open

SHOWN = "#sources > li:visible"


def test_choices_narrow_the_list_and_are_kept_in_the_address(visit: Open) -> None:
    page = visit("bibliography/")
    everything = page.locator(SHOWN).count()
    page.get_by_label("Year").select_option("2023")
    some = page.locator(SHOWN).count()
    assert 0 < some < everything
    expect(page.locator("form output")).to_have_text(f"{some} of {everything}")
    page.get_by_label("Kind").select_option("blog")
    assert 0 < page.locator(SHOWN).count() < some
    assert page.url.endswith("?year=2023&kind=blog")
    page.reload()
    expect(page.get_by_label("Year")).to_have_value("2023")
    assert 0 < page.locator(SHOWN).count() < some
    page.get_by_label("Year").select_option("")
    page.get_by_label("Kind").select_option("")
    assert page.locator(SHOWN).count() == everything


def test_it_works_by_keyboard(visit: Open) -> None:
    page = visit("bibliography/")
    page.get_by_label("Year").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("form output")).to_contain_text(" of ")


def test_a_link_to_a_hidden_source_shows_it(visit: Open) -> None:
    page = visit("bibliography/?year=2026")
    expect(page.locator("#source-rafailov2023dpo")).to_be_hidden()
    page.evaluate("location.hash = 'source-rafailov2023dpo'")
    expect(page.locator("#source-rafailov2023dpo")).to_be_in_viewport()


def test_without_script_there_is_the_whole_list_and_no_form(visit: Open) -> None:
    page = visit("bibliography/", script=False)
    expect(page.locator("form.aa-filter")).to_be_hidden()
    assert page.locator(SHOWN).count() > 200


def test_bibtex_of_one_and_of_all(visit: Open) -> None:
    page = visit("bibliography/")
    entry = page.locator("#source-rafailov2023dpo")
    entry.locator("summary").click()
    expect(entry.locator("code").last).to_contain_text("@inproceedings{rafailov2023dpo,")
    with page.expect_download() as download:
        page.get_by_role("link", name="as BibTeX").click()
    assert download.value.suggested_filename == "bibliography.bib"
