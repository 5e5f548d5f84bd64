"""The letters about the time and the extent of the mission, and its progress (art. 236, 245, 273, 279)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import date_longue
from procedure.lettres.socle import Lettre, Redaction, dates_ouvertes, fait_de, sans_copie


def _prorogation_demandee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    actuel = [date_longue(e.calcul.legal) for e in dossier.echeances_de("DL-06") if e.calcul is not None]
    return Lettre(
        paragraphes=(
            "Il est demandé au juge de proroger le délai imparti pour déposer le rapport (article 279 du code de "
            "procédure civile), pour le motif suivant.",
            fait.motif,
            "Le terme actuel demeure tant que le juge n’a pas statué.",
        ),
        informations=(
            *(("Terme actuel", terme) for terme in actuel),
            *([("Terme demandé", date_longue(fait.jusqu_au))] if fait.jusqu_au else []),
            *sans_copie(fait),
        ),
    )


def _extension_demandee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    attendues = "Le juge ne peut étendre la mission qu’après avoir recueilli les observations de l’expert."
    return Lettre(
        paragraphes=(
            "Il est proposé d’étendre la mission de l’expert aux chefs suivants.",
            fait.motif,
            *(() if fait.par_l_expert else (attendues,)),
        ),
        informations=tuple((f"Chef proposé n° {n}", chef) for n, chef in enumerate(fait.chefs, 1)),
    )


def _extension_observee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    return Lettre(
        paragraphes=(
            "L’expert présente les observations suivantes sur l’extension de sa mission.",
            fait_de(evenement).observations,
            "Ces observations recueillies, le juge peut statuer (article 245, alinéa 3, du code de procédure civile).",
        )
    )


def _juge_informe(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "L’expert rend compte au juge de l’avancement de ses opérations (article 273 du code de procédure civile).",
            fait.information,
        ),
        informations=(
            ("Objet", fait.objet),
            *dates_ouvertes(evenement, "DL-14", "Prochaine information conseillée"),
            *sans_copie(fait),
        ),
    )


LETTRES: dict[str, Redaction] = {
    "prorogation_du_rapport_demandee": _prorogation_demandee,
    "extension_demandee": _extension_demandee,
    "extension_observee": _extension_observee,
    "juge_informe": _juge_informe,
}
