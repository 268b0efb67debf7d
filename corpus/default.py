"""The corpus that a fresh installation answers from."""

from pathlib import Path

from corpus.errors import UnreadableError


def default_corpus() -> list[Path]:
    """Folders of the default corpus: the five source articles.

    They lie beside the packages in a checkout and inside `corpus/` in an installed wheel. Raises
    UnreadableError where they are in neither.
    """
    here = Path(__file__).parent
    places = (here / "seeds", here.parent / "seeds")
    found = [place for place in places if place.is_dir()]
    if not found:
        raise UnreadableError("error-no-default-corpus")
    return found[:1]
