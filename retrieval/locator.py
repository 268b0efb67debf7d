"""Where in a Document a passage stands, as people write it in both languages."""

from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Language


@dataclass(frozen=True, slots=True)
class Locator:
    """The place of a passage: an article's point in a law, a paragraph in any other text.

    Paragraphs are counted from 1 over what can be cited. Articles, points and subpoints bear the
    law's own numbers («18-1» is one), empty where there is none.
    """

    paragraph: int
    article: str = ""
    point: str = ""
    subpoint: str = ""

    def render(self, language: Language) -> str:
        """Write the place as a reader of that language would.

        «46-бап, 8) тармақша», «статья 53, пункт 1»; «3-абзац», «абзац 3».
        """
        if language is Language.KK:
            return ", ".join(
                (
                    *([f"{self.article}-бап"] if self.article else [f"{self.paragraph}-абзац"]),
                    *([f"{self.point}-тармақ"] if self.point else []),
                    *([f"{self.subpoint}) тармақша"] if self.subpoint else []),
                )
            )
        return ", ".join(
            (
                *([f"статья {self.article}"] if self.article else [f"абзац {self.paragraph}"]),
                *([f"пункт {self.point}"] if self.point else []),
                *([f"подпункт {self.subpoint}"] if self.subpoint else []),
            )
        )

    @property
    def code(self) -> str:
        """The place in one word, for an index to keep."""
        return f"{self.paragraph}/{self.article}/{self.point}/{self.subpoint}"

    @staticmethod
    @lru_cache(maxsize=50_000)
    def from_code(code: str) -> "Locator":
        """Read what `code` wrote."""
        paragraph, article, point, subpoint = code.split("/")
        return Locator(int(paragraph), article, point, subpoint)
