"""Zip files: which are documents, and the members of those that are archives.

Nothing is ever unpacked to disk: members are read into memory, within limits.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from corpus.document import Document
from corpus.errors import CorpusError, UnreadableError
from corpus.parsing.names import legible

_MOST_MEMBERS = 20_000
# Bytes, unpacked: of one member; of a whole archive.
_LARGEST_MEMBER = 64 * 1024 * 1024
_LARGEST_ARCHIVE = 512 * 1024 * 1024
# A member that grows by more than this when it is unpacked was made to grow.
_BOMB_RATIO, _BOMB_SIZE = 200, 1024 * 1024
_ENCRYPTED, _UTF_8_NAME = 0x1, 0x800

ParseMember = Callable[[bytes, str, str], Iterator[Document | CorpusError]]


def open_package(data: bytes, name: str) -> zipfile.ZipFile:
    """Open a zip file. Raises UnreadableError where it is broken or a bomb."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError("error-file-broken", name=name) from error
    members = package.infolist()
    total = sum(member.file_size for member in members)
    if total > _LARGEST_ARCHIVE or len(members) > _MOST_MEMBERS or any(map(_is_bomb, members)):
        raise UnreadableError("error-archive-too-large", name=name)
    return package


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    grows = member.file_size > _BOMB_RATIO * max(member.compress_size, 1)
    return grows and member.file_size > _BOMB_SIZE


def read_member(package: zipfile.ZipFile, member: zipfile.ZipInfo | str, place: str) -> bytes:
    """Unpack one member into memory; `place` names it in the errors.

    Raises UnreadableError where it is missing, encrypted, broken or larger than it said.
    """
    try:
        info = member if isinstance(member, zipfile.ZipInfo) else package.getinfo(member)
    except KeyError as error:
        raise UnreadableError("error-file-broken", name=place) from error
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableError("error-file-encrypted", name=place)
    try:
        with package.open(info) as file:
            data = file.read(_LARGEST_MEMBER + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableError("error-file-broken", name=place) from error
    if len(data) > _LARGEST_MEMBER:
        raise UnreadableError("error-file-too-large", name=place)
    return data


def parse_members(
    package: zipfile.ZipFile, document_id: str, name: str, parse: ParseMember
) -> Iterator[Document | CorpusError]:
    """Parse every file of an archive with `parse`; one that cannot be read comes as its error.

    The ids are the archive's and the member's path: «laws/codes/labour».
    """
    members = [member for member in package.infolist() if _is_seen(member)]
    if not members:
        raise UnreadableError("error-folder-empty", name=name)
    for member in members:
        path = PurePosixPath(*(part for part in _name(member).split("/") if part.strip(".")))
        place = legible(f"{name}/{path}")
        member_id = legible(f"{document_id}/{path.with_suffix('')}")
        try:
            yield from parse(read_member(package, member, place), place, member_id)
        except CorpusError as error:
            yield error


def _is_seen(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    is_hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
    return not member.is_dir() and not is_hidden


def _name(member: zipfile.ZipInfo) -> str:
    """The member's path; old Windows archives keep Russian names in CP866."""
    if member.flag_bits & _UTF_8_NAME:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return member.filename
