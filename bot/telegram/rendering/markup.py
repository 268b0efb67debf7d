"""Foreign text → text and HTML that cannot do harm in a message."""

import unicodedata
from html import escape as escape_html
from urllib.parse import urlsplit

_LONGEST_URL = 2048
# Letters, marks and symbols that show nothing.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")


class _Visible(dict[int, str]):
    """What is seen of every character, told once of each: for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = _visible(chr(code))
        return self[code]


def _visible(character: str) -> str:
    if character in "\n\u2028\u2029":
        return "\n"
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    is_unseen = category in ("Cf", "Cs", "Co", "Cn") or character in _BLANK
    return "" if is_unseen else character


_VISIBLE = _Visible()


def visible(text: str) -> str:
    """Return a text as it is read: without what is invisible or turns the direction of writing.

    Line feeds stay, other control characters become a space; format characters (zero-width,
    bidirectional marks), surrogates and unassigned ones go.
    """
    return text.replace("\r\n", "\n").translate(_VISIBLE)


def one_line(text: str) -> str:
    """Return what is visible of a text with every white space a single space."""
    return " ".join(visible(text).split())


def escape(text: str) -> str:
    """Return a foreign text as HTML that shows it."""
    return escape_html(visible(text), quote=False)


def link(text: str, url: str) -> str:
    """Return a foreign text as HTML, a link where the address is one to be followed."""
    shown, address = escape(text), safe_url(url)
    return f'<a href="{escape_html(address)}">{shown}</a>' if address else shown


def safe_url(url: str) -> str:
    """Return an http or https address as it is; empty for any other, and for one that disguises.

    What is invisible in it or stands before an «@» makes an address look like another one.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    is_plain = url == visible(url) and not any(map(str.isspace, url)) and len(url) <= _LONGEST_URL
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    return url if is_plain and is_web and "@" not in parts.netloc else ""
