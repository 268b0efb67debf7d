"""Word-bounded character n-grams."""

_SIZE = 4


def grams(folded_word: str) -> list[str]:
    """Return the 4-grams of a folded word with its edges marked: «бап» → «_бап», «бап_».

    A word shorter than a gram gives itself with its edges.
    """
    bounded = f"_{folded_word}_"
    return [bounded[i : i + _SIZE] for i in range(max(1, len(bounded) - _SIZE + 1))]
