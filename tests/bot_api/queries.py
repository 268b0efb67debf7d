"""Answers to taps on buttons and to inline queries."""

from typing import Any

from tests.bot_api.parameters import Parameters
from tests.bot_api.refusals import bad_request
from tests.bot_api.sending import read_inline_content, read_result_keyboard
from tests.bot_api.texts import units
from tests.bot_api.world import World

LONGEST_NOTICE, MOST_RESULTS, LONGEST_ID = 200, 50, 64


def answer_callback_query(world: World, given: Parameters) -> bool:
    """End the spinner on a button, with a notice or without."""
    if units(given.text("text")) > LONGEST_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = {"text": given.text("text"), "show_alert": given.flag("show_alert")}
    world.answer(given.text("callback_query_id"), answer)
    return True


def answer_inline_query(world: World, given: Parameters) -> bool:
    """Give the results of an inline query."""
    results = given.json("results", "inline query results")
    if not isinstance(results, list):
        raise bad_request("expected an Array of inline query results")
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len(given.text("next_offset").encode()) > LONGEST_ID:
        raise bad_request("NEXT_OFFSET_INVALID")
    read = [_read_result(result) for result in results]
    if len({result["id"] for result in read}) < len(read):
        raise bad_request("RESULT_ID_DUPLICATE")
    answer = {"results": read, "is_personal": given.flag("is_personal")}
    world.answer(
        given.text("inline_query_id"), answer | {"cache_time": given.number("cache_time", 300)}
    )
    return True


def _read_result(result: Any) -> dict[str, Any]:
    """An article, its content read as a message would be."""
    if not isinstance(result, dict):
        raise bad_request("can't parse inline query result: Inline query result must be an object")
    if result.get("type") != "article":
        raise bad_request("can't parse inline query result: unsupported type of the result")
    identifier = result.get("id")
    if not isinstance(identifier, str) or not 1 <= len(identifier.encode()) <= LONGEST_ID:
        raise bad_request("RESULT_ID_INVALID")
    if not isinstance(result.get("title"), str) or not result["title"].strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = read_inline_content(result.get("input_message_content"))
    content.keyboard = read_result_keyboard(result)
    return result | {"content": content}
