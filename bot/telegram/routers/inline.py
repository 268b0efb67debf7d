"""Inline mode: `@bot question` anywhere gives the passages that fit best."""

from aiogram import Router
from aiogram.methods import AnswerInlineQuery
from aiogram.types import InlineQuery

from bot.errors import QuestionError
from bot.telegram.delivery import Delivery
from bot.telegram.desk import Desk
from bot.telegram.people import Person
from bot.telegram.rendering.excerpts import inline_results
from corpus.document import Language
from retrieval.passage import Evidence

_CACHED_S = 300


async def search(inline_query: InlineQuery, person: Person, desk: Desk, delivery: Delivery) -> None:
    """Answer with passages; with none to what is no question."""
    language, evidence = await _found(inline_query.query, person, desk)
    await delivery.try_call(
        AnswerInlineQuery(
            inline_query_id=inline_query.id,
            results=list(inline_results(language, evidence)),
            cache_time=_CACHED_S,
            is_personal=person.has_chosen,
        )
    )


async def _found(text: str, person: Person, desk: Desk) -> tuple[Language, tuple[Evidence, ...]]:
    try:
        question, evidence = await desk.look_up(lambda it: it.assistant.find(text, person.choice))
    except QuestionError:
        return person.language, ()
    return question.language, evidence


def build_inline() -> Router:
    """The router of inline queries."""
    router = Router(name="inline")
    router.inline_query.register(search)
    return router
