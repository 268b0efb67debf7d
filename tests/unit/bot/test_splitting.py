import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.answering.splitting import cited_sentences, split_markers, without_markers

PIECES = st.sampled_from(
    ["Бірінші сөйлем", "қанша", "Да", ".", "!", "…", ",", " ", "\n", "  ", "[1]", "[2]", "[1, 2]", "[12]",
     "[", "]", "[x]", "[1", "«", "»", "145", "т.б."]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("Бір. [1] Екі. [2]", ["Бір. [1]", "Екі. [2]"], id="marker after the stop"),
        pytest.param("Бір [1]. Екі [2].", ["Бір [1].", "Екі [2]."], id="marker before the stop"),
        pytest.param(
            "Бір. [1][2] Екі. [3]", ["Бір. [1][2]", "Екі. [3]"], id="markers side by side"
        ),
        pytest.param("Бір. [1] [2] Екі. [3]", ["Бір. [1] [2]", "Екі. [3]"], id="markers apart"),
        pytest.param(
            "Бір. [1, 2] Екі [3]", ["Бір. [1, 2]", "Екі [3]"], id="markers in one bracket"
        ),
        pytest.param("Бір.[1]Екі.[2]", ["Бір.[1]", "Екі.[2]"], id="no white space"),
        pytest.param("Бір. Екі. [1] Үш", ["Бір. Екі. [1]", "Үш"], id="an uncited rest"),
        pytest.param("Бір [1], екі [2].", ["Бір [1], екі [2]."], id="a marker within"),
        pytest.param("\n Бір. [1] \n", ["Бір. [1]"], id="white space around"),
        pytest.param("Бір [10]. Екі [x]. Үш [1]", ["Бір [10].", "Екі [x]. Үш [1]"], id="no marker"),
        pytest.param("  ", [], id="nothing"),
    ],
)
def test_a_sentence_reaches_to_its_markers(text, sentences):
    assert list(cited_sentences([text])) == sentences


@given(TEXTS, st.lists(st.integers(1, 7), max_size=60))
@example("Бір. [1] [2] Екі. [3]", [8, 1, 1, 1])
def test_sentences_do_not_depend_on_how_the_stream_is_cut(text, sizes):
    pieces, place = [], 0
    for size in sizes:
        pieces.append(text[place : place + size])
        place += size
    pieces.append(text[place:])
    assert list(cited_sentences(pieces)) == list(cited_sentences([text]))


@given(TEXTS)
def test_nothing_of_a_stream_is_lost(text):
    assert "".join("".join(cited_sentences([text])).split()) == "".join(text.split())


def test_a_sentence_comes_before_the_stream_has_ended():
    def stream():
        yield "Бір. [1] "
        yield "Екі"
        raise AssertionError("the first sentence was complete")

    assert next(cited_sentences(stream())) == "Бір. [1]"


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        pytest.param("Сөйлем. [1]", ("Сөйлем.", [1]), id="after the stop"),
        pytest.param("Сөйлем [1].", ("Сөйлем.", [1]), id="before the stop"),
        pytest.param("Сөйлем. [2][1] [2]", ("Сөйлем.", [2, 1]), id="each number once"),
        pytest.param("Сөйлем. [1, 3]", ("Сөйлем.", [1, 3]), id="in one bracket"),
        pytest.param("Бір [1], екі [2].", ("Бір, екі.", [1, 2]), id="within the sentence"),
        pytest.param("145\n депутат. [1]", ("145 депутат.", [1]), id="white space is tidied"),
        pytest.param("Сөйлем", ("Сөйлем", []), id="none"),
        pytest.param("[1]", ("", [1]), id="nothing else"),
        pytest.param("1-тармақ [a]", ("1-тармақ [a]", []), id="other brackets"),
    ],
)
def test_markers_are_parted_from_their_sentence(sentence, parts):
    assert split_markers(sentence) == parts


def test_footnote_marks_of_a_source_look_like_markers_and_are_taken_out():
    assert without_markers("Заң [2] қабылданды [3].\nСоңы") == "Заң қабылданды. Соңы"
