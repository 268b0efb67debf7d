import pytest

from bot.answering.editions import Scope, scope_of, without_scope
from corpus.edition import (
    ADOPTED,
    DRAFT_OF_FEBRUARY,
    DRAFT_OF_JANUARY,
    EDITIONS,
    OF_1995,
    edition_of,
)

ALL = frozenset(EDITIONS)


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
        ("Сколько депутатов по проекту?", Scope.DRAFT, "Сколько депутатов по проекту?"),
        (
            "Что говорит проект новой Конституции",
            Scope.DRAFT,
            "Что говорит проект новой Конституции",
        ),
        ("Конституция жобасында не делінген?", Scope.DRAFT, "Конституция жобасында не делінген?"),
        ("Кто вносит проект закона?", Scope.NEW, "Кто вносит проект закона?"),
        ("Как попасть в проект «Жас маман»?", Scope.NEW, "Как попасть в проект «Жас маман»?"),
        ("заң жобасын кім енгізеді", Scope.NEW, "заң жобасын кім енгізеді"),
    ],
)
def test_a_question_says_which_editions_it_is_about(question, scope, subject):
    assert scope_of(question, ALL) is scope
    if scope is not Scope.DRAFT:
        assert " ".join(without_scope(question).split()) == subject


@pytest.mark.parametrize(
    ("held", "scope"),
    [
        (set(), Scope.NEW),
        ({ADOPTED}, Scope.NEW),
        ({ADOPTED, DRAFT_OF_FEBRUARY}, Scope.BOTH),
        ({ADOPTED, OF_1995}, Scope.BOTH),
    ],
    ids=["nothing", "one", "draft and adopted", "old and new"],
)
def test_texts_are_set_side_by_side_where_there_are_two(held, scope):
    assert scope_of("что изменилось в статье 5", frozenset(held)) is scope


@pytest.mark.parametrize(
    ("scope", "held", "quoted"),
    [
        (Scope.NEW, {DRAFT_OF_FEBRUARY}, {DRAFT_OF_FEBRUARY}),
        (Scope.NEW, ALL, {ADOPTED}),
        (Scope.DRAFT, ALL, {DRAFT_OF_JANUARY, DRAFT_OF_FEBRUARY}),
        (Scope.OLD, ALL, {OF_1995}),
    ],
    ids=["a draft alone stands for the new text", "the adopted text supersedes", "draft", "old"],
)
def test_one_edition_is_never_quoted_for_another(scope, held, quoted):
    (narrowed,) = scope.filters(frozenset(held))
    allowed = set(narrowed.versions or held) - narrowed.excluded_versions
    assert allowed == quoted


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
