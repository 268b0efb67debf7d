import json
import signal
import time

import pytest

from tests.conftest import write_documents, write_text
from tests.local_site import bomb, local_site, trickle

ALLOWED = {"ATAZAN_FETCH_PRIVATE_ADDRESSES": "true"}
PAGE = """<!doctype html><html lang="kk"><head><title>Құрылтай туралы</title>
<meta property="og:site_name" content="Өлке"><meta name="date" content="2026-02-13"></head>
<body><article><h1>Құрылтай туралы</h1><p>Құрылтайда бір жүз қырық бес депутат болады, олар
бес жылға сайланады.</p></article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Өлке</title>
{}</channel></rss>"""
ENTRY = "<item><guid>{0}</guid><title>{0}</title><link>https://example.kz/{0}</link><description>&lt;p&gt;{0} туралы хабар жазылды.&lt;/p&gt;</description></item>"


@pytest.fixture
def site():
    with local_site() as running:
        yield running


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def listed(home, *sources):
    """Write the list of sources."""
    home.mkdir(exist_ok=True)
    text = "".join(
        "[[sources]]\n"
        + "".join(f"{key} = {json.dumps(str(value))}\n" for key, value in source.items())
        for source in sources
    )
    write_text(home / "atazan.toml", text or "sources = []\n")


def report(added=0, replaced=0, unchanged=0, retired=0, refused=0):
    return (
        f"Добавлено: {added}, заменено: {replaced}, без изменений: {unchanged}, "
        f"удалено: {retired}, не принято: {refused}.\n"
    )


def found(atazan, home, query):
    done = atazan("search", "--json", query, "--home", home)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["passages"]


def test_a_page_is_added_by_its_address_and_found(atazan, home, site):
    url = site.put("/news/a.html", PAGE, etag='"1"')
    added = atazan("corpus", "add", url, "--home", home, **ALLOWED)
    assert (added.returncode, added.stderr) == (0, "")
    document_id = url.removeprefix("http://").removesuffix(".html")
    shown = atazan("corpus", "show", document_id, "--home", home).stdout
    assert shown.startswith(f"{document_id}  Құрылтай туралы · kk · ")
    assert "Өлке" in shown
    assert url in shown
    assert "бес депутат" in found(atazan, home, "Құрылтайда қанша депутат болады?")[0]["text"]

    again = atazan("corpus", "add", url, "--home", home, **ALLOWED)
    assert again.stdout.startswith("Добавлено: 0, заменено: 0, без изменений: 1,")
    assert site.asked[-1][1]["If-None-Match"] == '"1"'

    atazan("corpus", "remove", document_id, "--home", home)
    anew = atazan("corpus", "add", url, "--home", home, **ALLOWED)
    assert anew.stdout.startswith("Добавлено: 1,")
    assert "If-None-Match" not in site.asked[-1][1]


def test_what_may_not_be_fetched_is_one_line_each_and_the_rest_goes_in(
    atazan, home, site, tmp_path
):
    file = write_text(tmp_path / "a.txt", "Мәтін.")
    bad = [
        site.url + "/a",
        "ftp://example.kz/a",
        "http://user:secret@example.kz/",
        "http://169.254.169.254/latest",
    ]
    done = atazan("corpus", "add", *bad, file, "--home", home)
    assert (done.returncode, done.stdout.split(",")[0]) == (0, "Добавлено: 1")
    lines = done.stderr.splitlines()
    assert [line.split(": ", 2)[0] for line in lines] == ["не принят"] * 4
    assert "fetch_private_addresses" in lines[0]
    assert "http://" in lines[1]
    assert "secret" not in done.stderr
    assert "169.254.169.254 – адрес внутренней сети" in lines[3]
    assert site.asked == []
    assert atazan("corpus", "add", bad[0], "--home", home).returncode == 1


def test_a_sync_follows_files_and_pages_and_reports(atazan, home, site, tmp_path):
    folder = write_documents(tmp_path / "in", 3)
    page, gone = site.put("/a.html", PAGE, etag='"1"'), site.put("/b.txt", "Екінші бет туралы.")
    listed(
        home,
        {"path": folder, "publisher": "Парламент"},
        {"url": page, "kind": "explainer"},
        {"url": gone},
    )
    first = atazan("corpus", "sync", "--home", home, **ALLOWED)
    assert (first.returncode, first.stdout, first.stderr) == (0, report(added=5), "")
    (passage, *_) = found(atazan, home, "Құрылтайда қанша депутат болады?")
    assert passage["kind"] == "explainer"
    assert "Парламент" in atazan("corpus", "show", "d000", "--home", home).stdout

    index = {path: path.stat().st_mtime_ns for path in (home / "index").rglob("*.idx")}
    same = atazan("corpus", "sync", "--home", home, **ALLOWED)
    assert (same.returncode, same.stdout) == (0, report(unchanged=5))
    assert {path: path.stat().st_mtime_ns for path in (home / "index").rglob("*.idx")} == index

    site.put("/a.html", PAGE.replace("бес депутат", "алты депутат"), etag='"2"')
    site.fail("/b.txt", 410)
    (folder / "d000.txt").unlink()
    write_text(folder / "empty.txt", "")
    write_text(folder / "d001.txt", "Мүлде басқа мәтін туралы.")
    then = atazan("corpus", "sync", "--home", home, **ALLOWED)
    assert then.returncode == 0
    assert then.stdout == report(replaced=2, unchanged=1, retired=2, refused=2)
    assert sorted(then.stderr.splitlines()) == [
        "не принят: empty.txt: файл пуст.",
        f"не принят: {gone}: сервер ответил кодом 410.",
    ]
    assert "алты депутат" in found(atazan, home, "Құрылтайда қанша депутат болады?")[0]["text"]
    assert "d000" not in {passage["document"] for passage in found(atazan, home, "белгі0х")}
    assert "Каталог и индекс целы: 3 документа" in atazan("corpus", "check", "--home", home).stdout


def test_a_page_that_fails_for_once_is_kept(atazan, home, site):
    url = site.put("/a.txt", "Бет туралы мәтін.")
    listed(home, {"url": url})
    atazan("corpus", "sync", "--home", home, **ALLOWED)
    for fault in (
        lambda: site.fail("/a.txt", 404),
        lambda: site.fail("/a.txt", 500),
        lambda: site.put("/robots.txt", "User-agent: *\nDisallow: /"),
    ):
        fault()
        done = atazan("corpus", "sync", "--home", home, **ALLOWED)
        assert (done.returncode, done.stdout) == (1, report(refused=1))
    assert len(atazan("corpus", "list", "--home", home).stdout.splitlines()) == 1


def test_entries_that_a_feed_has_dropped_stay(atazan, home, site):
    url = site.put("/feed", FEED.format(ENTRY.format("alma") + ENTRY.format("shie")))
    listed(home, {"url": url})
    assert atazan("corpus", "sync", "--home", home, **ALLOWED).stdout == report(added=2)
    site.put("/feed", FEED.format(ENTRY.format("shie") + ENTRY.format("oryk")))
    assert atazan("corpus", "sync", "--home", home, **ALLOWED).stdout == report(
        added=1, unchanged=1
    )
    lines = atazan("corpus", "list", "--home", home).stdout
    assert all(f"https://example.kz/{name}" in lines for name in ("alma", "shie", "oryk"))
    listed(home)
    assert atazan("corpus", "sync", "--home", home, **ALLOWED).stdout == report(retired=3)


def test_a_rehearsal_names_what_would_change_and_changes_nothing(atazan, home, tmp_path):
    folder = write_documents(tmp_path / "in", 3)
    listed(home, {"path": folder})
    rehearsed = atazan("corpus", "sync", "--dry-run", "--home", home)
    assert rehearsed.stdout == (
        "+ d000 (добавится)\n+ d001 (добавится)\n+ d002 (добавится)\n" + report(added=3)
    )
    assert rehearsed.stderr == "Это проверка: ничего не записано.\n"
    assert atazan("corpus", "list", "--home", home).stdout == ""
    atazan("corpus", "sync", "--home", home)
    (folder / "d000.txt").unlink()
    write_text(folder / "d001.txt", "Басқа мәтін туралы.")
    rehearsed = atazan("corpus", "sync", "--dry-run", "--home", home)
    assert rehearsed.stdout == (
        "~ d001 (заменится)\n- d000 (удалится)\n" + report(replaced=1, unchanged=1, retired=1)
    )
    assert len(atazan("corpus", "list", "--home", home).stdout.splitlines()) == 3


def test_a_relative_path_begins_at_the_data_folder(atazan, home):
    home.mkdir()
    write_documents(home / "in", 1)
    listed(home, {"path": "in"})
    assert atazan("corpus", "sync", "--home", home).stdout == report(added=1)


BAD_LISTS = {
    "no list": ("", 1, "[[sources]]"),
    "neither": ("[[sources]]\nkind = 'law'", 1, "№ 1"),
    "both": ("[[sources]]\npath = 'a'\nurl = 'http://a.kz'", 1, "№ 1"),
    "a kind that there is not": ("[[sources]]\npath = 'a'\nkind = 'poem'", 1, "sources.0.kind"),
    "a word that there is not": ("[[sources]]\npath = 'a'\ntitle = 'x'", 1, "sources.0.title"),
    "no table": ("sources = 'a'", 1, "sources"),
    "nothing there": ("[[sources]]\npath = 'a'", 1, "не принят: a: файл не читается"),
    "no address": ("[[sources]]\nurl = 'a.kz'", 1, "a.kz"),
}


@pytest.fixture(scope="module")
def refused(side_by_side, tmp_path_factory):
    runs = {}
    for name, (text, _, _) in BAD_LISTS.items():
        home = tmp_path_factory.mktemp("home")
        write_text(home / "atazan.toml", text)
        runs[name] = ("corpus", "sync", "--home", home)
    return side_by_side(runs)


@pytest.mark.parametrize("name", BAD_LISTS)
def test_a_list_that_cannot_be_followed_is_told_in_a_line(refused, name):
    done, (_, code, words) = refused[name], BAD_LISTS[name]
    assert done.returncode == code
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_faults_of_hosts_cost_a_line_each(atazan, home, site, tmp_path):
    site.pages["/slow"] = trickle
    urls = [
        site.put("/bomb", bomb(100), content_encoding="gzip"),
        site.fail("/loop", 302, location="/loop"),
        site.put("/picture", b"\x89PNG\r\n\x1a\n\x00\x00"),
    ]
    listed(home, *({"url": url} for url in urls), {"path": write_documents(tmp_path / "in", 2)})
    done = atazan("corpus", "sync", "--home", home, **ALLOWED)
    assert (done.returncode, done.stdout) == (0, report(added=2, refused=3))
    assert sorted(line.split(": ")[1] for line in done.stderr.splitlines()) == sorted(urls)


def test_ctrl_c_keeps_what_was_read_and_the_next_sync_goes_on(start, atazan, home, tmp_path):
    folder = write_documents(tmp_path / "in", 5)
    with local_site() as site:
        site.pages["/slow"] = trickle
        listed(home, {"path": folder}, {"url": site.url + "/slow"})
        syncing = start("corpus", "sync", "--home", home, **ALLOWED)
        deadline = time.monotonic() + 30
        while not site.paths() and time.monotonic() < deadline:
            time.sleep(0.01)
        syncing.send_signal(signal.SIGINT)
        _, told = syncing.communicate(timeout=30)
    assert syncing.returncode == 130
    assert "Прервано. Что уже добавлено, сохранено." in told
    assert "Traceback" not in told
    check = atazan("corpus", "check", "--home", home)
    assert (check.returncode, check.stdout.split(",")[0]) == (
        0,
        "Каталог и индекс целы: 5 документов",
    )
    listed(home, {"path": folder})
    assert atazan("corpus", "sync", "--home", home).stdout == report(unchanged=5)
