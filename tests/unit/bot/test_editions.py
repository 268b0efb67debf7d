import pytest

from bot.answering.editions import Scope, scope_of, without_scope
from corpus.edition import ADOPTED, DRAFT_OF_FEBRUARY, DRAFT_OF_JANUARY, OF_1995, edition_of


@pytest.mark.parametrize(
    ("question", "scope", "subject"),
    [
        ("Құрылтайда қанша депутат?", Scope.NEW, "Құрылтайда қанша депутат?"),
        ("Кто вносит изменения в Конституцию?", Scope.NEW, "Кто вносит изменения в Конституцию?"),
        ("1995 жылғы Конституция: неше палата?", Scope.OLD, ": неше палата?"),
        ("Сколько палат по старой Конституции?", Scope.OLD, "Сколько палат по ?"),
        ("Конституция от 1995 года, срок депутатов", Scope.OLD, ", срок депутатов"),
        ("ескі конституцияда президент мерзімі", Scope.OLD, "президент мерзімі"),
        ("Сравни срок президента с 1995 годом", Scope.BOTH, "срок президента с"),
        ("Сколько депутатов было раньше?", Scope.BOTH, "Сколько депутатов было ?"),
        ("Президент мерзімі бұрын қанша еді?", Scope.BOTH, "Президент мерзімі қанша еді?"),
        ("что изменилось", Scope.BOTH, "что изменилось"),
    ],
)
def test_a_question_says_which_editions_it_is_about(question, scope, subject):
    assert scope_of(question) is scope
    assert " ".join(without_scope(question).split()) == subject


@pytest.mark.parametrize(
    ("text", "name", "edition"),
    [
        ("Парламент состоит из двух Палат", "old", OF_1995),
        ("Курултай состоит из депутатов", "new", ADOPTED),
        ("ЖОБА\n\nҚұрылтай депутаттары", "x", DRAFT_OF_FEBRUARY),
        ("Курултай состоит", "draft-2026-01-31-ru", DRAFT_OF_JANUARY),
        ("Курултай рассматривает проект закона", "constitution", ADOPTED),
    ],
)
def test_an_edition_is_told_by_the_text(text, name, edition):
    assert edition_of(text, name) == edition
