"""Vectors in a Chroma collection: in a folder of this machine, or on a server."""

import shutil
import time
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import chromadb
import httpx
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from retrieval.errors import DamagedIndexError, IndexServerError, RetrievalError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

    from retrieval.channel import Matrix

COLLECTION = "passages"
_BATCH = 256
# Seconds: to be there at all, for what is written, for what a question waits for, and for which a
# server that was too slow is left alone.
_KNOCK_SECONDS, _WRITE_SECONDS, _SEARCH_SECONDS, _REST_SECONDS = 5.0, 60.0, 3.0, 15.0
# What a client makes of an answer that is none.
_NONSENSE = (ValueError, TypeError, KeyError, AttributeError, IndexError)
_HEARTBEAT = "/api/v2/heartbeat"
_Result = TypeVar("_Result")


class Vectors:
    """A collection of vectors, each with an id and the place it was taken from.

    A process that holds it open sees what others write. Every method raises DamagedIndexError when
    the folder cannot be read, IndexServerError when the server does not answer.
    """

    name = "dense"

    def __init__(self, client: "ClientAPI", name: str, place: str, folder: Path | None) -> None:
        """Take a client; `place` names it for people, `folder` is where it keeps its files."""
        self._client = client
        self._name = name
        self._place = place
        self._folder = folder
        self._resting: tuple[float, RetrievalError] | None = None
        self._known: chromadb.Collection | None = None

    def open(self, stamp: str) -> bool:
        """Make the collection where there is none; tell whether it bears that stamp."""
        with self._faults_told():
            self._create(stamp)
            return (self._look_up().metadata or {}).get("stamp") == stamp

    def clear(self, stamp: str) -> None:
        """Drop all vectors; those that come will be of that stamp."""
        folders = self._folder.iterdir() if self._folder else ()
        left_behind = [folder for folder in folders if folder.is_dir()]
        with self._faults_told():
            self._client.delete_collection(self._name)
            self._create(stamp)
        for folder in left_behind:  # Chroma leaves the vectors of a deleted collection on disk
            shutil.rmtree(folder, ignore_errors=True)

    def count(self) -> int:
        """How many vectors are held."""
        return self._do(lambda collection: int(collection.count()))

    def write(
        self,
        ids: Sequence[str],
        vectors: "Matrix",
        places: Sequence[Mapping[str, str | int]],
    ) -> None:
        """Write vectors, each in place of one with the same id."""
        metadatas = [dict(place) for place in places]
        self._do(
            lambda collection: collection.upsert(
                ids=list(ids), embeddings=vectors, metadatas=metadatas
            )
        )

    def remove(self, document_ids: Sequence[str]) -> None:
        """Drop the vectors whose place is in those Documents."""
        ids = iter(document_ids)
        while batch := list(islice(ids, _BATCH)):
            self._do(partial(chromadb.Collection.delete, where={"document": {"$in": batch}}))

    def nearest(
        self, vectors: "Matrix", limit: int, condition: Mapping[str, object] | None = None
    ) -> Iterator[tuple[str, float]]:
        """Return ids and cosine distances of what is nearest to the first of the vectors.

        A condition, as Chroma writes it, is one on the places. They are not brought: an id is
        enough for its owner, and Chroma reads each from its database.
        """

        def search(collection: chromadb.Collection) -> list[tuple[str, float]]:
            found = collection.query(
                query_embeddings=vectors, n_results=limit, where=condition, include=["distances"]
            )
            return list(zip(found["ids"][0], found["distances"][0], strict=True))

        return iter(self._do(search))

    def close(self) -> None:
        """Let go of the server. A folder stays open: Chroma shares it within the process."""
        for session in _sessions(self._client):
            session.close()

    def _create(self, stamp: str) -> None:
        self._client.get_or_create_collection(
            self._name,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"stamp": stamp},
        )

    def _do(self, action: Callable[[chromadb.Collection], _Result]) -> _Result:
        """Do something with the collection, looked up again if another process made it anew."""
        with self._faults_told():
            try:
                return action(self._known or self._look_up())
            except NotFoundError:
                return action(self._look_up())

    def _look_up(self) -> chromadb.Collection:
        self._known = self._client.get_collection(self._name, embedding_function=None)
        return self._known

    @contextmanager
    def _faults_told(self) -> Iterator[None]:
        """Turn faults into ours. A server that was too slow is not asked again for a while."""
        if self._resting and time.monotonic() < self._resting[0]:
            raise self._resting[1]
        try:
            yield
        except (ChromaError, httpx.HTTPError, *_NONSENSE) as error:
            told = self._told(error)
            if isinstance(error, httpx.TimeoutException):
                self._resting = time.monotonic() + _REST_SECONDS, told
            raise told from error

    def _told(self, error: Exception) -> RetrievalError:
        if self._folder:
            return DamagedIndexError("error-index-damaged", path=self._place)
        return _server_fault(self._place, error)


def vectors_in(folder: Path) -> Vectors:
    """Open the collection that a folder keeps. Raises DamagedIndexError."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        client = chromadb.PersistentClient(str(folder), settings=_settings())
    except ChromaError as error:
        SharedSystemClient.clear_system_cache()  # else it would keep what it failed to read
        raise DamagedIndexError("error-index-damaged", path=str(folder)) from error
    return Vectors(client, COLLECTION, str(folder), folder)


def vectors_on(url: str, collection: str = COLLECTION) -> Vectors:
    """Open a collection of the server at `url`, http://host:port. Raises IndexServerError."""
    try:
        address = httpx.URL(url)
        httpx.get(address.join(_HEARTBEAT), timeout=_KNOCK_SECONDS).raise_for_status()
        port = address.port or (443 if address.scheme == "https" else 80)
        client = chromadb.HttpClient(
            address.host, port, ssl=address.scheme == "https", settings=_settings()
        )
    except (ChromaError, httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise _server_fault(url, error) from error
    vectors = Vectors(client, collection, url, None)
    for session in _sessions(client):  # Chroma waits for ever, and closes none
        session.timeout = httpx.Timeout(_WRITE_SECONDS)
        session.event_hooks["request"].append(_hurry)
        session.event_hooks["response"].append(_keep_in_time)
        weakref.finalize(vectors, session.close)
    return vectors


def _settings() -> Settings:
    return Settings(anonymized_telemetry=False)


def _sessions(client: "ClientAPI") -> Iterator[httpx.Client]:
    """The connections of a client and of the one within it that looks after databases."""
    for part in (client, getattr(client, "_admin_client", None)):
        session = getattr(getattr(part, "_server", None), "_session", None)
        if isinstance(session, httpx.Client):
            yield session


def _hurry(request: httpx.Request) -> None:
    """What a question waits for has little time."""
    if request.method == "GET" or request.url.path.endswith("/query"):
        request.extensions["timeout"] = httpx.Timeout(_SEARCH_SECONDS).as_dict()


def _keep_in_time(response: httpx.Response) -> None:
    """Bound all of a response by the time that httpx gives each of its pieces."""
    seconds = response.request.extensions["timeout"]["read"]
    response.stream = _InTime(response.stream, time.monotonic() + seconds)


class _InTime(httpx.SyncByteStream):  # type: ignore[misc] # mypy does not read httpx
    """What a server sends until a moment. Raises httpx.ReadTimeout for what comes later."""

    def __init__(self, stream: httpx.SyncByteStream, until: float) -> None:
        self._stream, self._until = stream, until

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stream:
            if time.monotonic() > self._until:
                raise httpx.ReadTimeout("too slow")
            yield piece

    def close(self) -> None:
        self._stream.close()


def _server_fault(url: str, error: Exception) -> IndexServerError:
    reason = " ".join(str(error).split()) or type(error).__name__
    return IndexServerError("error-index-server", url=url, reason=reason)
