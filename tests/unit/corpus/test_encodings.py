import os
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableError
from corpus.parsing.decoding import decode
from corpus.parsing.encodings import encoding_of

KAZAKH = "Құқықтық мемлекет туралы ғылыми еңбек, әділеттілік пен өмір үшін."
RUSSIAN = "Каждый имеет право на охрану здоровья; объявлено 3 февраля – «ещё раз»."
OLD_KAZAKH = "Бiздiң елiмiздiң тәуелсiздiгi – қасиеттi ұғым."  # the Latin i of old programs


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        pytest.param(RUSSIAN, "cp1251", "Windows-1251", id="Windows-1251"),
        pytest.param(RUSSIAN.upper(), "cp1251", "Windows-1251", id="capitals"),
        pytest.param(RUSSIAN.replace("–", "-"), "koi8-r", "KOI8-R", id="KOI8-R"),
        pytest.param(RUSSIAN, "cp866", "CP866", id="CP866"),
        pytest.param(KAZAKH, "kz1048", "KZ-1048", id="KZ-1048"),
        pytest.param(OLD_KAZAKH, "kz1048", "KZ-1048", id="KZ-1048 with a Latin i"),
        pytest.param(KAZAKH, "ptcp154", "PTCP154", id="PTCP154"),
        pytest.param(KAZAKH, "utf-16", "UTF-16", id="UTF-16"),
        pytest.param(KAZAKH, "utf-16-le", "UTF-16", id="UTF-16 without its mark"),
        pytest.param(KAZAKH, "utf-16-be", "UTF-16", id="UTF-16, big end first"),
        pytest.param("Plain English words.", "utf-16-le", "UTF-16", id="UTF-16 in Latin"),
        pytest.param(KAZAKH, "utf-8", "UTF-8", id="UTF-8"),
    ],
)
def test_an_encoding_is_told_by_how_the_letters_read(text, codec, name):
    data = text.encode(codec, "ignore")
    decoded = decode(data, "f")
    assert (decoded.text, decoded.encoding.name) == (data.decode(codec), name)
    assert decoded.was_guessed == (name != "UTF-8")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(KAZAKH.encode()[:40] + b"\xff" + KAZAKH.encode()[40:], id="broken UTF-8"),
        pytest.param(bytes(range(128, 256)), id="every byte"),
        pytest.param(b"\xff\xfe\x00\xd8", id="half a character of UTF-16"),
    ],
)
def test_what_reads_in_no_encoding_is_refused(data):
    with pytest.raises(UnreadableError, match="error-file-not-text"):
        decode(data, "f")


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_text_or_an_error(data):
    with suppress(UnreadableError):
        assert decode(data, "f").text.strip()


def test_noise_is_no_text():
    assert [encoding_of(os.urandom(500)) for _ in range(50)] == [None] * 50


def test_a_long_run_of_blanks_is_one():
    assert decode(b"a" + b" " * 5000 + b"b", "f").text == "a b"
