"""The corpus that a fresh installation answers from."""

from pathlib import Path


def default_corpus() -> list[Path]:
    """Folders of the default corpus: the five source articles.

    They lie beside the packages in a checkout and inside `corpus/` in an installed wheel.
    """
    here = Path(__file__).parent
    places = (here / "seeds", here.parent / "seeds")
    return [next(place for place in places if place.is_dir())]
