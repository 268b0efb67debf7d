"""The Kazakh–Russian lexicon: README.md beside this file tells its format."""

from retrieval.lexicon.expansion import Expansion, Lexicon, load_lexicon

__all__ = ["Expansion", "Lexicon", "load_lexicon"]
