"""The letters about the provision (art. 269, 271)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import date_longue, montant
from procedure.lettres.socle import Lettre, Redaction, fait_de
from procedure.provision import echeance_de, sommes, total_du


def _releve_demande(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    objet = (
        "Le délai fixé pour consigner est expiré. Il est demandé au juge de relever la désignation de l’expert de la "
        "caducité encourue, et de fixer un nouveau terme."
        if fait.nature == "releve"
        else "Il est demandé au juge de proroger le délai fixé pour consigner."
    )
    return Lettre(
        paragraphes=(
            objet,
            "Cette demande est fondée sur le motif légitime suivant.",
            fait.motif,
            "Les autres parties en sont informées par la présente, comme l’exige l’article 271 du code de procédure "
            "civile.",
        ),
        informations=(("Demandeur", dossier.participants[fait.au_nom_de].nom), *_sommes_attendues(dossier)),
    )


def _sommes_attendues(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """The instalments still expected, each with its date."""
    lignes = []
    for somme in sommes(dossier):
        echeance = echeance_de(dossier, somme.objet, somme.payeur)
        if echeance is None or echeance.regle == "DL-12":
            continue
        terme = f", au plus tard le {date_longue(echeance.calcul.legal)}" if echeance.calcul else ""
        lignes.append(
            (f"Attendu de {dossier.participants[somme.payeur].nom}", f"{montant(somme.montant)}{terme}")
        )
    return tuple(lignes)


def _aide_admise(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    reste = total_du(dossier, fait.partie)
    effet = (
        "Cette partie est dispensée de consigner : l’État fait l’avance des frais et ne consigne rien à sa place. "
        "Aucun avis de consignation ne viendra pour sa part, et la caducité de la désignation ne peut pas lui être "
        "opposée."
        if fait.totale
        else f"Cette partie ne consigne que ce qui reste à sa charge, soit {montant(reste)}."
    )
    return Lettre(
        paragraphes=(
            "L’aide juridictionnelle a été accordée à une partie de cette expertise.",
            effet,
            "Si la décision a mis à sa charge une provision qu’elle ne doit pas, elle peut être rectifiée (article 462 "
            "du code de procédure civile).",
        ),
        informations=(
            ("Bénéficiaire", dossier.participants[fait.partie].nom),
            ("Étendue", "aide totale" if fait.totale else "aide partielle"),
            ("Décision", f"{fait.decision}, du {date_longue(fait.decidee_le)}"),
            ("Reste à consigner", montant(reste)),
        ),
    )


LETTRES: dict[str, Redaction] = {
    "releve_demande": _releve_demande,
    "aide_juridictionnelle_admise": _aide_admise,
}
