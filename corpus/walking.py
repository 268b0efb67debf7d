"""A folder → the files in it, in order."""

import os
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import CorpusError, UnreadableError
from corpus.parsing.names import legible


def files_in(path: Path) -> Iterator[Path | CorpusError]:
    """Every file under a folder, in order; folders that cannot be walked come as errors.

    Hidden files and folders are passed over. A path that is no folder comes as it is.
    """
    if not path.is_dir():
        yield path
        return
    refused: list[OSError] = []
    empty = True
    for folder, subfolders, names in os.walk(path, onerror=refused.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in (*subfolders, *sorted(names)):
            file = Path(folder, name)
            is_link = name in subfolders and file.is_symlink()
            if is_link:  # followed, it could lead back here
                yield UnreadableError("error-link-to-folder", name=legible(str(file)))
            elif name not in subfolders and not name.startswith("."):
                empty = False
                yield file
    for fault in refused:
        empty = False
        reason = fault.strerror or str(fault)
        name = legible(os.fsdecode(fault.filename))
        yield UnreadableError("error-file-unreadable", name=name, reason=reason)
    if empty:
        yield UnreadableError("error-folder-empty", name=legible(str(path)))
