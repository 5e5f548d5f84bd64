"""The one place where a request becomes a person, and a person somebody of a case."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPBearer

from api.jetons import SESSION, Personne
from api.problemes import Probleme, expertise_introuvable, non_identifie
from api.ressources import Ouvertes
from procedure.modele import PersonneId
from procedure.personnes import Auteur, Role

_porteur = HTTPBearer(auto_error=False, description="Jeton de développement (plateforme embarquée seulement)")


async def identifier(
    requete: Request, ouvertes: Ouvertes, _documente: Annotated[object, Depends(_porteur)]
) -> Personne:
    """Return who asks. Raises a 401 problem."""
    jeton = _jeton(requete)
    personne = ouvertes.jetons.titulaire(jeton) if jeton else None
    if personne is None:
        raise non_identifie()
    return personne


def _jeton(requete: Request) -> str | None:
    autorisation = requete.headers.get("authorization")
    if autorisation is not None:
        schema, _, jeton = autorisation.partition(" ")
        return jeton.strip() if schema.lower() == "bearer" else None
    # A cookie only ever reads: no page of elsewhere can have its bearer act without knowing it.
    return requete.cookies.get(SESSION) if requete.method in ("GET", "HEAD") else None


Identite = Annotated[Personne, Depends(identifier)]
"""The person who asks."""


@dataclass(frozen=True, slots=True)
class Acces:
    """Somebody of a case, and in which capacities."""

    expertise: str
    personne: Personne
    roles: frozenset[Role]

    @property
    def du_tribunal(self) -> bool:
        """Whether he reads every act: the judge in charge of the control, and the greffe."""
        return not self.roles.isdisjoint((Role.JUGE, Role.GREFFE))

    @property
    def voit_les_remises(self) -> bool:
        """Whether he reads everybody's deliveries, and how to reach everybody."""
        return self.du_tribunal or Role.EXPERT in self.roles


async def acceder(
    expertise: Annotated[str, Path(max_length=100, description="Identifiant de l’expertise")],
    personne: Identite,
    ouvertes: Ouvertes,
) -> Acces:
    """Admit who takes part in the case. Raises the same 404 for a stranger as for a case that does not exist."""
    roles = await run_in_threadpool(ouvertes.registre.lectures.est_membre, expertise, personne.id)
    if not roles:
        raise expertise_introuvable()
    return Acces(expertise, personne, roles)


AccesExpertise = Annotated[Acces, Depends(acceder)]
"""Membership of the case named in the path."""


async def lire_le_dossier(acces: AccesExpertise) -> Acces:
    """Admit who is in the debate: a third person reads what is sent to him, not the file (art. 16)."""
    if acces.roles <= {Role.TIERS}:
        raise expertise_introuvable()
    return acces


AccesAuDossier = Annotated[Acces, Depends(lire_le_dossier)]
"""The right to read the case named in the path."""

RoleVoulu = Annotated[
    Role | None, Query(alias="role", description="À quel titre, pour qui en a plusieurs dans l’expertise")
]


async def agir(acces: AccesExpertise, role: RoleVoulu = None) -> Auteur:
    """Return the author of an act: the person, and the capacity in the case; never what the body says."""
    return auteur(acces.personne, acces.roles, role)


AuteurDeLActe = Annotated[Auteur, Depends(agir)]
"""Who acts in the case named in the path."""


def auteur(personne: Personne, roles: frozenset[Role], voulu: Role | None) -> Auteur:
    """Choose the capacity in which somebody acts. Raises a 403 or 422 problem."""
    if voulu is not None and voulu not in roles:
        raise Probleme(403, "qualite", "Qualité refusée", f"Vous n’agissez pas à ce titre : {voulu.value}.")
    if voulu is None and len(roles) != 1:
        if not roles:
            raise Probleme(403, "qualite", "Qualité refusée", "Aucune qualité ne vous est reconnue.")
        noms = ", ".join(sorted(roles))
        raise Probleme(
            422, "qualite", "Qualité à préciser", f"Précisez à quel titre vous agissez (paramètre role) : {noms}."
        )
    return Auteur(personne=PersonneId(personne.id), role=voulu or next(iter(roles)))
