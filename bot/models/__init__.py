"""Models on disk: which there are, how they come here, and what their files say of themselves."""
