import pytest

from bot.answering.packing import pack
from corpus.document import Language
from tests.conftest import make_evidence

ONE = make_evidence("Бір. Екі үш. Төрт бес алты.", Language.KK, fits=(0.2, 0.9, 0.5))
TWO = make_evidence("Жеті сегіз. Тоғыз.", Language.KK, fits=(0.8, 0.1))


def words(texts):
    return [len(text.split()) for text in texts]


@pytest.mark.parametrize(
    ("budget", "packed"),
    [
        pytest.param(0, [(1, "Екі үш.")], id="the best is always there"),
        pytest.param(2, [(1, "Екі үш.")], id="no room for a second"),
        pytest.param(4, [(1, "Екі үш."), (2, "Жеті сегіз.")], id="the best of another passage"),
        pytest.param(5, [(1, "Бір. Екі үш."), (2, "Жеті сегіз.")], id="what is too long is passed over"),
        pytest.param(7, [(1, "Екі үш. Төрт бес алты."), (2, "Жеті сегіз.")], id="neighbours in their order"),
        pytest.param(99, [(1, "Бір. Екі үш. Төрт бес алты."), (2, "Жеті сегіз. Тоғыз.")], id="all"),
    ],
)  # fmt: skip
def test_the_sentences_that_fit_best_are_packed(budget, packed):
    assert [(s.number, s.text) for s in pack([ONE, TWO], budget, words)] == packed


def test_what_is_left_out_between_is_shown():
    evidence = make_evidence("Бір. Екі үш. Төрт.", Language.KK, fits=(0.9, 0.1, 0.8))
    (source,) = pack([evidence], 2, words)
    assert source.text == "Бір. … Төрт."


def test_a_passage_of_which_nothing_is_chosen_leaves_its_number_empty():
    weak = make_evidence("Он бір.", Language.KK, fits=(0.1,))
    assert [source.number for source in pack([ONE, weak, TWO], 4, words)] == [1, 3]


def test_footnote_marks_are_no_numbers_of_sources():
    (source,) = pack([make_evidence("Заң қабылданды [2].", Language.KK)], 9, words)
    assert source.text == "Заң қабылданды."


def test_nothing_is_packed_from_nothing():
    assert pack([], 100, words) == []
