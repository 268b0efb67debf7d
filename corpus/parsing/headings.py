"""Headings in a stored text: lines that begin with `#`, as every parser writes them."""

import re

# A long line after a single «#», or one that ends as a sentence does, is an item of a list: people
# write «#» for both.
HEADING = re.compile(
    r"^#(?:#{1,5} | (?=[^\n]{1,200}(?<![.;,:])$))(?P<words>\S[^\n]*)$", re.MULTILINE
)
_FEWEST_QUESTIONS = 3


def asks_questions(text: str) -> bool:
    """Tell a text of questions and answers: most of its headings ask."""
    headings = [heading["words"] for heading in HEADING.finditer(text)]
    questions = sum("?" in words for words in headings)
    return questions >= _FEWEST_QUESTIONS and questions * 2 > len(headings)
