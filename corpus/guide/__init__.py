"""The guide: a card an article, in plain words, with the questions that people ask about it."""
