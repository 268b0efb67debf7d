"""Every setting in one class: flags, then the environment, then HOME/atazan.toml, then defaults."""

import os
from pathlib import Path

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.answering.answerability import DEFAULT_THRESHOLD
from bot.answering.chat_model import DEFAULT_DEADLINE_S, DEFAULT_PROMPT_TOKENS, Mode
from bot.corpus_folder import CorpusFolder
from bot.errors import SettingsError
from bot.settings_file import SETTINGS_FILE
from corpus.document import Kind, Language
from corpus.source import Source
from retrieval.reranking import DEFAULT_BUDGET_MS

# What Chroma takes for a name.
_COLLECTION = r"^[a-zA-Z0-9][a-zA-Z0-9._-]{1,60}[a-zA-Z0-9]$"


# How names of settings end whose values nobody is to read, not even when they are wrong.
_SECRETS = ("_token", "_secret", "_api_key", "redis_url")
_HIDDEN = "…"


class SourceSettings(BaseModel):
    """One `[[sources]]` of atazan.toml: a path or an address, and what its Documents are."""

    model_config = ConfigDict(extra="forbid")

    path: Path | None = None
    url: str | None = None
    kind: Kind | None = None
    language: Language | None = None
    publisher: str = ""
    version: str = ""

    def to_source(self, home: Path) -> Source:
        """The source for the corpus; a relative path begins at the data folder."""
        name = self.url or str(home / (self.path or Path()).expanduser())
        return Source(name, self.kind, self.language, self.publisher, self.version)


class Settings(BaseSettings):
    """What an operator can set; each also as ATAZAN_<NAME> in the environment."""

    model_config = SettingsConfigDict(env_prefix="ATAZAN_", env_ignore_empty=True, extra="forbid")

    home: Path
    language: Language | None = None
    answer_threshold: float = Field(default=DEFAULT_THRESHOLD, ge=0, le=1)
    answer_cache: int = Field(default=10_000, ge=0)
    """Keys of answers that the bot remembers; an answer has two."""
    models_folder: Path | None = None
    """Where models lie, and the only place they are loaded from; without one, HOME/models."""
    llm_model: Path | None = None
    llm_servers: tuple[HttpUrl, ...] = ()
    llm_server_model: str = ""
    llm_api_key: SecretStr = SecretStr("")
    llm_mode: Mode = Mode.ANSWER
    llm_prompt_tokens: int = Field(default=DEFAULT_PROMPT_TOKENS, ge=100, le=3_000)
    llm_threads: int | None = Field(default=None, ge=1)
    llm_deadline_s: float = Field(default=DEFAULT_DEADLINE_S, gt=0)
    embedding_model: Path | None = None
    reranker_model: Path | None = None
    reranker_budget_ms: int = Field(default=DEFAULT_BUDGET_MS, ge=0, le=60_000)
    chroma_url: str | None = Field(default=None, pattern=r"^https?://[^/\s]+/?$")
    chroma_collection: str = Field(
        default="passages", pattern=r"^[a-zA-Z0-9][\w.-]{1,60}[a-zA-Z0-9]$"
    )

    snapshots: Path | None = None
    """The folder of published snapshots to answer from, instead of an index of one's own."""
    look_every_s: float = Field(default=60, gt=0)
    """Seconds between the bot's looks for a newer snapshot, or for what else was indexed."""

    sources: tuple[SourceSettings, ...] | None = None
    fetch_private_addresses: bool = False

    redis_url: SecretStr = SecretStr("")
    """Where several workers keep what the bot remembers; without one, a file in HOME keeps it."""
    redis_claim_s: float = Field(default=12, ge=1, le=600)
    """Seconds of silence after which the chats of a worker are taken over by others."""

    telegram_token: SecretStr = SecretStr("")
    """What @BotFather gives. Better in the environment than in a file."""
    telegram_api_url: HttpUrl = HttpUrl("https://api.telegram.org")
    """The Bot API server: Telegram's, or one that is run by oneself."""
    telegram_admins: tuple[int, ...] = ()
    """Numbers of the accounts that may use /stats, /reload and /outage."""
    telegram_webhook_url: HttpUrl | None = None
    """Where Telegram brings updates to, as the world sees it; without one the bot asks for them."""
    telegram_webhook_host: str = "127.0.0.1"
    """The address to listen on, behind the server that speaks TLS."""
    telegram_webhook_port: int = Field(default=8080, ge=0, le=65_535)
    telegram_webhook_secret: SecretStr = Field(default=SecretStr(""), max_length=256)
    """What Telegram shows with each update (A–Z, a–z, 0–9, _, -); a new one each start if empty."""
    telegram_webhook_max_bytes: int = Field(default=1_048_576, ge=1_024)
    """The most bytes of one update."""
    telegram_questions_per_minute: int = Field(default=6, ge=1)
    """Questions that one person may ask in a minute."""
    telegram_questions_per_day: int = Field(default=200, ge=1)
    """Questions that one person may ask in a day."""
    telegram_running: int = Field(default=2, ge=1, le=64)
    """Questions that are answered at once, over all people."""
    telegram_queue: int = Field(default=3, ge=0)
    """Questions of one person that may wait while another of theirs is answered."""
    telegram_bearable_wait_s: float = Field(default=20, gt=0)
    """Seconds that people bear to wait; beyond, they get the sources' words, without the model."""
    telegram_in_memory: int = Field(default=200, ge=10)
    """Updates that are worked on at once; what came later waits on the disk."""
    telegram_messages_per_second: int = Field(default=30, ge=1, le=1_000)
    """What the Bot API server takes over all: Telegram itself more than 30 only for pay."""
    telegram_retention_days: int = Field(default=30, ge=1)
    """How long what people asked and said of answers is kept."""
    telegram_metrics_port: int | None = Field(default=None, ge=0, le=65_535)
    """Where /metrics, /healthz and /readyz are told; without one nowhere."""
    telegram_metrics_host: str = "127.0.0.1"
    telegram_grace_s: float = Field(default=10, ge=0)
    """Seconds that running answers have to end when the bot is told to stop."""

    def listed_sources(self) -> list[Source]:
        """The sources that `corpus sync` follows; an empty list only where the file says so.

        Raises SettingsError where there is no list, and where a source is no path and no address.
        """
        path = str(self.home / SETTINGS_FILE)
        if self.sources is None:
            raise SettingsError("error-sources-none", path=path)
        for number, source in enumerate(self.sources, 1):
            if bool(source.path) == bool(source.url):
                raise SettingsError("error-source-unclear", path=path, number=number)
        return [source.to_source(self.home) for source in self.sources]

    @property
    def corpus_folder(self) -> CorpusFolder:
        """Where this machine's own catalogue and indexes lie."""
        return CorpusFolder(self.home)

    @property
    def catalogue_path(self) -> Path:
        """Where the catalogue lies."""
        return self.corpus_folder.catalogue

    @property
    def models_path(self) -> Path:
        """The folder of the models, those that `atazan models pull` brings among them."""
        return self.models_folder or self.home / "models"

    @property
    def telegram_database_path(self) -> Path:
        """Where the Telegram bot keeps its inbox, and what it knows of people."""
        return self.home / "telegram.sqlite"

    @property
    def snapshots_taken_path(self) -> Path:
        """The folder of the snapshots that were taken home."""
        return self.home / "snapshots"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read HOME/atazan.toml after flags and environment."""
        assert isinstance(init_settings, InitSettingsSource)
        toml_file = init_settings.init_kwargs["home"] / SETTINGS_FILE
        return (
            init_settings,
            env_settings,
            TomlConfigSettingsSource(settings_cls, toml_file=toml_file),
        )


def load_settings(home: Path | None = None) -> Settings:
    """Read the settings of a data folder; without one, of ATAZAN_HOME or the platform's folder.

    Raises SettingsError, which names the setting.
    """
    chosen = home or Path(os.environ.get("ATAZAN_HOME") or user_data_path("atazan"))
    try:
        return Settings(home=chosen)
    except ValidationError as error:
        raise _explained(error, chosen) from error
    except (ValueError, OSError) as error:
        path, reason = str(chosen / SETTINGS_FILE), str(error)
        raise SettingsError("error-settings-file", path=path, reason=reason) from error


def _explained(error: ValidationError, home: Path) -> SettingsError:
    """The first of the faults, in a line."""
    first = error.errors()[0]
    name, value = ".".join(map(str, first["loc"])), str(first["input"])
    if name.endswith(_SECRETS):
        value = _HIDDEN
    if first["type"] == "extra_forbidden":
        return SettingsError("error-setting-unknown", name=name, path=str(home / SETTINGS_FILE))
    return SettingsError("error-settings", name=name, value=value, reason=first["msg"])
