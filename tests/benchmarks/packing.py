"""What of the answer survives a small prompt: `make bench-packing`.

    python -m tests.benchmarks.packing [CORPORA]

Over the golden questions that are answered: of the expected facts that stand in the Evidence found,
the share that still stands in what is packed, by the tokens of the prompt. Tokens are counted as
Qwen's tokenizer has them on average: 5.4 a word of Kazakh, 2.3 of Russian, 1.3 of anything else.
With CORPORA the Constitution's texts of 2026 are in the corpus too.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot.answer import Status
from bot.answering.packing import pack
from bot.quality.golden import GoldenQuestion, read_golden
from bot.quality.metrics import share_of_facts
from bot.quality.statistics import mean_of
from bot.settings import Settings
from bot.wiring import Application, build_application
from corpus.document import Language
from corpus.intake import take_in
from retrieval.analysis.words import words_of
from retrieval.language import detect
from retrieval.passage import Evidence

GOLDEN = sorted((Path(__file__).parent.parent / "quality" / "golden").glob("*.jsonl"))
BUDGETS = (200, 400, 600, 1000)
TEXTS = ("constitution-2026-kk.txt", "constitution-2026-ru.md")
_TOKENS_A_WORD = {Language.KK: 5.4, Language.RU: 2.3}
_EVIDENCE = 5


def count(texts: Sequence[str]) -> list[int]:
    """How many tokens each text has, about."""
    return [round(len(words_of(text)) * _TOKENS_A_WORD[detect(text)]) for text in texts]


def evidence_for(application: Application, golden: GoldenQuestion) -> Sequence[Evidence]:
    """What a model would be given for a question."""
    answer = application.assistant.answer(golden.question, None, None, golden.id)
    if answer.status is not Status.ANSWERED or golden.before:
        return ()
    return answer.evidence


def survival(golden: GoldenQuestion, evidence: Sequence[Evidence], budget: int) -> float | None:
    """The share of the facts in the Evidence that are in the packed sentences too."""
    whole = " ".join(item.passage.text for item in evidence)
    known = [forms for forms in golden.facts if share_of_facts([forms], whole)]
    if not known:
        return None
    packed = " ".join(source.text for source in pack(evidence, budget, count))
    return share_of_facts(known, packed)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, nargs="?")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        application = build_application(Settings(home=Path(home)))
        application.add_default_corpus()
        if arguments.corpora:
            list(take_in(application.catalogue, [arguments.corpora / name for name in TEXTS]))
        application.index()
        questions = [one for file in GOLDEN for one in read_golden(file) if one.facts]
        found = [(one, evidence_for(application, one)) for one in questions]
        print(
            "| tokens of sources | facts that survive | Kazakh | Russian | questions |\n|---|---|---|---|---|"
        )
        for budget in BUDGETS:
            print_row(
                budget, [(one, survival(one, items, budget)) for one, items in found if items]
            )


def print_row(budget: int, survived: list[tuple[GoldenQuestion, float | None]]) -> None:
    """Print one budget."""
    known = [(one, share) for one, share in survived if share is not None]
    parts = [[share for one, share in known if one.language is language] for language in Language]
    cells = (mean_of(each) for each in ([share for _, share in known], *parts))
    shown = (f"{each.mean:.1%} [{each.low:.1%}; {each.high:.1%}]" for each in cells)
    print(f"| {budget} | " + " | ".join(shown) + f" | {len(known)} |")


if __name__ == "__main__":
    main()
