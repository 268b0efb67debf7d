"""Addresses → files: fetched over HTTP, from public hosts only, within bounds of size and time."""
