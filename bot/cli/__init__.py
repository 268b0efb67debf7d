"""The terminal face: `atazan ask`, `chat`, `search` and the operator's commands."""
