"""All wording: for models (*.jinja) and for people (*.ftl), in Kazakh and in Russian."""
