"""The shelf: the folder that models are loaded from, those that were pulled each with a record."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.digests import sha256_of
from bot.errors import ModelFileError, SettingsError
from bot.models.registry import ModelEntry, ModelKind, find_entry
from bot.settings_file import quoted

# Beside the model's own files; retrieval/embedding.py reads the prefixes from it.
RECORD = "atazan.toml"


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model in its folder; `file` is its GGUF, where it is one, `digests` those of its files."""

    path: Path
    kind: ModelKind
    repo: str
    revision: str = ""
    licence: str = ""
    file: str = ""
    query_prefix: str = ""
    passage_prefix: str = ""
    digests: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.name

    @property
    def target(self) -> Path:
        """What a setting names: the GGUF, or the folder."""
        return self.path / self.file if self.file else self.path

    def size(self) -> int:
        """Bytes of its files that are there."""
        files = (self.path / name for name in self.digests)
        return sum(file.stat().st_size for file in files if file.is_file())

    def damaged(self) -> list[str]:
        """Return the files that are missing or not what came from the hub."""
        return [
            name
            for name, digest in self.digests.items()
            if not (self.path / name).is_file() or sha256_of(self.path / name) != digest
        ]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder of the models."""

    path: Path

    def check_holds(self, model: Path) -> None:
        """Raise SettingsError for a model that lies elsewhere, or whose link leads out."""
        shelf = self.path.resolve()
        if not model.absolute().is_relative_to(self.path.absolute()) and not (
            model.resolve().is_relative_to(shelf)
        ):
            raise SettingsError("error-model-elsewhere", path=str(model), folder=str(self.path))
        for file in (model, *model.rglob("*")):
            if not file.resolve().is_relative_to(shelf):
                raise SettingsError("error-model-leads-out", path=str(file))

    def models(self) -> Iterator[InstalledModel]:
        """Yield what is installed, by name."""
        records = sorted(self.path.glob(f"*/{RECORD}"))
        return (read_record(record) for record in records if record.parent.name[0] != ".")

    def find(self, name: str) -> InstalledModel | None:
        """Return the model of that name or hub id, where it is installed."""
        for model in self.models():
            if model.name == name:
                return model
        try:
            folder = self.folder(find_entry(name))
        except ModelFileError:
            return None
        return read_record(folder / RECORD) if (folder / RECORD).is_file() else None

    def folder(self, entry: ModelEntry) -> Path:
        """Where a model lies once it is whole."""
        return self.path / entry.name

    def staging(self, entry: ModelEntry) -> Path:
        """Where a model lies while it comes: hidden, on the same disk."""
        return self.path / f".{entry.name}"


def write_record(model: InstalledModel, folder: Path) -> None:
    """Write the record of a model into a folder. The same model makes the same record."""
    texts = {
        "kind": model.kind.value,
        "repo": model.repo,
        "revision": model.revision,
        "licence": model.licence,
        "file": model.file,
    }
    prefixes = {"query": model.query_prefix, "passage": model.passage_prefix}
    tables = [_lines(texts), "[prefix]", _lines(prefixes), "[files]", _lines(model.digests)]
    (folder / RECORD).write_text("\n".join(tables) + "\n", encoding="utf-8")


def read_record(path: Path) -> InstalledModel:
    """Read the record of a model. Raises ModelFileError."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        prefix = told.pop("prefix", {})
        return InstalledModel(
            path=path.parent,
            kind=ModelKind(told.pop("kind")),
            digests=dict(told.pop("files", {})),
            query_prefix=str(prefix.get("query", "")),
            passage_prefix=str(prefix.get("passage", "")),
            **told,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelFileError("error-model-record", path=str(path)) from error


def _lines(texts: dict[str, str]) -> str:
    return "\n".join(f"{quoted(key)} = {quoted(text)}" for key, text in texts.items())
