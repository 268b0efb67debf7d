"""The answering machine: its core, its wiring and its faces."""
