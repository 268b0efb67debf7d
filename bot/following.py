"""Following: a machine answers from the newest snapshot that was published for it."""

import shutil
from pathlib import Path

from bot.corpus_folder import CorpusFolder
from bot.errors import SettingsError
from bot.model_wiring import Models
from bot.settings import Settings
from bot.snapshots.taking import OnRefusal, Taker
from bot.wiring import Application, build_application, make_home, stamps_of
from corpus.errors import DamagedCatalogueError
from retrieval.errors import DamagedIndexError
from retrieval.retriever import OnFault


class Follower:
    """Opens the newest snapshot of the folder that the settings name."""

    def __init__(
        self,
        settings: Settings,
        published: Path,
        on_refusal: OnRefusal,
        on_fault: OnFault | None = None,
        models: Models | None = None,
    ) -> None:
        """Take the folder to follow, who is told of what is passed over, and models, if open.

        Raises SettingsError where vectors are to come from elsewhere.
        """
        if settings.chroma_url:
            raise SettingsError("error-snapshots-chroma")
        make_home(settings.home)
        self._settings = settings
        self._on_fault = on_fault
        self._models = models or Models(settings)
        stamps = stamps_of(self._models)
        self._taker = Taker(published, settings.snapshots_taken_path, stamps, on_refusal)

    def open(self) -> Application:
        """Open the newest that fits. One whose copy here is damaged is copied anew, once.

        Raises SnapshotError where there is none.
        """
        folder = self._taker.newest()
        try:
            return self._opened(folder)
        except (DamagedIndexError, DamagedCatalogueError):
            shutil.rmtree(folder)
            return self._opened(self._taker.newest())

    def open_other(self, held: str) -> Application | None:
        """Open the one to be used now, warm; None where that is the one held already."""
        folder = self._taker.in_place_of(held)
        if folder is None:
            return None
        application = self._opened(folder)
        application.warm()
        return application

    def _opened(self, folder: Path) -> Application:
        corpus = CorpusFolder(folder, is_portable=True)
        return build_application(
            self._settings, on_fault=self._on_fault, models=self._models, folder=corpus
        )
