"""The letters of a technicien whom the parties choose (art. 131 to 131-8).

Those of the acts that he shares with the judicial expertise are here too: the usual templates recall articles that
a convention does not have.
"""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import date_longue, instant_long
from procedure.lettres.socle import Lettre, Redaction, fait_de

CONTRADICTION = (
    "Le technicien accomplit sa mission dans le respect de la contradiction : ce que chacun lui remet est remis en "
    "même temps aux autres (article 131-2 du code de procédure civile)."
)


def _enumerer(textes: tuple[str, ...]) -> str:
    return "\n".join(f"{rang}. {texte}" for rang, texte in enumerate(textes, 1))


def _termes(evenement: Evenement) -> tuple[tuple[str, str], ...]:
    jours = dict.fromkeys(date_longue(e.calcul.legal) for e in evenement.ouvertes if e.calcul is not None)
    return tuple(("Au plus tard", jour) for jour in jours)


# -- shared acts


def _mission_acceptee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    return Lettre(
        paragraphes=(
            "J’accepte la mission que m’ont confiée les parties.",
            "Je déclare n’avoir connaissance d’aucune circonstance susceptible d’affecter mon indépendance et mon "
            "impartialité (article 131-1 du code de procédure civile). Je révélerai celle que j’apprendrais.",
            "J’accomplirai personnellement ma mission, avec conscience, diligence et impartialité (article 131-2). Les "
            "opérations commencent ce jour.",
        ),
        informations=(
            ("Mission", _enumerer(dossier.chefs)),
            *(("Rapport au plus tard", jour) for _, jour in _termes(evenement)),
        ),
    )


def _mission_refusee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    return Lettre(
        paragraphes=(
            "Je ne puis accepter la mission que vous vouliez me confier.",
            fait_de(evenement).motif,
            "Il vous appartient de choisir ensemble un autre technicien (article 131 du code de procédure civile).",
        )
    )


def _reunion_convoquee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            f"Le technicien vous invite à la réunion n° {fait.reunion}. Vous pouvez vous y faire assister ou "
            "représenter.",
            CONTRADICTION,
        ),
        informations=(
            ("Date", instant_long(fait.debut, dossier.siege.fuseau)),
            ("Lieu", fait.lieu),
            ("Ordre du jour", fait.ordre_du_jour),
        ),
    )


def _pieces_demandees(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "Le technicien a besoin, pour accomplir sa mission, des documents suivants, que les parties lui remettent "
            "sans délai (article 131-5 du code de procédure civile).",
            CONTRADICTION,
        ),
        informations=(
            ("Demande n°", str(fait.demande)),
            ("À remettre par", ", ".join(dossier.participants[p].nom for p in fait.a)),
            ("Documents", _enumerer(fait.pieces)),
            *_termes(evenement),
        ),
    )


def _dire_repondu(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    dire = dossier.dires[fait.dire]
    return Lettre(
        paragraphes=(
            f"Voici la suite donnée à chaque point du dire n° {fait.dire} déposé le {date_longue(dire.depose_le)} pour "
            f"{dossier.participants[dire.au_nom_de].nom}.",
            "Le rapport mentionnera la suite donnée aux observations.",
        ),
        informations=tuple((f"Point n° {rang}", reponse) for rang, reponse in enumerate(fait.reponses, 1)),
    )


# -- acts of a convention


def _mission_modifiee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    avis = fait.avis_du_technicien
    return Lettre(
        paragraphes=(
            "Les parties sont convenues de modifier la mission du technicien"
            + (", après avoir recueilli son avis." if avis else ", à sa demande."),
            fait.motif,
        ),
        informations=(
            *((("Mission", _enumerer(fait.chefs)),) if fait.chefs else ()),
            *((("Avis du technicien", avis),) if avis else ()),
            *(("Rapport au plus tard", jour) for _, jour in _termes(evenement)),
        ),
    )


def _inertie_constatee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            f"Les documents demandés n’ont pas été remis par {dossier.participants[fait.partie].nom}. Ils restent "
            "nécessaires à la mission.",
            "En cas de carence d’une partie, le juge peut être saisi afin qu’il lui enjoigne de les remettre, au "
            "besoin à peine d’astreinte. Dans l’attente de sa décision, le technicien peut poursuivre sa mission à "
            "partir des éléments dont il dispose (article 131-5 du code de procédure civile).",
        ),
        informations=(("Demande n°", str(fait.demande)), ("Documents nécessaires", _enumerer(fait.necessaires))),
    )


def _tiers_intervenu(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            f"{fait.tiers.nom} intervient aux opérations, avec l’accord des parties et du technicien.",
            f"Le technicien informe {fait.tiers.nom} que les opérations lui sont opposables (article 131-6 du code de "
            "procédure civile).",
        ),
        informations=(
            *((("Adresse", fait.tiers.adresse),) if fait.tiers.adresse else ()),
            ("Mission", _enumerer(dossier.chefs)),
        ),
    )


def _technicien_revoque(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    return Lettre(
        paragraphes=(
            "Les parties ont révoqué le technicien de leur consentement unanime (article 131 du code de procédure "
            "civile).",
            fait_de(evenement).motif,
            "Sa mission prend fin. Les parties peuvent choisir ensemble un autre technicien ; à défaut d’accord, une "
            "partie peut saisir le juge (article 131-3).",
        )
    )


def _technicien_remplace(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "Les parties ont choisi d’un commun accord un autre technicien, qui commencera ses opérations dès qu’il "
            "aura accepté la mission (articles 131 et 131-1 du code de procédure civile).",
        ),
        informations=(
            ("Technicien", fait.expert.nom),
            ("Mission", _enumerer(dossier.chefs)),
            ("Rémunération", fait.remuneration),
            *(("Rapport au plus tard", jour) for _, jour in _termes(evenement)),
        ),
    )


DIFFICULTES = {
    "designation": "la désignation du technicien",
    "maintien": "le maintien du technicien",
    "remuneration": "la rémunération du technicien",
    "execution": "l’exécution de la mission",
    "documents": "la remise des documents nécessaires",
}


def _juge_d_appui_saisi(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "Une difficulté est portée devant le juge (article 131-3 du code de procédure civile).",
            fait.expose,
        ),
        informations=(("Difficulté", DIFFICULTES[fait.difficulte]), ("Juge", dossier.siege.nom)),
    )


LETTRES: dict[str, Redaction] = {
    "mission_acceptee": _mission_acceptee,
    "mission_refusee": _mission_refusee,
    "reunion_convoquee": _reunion_convoquee,
    "pieces_demandees": _pieces_demandees,
    "dire_repondu": _dire_repondu,
    "mission_modifiee": _mission_modifiee,
    "inertie_constatee": _inertie_constatee,
    "tiers_intervenu": _tiers_intervenu,
    "technicien_revoque": _technicien_revoque,
    "technicien_remplace": _technicien_remplace,
    "juge_d_appui_saisi": _juge_d_appui_saisi,
}
