"""The one way to reach Temporal: client, converter and names shared by API, workers, tests and commands."""

from temporalio.client import Client

from api.chiffrement import Trousseau, convertisseur
from api.reglages import Reglages


def trousseau(reglages: Reglages) -> Trousseau:
    """The payload keyring of this process. Raises `ValueError` on a malformed setting."""
    texte = reglages.cles_de_charge.get_secret_value()
    return Trousseau.lire(texte) if texte else Trousseau.du_fichier(reglages.dossier_cles / "charges.txt")


async def connecter(reglages: Reglages, identite: str) -> Client:
    """Connect to the server; `identite` is readable in Temporal, so it names a process and nobody."""
    return await Client.connect(
        reglages.temporal_adresse,
        namespace=reglages.temporal_espace,
        data_converter=convertisseur(trousseau(reglages)),
        identity=identite,
    )
