"""The letters about the complement and the acompte (art. 280)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import montant
from procedure.lettres.socle import Lettre, Redaction, fait_de
from procedure.provision import total_du


def _complement_demande(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "J’ai l’honneur de rendre compte de l’insuffisance manifeste de la provision, au vu des diligences faites "
            "ou à venir, et de solliciter la consignation d’une provision complémentaire.",
            fait.justification,
            "À défaut de consignation dans le délai que fixera le juge, et sauf prolongation, le rapport sera déposé "
            "en l’état (article 280, alinéa 2).",
            "Le complément se consigne à la régie : aucune somme ne peut m’être remise par une partie, fût-ce à titre "
            "de remboursement de débours, sans décision du juge (article 248).",
        ),
        informations=(
            ("Complément demandé", montant(fait.montant)),
            ("Provision fixée à ce jour", montant(sum(total_du(dossier, p) for p in dossier.parties))),
            ("Consigné à ce jour", montant(sum(dossier.encaisse.values()))),
        ),
    )


def _acompte_demande(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "Je sollicite l’autorisation de prélever un acompte sur la somme consignée, que justifie la complexité de "
            "l’affaire (article 280, alinéa premier). L’avancement des opérations est le suivant.",
            fait.avancement,
        ),
        informations=(
            ("Acompte demandé", montant(fait.montant)),
            ("Consigné à ce jour", montant(sum(dossier.encaisse.values()))),
            ("Acomptes déjà autorisés", montant(dossier.acomptes_autorises)),
        ),
    )


LETTRES: dict[str, Redaction] = {
    "provision_complementaire_demandee": _complement_demande,
    "acompte_demande": _acompte_demande,
}
