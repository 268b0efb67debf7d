import pytest

from corpus.errors import UnreachableError
from corpus.fetching.resolution import is_public
from corpus.fetching.url import id_of_page, is_address, name_of_page, parse_url

SHAPES = {
    "as it is": ("https://adilet.zan.kz/rus/docs/K1", "https://adilet.zan.kz/rus/docs/K1"),
    "white space around": (" http://a.kz/b \n", "http://a.kz/b"),
    "without a path": ("http://a.kz", "http://a.kz/"),
    "capitals": ("HTTP://A.KZ/B", "http://a.kz/B"),
    "the port of the scheme": ("https://a.kz:443/b", "https://a.kz/b"),
    "another port": ("http://a.kz:8080/b", "http://a.kz:8080/b"),
    "a fragment": ("http://a.kz/b#part", "http://a.kz/b"),
    "a query": ("http://a.kz?q=1&r=2", "http://a.kz/?q=1&r=2"),
    "letters": ("http://қаз.kz/заң?т=1", "http://xn--80ao21a.kz/%D0%B7%D0%B0%D2%A3?%D1%82=1"),
    "quoted already": ("http://a.kz/%D0%B7", "http://a.kz/%D0%B7"),
    "a space": ("http://a.kz/a b", "http://a.kz/a%20b"),
    "IPv6": ("http://[2001:db8::1]:80/a", "http://[2001:db8::1]/a"),
}


@pytest.mark.parametrize("name", SHAPES)
def test_an_address_has_one_shape(name):
    written, shape = SHAPES[name]
    assert str(parse_url(written)) == shape
    assert str(parse_url(shape)) == shape


REFUSED = {
    "ftp": ("ftp://a.kz/b", "error-url-scheme"),
    "file": ("file:///etc/passwd", "error-url-scheme"),
    "gopher": ("gopher://a.kz", "error-url-scheme"),
    "no host": ("http:///a", "error-url-invalid"),
    "a name": ("http://user@a.kz/", "error-url-invalid"),
    "a password": ("http://user:secret@a.kz/", "error-url-invalid"),
    "a port of letters": ("http://a.kz:x/", "error-url-invalid"),
    "a port too high": ("http://a.kz:70000/", "error-url-invalid"),
    "brackets": ("http://[a/", "error-url-invalid"),
    "an endless label": (f"http://{'қ' * 70}.kz/", "error-url-invalid"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_address_of_a_page_is_refused(name):
    written, key = REFUSED[name]
    with pytest.raises(UnreachableError) as caught:
        parse_url(written)
    assert caught.value.key == key
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://a.kz", True),
        ("HTTPS://a.kz", True),
        ("file:///a", True),
        ("/a/http://b", False),
        ("C:\\docs\\a.txt", False),
        ("a.txt", False),
    ],
)
def test_an_address_is_told_from_a_path(text, expected):
    assert is_address(text) is expected


IDS = {
    "a page": ("https://adilet.zan.kz/rus/docs/K1", "adilet.zan.kz/rus/docs/K1", "K1"),
    "an ending": ("http://a.kz/b/c.html", "a.kz/b/c", "c.html"),
    "the front page": ("http://a.kz/", "a.kz", "a_kz"),
    "a port": ("http://a.kz:8080/b.txt", "a.kz:8080/b", "b.txt"),
    "a query": ("http://a.kz/p?id=1", "a.kz/p-d9fc91", "p"),
    "letters": ("http://a.kz/заң/%D0%B1 2.pdf", "a.kz/заң/б_2", "б 2.pdf"),
    "dots": ("http://a.kz/../..", "a.kz", "a_kz"),
    "a quoted slash": ("http://a.kz/..%2F..%2Fetc%2Fpasswd", "a.kz/etc/passwd", "passwd"),
    "a zero byte": ("http://a.kz/a%00b", "a.kz/a\ufffdb", "ab"),
}


@pytest.mark.parametrize("name", IDS)
def test_a_page_has_an_id_and_its_file_a_name(name):
    written, document_id, file_name = IDS[name]
    url = parse_url(written)
    assert (id_of_page(url), name_of_page(url)) == (document_id, file_name)


def test_ids_and_names_are_bounded_and_apart():
    urls = [parse_url(f"http://a.kz/{'x' * 5000}{n}") for n in range(2)]
    ids = [id_of_page(url) for url in urls]
    assert len(set(ids)) == 2
    assert all(len(one) < 120 for one in ids)
    assert all(len(name_of_page(url).encode()) < 255 for url in urls)


PUBLIC = ["8.8.8.8", "185.125.88.1", "2a00:1450:4001::1", "::ffff:8.8.8.8"]
NOT_PUBLIC = [
    "127.0.0.1",
    "127.255.0.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.170",
    "192.0.2.1",
    "198.18.0.1",
    "203.0.113.5",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
]


@pytest.mark.parametrize("number", PUBLIC)
def test_an_address_of_the_public_internet_is_allowed(number):
    assert is_public(number)


@pytest.mark.parametrize("number", NOT_PUBLIC)
def test_an_address_of_any_other_network_is_not(number):
    assert not is_public(number)
