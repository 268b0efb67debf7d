"""What a button says when it is pressed: at most 64 bytes, told apart by their first letters."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from corpus.document import Language

# The short name under which an answer is kept, and that of a question to be asked.
AnswerId = Annotated[str, Field(pattern=r"^[\w-]{1,16}$")]
QuestionKey = Annotated[str, Field(pattern=r"^[\w-]{1,32}$")]


class Complaint(StrEnum):
    """What a person found wrong with an answer."""

    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    OFF_TOPIC = "off_topic"
    LANGUAGE = "language"


class ChooseLanguage(CallbackData, prefix="lang"):
    """The language to speak from now on."""

    language: Language


class Rate(CallbackData, prefix="rate"):
    """An answer is good, or is not."""

    answer: AnswerId
    good: bool


class Reason(CallbackData, prefix="why"):
    """Why an answer is not good."""

    answer: AnswerId
    reason: Complaint


class ShowSource(CallbackData, prefix="src"):
    """Show the text around the citation of that number."""

    answer: AnswerId
    number: int


class Ask(CallbackData, prefix="ask"):
    """A question to be asked: an example's key, or one under which a related question is kept."""

    key: QuestionKey
