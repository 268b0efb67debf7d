"""Evidence → a verified answer: whether it answers, who writes, and what of it is proven."""
