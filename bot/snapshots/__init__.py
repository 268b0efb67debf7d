"""Snapshots: a catalogue with its indexes, whole and immutable, published to many machines."""
