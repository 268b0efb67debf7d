"""The corpus that a fresh installation answers from."""

from pathlib import Path

from corpus.errors import UnreadableError
from corpus.guide.cards import card_files


def default_corpus() -> list[Path]:
    """The folder of the five source articles, then the cards of the guide.

    The articles lie beside the packages in a checkout and inside `corpus/` in an installed wheel.
    Raises UnreadableError where they are in neither.
    """
    here = Path(__file__).parent
    places = (here / "seeds", here.parent / "seeds")
    found = [place for place in places if place.is_dir()]
    if not found:
        raise UnreadableError("error-no-default-corpus")
    return [found[0], *card_files()]
