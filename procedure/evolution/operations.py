"""How the facts of this phase change the state: plain assignment."""


from procedure import evenements as ev
from procedure.documents import Nature
from procedure.dossier import Demande, Dossier, Reunion
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, rien


def _convocation(dossier: Dossier, evenement: Evenement, fait: ev.ReunionConvoquee) -> Changements:
    avant = dossier.reunions.get(fait.reunion)
    actes = tuple(a.id for a in evenement.actes if a.nature is Nature.CONVOCATION)
    reunion = Reunion(
        numero=fait.reunion,
        debut=fait.debut,
        convoques=fait.convoques,
        actes=(*(avant.actes if avant else ()), *actes),
    )
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


CHANGEMENTS: dict[str, Changement] = {
    "reunion_convoquee": _convocation,
    "reunion_tenue": _reunion_tenue,
    "note_adressee": rien,
    "pieces_demandees": _demande,
    "pieces_communiquees": _pieces,
    "sapiteur_consulte": _sapiteur,
    "avis_sapiteur_communique": _avis_sapiteur,
}
