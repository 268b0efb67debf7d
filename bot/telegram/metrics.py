"""Figures for Prometheus: what is asked, how long it takes, what fails. Nobody is named in them."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

from bot.answer import Answer
from bot.telegram.pressure import Step
from bot.telegram.troubles import Trouble

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_SLOW = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600)


class Metrics:
    """The service's counters, and the state of things when it is asked for."""

    def __init__(self) -> None:
        """Begin at nought. Each service has figures of its own."""
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._questions = self._counter("questions", "Answers", "language", "status", "generator")
        self._repeated = self._counter("repeated_answers", "Answers that were remembered")
        self._steps = self._counter("answers_by_step", "Answers by what pressure left", "step")
        self._cuts = self._counter("cut_sentences", "Sentences taken out by verification", "reason")
        self._refusals = self._counter("telegram_refusals", "Calls refused by Telegram", "trouble")
        self._stages = self._histogram("stage_seconds", "Time of a stage", _FAST, "stage")
        self._waits = self._histogram(
            "answer_seconds", "From a question's arrival to its end", _SLOW
        )
        self._states: dict[str, Gauge] = {}

    def answered(self, answer: Answer, seconds: float, step: Step) -> None:
        """Count an answer that was delivered so long after its question arrived, at that step."""
        language = answer.question.language
        self._questions.labels(language, answer.status, answer.generator or "none").inc()
        self._waits.observe(seconds)
        self._steps.labels(step).inc()
        self._repeated.inc(answer.repeated)
        for stage, milliseconds in answer.timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)
        if not answer.repeated:
            for cut in answer.cuts:
                self._cuts.labels(cut.reason).inc()

    def refused(self, trouble: Trouble) -> None:
        """Count a call that Telegram has not done."""
        self._refusals.labels(trouble.name.lower()).inc()

    def render(self, states: Mapping[str, float]) -> bytes:
        """All figures in Prometheus' text format; `states` are those of this moment."""
        for name, value in states.items():
            if name not in self._states:
                self._states[name] = Gauge(
                    f"atazan_{name}", name.replace("_", " "), registry=self._registry
                )
            self._states[name].set(value)
        return generate_latest(self._registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"atazan_{name}", about, labels, registry=self._registry)

    def _histogram(
        self, name: str, about: str, buckets: tuple[float, ...], *labels: str
    ) -> Histogram:
        return Histogram(f"atazan_{name}", about, labels, buckets=buckets, registry=self._registry)
