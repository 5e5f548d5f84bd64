"""What the screens show, folded from events and from nothing else: it can all be rebuilt from the journal."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Engine,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
    update,
)

from procedure import evenements as ev
from procedure.documents import Acte, Classe
from procedure.echeances import Cloture, Echeance, Statut
from procedure.evenements import Evenement
from procedure.fiches import FICHES
from procedure.modele import Modele
from procedure.participation import OUVERTURES, Ouverture, arrivants, partants
from procedure.personnes import Participant, Role
from registre.moteur import inserer, pour_lire
from registre.tables import (
    RESIDENCE_INCONNUE,
    Base,
    LigneActe,
    LigneDestinataire,
    LigneEcheance,
    LigneExpertise,
    LigneJournal,
    LigneParticipant,
    LigneReception,
)

EN_RETARD, A_VENIR, SANS_ECHEANCE, CLOSE = range(4)
"""The order of the list of cases: what is late first, what is closed last."""


class Projections:
    """Rebuilds the projections from the journal."""

    def __init__(self, moteur: Engine) -> None:
        self._moteur = moteur
        self._lecture = pour_lire(moteur)

    def reprojeter(self, expertise: str | None = None) -> int:
        """Rebuild one case, or every case, each in its own transaction; return how many."""
        concernees = [expertise] if expertise is not None else self._toutes()
        for une in concernees:
            with self._moteur.begin() as connexion:
                _arreter_les_ecritures(connexion)
                connexion.execute(delete(LigneExpertise).where(LigneExpertise.id == une))
                projeter_tous(connexion, une, _evenements(connexion, une))
        return len(concernees)

    def _toutes(self) -> list[str]:
        premiers = select(LigneJournal.expertise).where(LigneJournal.numero == 1)
        with self._lecture.connect() as connexion:
            return list(connexion.execute(premiers.order_by(LigneJournal.expertise)).scalars())


def _arreter_les_ecritures(connexion: Connection) -> None:
    # An event recorded between our reading and our writing would be lost from the projection. SQLite has
    # one writer at a time anyhow; here, writers wait for the few milliseconds that one case takes.
    if connexion.dialect.name == "postgresql":
        connexion.execute(text("LOCK TABLE journal IN SHARE ROW EXCLUSIVE MODE"))


def _evenements(connexion: Connection, expertise: str) -> list[Evenement]:
    requete = select(LigneJournal.donnees).where(LigneJournal.expertise == expertise).order_by(LigneJournal.numero)
    return [Evenement.model_validate_json(donnees) for donnees in connexion.execute(requete).scalars()]


def projeter_tous(connexion: Connection, expertise: str, evenements: Sequence[Evenement]) -> None:
    """Fold events into the projections, then the line of the case once: a takeover brings thousands."""
    for evenement in evenements:
        projeter(connexion, expertise, evenement)
    if evenements:
        _resumer(connexion, expertise, evenements[-1])


def projeter(connexion: Connection, expertise: str, evenement: Evenement) -> None:
    """Fold one event, save the line of the case in the list (see `projeter_tous`)."""
    du_fait = _PAR_FAIT.get(type(evenement.fait))
    if du_fait is not None:
        du_fait(connexion, expertise, evenement, evenement.fait)
    if not isinstance(evenement.fait, OUVERTURES):
        for personne in partants(evenement.fait):
            _faire_sortir(connexion, expertise, evenement, personne)
        for arrivant in arrivants(evenement.fait):
            _faire_entrer(connexion, expertise, evenement, arrivant)
    _ajouter_les_actes(connexion, expertise, evenement)
    _ouvrir_les_echeances(connexion, expertise, evenement.ouvertes)
    for cloture in evenement.closes:
        _clore_une_echeance(connexion, expertise, cloture)
    # Last, because an act may be received in the very event that makes it (handed over against signature).
    if isinstance(evenement.fait, ev.ReceptionConstatee | ev.ReceptionRectifiee):
        _constater_une_reception(connexion, expertise, evenement, evenement.fait)


def _remplacer(connexion: Connection, table: type[Base], lignes: Sequence[dict[str, Any]]) -> None:
    """Insert rows, or overwrite those that have the same key."""
    if not lignes:
        return
    cles = [colonne.name for colonne in table.__table__.primary_key]
    insertion = inserer(connexion, table)
    valeurs = {nom: insertion.excluded[nom] for nom in lignes[0] if nom not in cles}
    connexion.execute(insertion.on_conflict_do_update(index_elements=cles, set_=valeurs), list(lignes))


def _json(modele: Modele | None) -> dict[str, Any] | None:
    return None if modele is None else modele.model_dump(mode="json")


def _ouvrir_l_expertise(
    connexion: Connection,
    expertise: str,
    evenement: Evenement,
    fait: Ouverture,
) -> None:
    connexion.execute(
        insert(LigneExpertise).values(
            id=expertise,
            rg=fait.rg,
            juridiction_code=fait.juridiction.code,
            juridiction_nom=fait.juridiction.nom,
            zone=fait.juridiction.zone,
            fuseau=fait.juridiction.fuseau,
            objet=fait.objet,
            etape=evenement.etape,
            dernier_numero=evenement.numero,
            ouverte_a=evenement.enregistre_a,
            depassees=0,
            tri_rang=SANS_ECHEANCE,
            tri_a=evenement.enregistre_a,
        )
    )
    lignes = [_participant(expertise, p, evenement.numero, ordre) for ordre, p in enumerate(fait.participants)]
    _remplacer(connexion, LigneParticipant, lignes)


def _participant(expertise: str, p: Participant, numero: int, ordre: int) -> dict[str, Any]:
    return {
        "expertise": expertise,
        "personne": p.id,
        "role": p.role.value,
        "nom": p.nom,
        "courriel": p.courriel,
        "adresse": p.adresse,
        "qualite": p.qualite.value if p.qualite else None,
        "avocats": list(p.avocats),
        "consentement": _json(p.consentement),
        "defaillante": p.defaillante,
        "residence": p.residence.value if p.residence else RESIDENCE_INCONNUE,
        "specialite": p.specialite,
        "depuis": numero,
        "jusqu_a": None,
        "ordre": ordre,
    }


def _faire_sortir(connexion: Connection, expertise: str, evenement: Evenement, personne: str) -> None:
    connexion.execute(
        update(LigneParticipant)
        .where(LigneParticipant.expertise == expertise, LigneParticipant.personne == personne)
        .values(jusqu_a=evenement.numero)
    )


def _ouvrir_le_dossier(connexion: Connection, expertise: str, evenement: Evenement, fait: ev.DossierTransmis) -> None:
    """Whoever joined under way reads from then on what all parties share, from the first act on (art. 16, 169)."""
    partages = [n.value for n, f in FICHES.items() if f.classe is Classe.CONTRADICTOIRE and Role.PARTIE in f.vers]
    anterieurs = connexion.execute(
        select(LigneActe.id).where(
            LigneActe.expertise == expertise, LigneActe.nature.in_(partages), LigneActe.numero < evenement.numero
        )
    ).scalars()
    arrivants = sorted(_nouveaux_venus(connexion, expertise, fait))
    lignes = [
        {"expertise": expertise, "acte": acte, "personne": personne}
        for acte in anterieurs
        for personne in arrivants
    ]
    if lignes:
        connexion.execute(inserer(connexion, LigneDestinataire).on_conflict_do_nothing(), lignes)


def _nouveaux_venus(connexion: Connection, expertise: str, fait: ev.DossierTransmis) -> set[str]:
    """The parties that have just had the file, and their avocats."""
    avocats = connexion.execute(
        select(LigneParticipant.avocats).where(
            LigneParticipant.expertise == expertise, LigneParticipant.personne.in_(fait.a)
        )
    ).scalars()
    return {*fait.a, *(avocat for siens in avocats for avocat in siens)}


def _faire_entrer(connexion: Connection, expertise: str, evenement: Evenement, p: Participant) -> None:
    """Somebody comes in; whoever is there already keeps his place in the list and the day of his arrival."""
    places = select(LigneParticipant.depuis, LigneParticipant.ordre).where(
        LigneParticipant.expertise == expertise, LigneParticipant.personne == p.id, LigneParticipant.jusqu_a.is_(None)
    )
    place = connexion.execute(places).first()
    if place is None:
        compte = select(func.count()).where(LigneParticipant.expertise == expertise)
        depuis, ordre = evenement.numero, connexion.execute(compte).scalar_one()
    else:
        depuis, ordre = place
    _remplacer(connexion, LigneParticipant, [_participant(expertise, p, depuis, ordre)])


def _ajouter_les_actes(connexion: Connection, expertise: str, evenement: Evenement) -> None:
    if not evenement.actes:
        return
    # An act never changes once made: the first row of an id stands.
    actes = [_acte(expertise, acte, evenement) for acte in evenement.actes]
    connexion.execute(inserer(connexion, LigneActe).on_conflict_do_nothing(), actes)
    destinataires = [
        {"expertise": expertise, "acte": acte.id, "personne": personne}
        for acte in evenement.actes
        for personne in acte.destinataires
    ]
    if destinataires:
        connexion.execute(inserer(connexion, LigneDestinataire).on_conflict_do_nothing(), destinataires)


def _acte(expertise: str, acte: Acte, evenement: Evenement) -> dict[str, Any]:
    return {
        "expertise": expertise,
        "id": acte.id,
        "numero": evenement.numero,
        "nature": acte.nature.value,
        "code": FICHES[acte.nature].code,
        "titre": acte.titre,
        "auteur": acte.auteur,
        "etabli_a": acte.etabli_a,
        "objet": acte.objet,
        "piece": _json(acte.piece),
        "annexes": [_json(annexe) for annexe in acte.annexes],
        "document": acte.piece.document if acte.piece else None,
        "destinataires": len(set(acte.destinataires)),
        "repris": evenement.repris or acte.hors_plateforme,
    }


def _ouvrir_les_echeances(connexion: Connection, expertise: str, ouvertes: Sequence[Echeance]) -> None:
    _remplacer(connexion, LigneEcheance, [_echeance(expertise, echeance) for echeance in ouvertes])


def _echeance(expertise: str, e: Echeance) -> dict[str, Any]:
    calcul = e.calcul
    return {
        "expertise": expertise,
        "id": e.id,
        "regle": e.regle,
        "intitule": e.intitule,
        "article": e.article,
        "version": e.version,
        "nature": e.nature.value,
        "personne": e.personne,
        "objet": e.objet,
        "statut": e.statut.value,
        "origine": _json(e.origine),
        "nominal": calcul.nominal if calcul else None,
        "legal": calcul.legal if calcul else None,
        "safe_by": calcul.safe_by if calcul else None,
        "arguable_until": calcul.arguable_until if calcul else None,
        "expire_a": calcul.expire_a if calcul else None,
        "calcul": _json(calcul),
        "levera": e.levera,
        "leve": None,
        "cloture_motif": None,
        "cloture_le": None,
    }


def _clore_une_echeance(connexion: Connection, expertise: str, cloture: Cloture) -> None:
    connexion.execute(
        update(LigneEcheance)
        .where(LigneEcheance.expertise == expertise, LigneEcheance.id == cloture.echeance)
        .values(statut=cloture.statut.value, cloture_motif=cloture.motif, cloture_le=cloture.le)
    )


def _depasser_une_echeance(
    connexion: Connection, expertise: str, _evenement: Evenement, fait: ev.EcheanceDepassee
) -> None:
    connexion.execute(
        update(LigneEcheance)
        .where(LigneEcheance.expertise == expertise, LigneEcheance.id == fait.echeance)
        .values(statut=Statut.DEPASSEE.value, leve=fait.leve)
    )


def _constater_une_reception(
    connexion: Connection, expertise: str, evenement: Evenement, fait: ev.ReceptionConstatee | ev.ReceptionRectifiee
) -> None:
    reception = {
        "expertise": expertise,
        "acte": fait.acte,
        "personne": fait.destinataire,
        "le": evenement.survenu_le,
        "preuve": _json(evenement.preuve),
        "numero": evenement.numero,
    }
    _remplacer(connexion, LigneReception, [reception])


def _clore_l_expertise(connexion: Connection, expertise: str, evenement: Evenement, _fait: ev.DossierClos) -> None:
    connexion.execute(
        update(LigneExpertise).where(LigneExpertise.id == expertise).values(clos_a=evenement.enregistre_a)
    )


_PAR_FAIT: dict[type[Modele], Callable[[Connection, str, Evenement, Any], None]] = {
    **dict.fromkeys(OUVERTURES, _ouvrir_l_expertise),
    ev.DossierTransmis: _ouvrir_le_dossier,
    ev.EcheanceDepassee: _depasser_une_echeance,
    ev.DossierClos: _clore_l_expertise,
}
"""The facts that change more than acts and échéances; `ReceptionConstatee` comes after the acts."""


def attend_un_humain() -> ColumnElement[bool]:
    """A duty that has passed unfulfilled; a right that has passed is closed in the same event, and ends there."""
    return and_(LigneEcheance.statut == Statut.DEPASSEE.value, LigneEcheance.cloture_le.is_(None))


# Made once: every act brings the line of its case up to date.
_UN_DOSSIER: BindParameter[str] = bindparam("expertise")
_EN_SOUFFRANCE = and_(LigneEcheance.expertise == LigneExpertise.id, attend_un_humain())
_ETAT = select(
    LigneExpertise.clos_a,
    LigneExpertise.ouverte_a,
    select(func.count()).where(_EN_SOUFFRANCE).scalar_subquery().label("depassees"),
    select(func.min(LigneEcheance.expire_a)).where(_EN_SOUFFRANCE).scalar_subquery().label("la_plus_ancienne"),
).where(LigneExpertise.id == _UN_DOSSIER)
_PROCHAINE = (
    select(LigneEcheance.intitule, LigneEcheance.legal, LigneEcheance.expire_a, LigneEcheance.personne)
    .where(
        LigneEcheance.expertise == _UN_DOSSIER,
        LigneEcheance.statut == Statut.OUVERTE.value,
        LigneEcheance.expire_a.is_not(None),
    )
    .order_by(LigneEcheance.expire_a, LigneEcheance.id)
    .limit(1)
)
_MISE_A_JOUR = update(LigneExpertise).where(LigneExpertise.id == _UN_DOSSIER)


def _resumer(connexion: Connection, expertise: str, dernier: Evenement) -> None:
    """Bring the line of the case up to date with its échéances."""
    etat = connexion.execute(_ETAT, {"expertise": expertise}).one()
    prochaine = None if etat.clos_a else connexion.execute(_PROCHAINE, {"expertise": expertise}).first()
    if etat.clos_a:
        tri = (CLOSE, etat.ouverte_a)
    elif etat.depassees:
        tri = (EN_RETARD, etat.la_plus_ancienne or etat.ouverte_a)
    else:
        tri = (A_VENIR, prochaine.expire_a) if prochaine else (SANS_ECHEANCE, etat.ouverte_a)
    ligne = {
        "expertise": expertise,
        "etape": dernier.etape,
        "dernier_numero": dernier.numero,
        "prochaine_echeance": prochaine.legal if prochaine else None,
        "prochaine_expire_a": prochaine.expire_a if prochaine else None,
        "prochaine_intitule": prochaine.intitule if prochaine else None,
        "prochaine_personne": prochaine.personne if prochaine else None,
        "depassees": etat.depassees,
        "tri_rang": tri[0],
        "tri_a": tri[1],
    }
    connexion.execute(_MISE_A_JOUR, ligne)
