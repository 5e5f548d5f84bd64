"""The answer of the law to a command: the events it causes, or a refusal that names its article."""

from procedure.effets import Effet
from procedure.evenements import Evenement
from procedure.langue import phrase
from procedure.modele import Court, ExpertiseId, Modele


class Motif(Modele):
    """Why a command is refused, in French, with the article and what would be needed."""

    article: Court
    message: Court
    manque: tuple[str, ...] = ()
    """What is missing, item by item."""
    introuvable: bool = False
    """What the command names does not exist in this case (404 rather than 422 at the border)."""
    interdit: bool = False
    """The author may not do this in his capacity (403 at the border)."""


class Refus(Exception):
    """A command that the law does not allow as it stands; nothing has changed."""

    def __init__(
        self, article: str, message: str, *manque: str, introuvable: bool = False, interdit: bool = False
    ) -> None:
        self.motif = Motif(
            article=article, message=phrase(message), manque=manque, introuvable=introuvable, interdit=interdit
        )
        super().__init__(f"{message} ({article})")


class Decision(Modele):
    """What a command causes: the events to record, and the effects to carry out once they are."""

    evenements: tuple[Evenement, ...]
    effets: tuple[Effet, ...] = ()


class Accuse(Modele):
    """What the author of a command gets back once its events are recorded."""

    expertise: ExpertiseId
    commande: str
    """The idempotency key under which it was recorded."""
    empreinte: str
    """SHA-256 of the command's content: the same key with another content is a mistake."""
    premier: int
    dernier: int
    """Numbers of the first and last event recorded."""
    etape: str
    resumes: tuple[str, ...]
    alertes: tuple[str, ...] = ()
    """What its author should look at, each a sentence with its article."""
