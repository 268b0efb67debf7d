"""The source layer: Documents, how files become them, and where they are kept."""
