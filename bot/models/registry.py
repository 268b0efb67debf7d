"""The models that are known by a name, and those that a hub id names."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from bot.errors import ModelFileError

_FILE = Path(__file__).with_name("registry.toml")
# owner/name or owner/name/folder/file.gguf, of the characters that a hub allows.
_HUB_ID = re.compile(r"([\w.-]+/[\w.-]+)(?:/([\w./-]+\.gguf))?", re.ASCII)


class ModelKind(StrEnum):
    """What a model does; its value begins the name of the setting that holds it."""

    EMBEDDING = "embedding"
    RERANKER = "reranker"
    LLM = "llm"

    @property
    def setting(self) -> str:
        """The setting that names the model in use."""
        return f"{self.value}_model"

    @property
    def extra(self) -> str:
        """The extra that runs it."""
        return "llm" if self is ModelKind.LLM else "dense"


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A model on the hub. `kind` and `licence` of one that only its hub id names are not known."""

    name: str
    repo: str
    kind: ModelKind | None = None
    revision: str = "main"
    file: str = ""
    licence: str = ""
    is_commercial: bool = True
    megabytes: int = 0
    dimension: int = 0
    speaks_kazakh: bool = False
    query_prefix: str = ""
    passage_prefix: str = ""


@cache
def known_models() -> tuple[ModelEntry, ...]:
    """The registry, in its order."""
    records = tomllib.loads(_FILE.read_text(encoding="utf-8"))["model"]
    return tuple(_entry(record) for record in records)


def find_entry(name: str) -> ModelEntry:
    """Return the entry of that name or hub id; a hub id that is not known makes an entry.

    Raises ModelFileError for what is neither.
    """
    hub_id = _HUB_ID.fullmatch(name)
    repo, file = hub_id.groups("") if hub_id else ("", "")
    for entry in known_models():
        if name == entry.name or (repo == entry.repo and file in ("", entry.file)):
            return entry
    if not hub_id or ".." in name:
        raise ModelFileError("error-model-unknown", name=name)
    return ModelEntry(_folder_name(repo, file), repo, ModelKind.LLM if file else None, file=file)


def is_non_commercial(licence: str) -> bool:
    """Whether the hub's name of a licence forbids commercial use."""
    return bool(re.search(r"(^|-)nc(-|$)|non-?commercial|research", licence.lower()))


def _folder_name(repo: str, file: str) -> str:
    return "--".join((repo + (f"/{file.removesuffix('.gguf')}" if file else "")).split("/"))


def _entry(record: dict[str, Any]) -> ModelEntry:
    prefix = record.pop("prefix", {})
    return ModelEntry(
        kind=ModelKind(record.pop("kind")),
        is_commercial=record.pop("commercial", True),
        speaks_kazakh=record.pop("kazakh", False),
        query_prefix=prefix.get("query", ""),
        passage_prefix=prefix.get("passage", ""),
        **record,
    )
