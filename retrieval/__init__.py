"""The search layer: passages of Documents, found for questions in two languages."""
