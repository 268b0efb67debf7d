"""The report in a real browser: it draws, its filters work, and its console stays empty."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import write_lines
from tests.integration.test_cli_eval import GOLDEN

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
# A closed network and no screen; as root there is no sandbox.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    " --disable-sync --no-first-run --disable-quic"
).split()

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def pages(atazan, default_home, tmp_path_factory):
    """A report and a comparison, by name."""
    folder = tmp_path_factory.mktemp("pages")
    golden = write_lines(folder / "golden.jsonl", GOLDEN)
    for name, threshold in (("a", "0.42"), ("b", "1")):
        arguments = ("eval", "answers", golden, "--save", folder / f"{name}.run")
        atazan(*arguments, "--home", default_home, ATAZAN_ANSWER_THRESHOLD=threshold)
    atazan("eval", "report", folder / "a.run", "--html", folder / "report.html")
    runs = (folder / "a.run", folder / "b.run")
    atazan("eval", "compare", *runs, "--html", folder / "comparison.html")
    return folder


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, pages):
    """Opens a page; at the end its console must be empty and nothing asked of a network."""
    faults, asked = [], []
    context = browser.new_context(viewport={"width": 1200, "height": 1300})
    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))

    def open_named(name, scheme="light"):
        page.emulate_media(color_scheme=scheme)
        page.goto((pages / f"{name}.html").as_uri())
        return page

    yield open_named
    context.close()
    assert faults == []
    assert all(url.startswith(("file:", "data:")) for url in asked)


def shown(page):
    return page.locator(".question:visible .id").all_inner_texts()


def test_a_report_shows_figures_pictures_and_what_failed(open_page):
    page = open_page("report")
    assert page.locator("h1 span:visible").inner_text() == "Качество ответов"
    assert page.locator("#figures tbody tr").count() == 12
    assert page.locator(".plot svg").count() == 4
    assert all(box["height"] > 100 for box in map(_box, page.locator(".plot svg").all()))
    assert shown(page) == ["r2"]
    assert page.locator("#shown").inner_text() == "1 / 4"


def test_the_filters_narrow_the_questions(open_page):
    page = open_page("report")
    page.get_by_label("только несошедшиеся").uncheck()
    assert shown(page) == ["k1", "k2", "r1", "r2"]
    page.locator("select[name=lang]").select_option("kk")
    assert shown(page) == ["k1", "k2"]
    page.locator("select[name=status]").select_option("not_found")
    assert shown(page) == ["k2"]
    page.locator("select[name=lang]").select_option("")
    page.locator("select[name=status]").select_option("")
    page.locator("[data-tag=direct]").click()
    assert shown(page) == ["k1", "r1"]
    page.locator("input[name=text]").fill("президента")
    assert shown(page) == ["r1"]


def test_a_question_opens_to_its_answer_quotes_facts_and_evidence(open_page):
    page = open_page("report")
    page.get_by_label("только несошедшиеся").uncheck()
    first = page.locator(".question", has_text="k1")
    assert not first.locator(".answer").is_visible()
    first.locator("summary").first.click()
    assert "145" in first.locator(".answer").inner_text()
    assert first.locator(".citations li").count() >= 1
    assert first.locator(".facts .said").inner_text().endswith("145")
    first.locator(".evidence summary").click()
    assert first.locator(".evidence li").first.is_visible()


def test_both_languages_and_both_themes_are_in_the_page(open_page):
    page = open_page("report")
    light = _paper(page)
    page.get_by_role("button", name="Қазақша").click()
    assert page.locator("h1 span:visible").inner_text() == "Жауап сапасы"
    page.get_by_role("button", name="☾").click()
    assert _paper(page) != light
    assert _paper(open_page("report", "dark")) != light


def test_a_comparison_shows_what_was_lost_side_by_side(open_page):
    page = open_page("comparison")
    lost = page.locator("#eval-lost .question")
    assert lost.locator(".id").all_inner_texts() == ["k1", "r1"]
    assert lost.first.locator(".answer").count() == 2
    assert page.locator("#figures tbody tr").count() == 4
    assert "Вопросов всего 4" in page.locator(".findings:visible").inner_text()


@pytest.mark.parametrize("name", ["report", "comparison"])
def test_a_page_fits_a_telephone(open_page, name):
    page = open_page(name)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def _box(locator):
    return locator.bounding_box()


def _paper(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")
