"""What people read of the bot before they write to it."""

from bot.telegram.rendering.texts import about_text, short_about_text
from corpus.document import Language
from tests.bot_api import BotApi
from tests.integration.telegram.with_bot.running_bot import RunningBot

LAST = ("short_description", "ru")


def started(api, home):
    with RunningBot(api, home):
        api.world.wait_until(lambda: LAST in api.world.settings, 10, "the profile")


def test_the_profile_says_what_the_bot_is_in_both_languages_and_keeps_what_the_operator_said(
    fresh_home,
):
    home = fresh_home()
    with BotApi() as api:
        api.world.settings["description", "kk"] = "Өз сөзіміз."
        started(api, home)
        assert api.world.settings["description", "kk"] == "Өз сөзіміз."
        assert api.world.settings["description", ""] == about_text(Language.RU)
        for language in Language:
            short = api.world.settings["short_description", language]
            assert short == short_about_text(language)
        assert api.refused == []
