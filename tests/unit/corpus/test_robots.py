import pytest

from corpus.fetching.robots import parse_robots

ROBOTS = """
# For all
User-agent: *
Disallow: /private   # not for robots
Allow: /private/open
Disallow: /*.pdf$
Disallow: /search?*q=
Disallow: /құпия
Disallow:
Crawl-delay: 2

User-agent: Other
User-agent: Another
Disallow: /

Sitemap: https://example.kz/sitemap.xml
"""
TARGETS = {
    "a page": ("/", True),
    "a forbidden folder": ("/private/a", False),
    "what begins so": ("/privately", False),
    "the more specific rule": ("/private/open/a", True),
    "an ending": ("/docs/law.pdf", False),
    "an ending, not at the end": ("/docs/law.pdf?page=1", True),
    "a query": ("/search?lang=kk&q=a", False),
    "another query": ("/search?lang=kk", True),
    "quoted letters": ("/%D2%9B%D2%B1%D0%BF%D0%B8%D1%8F/a", False),
    "small letters of hex": ("/%d2%9b%d2%b1%d0%bf%d0%b8%d1%8f", False),
}


@pytest.mark.parametrize("name", TARGETS)
def test_the_most_specific_rule_decides(name):
    target, is_allowed = TARGETS[name]
    assert parse_robots(ROBOTS).allow(target) is is_allowed


FILES = {
    "empty": ("", True),
    "no rules": ("hello", True),
    "all is forbidden": ("User-agent: *\nDisallow: /", False),
    "others are forbidden": ("User-agent: Bad\nDisallow: /", True),
    "own group wins": ("User-agent: *\nDisallow: /\n\nUser-agent: atazan\nAllow: /", True),
    "own group without rules": ("User-agent: *\nDisallow: /\nUser-agent: AtaZan/2\n", True),
    "own group is split": (
        "User-agent: AtaZan\nAllow: /b\n\nUser-agent: atazan\nDisallow: /a",
        False,
    ),
    "equal rules": ("User-agent: *\nDisallow: /a\nAllow: /a", True),
    "line ends of Windows": ("User-agent: *\r\nDisallow: /a\r\n", False),
    "spaces": ("  user-AGENT :  *  \n DISALLOW :/a", False),
    "an anchored path": ("User-agent: *\nDisallow: /a$", False),
    "an anchored other path": ("User-agent: *\nDisallow: /$", True),
    "an overlap": ("User-agent: *\nDisallow: /a*a$", True),
    "stars alone": ("User-agent: *\nDisallow: /**", False),
    "rules before any group": ("Disallow: /\nUser-agent: x\nDisallow: /", True),
}


@pytest.mark.parametrize("name", FILES)
def test_the_group_for_this_program_counts(name):
    text, is_allowed = FILES[name]
    assert parse_robots(text).allow("/a") is is_allowed


@pytest.mark.parametrize(
    ("value", "delay"), [("2", 2), ("0.5", 0.5), ("86400", 10), ("-1", 0), ("soon", 0), ("nan", 0)]
)
def test_the_pace_is_kept_within_bounds(value, delay):
    assert parse_robots(f"User-agent: *\nCrawl-delay: {value}").delay == delay


def test_a_pattern_of_many_stars_takes_no_time():
    pattern = "/" + "*a" * 5_000 + "$"
    rules = parse_robots(f"User-agent: *\nDisallow: {pattern}")
    assert rules.allow("/" + "a" * 4_999)
    assert not rules.allow("/" + "a" * 5_000)
