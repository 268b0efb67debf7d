"""Changes as commands of a transaction."""

import json
import time
from collections.abc import Iterable
from typing import Any

from bot.telegram.changes import Change, Count, KeepAnswer, KeepConversation
from bot.telegram.redis.server import Server


async def add_changes(server: Server, transaction: Any, changes: Iterable[Change]) -> None:  # noqa: ANN401 -- a pipeline, whose type is not said
    """Add to a transaction what writes changes down."""
    for change in changes:
        match change:
            case KeepAnswer():
                await _keep_answer(server, transaction, change)
            case KeepConversation():
                _keep_conversation(server, transaction, change)
            case Count(name, more):
                transaction.hincrby(server.key("note", name), "value", more)
                transaction.hset(server.key("note", name), "noted_at", str(time.time()))


async def _keep_answer(server: Server, transaction: Any, change: KeepAnswer) -> None:  # noqa: ANN401
    kept = change.answer
    await server.run("drop_answer", kept.id, within=transaction)
    await server.run(
        "keep_answer",
        *(kept.id, kept.chat, kept.person, kept.asked_in, kept.question, str(kept.language)),
        json.dumps(kept.citations),
        time.time(),
        *change.messages,
        within=transaction,
    )


def _keep_conversation(server: Server, transaction: Any, change: KeepConversation) -> None:  # noqa: ANN401
    chat, person = change.chat, change.person
    questions = json.dumps(list(change.questions), ensure_ascii=False)
    transaction.set(server.key("talk", chat, person), questions)
    transaction.zadd(server.key("talks"), {f"{chat}:{person}": time.time()})
    transaction.sadd(server.key("talks-of", person), chat)
