"""The quality face: golden questions in, figures out."""
