"""The dispatcher: routers and middlewares put together, the same for polling and webhook."""

from typing import Any

from aiogram import Dispatcher

from bot.telegram.middlewares import Acquaintance, Turn
from bot.telegram.people import People
from bot.telegram.routers.admin import build_admin
from bot.telegram.routers.buttons import build_buttons
from bot.telegram.routers.commands import build_commands
from bot.telegram.routers.inline import build_inline
from bot.telegram.routers.questions import build_others, build_questions
from bot.telegram.routers.stopping import build_stopping


def build_dispatcher(people: People, admins: tuple[int, ...], **given: Any) -> Dispatcher:  # noqa: ANN401 -- aiogram hands them to handlers by their names
    """Wire the handlers; what is `given` they find by its name."""
    dispatcher = Dispatcher(disable_fsm=True, people=people, **given)
    for observer in (dispatcher.message, dispatcher.edited_message, dispatcher.callback_query):
        observer.middleware(Acquaintance(people))
        observer.middleware(Turn())
    dispatcher.inline_query.middleware(Acquaintance(people))
    dispatcher.include_routers(
        build_questions(),  # most of what comes
        build_commands(),
        build_admin(admins),
        build_buttons(),
        build_inline(),
        build_stopping(),
        build_others(),
    )
    return dispatcher
