"""A run, or two, as one self-contained HTML page: figures, pictures, every question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.quality.findings import findings_of_comparison, findings_of_run
from bot.quality.metrics import METRICS, Score, score_all, share_of_facts
from bot.quality.plots import HEIGHT, WIDTH, interval_on_line, plots_of
from bot.quality.run import Run
from bot.quality.summary import by_tag, compare, summarise, won_and_lost
from bot.quality.tables import render_interval, render_value
from corpus.document import Language
from prompts.messages import message


@dataclass(frozen=True, slots=True)
class ShownFact:
    """An expected fact, and whether the answer says it."""

    forms: str
    is_said: bool


def render_report(run: Run, language: Language) -> str:
    """Return the page of a run; `language` is that of its first sight, both are in it."""
    scores = score_all(run.asked)
    summary = summarise(scores)
    return _page(
        "report",
        language,
        about=run.about,
        summary=summary,
        findings=partial(findings_of_run, summary),
        plots=plots_of(scores, _threshold(run.about)),
        tags=by_tag(scores),
        tag_metrics=[metric for metric in METRICS if metric.name in _OF_TAGS],
        scores=scores,
    )


def render_comparison(before: Run, after: Run, language: Language) -> str:
    """Return the page of two runs: metrics, what was won and what was lost."""
    old, new = score_all(before.asked), score_all(after.asked)
    changes = compare(old, new)
    won, lost = won_and_lost(old, new)
    return _page(
        "comparison",
        language,
        before=before.about,
        after=after.about,
        changes=changes,
        findings=partial(findings_of_comparison, changes, len(new)),
        parts={"eval-lost": lost, "eval-won": won},
    )


_OF_TAGS = ("outcome", "fact-recall", "source", "locator", "citation-recall")


def facts_shown(one: Score) -> list[ShownFact]:
    """Return the facts that were expected, each with whether it was said."""
    return [
        ShownFact(" | ".join(forms), share_of_facts([forms], one.answer.text) == 1.0)
        for forms in one.golden.facts
    ]


def _page(name: str, language: Language, **values: object) -> str:
    template = _environment().get_template(f"{name}.html.jinja")
    return template.render(language=language, **values) + "\n"


def _threshold(about: Mapping[str, str]) -> float:
    return float(about.get("answer_threshold") or 0.0)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot.quality", "pages"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "words": _words,
        "both": _both,
        "languages": tuple(Language),
        "facts_shown": facts_shown,
        "interval": render_interval,
        "value": render_value,
        "on_line": interval_on_line,
        "plot_width": WIDTH,
        "plot_height": HEIGHT,
        "metrics": {metric.name: metric for metric in METRICS},
    }
    return environment


def _words(key: str, **values: str | int | float) -> Markup:
    """A message in both languages, of which the page shows one."""
    return _both([message(key, language, **values) for language in Language])


def _both(texts: Sequence[str]) -> Markup:
    """A text in Kazakh and in Russian, of which the page shows one."""
    pairs = zip(Language, texts, strict=True)
    return Markup("").join(
        Markup('<span lang="{}">{}</span>').format(language.value, text) for language, text in pairs
    )
