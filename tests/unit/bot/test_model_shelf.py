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


def test_a_model_elsewhere_is_refused_with_the_folder_that_it_belongs_in(tmp_path):
    file = tmp_path / "own.gguf"
    file.write_bytes(b"GGUF")
    with pytest.raises(SettingsError) as refused:
        model_that_is(tmp_path / "home", file)
    assert refused.value.key == "error-model-elsewhere"
    assert refused.value.values["folder"] == str(tmp_path / "home" / "models")


def test_the_folder_of_the_models_can_be_anywhere(tmp_path):
    file = tmp_path / "own.gguf"
    file.write_bytes(b"GGUF")
    settings = Settings(home=tmp_path / "home", llm_model=file, models_folder=tmp_path)
    assert Models(settings).chat_model
