import pytest

from retrieval.lexicon import Lexicon, load_lexicon
from retrieval.spelling import correct


class Words:
    """A vocabulary of given stems."""

    def __init__(self, **stems: int) -> None:
        self._stems = stems

    def holds(self, stem: str) -> bool:
        return stem in self._stems

    def stems(self, beginning: str) -> dict[str, int]:
        return {stem: count for stem, count in self._stems.items() if stem.startswith(beginning)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("президэнт", "президент"),
        ("канституция", "конституц"),
        ("депутатарды", "депутат"),
        ("азамматтық", "азаматтык"),
        ("құрлытай", "курылтай"),
        ("рефиренедум", "референдум"),
        ("абязанность", "обязан"),
        ("омсква", "москв"),
    ],
)
def test_a_slip_is_read_as_the_word_that_the_lexicon_knows(typed, meant):
    assert correct(typed, Words(), load_lexicon()) == meant


@pytest.mark.parametrize("word", ["президент", "азаматтығы", "гражданство", "дауыс", "Астанада"])
def test_a_known_word_in_any_form_is_left_as_it_is(word):
    assert correct(word.lower(), Words(), load_lexicon()) == ""


def test_of_the_nearest_words_of_the_index_the_commonest_wins():
    assert correct("слоон", Words(слоан=1, слоин=7), Lexicon([])) == "слоин"


@pytest.mark.parametrize("word", ["судя", "145", "qurultai", "к", ""])
def test_short_words_numbers_and_latin_are_not_guessed_at(word):
    assert correct(word, Words(суд=9, курылтай=9), Lexicon([])) == ""


def test_two_slips_are_forgiven_in_long_words_only():
    assert correct("рефиренедум", Words(референдум=1), Lexicon([])) == "референдум"
    assert correct("сиинот", Words(сенат=1), Lexicon([])) == ""
