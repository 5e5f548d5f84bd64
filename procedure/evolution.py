"""How an event changes the state: plain assignment, nothing else."""

from collections.abc import Callable
from typing import Any

from procedure import evenements as ev
from procedure.documents import Acte, Nature
from procedure.dossier import ActeSuivi, Credit, Demande, Dire, Dossier, Mandat, Phase, Reunion, TermeConnu
from procedure.echeances import Echeance, Statut
from procedure.evenements import Evenement

SUIVIS = frozenset(
    {
        Nature.ORDONNANCE,
        Nature.AVIS_A_CONSIGNER,
        Nature.AVIS_DE_DESIGNATION,
        Nature.AVIS_DE_CONSIGNATION,
        Nature.CONVOCATION,
        Nature.DEMANDE_DE_PIECES,
        Nature.LETTRE_DE_MISSION,
        Nature.AVIS_SAPITEUR,
        Nature.PRE_RAPPORT,
        Nature.RAPPORT,
        Nature.DEMANDE_DE_REMUNERATION,
        Nature.INVITATION_REDUCTION,
        Nature.ORDONNANCE_DE_TAXE,
        Nature.NOTIFICATION_TAXE,
    }
)
"""The acts whose receipt by one person can start a period or prove a convocation, or whose date is a cause."""

TERMES_GARDES = frozenset({"DL-10", "DL-13", "DL-16", "DL-17", "DL-18"})
"""The rules whose last day still decides once the échéance is closed, for an act recorded after it happened."""


PAR_PARTIE = frozenset({"DL-01a", "DL-08", "DL-10", "DL-13", "DL-16", "DL-18"})
"""The rules that give every party its own échéance: what keeps the state of a large case within its budget."""


def evoluer(dossier: Dossier, evenement: Evenement) -> Dossier:
    """Return the state after `evenement`."""
    changements = _CHANGEMENTS[evenement.fait.type](dossier, evenement, evenement.fait)
    echeances = {**dossier.echeances, **changements.pop("echeances", {})}
    termes = dict(dossier.termes)
    for ouverte in evenement.ouvertes:
        echeances[ouverte.id] = _sans_derivation(ouverte) if ouverte.regle in PAR_PARTIE else ouverte
        if ouverte.regle in TERMES_GARDES and (calcul := ouverte.calcul) is not None:
            termes[ouverte.id] = TermeConnu(legal=calcul.legal, arguable_until=calcul.arguable_until)
    for close in evenement.closes:
        echeances.pop(close.echeance, None)
    actes = {**changements.pop("actes", dossier.actes), **_suivre(evenement)}
    return dossier.model_copy(
        update={
            **changements,
            "numero": evenement.numero,
            "phase": Phase(evenement.etape),
            "echeances": echeances,
            "termes": termes,
            "actes": actes,
            "compteurs": _compter(dossier.compteurs, evenement.actes),
        }
    )


def _sans_derivation(echeance: Echeance) -> Echeance:
    """The steps of the derivation stay in the event: no later decision reads them again."""
    if echeance.calcul is None:
        return echeance
    return echeance.model_copy(update={"calcul": echeance.calcul.model_copy(update={"etapes": ()})})


def _suivre(evenement: Evenement) -> dict[Any, ActeSuivi]:
    """An act dates from the day it happened in law, whenever and wherever it was recorded."""
    return {
        a.id: ActeSuivi(
            nature=a.nature,
            auteur=a.auteur,
            etabli_le=evenement.survenu_le,
            destinataires=a.destinataires,
        )
        for a in evenement.actes
        if a.nature in SUIVIS
    }


def _compter(compteurs: dict[str, int], actes: tuple[Acte, ...]) -> dict[str, int]:
    comptes = dict(compteurs)
    for acte in actes:
        comptes[acte.nature] = comptes.get(acte.nature, 0) + 1
    return comptes


Changements = dict[str, Any]


def _rien(dossier: Dossier, evenement: Evenement, fait: Any) -> Changements:
    return {}


def _ordonnance(dossier: Dossier, evenement: Evenement, fait: ev.OrdonnanceEnregistree) -> Changements:
    return {
        "rg": fait.rg,
        "juridiction": fait.juridiction,
        "fondement": fait.fondement,
        "objet": fait.objet,
        "rendue_le": fait.rendue_le,
        "ordonnance": next((a.piece for a in evenement.actes if a.nature is Nature.ORDONNANCE), None),
        "circonstances": fait.circonstances,
        "chefs": fait.chefs,
        "terme_rapport": fait.terme_rapport,
        "provision": fait.provision,
        "demarrage_immediat": fait.demarrage_immediat,
        "participants": {p.id: p for p in fait.participants},
        "mandat": Mandat(expert=fait.expert, le=evenement.survenu_le),
    }


def _mandat(etat: str) -> Callable[[Dossier, Evenement, Any], Changements]:
    def changer(dossier: Dossier, evenement: Evenement, fait: Any) -> Changements:
        mandat = {"expert": dossier.expert, "etat": etat, "le": evenement.survenu_le}
        return {"mandat": Mandat.model_validate(mandat)}

    return changer


def _remplacement(dossier: Dossier, evenement: Evenement, fait: ev.ExpertRemplace) -> Changements:
    participants = {p: v for p, v in dossier.participants.items() if p != fait.ancien}
    return {
        "participants": {**participants, fait.expert.id: fait.expert},
        "mandat": Mandat(expert=fait.expert.id, le=evenement.survenu_le),
        "remplacement_le": evenement.survenu_le,
    }


def _encaissement(dossier: Dossier, evenement: Evenement, fait: ev.ConsignationEncaissee) -> Changements:
    cumul = dossier.encaisse.get(fait.payeur, 0) + fait.montant
    return {
        "encaisse": {**dossier.encaisse, fait.payeur: cumul},
        "credits": (
            *dossier.credits,
            Credit(payeur=fait.payeur, montant=fait.montant, le=evenement.survenu_le),
        ),
        "consignation_suffisante": fait.suffisante,
    }


def _demarrage(dossier: Dossier, evenement: Evenement, fait: Any) -> Changements:
    """An immediate start came before the notice, and stays the start (art. 267 al. 2)."""
    return {"operations_depuis": dossier.operations_depuis or evenement.survenu_le}


def _acceptation(dossier: Dossier, evenement: Evenement, fait: Any) -> Changements:
    changements = _mandat("accepte")(dossier, evenement, fait)
    if dossier.demarrage_immediat:
        changements["operations_depuis"] = evenement.survenu_le
    return changements


def _convocation(dossier: Dossier, evenement: Evenement, fait: ev.ReunionConvoquee) -> Changements:
    reunion = Reunion(numero=fait.reunion, debut=fait.debut, convoques=fait.convoques)
    return {"reunions": {**dossier.reunions, fait.reunion: reunion}}


def _reunion_tenue(dossier: Dossier, evenement: Evenement, fait: ev.ReunionTenue) -> Changements:
    tenue = dossier.reunions[fait.reunion].model_copy(update={"tenue": True})
    return {"reunions": {**dossier.reunions, fait.reunion: tenue}}


def _demande(dossier: Dossier, evenement: Evenement, fait: ev.PiecesDemandees) -> Changements:
    return {"demandes": {**dossier.demandes, fait.demande: Demande(numero=fait.demande, attendus=fait.a)}}


def _pieces(dossier: Dossier, evenement: Evenement, fait: ev.PiecesCommuniquees) -> Changements:
    if fait.demande is None or not fait.complet:
        return {}
    demande = dossier.demandes[fait.demande]
    reste = tuple(p for p in demande.attendus if p != fait.au_nom_de)
    return {"demandes": {**dossier.demandes, fait.demande: demande.model_copy(update={"attendus": reste})}}


def _sapiteur(dossier: Dossier, evenement: Evenement, fait: ev.SapiteurConsulte) -> Changements:
    return {
        "participants": {**dossier.participants, fait.sapiteur.id: fait.sapiteur},
        "sapiteurs": {**dossier.sapiteurs, fait.sapiteur.id: False},
    }


def _avis_sapiteur(dossier: Dossier, evenement: Evenement, fait: ev.AvisSapiteurCommunique) -> Changements:
    return {"sapiteurs": {**dossier.sapiteurs, fait.sapiteur: True}}


def _pre_rapport(dossier: Dossier, evenement: Evenement, fait: Any) -> Changements:
    return {"pre_rapport_le": evenement.survenu_le}


def _dire(dossier: Dossier, evenement: Evenement, fait: ev.DireDepose) -> Changements:
    dire = Dire(
        numero=fait.dire,
        au_nom_de=fait.au_nom_de,
        points=len(fait.points),
        depose_le=evenement.survenu_le,
        situation=fait.situation,
    )
    return {"dires": {**dossier.dires, fait.dire: dire}}


def _reponse(dossier: Dossier, evenement: Evenement, fait: ev.DireRepondu) -> Changements:
    repondu = dossier.dires[fait.dire].model_copy(update={"repondu": True, "repondu_le": evenement.survenu_le})
    return {"dires": {**dossier.dires, fait.dire: repondu}}


def _rapport(dossier: Dossier, evenement: Evenement, fait: Any) -> Changements:
    return {"rapport_le": evenement.survenu_le}


def _remuneration(dossier: Dossier, evenement: Evenement, fait: ev.RemunerationDemandee) -> Changements:
    return {"remuneration_demandee": fait.montant, "acte_remuneration": fait.acte}


def _reception(dossier: Dossier, evenement: Evenement, fait: ev.ReceptionConstatee) -> Changements:
    suivi = dossier.actes[fait.acte]
    recus = {**suivi.recus, fait.destinataire: evenement.survenu_le}
    return {"actes": {**dossier.actes, fait.acte: suivi.model_copy(update={"recus": recus})}}


def _observation(dossier: Dossier, evenement: Evenement, fait: ev.RemunerationObservee) -> Changements:
    return {
        "observations": (*dossier.observations, fait.au_nom_de),
        "observees_le": {fait.au_nom_de: evenement.survenu_le, **dossier.observees_le},
    }


def _reduction(dossier: Dossier, evenement: Evenement, fait: ev.ReductionEnvisagee) -> Changements:
    return {"reduction_repondue": False, "reduction_montant": fait.montant}


def _reduction_repondue(dossier: Dossier, evenement: Evenement, fait: Any) -> Changements:
    return {"reduction_repondue": True, "reduction_repondue_le": evenement.survenu_le}


def _taxe(dossier: Dossier, evenement: Evenement, fait: ev.RemunerationTaxee) -> Changements:
    ordonnance = next((a.piece for a in evenement.actes if a.nature is Nature.ORDONNANCE_DE_TAXE), None)
    return {
        "remuneration_taxee": fait.montant,
        "taxee_le": evenement.survenu_le,
        "ordonnance_taxe": ordonnance,
    }


def _fonds(dossier: Dossier, evenement: Evenement, fait: Any) -> Changements:
    return {"fonds_liberes": True}


def _rappel(dossier: Dossier, evenement: Evenement, fait: ev.RappelEchu) -> Changements:
    passes = {fait.echelon, *fait.regroupe}
    echeance = dossier.echeances[fait.echeance]
    reste = tuple(r for r in echeance.rappels if r.echelon not in passes)
    return {"echeances": {fait.echeance: echeance.model_copy(update={"rappels": reste})}}


def _depassement(dossier: Dossier, evenement: Evenement, fait: ev.EcheanceDepassee) -> Changements:
    echeance = dossier.echeances[fait.echeance]
    depassee = echeance.model_copy(update={"statut": Statut.DEPASSEE, "rappels": ()})
    return {"echeances": {fait.echeance: depassee}}


_CHANGEMENTS: dict[str, Callable[[Dossier, Evenement, Any], Changements]] = {
    "ordonnance_enregistree": _ordonnance,
    "designation_notifiee": _mandat("notifie"),
    "mission_acceptee": _acceptation,
    "mission_refusee": _mandat("refuse"),
    "expert_remplace": _remplacement,
    "consignation_appelee": _rien,
    "consignation_encaissee": _encaissement,
    "consignation_avisee": _demarrage,
    "reunion_convoquee": _convocation,
    "reunion_tenue": _reunion_tenue,
    "note_adressee": _rien,
    "pieces_demandees": _demande,
    "pieces_communiquees": _pieces,
    "sapiteur_consulte": _sapiteur,
    "avis_sapiteur_communique": _avis_sapiteur,
    "pre_rapport_depose": _pre_rapport,
    "dire_depose": _dire,
    "dire_repondu": _reponse,
    "rapport_depose": _rapport,
    "remuneration_demandee": _remuneration,
    "reception_constatee": _reception,
    "remuneration_observee": _observation,
    "reduction_envisagee": _reduction,
    "reduction_repondue": _reduction_repondue,
    "remuneration_taxee": _taxe,
    "taxe_notifiee": _rien,
    "fonds_liberes": _fonds,
    "dossier_clos": _rien,
    "echeance_depassee": _depassement,
    "rappel_echu": _rappel,
    "remise_echouee": _rien,
    "reprise_effectuee": _rien,
}
