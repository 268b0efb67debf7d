import pytest

from bot.answer import Status
from bot.quality.checking import Sources, faults_of
from bot.quality.golden import GoldenQuestion
from corpus.document import Document, Language

KK, RU = Language


SOURCES = Sources([Document("doc", "Тақырып", "Құрылтайда 145 депутат бар.", KK)])


def golden(name, question, language=KK, expect=Status.ANSWERED, **more):
    facts = more.pop("facts", (("145",),) if expect is Status.ANSWERED else ())
    documents = more.pop("documents", ("doc",))
    return GoldenQuestion(
        name, language, question, expect, facts, documents, more.pop("tags", ()), **more
    )


EVEN = [golden("k", "Қанша депутат бар?"), golden("r", "Сколько депутатов?", RU)]


@pytest.mark.parametrize(
    ("more", "faults"),
    [
        pytest.param([], [], id="whole"),
        pytest.param([golden("k", "Нешеу?"), golden("q", "Кто?", RU)], [("golden-twice", "k")], id="an id twice"),
        pytest.param(
            [golden("k2", "канша депутат бар"), golden("q", "Кто?", RU)],
            [("golden-twice", "k2")], id="a question twice, in another spelling",
        ),
        pytest.param(
            [golden("k2", "Қанша депутат бар?", before=("Құрылтай?",)), golden("q", "Кто?", RU)],
            [], id="the same words after another turn",
        ),
        pytest.param([golden("k2", "Нешеу?"), golden("k3", "Кім?")], [("golden-uneven", "*")], id="mostly Kazakh"),
        pytest.param(
            [golden(f"{language}{n}", f"{language} {n}?", language, tags=("typed",) if language is RU else ()) for n in range(8) for language in Language],
            [("golden-uneven", "typed")], id="a tag in Russian alone",
        ),
        pytest.param(
            [golden("k2", "Нешеу?", facts=(("200",),)), golden("q", "Кто?", RU)],
            [("golden-fact-missing", "k2")], id="a fact of no source",
        ),
        pytest.param(
            [golden("k2", "Нешеу?", facts=(("200", "145"),)), golden("q", "Кто?", RU)],
            [], id="one form of several stands there",
        ),
        pytest.param(
            [golden("k2", "Нешеу?", documents=("x",)), golden("q", "Кто?", RU)],
            [("golden-source-missing", "k2")], id="a source that is not here",
        ),
        pytest.param(
            [golden("k2", "Нешеу?", facts=()), golden("q", "Кто?", RU)],
            [("golden-facts-none", "k2")], id="no facts",
        ),
        pytest.param(
            [golden("k2", "Ауа райы?", expect=Status.NOT_FOUND, facts=(("145",),)), golden("q", "Кто?", RU)],
            [("golden-facts-unexpected", "k2")], id="facts of what has no answer",
        ),
    ],
)  # fmt: skip
def test_a_checker_finds(more, faults):
    assert [(fault.key, fault.id) for fault in faults_of([*EVEN, *more], SOURCES)] == faults
