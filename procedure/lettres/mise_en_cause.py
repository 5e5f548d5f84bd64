"""The letters about whoever joins the expertise under way (art. 169)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.lettres.socle import Lettre, Redaction, dates_ouvertes, fait_de
from procedure.personnes import Participant, Role

FONDEMENTS = {
    "ordonnance_commune": "une décision a rendu l’expertise commune à de nouvelles parties",
    "intervention_volontaire": "de nouvelles parties sont intervenues volontairement",
    "intervention_forcee": "de nouvelles parties ont été appelées en intervention",
}


def _parties_mises_en_cause(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    parties = [p for p in fait.arrivants if p.role is Role.PARTIE]
    return Lettre(
        paragraphes=(
            f"Le greffe informe l’expert et les parties que {FONDEMENTS[fait.fondement]}.",
            "L’expert les met en mesure de présenter leurs observations sur les opérations auxquelles il a déjà "
            "procédé (article 169 du code de procédure civile). Les opérations à venir leur sont contradictoires.",
        ),
        informations=tuple((p.nom, _ou_le_joindre(dossier, p)) for p in parties),
    )


def _ou_le_joindre(dossier: Dossier, partie: Participant) -> str:
    """Whom the expert convokes from now on, and where."""
    avocats = ", ".join(dossier.participants[a].nom for a in partie.avocats) or "sans avocat"
    return "\n".join(filter(None, (partie.adresse, avocats)))


def _dossier_transmis(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "Vous êtes partie à l’expertise en cours. L’expert vous transmet le dossier et vous invite à présenter vos "
            "observations sur les opérations déjà accomplies (article 169 du code de procédure civile).",
            *([fait.message] if fait.message else []),
        ),
        informations=dates_ouvertes(evenement, "DL-11", "Observations au plus tard"),
    )


LETTRES: dict[str, Redaction] = {
    "parties_mises_en_cause": _parties_mises_en_cause,
    "dossier_transmis": _dossier_transmis,
}
