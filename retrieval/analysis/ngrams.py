"""Word-bounded character n-grams, and the common beginning of two words."""

_SIZE = 4


def grams(folded_word: str) -> list[str]:
    """Return the 4-grams of a folded word with its edges marked: «бап» → «_бап», «бап_».

    A word shorter than a gram gives itself with its edges.
    """
    bounded = f"_{folded_word}_"
    return [bounded[i : i + _SIZE] for i in range(max(1, len(bounded) - _SIZE + 1))]


def shared_beginning(one: str, other: str) -> int:
    """How many letters two words have in common from their start."""
    for place, (ours, theirs) in enumerate(zip(one, other, strict=False)):
        if ours != theirs:
            return place
    return min(len(one), len(other))
