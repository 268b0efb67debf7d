"""What stands beside a model's table: how it is loaded, what it was made of, what its files are."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

# sentence-transformers imports this class, with trust_remote_code=True.
_MODULE = "retrieval.subword_module.SubwordModule"
_MODULES, _TRAINED, _RECORD = "modules.json", "training.json", "atazan.toml"
_CARD = "README.md"
_KIND, _REPO, _LICENCE = "embedding", "atazan", "apache-2.0"


def write_description(path: Path, trained: Mapping[str, object]) -> None:
    """Write a model's description into its folder, last of all the record with every digest.

    The card is written by hand, and may be mended. The record is that of a model pulled from the
    hub (bot/models/shelf.py).
    """
    modules = [{"idx": 0, "name": "0", "path": "", "type": _MODULE}]
    _write_json(path / _MODULES, modules)
    _write_json(path / _TRAINED, trained)
    described = {_RECORD, _CARD}
    files = sorted(f for f in path.iterdir() if f.is_file() and f.name not in described)
    digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    lines = [
        f'kind = "{_KIND}"',
        f'repo = "{_REPO}"',
        f'licence = "{_LICENCE}"',
        "[prefix]",
        "[files]",
        *(f'"{name}" = "{digest}"' for name, digest in digests.items()),
    ]
    (path / _RECORD).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_json(file: Path, told: object) -> None:
    file.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
