"""The reads: one query on the record each, with an ETag."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.etiquettes import RouteEtiquetee
from api.identite import Acces, AccesAuDossier, AccesExpertise, Identite
from api.problemes import Probleme, documenter, expertise_introuvable
from api.ressources import Ouvertes
from procedure.dossier import Phase
from procedure.effets import Canal
from procedure.personnes import Role
from procedure.suites_des_dires import LigneDeSuite, tableau_des_suites
from registre.lectures import LIMITE_MAX, CurseurInvalide
from registre.remises import Remise
from registre.vues import ActeVue, EcheanceVue, EntreeVue, ExpertiseVue, Page, ParticipantVue

routeur = APIRouter(route_class=RouteEtiquetee, tags=["lectures"])

Limite = Annotated[int, Query(ge=1, le=LIMITE_MAX)]
_DU_DOSSIER = documenter(304, 401, 404)


class Sante(BaseModel):
    """Whether the process answers."""

    etat: Literal["ok"] = "ok"


@routeur.get("/sante", summary="Savoir si la plateforme répond")
async def lire_sante() -> Sante:
    """Say that the process is alive; it looks at nothing else."""
    return Sante()


@routeur.get("/expertises", responses=documenter(304, 401, 422), summary="Lister ses expertises")
def lire_expertises(
    personne: Identite,
    ouvertes: Ouvertes,
    limite: Limite = 50,
    apres: Annotated[str | None, Query(description="Le champ « suivante » de la page précédente")] = None,
    etape: Phase | None = None,
    retard: Annotated[bool | None, Query(description="Seulement celles dont une échéance est dépassée")] = None,
    rg: Annotated[str | None, Query(max_length=60, description="Une partie du numéro RG")] = None,
    role: Role | None = None,
) -> Page:
    """List the cases in which one takes part: those overdue, then by next échéance."""
    try:
        return ouvertes.registre.lectures.expertises(
            personne.id, role, limite, apres, etape=etape.value if etape else None, en_retard=retard, rg=rg
        )
    except CurseurInvalide as erreur:
        raise Probleme(
            422, "curseur", "Page inconnue", "Le paramètre « apres » ne vient pas d’une page précédente."
        ) from erreur


@routeur.get("/expertises/{expertise}", responses=_DU_DOSSIER, summary="Lire une expertise")
def lire_expertise(acces: AccesAuDossier, ouvertes: Ouvertes) -> ExpertiseVue:
    """Give one case."""
    vue = ouvertes.registre.lectures.expertise(acces.expertise)
    if vue is None:
        raise expertise_introuvable()
    return vue


@routeur.get("/expertises/{expertise}/echeances", responses=_DU_DOSSIER, summary="Lister les échéances motivées")
def lire_echeances(acces: AccesAuDossier, ouvertes: Ouvertes) -> tuple[EcheanceVue, ...]:
    """List the échéances, soonest first, each with the derivation of its date (`calcul.etapes`)."""
    return ouvertes.registre.lectures.echeances(acces.expertise)


@routeur.get("/expertises/{expertise}/journal", responses=_DU_DOSSIER, summary="Lire le journal")
def lire_journal(
    acces: AccesAuDossier,
    ouvertes: Ouvertes,
    depuis: Annotated[int, Query(ge=0, le=2**31, description="Numéro du dernier événement déjà lu")] = 0,
    limite: Limite = 100,
) -> tuple[EntreeVue, ...]:
    """List the events after a number, in order."""
    return ouvertes.registre.lectures.journal(acces.expertise, depuis, limite)


@routeur.get("/expertises/{expertise}/suites", responses=_DU_DOSSIER, summary="Lister les suites données aux dires")
def lire_suites(acces: AccesAuDossier, ouvertes: Ouvertes) -> tuple[LigneDeSuite, ...]:
    """List each dire with what was done with it, late and abandoned ones marked (art. 276)."""
    return tableau_des_suites(ouvertes.registre.lectures.dossier(acces.expertise))


@routeur.get("/expertises/{expertise}/actes", responses=_DU_DOSSIER, summary="Lister les actes")
def lire_actes(acces: AccesExpertise, ouvertes: Ouvertes) -> tuple[ActeVue, ...]:
    """List the acts that one wrote or must receive; every act for the court."""
    lectures = ouvertes.registre.lectures
    return lectures.actes(acces.expertise, acces.personne.id, tout_voir=acces.du_tribunal)


@routeur.get("/expertises/{expertise}/remises", responses=_DU_DOSSIER, summary="Lister les remises")
def lire_remises(acces: AccesExpertise, ouvertes: Ouvertes) -> tuple[Remise, ...]:
    """List the deliveries; one’s own, without the mail server’s answers, save for the court and the expert."""
    lectures = ouvertes.registre.lectures
    if acces.voit_les_remises:
        return lectures.remises(acces.expertise)
    siennes = lectures.remises(acces.expertise, destinataire=acces.personne.id)
    return tuple(replace(r, reponse=None) if r.cle.canal is Canal.COURRIEL else r for r in siennes)


@routeur.get("/expertises/{expertise}/participants", responses=_DU_DOSSIER, summary="Lister les participants")
def lire_participants(acces: AccesAuDossier, ouvertes: Ouvertes) -> tuple[ParticipantVue, ...]:
    """List the people of the case; how to reach each only for the court, the expert and oneself."""
    return tuple(discret(acces, p) for p in ouvertes.registre.lectures.participants(acces.expertise))


def discret(acces: Acces, participant: ParticipantVue) -> ParticipantVue:
    """Leave out the addresses of somebody else, unless the reader must write to everybody."""
    moi = acces.personne.id
    if acces.voit_les_remises or participant.personne == moi or moi in participant.avocats:
        return participant
    return replace(participant, courriel=None, adresse=None, consentement=None)
