"""The hub over HTTP, by huggingface-hub: what a repository holds, and its files.

HF_ENDPOINT names another hub, HF_TOKEN opens a repository that asks for an account.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, Self

from bot.digests import git_name_of, sha256_of
from bot.errors import MissingExtraError, ModelFileError

# Plain HTTP, whose half files can be gone on with; read when huggingface_hub is first imported.
os.environ.setdefault("HF_HUB_DISABLE_XET", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

try:
    from huggingface_hub import HfApi, errors, hf_hub_url
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils import build_hf_headers
    from huggingface_hub.utils.logging import set_verbosity_error
except ImportError as error:
    raise MissingExtraError("dense") from error

set_verbosity_error()  # the program tells faults itself

_ANSWER_SECONDS = 30.0

# Called with how many bytes more have come; fewer than none when a server makes it start again.
Arrived = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository. `sha256` is known of large files, of others git's name for it."""

    path: str
    size: int
    sha256: str
    git_name: str

    def is_at(self, path: Path) -> bool:
        """Whether the file on disk is just this one."""
        if not path.is_file() or path.stat().st_size != self.size:
            return False
        if self.sha256:
            return sha256_of(path) == self.sha256
        return not self.git_name or git_name_of(path) == self.git_name


@dataclass(frozen=True, slots=True)
class RemoteModel:
    """A repository at one revision, a commit's name."""

    repo: str
    revision: str
    licence: str
    files: tuple[RemoteFile, ...]


def describe(repo: str, revision: str) -> RemoteModel:
    """Ask the hub what a repository holds. Raises ModelFileError."""
    with _faults_told(repo):
        info = HfApi().model_info(
            repo, revision=revision, files_metadata=True, timeout=_ANSWER_SECONDS
        )
    files = (_remote_file(sibling) for sibling in info.siblings or () if _stays_within(sibling))
    licence = str((info.card_data or {}).get("license") or "")
    return RemoteModel(repo, info.sha or revision, licence, tuple(files))


def _stays_within(sibling: Any) -> bool:  # noqa: ANN401 # huggingface-hub is not followed
    path = PurePosixPath(sibling.rfilename)
    return not path.is_absolute() and ".." not in path.parts


def _remote_file(sibling: Any) -> RemoteFile:  # noqa: ANN401 # huggingface-hub is not followed
    sha256 = sibling.lfs.sha256 if sibling.lfs else ""
    name = "" if sibling.lfs else sibling.blob_id or ""
    return RemoteFile(sibling.rfilename, sibling.size or 0, sha256, name)


def fetch(model: RemoteModel, file: RemoteFile, target: Path, arrived: Arrived) -> None:
    """Fetch a file of a repository to `target`, where it stands only whole and checked.

    A half file of before is gone on with. Raises ModelFileError.
    """
    if file.is_at(target):
        arrived(file.size)
        return
    part = half_file(target, file)
    part.parent.mkdir(parents=True, exist_ok=True)
    with _faults_told(model.repo), part.open("ab") as opened:
        http_get(
            hf_hub_url(model.repo, file.path, revision=model.revision),
            opened,
            resume_size=opened.tell(),
            headers=build_hf_headers(),
            expected_size=file.size,
            tqdm_class=_counter(arrived, opened.tell()),
        )
    if not file.is_at(part):
        part.unlink()
        raise ModelFileError("error-model-hash", name=f"{model.repo}/{file.path}")
    part.replace(target)


def half_file(target: Path, file: RemoteFile) -> Path:
    """Where a file lies while it comes; another version of it lies elsewhere."""
    version = (file.sha256 or file.git_name)[:12]
    return target.with_name(f"{target.name}.{version}.part")


def _counter(arrived: Arrived, already: int) -> type:
    arrived(already)

    class Counter:
        """Stands where huggingface-hub would draw a bar of its own."""

        def __init__(self, **_: object) -> None: ...

        def __enter__(self) -> Self:
            return self

        def __exit__(
            self, kind: type | None, error: BaseException | None, trace: TracebackType | None
        ) -> None: ...

        def update(self, count: int = 1) -> None:
            arrived(count)

    return Counter


@contextmanager
def _faults_told(repo: str) -> Iterator[None]:
    try:
        yield
    except errors.GatedRepoError as error:
        raise ModelFileError("error-model-gated", name=repo) from error
    except (errors.RepositoryNotFoundError, errors.RevisionNotFoundError) as error:
        raise ModelFileError("error-model-unknown", name=repo) from error
    except (errors.EntryNotFoundError, errors.HFValidationError) as error:
        raise ModelFileError("error-model-unknown", name=repo) from error
    except (errors.HTTPError, OSError, ValueError, KeyError) as error:  # or an answer of no hub
        if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
            raise ModelFileError("error-model-disk-full", name=repo) from error
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ModelFileError("error-model-network", name=repo, reason=reason) from error
