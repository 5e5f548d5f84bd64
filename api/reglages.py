"""Every setting of a process, read from `DILIGENCE_*` variables."""

from pathlib import Path
from typing import Literal

from pydantic import SecretStr
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
    """Payload keyring, `id:base64,id:base64`: the first key encrypts. Empty: a file under `donnees`."""
    tsa_url: str = "http://127.0.0.1:8318/"
    """RFC 3161 timestamping authority."""
    tsa_racine: Path | None = None
    """PEM of the root that the authority's tokens are verified against; empty: the development PKI."""
    sceau_cle: Path | None = None
    """PEM of the key of the platform's seal; empty: the development PKI."""
    sceau_certificat: Path | None = None
    sceau_chaine: Path | None = None
    """PEM of the certificates between the seal's and the root."""
    smtp_hote: str = "127.0.0.1"
    smtp_port: int = 8025
    smtp_securite: Literal["aucune", "starttls", "tls"] = "aucune"
    smtp_utilisateur: str = ""
    smtp_mot_de_passe: SecretStr = SecretStr("")
    expediteur: str = "ne-pas-repondre@diligence.invalid"
    domaine_message: str = "diligence.invalid"
    """Right-hand side of the Message-ID of the notices."""
    adresse_publique: str = "http://127.0.0.1:8000"
    """Where the links in the notices point."""
    api_hote: str = "127.0.0.1"
    api_port: int = 8000
    document_maximal: int = 1_000_000_000
    """Bytes of the largest document that is taken."""
    jetons: Path | None = None
    """File of the development tokens; only the embedded platform sets it."""
    mode_embarque: bool = False
    """Development tokens are honoured only when this is set."""
    temporal_ui_port: int = 0
    """Port of the embedded Temporal UI, whose pages may have payloads deciphered; 0: nobody may."""
    files: str = "procedure,signature,remise"
    """Task queues that this worker process serves."""
    version_deploiement: str = ""
    """Build id for Worker Versioning; empty: unversioned (embedded platform, tests)."""

    @property
    def origines_temporal_ui(self) -> tuple[str, ...]:
        """The origins of the pages of the embedded Temporal UI."""
        port = self.temporal_ui_port
        return (f"http://127.0.0.1:{port}", f"http://localhost:{port}") if port else ()

    @property
    def url_base(self) -> str:
        """SQLAlchemy address of the record."""
        return self.base or f"sqlite:///{self.donnees / 'registre.sqlite'}"

    @property
    def dossier_pki(self) -> Path:
        """Folder of the development PKI of the embedded platform."""
        return self.donnees / "pki"

    @property
    def dossier_coffre(self) -> Path:
        """Folder of the vault."""
        return self.donnees / "coffre"

    @property
    def dossier_cles(self) -> Path:
        """Folder of the keys (0700)."""
        return self.donnees / "cles"
