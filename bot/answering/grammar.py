"""A GBNF grammar for one answer: every sentence ends in markers of sources that exist.

GBNF: https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md
"""

from collections.abc import Sequence

NOT_FOUND = "NOT_FOUND"
_MOST_SENTENCES = 3
_SENTENCE_LETTERS = (10, 300)
# Kazakh and Russian, Latin for names; no control or invisible characters, no other script that a
# multilingual model may slip into.
_WORD = r"0-9A-Za-z\u00C0-\u024F\u0400-\u052F"
_PUNCTUATION = (
    r"#-,/:;=@_ \u00A0-\u00AC\u00AE-\u00BF\u2010-\u2015\u2018-\u201F\u2026\u2030\u20AC\u20B8\u2116"
)
_CAPITAL = "[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]"
# A full stop after one of these, or after an initial, ends no sentence.
_ABBREVIATIONS = "ж жж г гг ғ ст п т б е д тг млн млрд трлн".split()


def answer_grammar(sources: Sequence[int]) -> str:
    """Return the grammar for an answer from the sources of those numbers (at least one).

    Either the machine status that nothing was found, or one to three sentences of about 10 to 300
    characters, each followed by one or two markers. Brackets stand nowhere else; a full stop stands
    inside a sentence in dates, abbreviations and initials only.
    """
    shortest, longest = _SENTENCE_LETTERS
    numbers = _one_of(sources)
    abbreviations = " | ".join(f'"{word}"' for word in _ABBREVIATIONS)
    return "\n".join(
        (
            f'root ::= "{NOT_FOUND}" | sentence (" " sentence){{0,{_MOST_SENTENCES - 1}}}',
            'sentence ::= body " " marker marker?',
            f"body ::= initial{{0,2}} first part{{{shortest - 1},{longest - 1}}} end",
            'part ::= letter | "." point | ([ -] | "." "-"?) short ". " first',
            f"point ::= [{_WORD}-]",
            f"short ::= {_CAPITAL} | {abbreviations}",
            f'initial ::= {_CAPITAL} "." [ -]?',
            rf'first ::= [{_WORD}«„“"(№]',
            f'letter ::= [{_WORD}{_PUNCTUATION}"-]',
            'end ::= [.!?] [»”“")]?',
            'marker ::= "[" number "]"',
            f"number ::= {numbers}",
        )
    )


def quotes_grammar(sentences: int) -> str:
    """Return the grammar for choosing one to three of that many numbered sentences, or none."""
    return "\n".join(
        (
            f'root ::= "{NOT_FOUND}" | number (" " number){{0,{_MOST_SENTENCES - 1}}}',
            f"number ::= {_one_of(range(1, sentences + 1))}",
        )
    )


def _one_of(numbers: Sequence[int]) -> str:
    return " | ".join(f'"{number}"' for number in numbers)
