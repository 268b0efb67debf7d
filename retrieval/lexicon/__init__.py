"""The Kazakh–Russian lexicon: README.md beside this file tells its format."""

from retrieval.lexicon.expansion import Expansion, Lexicon

__all__ = ["Expansion", "Lexicon"]
