"""Every setting of a process, read from `DILIGENCE_*` variables."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Reglages(BaseSettings):
    """The settings that the API and the workers share; the embedded platform fills them by itself."""

    model_config = SettingsConfigDict(env_prefix="DILIGENCE_", extra="ignore", frozen=True)

    donnees: Path = Path("donnees")
    """Folder of everything that is kept: record (SQLite), vault, keys, mails of the embedded platform."""
    base: str = ""
    """SQLAlchemy address of the record; empty: `registre.sqlite` under `donnees`."""
    temporal_adresse: str = "127.0.0.1:7233"
    temporal_espace: str = "default"
    cles_de_charge: SecretStr = SecretStr("")
    """Keyring of the Temporal payloads, `id:base64,id:base64`; the first one encrypts. Empty: a file under `donnees`."""
    tsa_url: str = "http://127.0.0.1:8318/"
    """RFC 3161 timestamping authority."""
    tsa_racine: Path | None = None
    """PEM of the root that the authority's tokens are verified against; empty: the development PKI."""
    smtp_hote: str = "127.0.0.1"
    smtp_port: int = 8025
    smtp_securite: str = Field(default="aucune", pattern="^(aucune|starttls|tls)$")
    smtp_utilisateur: str = ""
    smtp_mot_de_passe: SecretStr = SecretStr("")
    expediteur: str = "ne-pas-repondre@diligence.invalid"
    domaine_message: str = "diligence.invalid"
    """Right-hand side of the Message-ID of the notices."""
    adresse_publique: str = "http://127.0.0.1:8000"
    """Where the links in the notices point."""
    api_hote: str = "127.0.0.1"
    api_port: int = 8000
    jetons: Path | None = None
    """File of the development tokens; only the embedded platform sets it."""
    mode_embarque: bool = False
    """Development tokens are honoured only when this is set."""
    files: str = "procedure,signature,remise"
    """Task queues that this worker process serves."""
    version_deploiement: str = ""
    """Build id for Worker Versioning; empty: unversioned (embedded platform, tests)."""

    @property
    def url_base(self) -> str:
        """SQLAlchemy address of the record."""
        return self.base or f"sqlite:///{self.donnees / 'registre.sqlite'}"

    @property
    def dossier_coffre(self) -> Path:
        """Folder of the vault."""
        return self.donnees / "coffre"

    @property
    def dossier_cles(self) -> Path:
        """Folder of the keys (0700)."""
        return self.donnees / "cles"
