"""A Bot API server of our own for tests, over real HTTP, as strict as Telegram.

    with BotApi() as api:
        aru = api.person("Ару", "kk")
        question = aru.types("43-бап")
        [answer] = aru.waits_for(1)
        assert api.violations == []

It imports no aiogram: it judges by itself what a bot sends. The bot under test runs where it
likes, with `api.url` for its server and `api.token`.
"""

from tests.bot_api.api import BotApi
from tests.bot_api.chats import Draft, Message
from tests.bot_api.limits import Rates
from tests.bot_api.people import Seat
from tests.bot_api.world import TOKEN, Asked, Call

__all__ = ["TOKEN", "Asked", "BotApi", "Call", "Draft", "Message", "Rates", "Seat"]
