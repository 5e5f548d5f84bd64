"""The letters about the difficulties of the operations (art. 167-168, 141)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import instant_long
from procedure.lettres.socle import Lettre, Redaction, dates_ouvertes, fait_de, sans_copie
from procedure.phases.difficultes import LIBELLES


def _difficulte_soulevee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=("L’exécution de la mesure rencontre une difficulté, soumise au juge sans forme.", fait.expose),
        informations=(("Difficulté", LIBELLES[fait.nature]), *sans_copie(fait)),
    )


def _audience_fixee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "Vous êtes convoqué devant le juge chargé du contrôle de l’expertise, à la date et au lieu ci-dessous. "
            "Vous pouvez vous y faire assister ou représenter.",
        ),
        informations=(
            ("Date", instant_long(fait.debut, dossier.siege.fuseau)),
            ("Lieu", fait.lieu),
            ("Demande", dossier.requetes[fait.requete].id),
        ),
    )


def _difficulte_tranchee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    appel = (
        (
            "Le tiers peut saisir le juge, sans forme, d’une difficulté ou d’un empêchement légitime. Il ne peut faire "
            "appel que de la nouvelle décision, dans les quinze jours de son prononcé.",
        )
        if fait.tiers is not None and not fait.nouvelle_decision
        else ()
    )
    return Lettre(
        paragraphes=(fait.decision, *appel),
        informations=(
            *([("Tiers", fait.tiers.nom)] if fait.tiers else []),
            *dates_ouvertes(evenement, "DL-09t", "Production au plus tard"),
            *([("Astreinte", fait.astreinte)] if fait.astreinte else []),
            *dates_ouvertes(evenement, "DL-27", "Appel du tiers au plus tard"),
        ),
    )


LETTRES: dict[str, Redaction] = {
    "difficulte_soulevee": _difficulte_soulevee,
    "audience_fixee": _audience_fixee,
    "difficulte_tranchee": _difficulte_tranchee,
}
