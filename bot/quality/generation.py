"""Golden questions → answers: running is apart from scoring."""

from collections.abc import Iterable, Iterator

from bot.answer import Answer, Question, Status
from bot.assistant import Assistant
from bot.conversation import Conversation
from bot.errors import QuestionError
from bot.quality.golden import GoldenQuestion


def generate_answers(
    assistant: Assistant, questions: Iterable[GoldenQuestion]
) -> Iterator[tuple[GoldenQuestion, Answer]]:
    """Ask every question after its own earlier turns, in the language that its text has."""
    for golden in questions:
        try:
            conversation = Conversation()
            for turn in golden.before:
                assistant.answer(turn, None, conversation)
            yield golden, assistant.answer(golden.question, None, conversation, golden.id)
        except QuestionError as error:
            question = Question(golden.id, golden.question, golden.language)
            yield golden, Answer(question, Status.FAILED, str(error))
