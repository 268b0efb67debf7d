"""The embedding model in the box: its texts, its training, its measuring. Runs with torch."""
