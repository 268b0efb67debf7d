"""A language model as the judge of facts, and how far it agrees with the golden ones.

For free-form answers whose words no list of accepted forms can foresee. Never the default: it is
asked for, and shown beside the golden facts with its agreement.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Status
from bot.answering.chat_model import ChatModel
from bot.answering.prompt import defuse
from bot.answering.splitting import without_markers
from bot.quality.metrics import share_of_facts
from bot.quality.run import Asked
from corpus.document import Language
from prompts.messages import message
from prompts.templates import render

_MOST_TOKENS = 8


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one fact: whether the golden forms, and whether the judge, find it in the answer."""

    id: str
    fact: str
    golden: bool
    judge: bool


def judge_run(model: ChatModel, asked: Iterable[Asked]) -> Iterator[Verdict]:
    """Yield a verdict on each expected fact of each answer. Raises GeneratorError."""
    for golden, answer in asked:
        if golden.expect is Status.ANSWERED and answer.status is Status.ANSWERED:
            for forms in golden.facts:
                says_so = _asks(model, golden.question, answer.text, forms, golden.language)
                stands = share_of_facts([forms], answer.text) == 1.0
                yield Verdict(golden.id, forms[0], stands, says_so)


def agreement(verdicts: Sequence[Verdict]) -> tuple[float, float]:
    """Return the share of verdicts that agree, and Cohen's kappa (−1 to 1; 0 is chance).

    Source: Cohen, A Coefficient of Agreement for Nominal Scales, 1960.
    """
    observed = sum(one.golden == one.judge for one in verdicts) / len(verdicts)
    golden = sum(one.golden for one in verdicts) / len(verdicts)
    judge = sum(one.judge for one in verdicts) / len(verdicts)
    by_chance = golden * judge + (1 - golden) * (1 - judge)
    return observed, (observed - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0


def _asks(
    model: ChatModel, question: str, answer: str, forms: Sequence[str], language: Language
) -> bool:
    yes, no = (message(key, language) for key in ("judge-yes", "judge-no"))
    values = {
        "yes": yes,
        "no": no,
        "question": defuse(question),
        "answer": defuse(without_markers(answer)),
        "fact": defuse(" / ".join(forms)),
    }
    messages = [
        {"role": role, "content": render("judge", language, role=role, **values)}
        for role in ("system", "user")
    ]
    grammar = f'root ::= "{yes}" | "{no}"'
    pieces = model.write(messages, grammar, _MOST_TOKENS)
    said = "".join(piece for piece in pieces if isinstance(piece, str))
    return said.strip().lower().startswith(yes)
