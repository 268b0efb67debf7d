"""Methods about the bot itself and about the chats it is in."""

import re
from typing import Any

from tests.bot_api.parameters import Parameters
from tests.bot_api.refusals import bad_request
from tests.bot_api.sending import read_chat
from tests.bot_api.texts import units
from tests.bot_api.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_SCOPES = frozenset(
    "default all_private_chats all_group_chats all_chat_administrators chat chat_administrators"
    " chat_member".split()
)
_MOST_COMMANDS, _LONGEST_DESCRIPTION = 100, 256
_LONGEST = {"name": 64, "description": 512, "short_description": 120}


def get_me(world: World, given: Parameters) -> Any:
    """Who the bot is."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return world.bot.to_json() | abilities


def set_my_commands(world: World, given: Parameters) -> bool:
    """Register commands for a scope and a language."""
    commands = given.json("commands", "commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check_command(command)
    world.settings["commands", *_scope(given)] = commands
    return True


def _check_command(command: Any) -> None:
    name = command.get("command") if isinstance(command, dict) else None
    if not isinstance(name, str) or not _COMMAND.fullmatch(name.removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    description = command.get("description")
    if (
        not isinstance(description, str)
        or not 1 <= units(description.strip()) <= _LONGEST_DESCRIPTION
    ):
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def get_my_commands(world: World, given: Parameters) -> Any:
    """The commands of exactly that scope and language."""
    return world.settings.get(("commands", *_scope(given)), [])


def delete_my_commands(world: World, given: Parameters) -> bool:
    """Forget the commands of a scope and a language."""
    world.settings.pop(("commands", *_scope(given)), None)
    return True


def _scope(given: Parameters) -> tuple[str, str, str]:
    scope = given.json("scope", "scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return kind, str(scope.get("chat_id", "")), _language(given)


def _language(given: Parameters) -> str:
    code = given.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def setter(name: str) -> Any:
    """The method that sets one text of the profile: name, description or short_description."""

    def set_text(world: World, given: Parameters) -> bool:
        if units(given.text(name)) > _LONGEST[name]:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        world.settings[name, _language(given)] = given.text(name)
        return True

    return set_text


def getter(name: str) -> Any:
    """The method that reads one text of the profile."""

    def get_text(world: World, given: Parameters) -> Any:
        return {name: world.settings.get((name, _language(given)), "")}

    return get_text


def get_chat(world: World, given: Parameters) -> Any:
    """What is known of a chat."""
    more = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}
    return read_chat(world, given).to_json() | more


_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)


def get_chat_member(world: World, given: Parameters) -> Any:
    """Whether a person is in a chat."""
    chat, person = read_chat(world, given), given.number("user_id")
    known = {world.bot.id: world.bot} | chat.members
    if chat.person:
        known[chat.person.id] = chat.person
    if person not in known:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return {"status": "member", "user": known[person].to_json()}


def do_nothing(world: World, given: Parameters) -> bool:
    """Close or log out: nothing is kept elsewhere."""
    return True
