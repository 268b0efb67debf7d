import gzip
import re
import socket
import subprocess
import time
import tracemalloc

import pytest

from corpus.errors import UnreachableError
from corpus.fetching.fetcher import Fetcher
from tests.local_site import (
    bomb,
    break_chunk,
    break_off,
    endless,
    gibberish,
    local_site,
    silence,
    trickle,
    trickle_head,
)

TEXT = "Құрылтай туралы\nҚұрылтайда 145 депутат бар."


@pytest.fixture
def site():
    with local_site() as running:
        yield running


@pytest.fixture
def fetch(tmp_path):
    """Fetches from loopback too; within a second."""
    fetcher = Fetcher(allow_private=True, seconds=1)
    return lambda url, *known: fetcher.fetch(url, tmp_path, *known)


def fault(fetch, url):
    with pytest.raises(UnreachableError) as caught:
        fetch(url)
    return caught.value.key, caught.value.values


def test_a_page_becomes_a_file_with_its_name_and_validators(site, fetch):
    url = site.put("/a/law.txt", TEXT, etag='"v1"', last_modified="Sat, 21 Mar 2026 00:00:00 GMT")
    page = fetch(url)
    assert page.file.name == "law.txt"
    assert page.file.read_text("utf-8") == TEXT
    assert (page.etag, page.last_modified) == ('"v1"', "Sat, 21 Mar 2026 00:00:00 GMT")


def test_the_program_says_who_it_is_and_no_more(site, fetch):
    fetch(site.put("/a", TEXT))
    (_, headers) = site.asked[-1]
    assert re.fullmatch(r"AtaZan/[\d.a-z+]+", headers["User-Agent"])
    assert {"Cookie", "Referer", "Authorization", "From"} & set(headers) == set()


@pytest.mark.parametrize(
    ("known", "headers"),
    [
        pytest.param(('"v1"',), {"etag": '"v1"'}, id="ETag"),
        pytest.param(("", "Sat"), {"last_modified": "Sat"}, id="Last-Modified"),
    ],
)
def test_a_page_that_is_as_it_was_known_does_not_come_again(site, fetch, known, headers):
    url = site.put("/a", TEXT, **headers)
    assert fetch(url, *known) is None
    site.put("/a", TEXT, **dict.fromkeys(headers, "other"))
    assert fetch(url, *known) is not None


def test_a_packed_page_is_unpacked(site, fetch):
    parts = [gzip.compress(part.encode()) for part in (TEXT, TEXT)]
    url = site.put("/a", b"".join(parts), content_encoding="gzip")
    assert fetch(url).file.read_text("utf-8") == TEXT * 2
    (_, headers) = site.asked[-1]
    assert headers["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 1_000_000])
def test_every_byte_comes_whatever_the_size(site, fetch, size):
    content = bytes(size)
    assert fetch(site.put("/a", content)).file.read_bytes() == content
    packed = site.put("/b", gzip.compress(content), content_encoding="gzip")
    assert fetch(packed).file.read_bytes() == content


def test_redirects_are_followed_to_the_page_and_its_validators(site, fetch):
    site.put("/c", TEXT, etag='"c"')
    site.fail("/b", 308, location="c")
    url = site.fail("/a", 301, location=f"{site.url}/b")
    assert fetch(url).etag == '"c"'
    assert fetch(url, '"c"') is None
    assert site.paths() == ["/a", "/b", "/c"] * 2


FAULTS = {
    "trickle": (trickle, "error-fetch-too-slow"),
    "trickle in the head": (trickle_head, "error-fetch-too-slow"),
    "silence": (silence, "error-fetch-too-slow"),
    "broken off": (break_off, "error-fetch-failed"),
    "a chunk broken off": (break_chunk, "error-fetch-failed"),
    "gibberish": (gibberish, "error-fetch-failed"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_page_that_does_not_come_whole_in_time_is_refused(site, fetch, name):
    site.pages["/a"], key = FAULTS[name]
    begun = time.monotonic()
    assert fault(fetch, site.url + "/a")[0] == key
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("status", [204, 304, 404, 410, 429, 500])
def test_any_other_status_is_told(site, fetch, status):
    url = site.fail("/a", status)
    assert fault(fetch, url) == ("error-fetch-status", {"url": url, "status": status})


def test_an_encoding_that_was_not_asked_for_is_refused(site, fetch):
    url = site.put("/a", TEXT, content_encoding="br")
    assert "Content-Encoding: br" in fault(fetch, url)[1]["reason"]


@pytest.mark.parametrize("cut", [0, 10, 200], ids=["empty", "in the head", "in the body"])
def test_a_packed_page_that_is_cut_off_is_refused(site, fetch, cut):
    packed = gzip.compress(bytes(range(256)) * 8)
    url = site.put("/a", packed[:cut], content_encoding="gzip")
    assert fault(fetch, url)[0] == "error-fetch-failed"


def test_what_is_no_gzip_is_refused(site, fetch):
    url = site.put("/a", TEXT, content_encoding="gzip")
    assert fault(fetch, url)[0] == "error-fetch-failed"


def test_a_bomb_is_refused_before_it_has_gone_off(site, fetch):
    url = site.put("/a", bomb(1000), content_encoding="gzip")
    tracemalloc.start()
    assert fault(fetch, url)[0] == "error-fetch-too-large"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16 * 1024 * 1024


def test_a_page_without_end_is_refused(site, tmp_path):
    site.pages["/a"] = endless
    fetcher = Fetcher(allow_private=True, seconds=30)
    assert (
        fault(lambda url: fetcher.fetch(url, tmp_path), site.url + "/a")[0]
        == "error-fetch-too-large"
    )


REDIRECTS = {
    "a loop": ("/a", "error-fetch-redirects"),
    "another scheme": ("file:///etc/passwd", "error-url-scheme"),
    "no address": ("http://[a/", "error-url-invalid"),
    "a name and a password": ("http://u:p@127.0.0.1/", "error-url-invalid"),
}


@pytest.mark.parametrize("name", REDIRECTS)
def test_a_redirect_is_checked_like_the_address_itself(site, fetch, name):
    location, key = REDIRECTS[name]
    url = site.fail("/a", 302, location=location)
    assert fault(fetch, url)[0] == key
    assert len(site.paths()) == (6 if name == "a loop" else 1)


def test_an_address_of_an_own_network_is_refused_before_anything_is_sent(site, tmp_path):
    fetcher = Fetcher()
    for url in (
        site.url,
        site.url.replace("127.0.0.1", "localhost"),
        "http://2130706433/",
        "http://0x7f.1/",
    ):
        key, values = fault(lambda url: fetcher.fetch(url, tmp_path), url)
        assert key == "error-address-private"
        assert values["address"] in ("127.0.0.1", "::1")
    assert site.asked == []


class Resolver:
    """Answers look-ups by a table, each answer once; the last one for ever."""

    def __init__(self, monkeypatch, *answers):
        self.answers, self.asked = list(answers), []
        monkeypatch.setattr(socket, "getaddrinfo", self.look_up)

    def look_up(self, host, port, *_, **__):
        self.asked.append(host)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in answer]


def test_a_connection_goes_to_the_address_that_was_checked(site, fetch, monkeypatch):
    """After a host is looked up, no second look-up can lead elsewhere."""
    resolver = Resolver(monkeypatch, ["127.0.0.1"], ["127.0.0.1"], ["192.0.2.1"])
    site.put("/a", TEXT)
    assert fetch(site.url.replace("127.0.0.1", "example.kz") + "/a").file.read_text("utf-8") == TEXT
    assert resolver.asked == ["example.kz"] * 2  # for robots.txt, for the page
    (_, headers) = site.asked[-1]
    assert headers["Host"].startswith("example.kz:")


@pytest.mark.parametrize(
    "answer", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["169.254.169.254"]], ids=", ".join
)
def test_a_host_of_which_any_address_is_private_is_refused(tmp_path, monkeypatch, answer):
    Resolver(monkeypatch, answer)
    key, values = fault(lambda url: Fetcher().fetch(url, tmp_path), "http://example.kz/a")
    assert (key, values["address"]) == ("error-address-private", answer[-1])


def test_a_redirect_to_an_own_network_is_refused(site, tmp_path, monkeypatch):
    """The first host passes for a public one, the second is what it is."""
    monkeypatch.setattr(
        "corpus.fetching.resolution.is_public", lambda number: number != "127.0.0.2"
    )
    url = site.fail("/a", 302, location="http://127.0.0.2:1/secret")
    key, values = fault(lambda url: Fetcher().fetch(url, tmp_path), url)
    assert (key, values["address"]) == ("error-address-private", "127.0.0.2")


def test_the_next_address_of_a_host_is_tried_when_one_does_not_answer(site, fetch, monkeypatch):
    site.put("/a", TEXT)
    Resolver(monkeypatch, ["127.0.0.2", "127.0.0.1"])
    assert fetch(site.url.replace("127.0.0.1", "example.kz") + "/a")


def test_a_host_that_is_not_there_is_told(fetch, monkeypatch):
    def fail(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    key, values = fault(fetch, "http://nothing.kz/a")
    assert (key, values["host"]) == ("error-host-unknown", "nothing.kz")


def test_a_look_up_that_hangs_is_given_up(fetch, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(2) or [])
    assert fault(fetch, "http://slow.kz/a")[0] == "error-fetch-too-slow"


def test_a_port_where_nobody_listens_is_told(fetch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/a"
    assert fault(fetch, url)[0] == "error-fetch-failed"


def test_what_robots_txt_forbids_is_not_asked_for(site, fetch):
    site.put("/robots.txt", "User-agent: *\nDisallow: /closed\n")
    for path in ("/open", "/closed/a"):
        site.put(path, TEXT)
    site.fail("/moved", 301, location="/closed/a")
    assert fetch(site.url + "/open")
    for path in ("/closed/a", "/moved"):
        assert fault(fetch, site.url + path)[0] == "error-fetch-robots"
    assert site.paths() == ["/open", "/moved"]
    assert len(site.asked) == 3  # robots.txt once


ROBOTS = {
    "none": (404, True),
    "forbidden": (403, True),
    "broken": (500, False),
    "overloaded": (503, False),
}


@pytest.mark.parametrize("name", ROBOTS)
def test_without_a_robots_txt_all_is_allowed_and_of_a_failing_host_nothing(site, fetch, name):
    status, is_allowed = ROBOTS[name]
    site.fail("/robots.txt", status)
    url = site.put("/a", TEXT)
    if is_allowed:
        assert fetch(url)
    else:
        assert fault(fetch, url) == (
            "error-fetch-status",
            {"url": f"{site.url}/robots.txt", "status": status},
        )


def test_an_endless_robots_txt_is_read_to_a_limit(site, fetch):
    site.pages["/robots.txt"] = endless
    assert fetch(site.put("/a", TEXT))


def test_the_pace_that_robots_txt_asks_for_is_kept(site, fetch):
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.4\n")
    url = site.put("/a", TEXT)
    begun = time.monotonic()
    for _ in range(3):
        fetch(url)
    assert 0.8 <= time.monotonic() - begun < 2


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for «localhost», signed by itself, with its key."""
    file = tmp_path_factory.mktemp("tls") / "localhost.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", file,
         "-out", f"{file}.crt", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True,
        capture_output=True,
    )  # fmt: skip
    with file.open("a") as both:
        both.write(file.with_name("localhost.pem.crt").read_text())
    return file


@pytest.fixture
def _fresh_trust():
    from corpus.fetching.exchange import _tls

    _tls.cache_clear()
    yield
    _tls.cache_clear()


@pytest.mark.usefixtures("_fresh_trust")
def test_over_https_the_certificate_is_that_of_the_name(certificate, fetch, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with local_site(certificate) as site:
        url = site.put("/a", TEXT)
        assert fetch(url).file.read_text("utf-8") == TEXT
        Resolver(monkeypatch, ["127.0.0.1"])
        key, values = fault(fetch, url.replace("localhost", "example.kz"))
        assert key == "error-fetch-failed"
        assert "certificate" in values["reason"].lower()


@pytest.mark.usefixtures("_fresh_trust")
def test_a_certificate_that_nobody_vouches_for_is_refused(certificate, fetch):
    with local_site(certificate) as site:
        assert "certificate" in fault(fetch, site.put("/a", TEXT))[1]["reason"].lower()


@pytest.mark.usefixtures("_fresh_trust")
@pytest.mark.parametrize("behave", [trickle, trickle_head, silence])
def test_the_deadline_holds_over_https_too(certificate, fetch, monkeypatch, behave):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with local_site(certificate) as site:
        site.pages["/a"] = behave
        begun = time.monotonic()
        assert fault(fetch, f"{site.url}/a")[0] == "error-fetch-too-slow"
        assert time.monotonic() - begun < 2
