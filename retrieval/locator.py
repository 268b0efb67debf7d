"""Where in a Document a passage stands, as people write it in both languages."""

from dataclasses import dataclass

from corpus.document import Language


@dataclass(frozen=True, slots=True)
class Locator:
    """The place of a passage: the paragraph of a prose text, counted from 1."""

    paragraph: int

    def render(self, language: Language) -> str:
        """Write the place as a reader of that language would: «3-абзац», «абзац 3»."""
        if language is Language.KK:
            return f"{self.paragraph}-абзац"
        return f"абзац {self.paragraph}"
