"""Who may see an act: nobody beyond the audience of its kind, nobody who is not in the debate (art. 16 CPC)."""

from procedure.circulation import parties_et_avocats
from procedure.documents import Acte, Nature
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.fiches import FICHES
from procedure.modele import PersonneId
from procedure.packs import TECHNICIEN_CONVENTIONNEL
from procedure.participation import partants
from procedure.personnes import Role


def exiger(dossier: Dossier, evenement: Evenement, acte: Acte) -> None:
    """Fail if an act reaches somebody it must not."""
    intrus = set(acte.destinataires) - admis(dossier, evenement, acte) - set(partants(evenement.fait))
    assert not intrus, (acte.nature, sorted(intrus))


def admis(dossier: Dossier, evenement: Evenement, acte: Acte) -> set[PersonneId]:
    """Whom this very act may reach, once the event has happened."""
    match acte.nature:
        case Nature.RECEPISSE:
            return {evenement.auteur.personne}
        case Nature.BORDEREAU:
            return set(next(a for a in evenement.actes if a.id == acte.objet).destinataires)
        case Nature.AVIS_ECHEANCE | Nature.RAPPEL:
            echeances = {e.id: e for e in (*dossier.echeances.values(), *evenement.ouvertes)}
            return interesses(dossier, next(e.personne for i, e in echeances.items() if i == acte.objet))
        case Nature.AVIS_AIDE_JURIDICTIONNELLE:  # the means of a party are told to it, and to no other
            return du_genre(dossier, acte.nature) | interesses(dossier, evenement.fait.partie)
        case Nature.REFUS if dossier.pack == TECHNICIEN_CONVENTIONNEL.id:  # the parties chose him: he answers them
            return set(parties_et_avocats(dossier))
        case _:
            return du_genre(dossier, acte.nature)


def interesses(dossier: Dossier, personne: PersonneId) -> set[PersonneId]:
    """A person and its avocats."""
    return {personne, *dossier.participants[personne].avocats}


def du_genre(dossier: Dossier, nature: Nature) -> set[PersonneId]:
    """Whom the matrix lets a kind of document reach: « the parties » are they and the avocats they constituted."""
    roles = FICHES[nature].vers
    constitues = {a for p in dossier.parties for a in dossier.participants[p].avocats}
    par_role = {p.id for p in dossier.participants.values() if p.role in roles and p.role is not Role.AVOCAT}
    return par_role | (constitues if Role.PARTIE in roles else set())
