"""Models are loaded from their folder, and no link of it leads out."""

import pytest

from bot.errors import SettingsError
from bot.model_wiring import Models
from bot.settings import Settings


def shelf(home):
    (home / "models").mkdir(parents=True)
    return home / "models"


def model_that_is(home, path):
    return Models(Settings(home=home, llm_model=path)).chat_model


def test_a_file_on_the_shelf_is_a_model(tmp_path):
    file = shelf(tmp_path) / "m.gguf"
    file.write_bytes(b"GGUF")
    assert model_that_is(tmp_path, file)


@pytest.mark.parametrize("way", ["the file", "its folder"])
def test_a_link_that_leads_off_the_shelf_is_refused(tmp_path, way):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "m.gguf").write_bytes(b"GGUF")
    home = tmp_path / "home"
    link = shelf(home) / ("m.gguf" if way == "the file" else "folder")
    link.symlink_to(outside / "m.gguf" if way == "the file" else outside)
    named = link if way == "the file" else link / "m.gguf"
    with pytest.raises(SettingsError) as refused:
        model_that_is(home, named)
    assert refused.value.key == "error-model-leads-out"


def test_a_folder_with_a_link_that_leads_out_is_refused(tmp_path):
    secret = tmp_path / "weights.safetensors"
    secret.write_bytes(b"x")
    home = tmp_path / "home"
    folder = shelf(home) / "reranker"
    folder.mkdir()
    (folder / "model.safetensors").symlink_to(secret)
    with pytest.raises(SettingsError) as refused:
        _ = Models(Settings(home=home, reranker_model=folder)).reranker
    assert refused.value.key == "error-model-leads-out"


def test_a_link_within_the_shelf_is_followed(tmp_path):
    file = shelf(tmp_path) / "m.gguf"
    file.write_bytes(b"GGUF")
    link = file.with_name("current.gguf")
    link.symlink_to(file)
    assert model_that_is(tmp_path, link)


def test_a_path_elsewhere_is_the_operator_s_own(tmp_path):
    file = tmp_path / "own.gguf"
    file.write_bytes(b"GGUF")
    assert model_that_is(tmp_path / "home", file)
