"""Bringing a model from the hub to the shelf: whole and checked, or not at all."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from bot.digests import sha256_of
from bot.errors import ModelFileError
from bot.models.gguf import read_header
from bot.models.hub import Arrived, RemoteFile, RemoteModel, describe, fetch, half_file
from bot.models.memory import gigabytes
from bot.models.registry import ModelEntry, ModelKind, is_non_commercial
from bot.models.shelf import InstalledModel, Shelf, write_record

_GGUF, _SAFE, _UNSAFE = ".gguf", ".safetensors", ".bin"
_WEIGHTS = {_SAFE, _UNSAFE}
# What sentence-transformers reads of a repository, beside the weights.
_CONFIGURATION = {".json", ".txt", ".model", ".md", ""}
_OTHER_RUNTIMES = {"onnx", "openvino", "imgs", "assets"}
_REPOSITORY_FILES = {".gitattributes", ".gitignore"}


@dataclass(frozen=True, slots=True)
class Delivery:
    """What `pull` will bring: an entry, made whole by what the hub says, and its files."""

    entry: ModelEntry
    remote: RemoteModel
    files: tuple[RemoteFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


def plan_delivery(entry: ModelEntry) -> Delivery:
    """Ask the hub for an entry's files and licence. Raises ModelFileError."""
    remote = describe(entry.repo, entry.revision)
    files = tuple(_gguf(entry, remote) if _is_llm(entry, remote) else _model_files(remote))
    if not files:
        raise ModelFileError("error-model-no-weights", name=entry.repo)
    licence = entry.licence or remote.licence
    told = replace(
        entry,
        kind=entry.kind or (ModelKind.LLM if _is_llm(entry, remote) else None),
        file=files[0].path if files[0].path.endswith(_GGUF) else "",
        licence=licence,
        is_commercial=entry.is_commercial and not is_non_commercial(licence),
    )
    return Delivery(told, remote, files)


def deliver(delivery: Delivery, shelf: Shelf, arrived: Arrived) -> InstalledModel:
    """Fetch a model's files, check them, and put the model on the shelf.

    Broken off, it goes on where it was. Raises ModelFileError.
    """
    staging, folder = shelf.staging(delivery.entry), shelf.folder(delivery.entry)
    staging.mkdir(parents=True, exist_ok=True)
    with _alone(shelf, delivery.entry):
        for file in delivery.files:
            _reuse(file, folder, staging)
        _check_space(delivery, staging)
        for file in delivery.files:
            fetch(delivery.remote, file, staging / PurePosixPath(file.path), arrived)
        model = _recorded(delivery, staging)
        _clear_strangers(staging, {*model.digests})
        write_record(model, staging)
        if folder.exists():
            shutil.rmtree(folder)
        staging.rename(folder)
    return replace(model, path=folder)


def kind_of(folder: Path) -> ModelKind:
    """Tell what a folder's model does, by its configuration; without any, it embeds."""
    if (folder / "modules.json").is_file():
        return ModelKind.EMBEDDING
    try:
        told = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = {}
    architectures = told.get("architectures") if isinstance(told, dict) else None
    classifies = "ForSequenceClassification" in str(architectures)
    return ModelKind.RERANKER if classifies else ModelKind.EMBEDDING


def _reuse(file: RemoteFile, folder: Path, staging: Path) -> None:
    """Take over a file that an older state of the model has already, where the disk can link."""
    old, new = folder / file.path, staging / file.path
    if not new.exists() and file.is_at(old):
        new.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            os.link(old, new)


def _recorded(delivery: Delivery, staging: Path) -> InstalledModel:
    entry = delivery.entry
    if entry.file:
        read_header(staging / entry.file)
    return InstalledModel(
        path=staging,
        kind=entry.kind or kind_of(staging),
        repo=entry.repo,
        revision=delivery.remote.revision,
        licence=entry.licence,
        file=entry.file,
        query_prefix=entry.query_prefix,
        passage_prefix=entry.passage_prefix,
        digests={file.path: sha256_of(staging / file.path) for file in delivery.files},
    )


def _is_llm(entry: ModelEntry, remote: RemoteModel) -> bool:
    """Whether the GGUF is wanted: of a repository that only holds such files, too."""
    if entry.kind:
        return entry.kind is ModelKind.LLM
    suffixes = {PurePosixPath(file.path).suffix for file in remote.files}
    return _GGUF in suffixes and not suffixes & _WEIGHTS


def _gguf(entry: ModelEntry, remote: RemoteModel) -> list[RemoteFile]:
    """The one GGUF that is meant. Raises ModelFileError where it is not clear which."""
    held = [file for file in remote.files if file.path.endswith(_GGUF)]
    meant = [file for file in held if entry.file in ("", file.path)]
    if len(meant) == 1:
        return meant
    if not held:
        raise ModelFileError("error-model-no-gguf", name=entry.repo)
    names = ", ".join(f"{entry.repo}/{file.path}" for file in held)
    raise ModelFileError("error-model-which-gguf", name=entry.repo, files=names)


def _model_files(remote: RemoteModel) -> Iterator[RemoteFile]:
    """The files that sentence-transformers reads: configuration, and a folder's weights once."""
    files = {PurePosixPath(file.path): file for file in remote.files}
    safe = {path.parent for path in files if path.suffix == _SAFE}
    if not any(path.suffix in _WEIGHTS and len(path.parts) == 1 for path in files):
        return
    for path, file in files.items():
        if _OTHER_RUNTIMES & set(path.parts) or path.name in _REPOSITORY_FILES:
            continue
        weights = _SAFE if path.parent in safe else _UNSAFE
        if path.suffix in {weights, *_CONFIGURATION}:
            yield file


def _check_space(delivery: Delivery, staging: Path) -> None:
    here = 0
    for file in delivery.files:
        target = staging / file.path
        here += sum(p.stat().st_size for p in (target, half_file(target, file)) if p.is_file())
    needed, free = delivery.size - here, shutil.disk_usage(staging).free
    if needed > free:
        raise ModelFileError(
            "error-model-no-space",
            path=str(staging.parent),
            needed=gigabytes(needed),
            free=gigabytes(free),
        )


def _clear_strangers(staging: Path, wanted: set[str]) -> None:
    """Half files of another version, and files that the repository held at another time."""
    for path in [path for path in staging.rglob("*") if path.is_file()]:
        if path.relative_to(staging).as_posix() not in wanted:
            path.unlink()


@contextmanager
def _alone(shelf: Shelf, entry: ModelEntry) -> Iterator[None]:
    try:
        with FileLock(shelf.path / f".{entry.name}.lock", timeout=0):
            yield
    except Timeout as error:
        raise ModelFileError("error-model-busy", name=entry.name) from error
