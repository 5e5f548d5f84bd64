"""One documented endpoint per step of every actor; each turns a request into one Update, once per key."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Header, Query, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from api.corps import ETAPES, commande_de, corps_de, facultatif
from api.guichet import cle_d_update, id_d_expertise
from api.identite import AccesExpertise, AuteurDeLActe, Identite, RoleVoulu, auteur
from api.problemes import Probleme, cle_reutilisee, documenter, doublon, expertise_close, reprise_trop_longue
from api.ressources import Ouvertes, Ressources
from procedure.commandes import OUVERTURES, Commande, ConclureConvention, EnregistrerOrdonnance, ReprendreExpertise
from procedure.decider import instruire
from procedure.decision import Accuse, Refus
from procedure.dossier import Dossier
from procedure.empreinte import empreinte
from procedure.evolution import evoluer
from procedure.modele import ExpertiseId
from procedure.personnes import Role
from procedure.preuves import PieceJointe, Preuve
from registre.lectures import LIMITE_MAX

CleIdempotence = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="Propre à cet acte : le répéter sous la même clé n’a qu’un effet.",
    ),
]

DoublonAdmis = Annotated[
    Literal["admis"] | None,
    Query(alias="doublon", description="Ouvrir malgré une expertise ouverte du même RG devant la même juridiction"),
]

_REPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "Déjà enregistré sous cette clé : la réponse d’alors", "model": Accuse},
    **documenter(400, 401, 403, 404, 409, 413, 422, 503),
}

DECISION_MAXIMALE = 900_000
"""Bytes of what a first command causes: Temporal takes it in one message of 4 MB at most, which holds it twice."""

routeur = APIRouter(responses=_REPONSES)


# -- opening a case


def _ouvrir(classe: type[Commande], *par: Role) -> Callable[..., Awaitable[Accuse]]:
    """Open a case, in one of the capacities `par` where the author has one."""
    modele = corps_de(classe)

    async def ouvrir(
        reponse: Response,
        personne: Identite,
        cle: CleIdempotence,
        ouvertes: Ouvertes,
        corps: modele,  # type: ignore[valid-type]
        role: RoleVoulu = None,
        admis: DoublonAdmis = None,
    ) -> Accuse:
        roles = personne.roles.intersection(par) or personne.roles
        commande = commande_de(classe, corps, auteur(personne, roles, role), ouvertes.horloge())
        expertise = id_d_expertise(personne.id, cle)

        async def transmettre(update: str) -> Accuse:
            # decided here first: a refused order must not leave an empty workflow behind
            vierge = Dossier(id=ExpertiseId(expertise))
            decision = await run_in_threadpool(instruire, vierge, commande, commande.recu_a)
            if len(decision.model_dump_json()) > DECISION_MAXIMALE:
                raise reprise_trop_longue()
            if admis is None:
                await run_in_threadpool(_exiger_une_premiere_fois, ouvertes, expertise, commande)
            return await ouvertes.guichet.ouvrir(expertise, commande, update)

        reponse.headers["Location"] = f"/expertises/{expertise}"
        return await _une_fois(ouvertes, reponse, expertise, commande, cle_d_update(personne.id, cle), transmettre)

    return ouvrir


def _exiger_une_premiere_fois(ouvertes: Ressources, expertise: str, commande: Commande) -> None:
    """Refuse to open twice, under two keys, what looks like one decision; only cases of the author are told."""
    premier = commande.actes[0] if isinstance(commande, ReprendreExpertise) else commande
    if not isinstance(premier, OUVERTURES):
        return
    auteur, rg, apres = commande.auteur.personne, premier.rg, None
    while True:
        page = ouvertes.registre.lectures.expertises(auteur, limite=LIMITE_MAX, apres=apres, rg=rg)
        for autre in page.expertises:
            meme = autre.rg == rg and autre.juridiction_code == premier.juridiction.code
            if meme and autre.clos_a is None and autre.id != expertise:
                raise doublon(autre.id)
        if (apres := page.suivante) is None:
            return


# -- a step of a case


def _etape(classe: type[Commande]) -> Callable[..., Awaitable[Accuse]]:
    modele = corps_de(classe)
    # without any required field, no body at all says the same
    valeur: Any = Body(default=modele()) if facultatif(modele) else Body()

    async def agir(
        reponse: Response,
        acces: AccesExpertise,
        par: AuteurDeLActe,
        cle: CleIdempotence,
        ouvertes: Ouvertes,
        corps: modele = valeur,  # type: ignore[valid-type]
    ) -> Accuse:
        commande = commande_de(classe, corps, par, ouvertes.horloge())

        async def transmettre(update: str) -> Accuse:
            return await ouvertes.guichet.soumettre(acces.expertise, commande, update)

        return await _une_fois(
            ouvertes, reponse, acces.expertise, commande, cle_d_update(par.personne, cle), transmettre
        )

    return agir


# -- once


async def _une_fois(
    ouvertes: Ressources,
    reponse: Response,
    expertise: str,
    commande: Commande,
    update: str,
    transmettre: Callable[[str], Awaitable[Accuse]],
) -> Accuse:
    """Answer a known key from the record; send the others. The same key with another content is an error."""
    attendue = empreinte(commande)
    connue = await run_in_threadpool(ouvertes.registre.lectures.commande_connue, update, expertise)
    if connue is not None:
        if connue.empreinte != attendue:
            raise cle_reutilisee()
        reponse.status_code = 200
        reponse.headers["Idempotent-Replayed"] = "true"
        return Accuse(
            expertise=ExpertiseId(connue.expertise),
            commande=update,
            empreinte=connue.empreinte,
            premier=connue.premier,
            dernier=connue.dernier,
            etape=connue.etape,
            resumes=connue.resumes,
            alertes=connue.alertes,
        )
    if nommes := dict.fromkeys(_documents(commande)):
        await run_in_threadpool(_exiger_les_documents, ouvertes, expertise, commande, nommes)
    try:
        accuse = await transmettre(update)
    except Probleme as probleme:
        if probleme.genre == "expertise-arretee" and await run_in_threadpool(_est_close, ouvertes, expertise):
            raise expertise_close() from probleme
        raise
    if accuse.empreinte != attendue:
        raise cle_reutilisee()
    return accuse


def _est_close(ouvertes: Ressources, expertise: str) -> bool:
    vue = ouvertes.registre.lectures.expertise(expertise)
    return vue is not None and vue.clos_a is not None


def _exiger_les_documents(
    ouvertes: Ressources, expertise: str, commande: Commande, nommes: Iterable[tuple[str, int | None]]
) -> None:
    """Refuse an act that names a document that its author did not deposit, or describes it otherwise.

    Whether the vault holds it for somebody else makes no difference: a fingerprint opens nothing by itself.
    A file taken over may name documents that stayed on paper, as long as they are not somebody else's.
    """
    siens = ouvertes.registre.documents.verses_par(commande.auteur.personne, [sha256 for sha256, _ in nommes])
    sur_papier = isinstance(commande, ReprendreExpertise)
    manque = []
    for sha256, taille in nommes:
        if sha256 not in siens:
            if not (sur_papier and not ouvertes.coffre.existe(sha256)):
                manque.append(sha256)
        elif taille not in (None, ouvertes.coffre.taille(sha256)):
            manque.append(f"{sha256} (la taille annoncée n’est pas la sienne)")
    if manque:
        _exiger_un_acte_permis(ouvertes, expertise, commande)
        raise Probleme(
            422,
            "document-absent",
            "Document absent",
            "Un document nommé par l’acte n’a pas été déposé par son auteur : déposez-le d’abord.",
            article=commande.article,
            manque=manque,
        )


def _exiger_un_acte_permis(ouvertes: Ressources, expertise: str, commande: Commande) -> None:
    """Tell an author first that the act is not his to do: the document would change nothing. Raises `Refus`."""
    dossier = Dossier(id=ExpertiseId(expertise))
    for evenement in ouvertes.registre.lectures.evenements(expertise):
        dossier = evoluer(dossier, evenement)
    try:
        instruire(dossier, commande, commande.recu_a)
    except Refus as refus:
        if refus.motif.interdit:
            raise


def _documents(valeur: Any) -> Iterator[tuple[str, int | None]]:
    """Every document that a value names, with its size where it is stated."""
    if isinstance(valeur, PieceJointe):
        yield valeur.document, valeur.taille
    elif isinstance(valeur, Preuve):
        if valeur.document is not None:
            yield valeur.document, None
    elif isinstance(valeur, BaseModel):
        for champ in type(valeur).model_fields:
            yield from _documents(getattr(valeur, champ))
    elif isinstance(valeur, tuple):
        for element in valeur:
            yield from _documents(element)


# -- the routes


def _declarer(chemin: str, classe: type[Commande], point: Callable[..., Awaitable[Accuse]], groupe: str) -> None:
    point.article = classe.article  # type: ignore[attr-defined]  # named by the problems of its body
    nom = classe.model_fields["type"].default
    routeur.add_api_route(
        chemin,
        point,
        methods=["POST"],
        status_code=201,
        response_model=Accuse,
        response_description="Enregistré",
        name=nom,
        operation_id=nom,
        summary=(classe.__doc__ or nom).strip().splitlines()[0],
        description=f"Article : {classe.article}.",
        tags=[groupe],
    )


_AU_TRIBUNAL, _ENTRE_PARTIES = (Role.GREFFE, Role.JUGE), (Role.PARTIE, Role.AVOCAT)
_declarer("/expertises", EnregistrerOrdonnance, _ouvrir(EnregistrerOrdonnance, *_AU_TRIBUNAL), "expertises")
_declarer("/expertises/reprises", ReprendreExpertise, _ouvrir(ReprendreExpertise, *_AU_TRIBUNAL), "expertises")
_declarer("/conventions", ConclureConvention, _ouvrir(ConclureConvention, *_ENTRE_PARTIES), "expertises")
for _nom, _classe in ETAPES.items():
    _declarer(f"/expertises/{{expertise}}/actes/{_nom.replace('_', '-')}", _classe, _etape(_classe), "actes")
