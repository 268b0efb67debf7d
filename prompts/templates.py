"""Words for models: Jinja templates in both languages."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_FOLDER = Path(__file__).parent


def render(name: str, language: str, **values: object) -> str:
    """Fill in a template: `render("system", "kk")` reads `system.kk.jinja`.

    Raises jinja2.UndefinedError when a value is missing.
    """
    return _environment().get_template(f"{name}.{language}.jinja").render(**values).strip()


@cache
def _environment() -> Environment:
    # Plain text for a model, not HTML: escaping for its chat template is the generator's work.
    return Environment(  # nosec B701 # as said above
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
