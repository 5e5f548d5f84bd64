"""What the law attaches to a time limit that passes: said on its notice and its reminders, never drawn by a machine."""

from procedure.echeances import Echeance
from procedure.packs import EXPERTISE_JUDICIAIRE, TECHNICIEN_CONVENTIONNEL

_DERNIERES_OBSERVATIONS = (
    "L’expert qui a fixé un délai n’est pas tenu de prendre en compte les observations ou réclamations faites après "
    "son expiration, à moins qu’il n’existe une cause grave et dûment justifiée, auquel cas il en fait rapport au juge "
    "(article 276, alinéa 2).\n\n"
    "Les dernières observations écrites rappellent sommairement le contenu de celles qui les précèdent : à défaut, "
    "celles-ci sont réputées abandonnées (article 276, alinéa 3)."
)

_DEFAUT_DE_PIECES = (
    "En cas de carence, l’expert en informe le juge, qui peut ordonner la production des documents, s’il y a lieu sous "
    "astreinte, ou l’autoriser à passer outre ou à déposer son rapport en l’état. La juridiction de jugement peut "
    "tirer toute conséquence de droit du défaut de communication (article 275, alinéa 2)."
)

_DEFAUT_DE_CONSIGNATION = (
    "À défaut de consignation dans le délai et selon les modalités fixés, la désignation de l’expert est caduque, à "
    "moins que le juge, à la demande d’une partie qui justifie d’un motif légitime, ne décide de proroger le délai ou "
    "de la relever de la caducité. L’instance se poursuit, sauf à ce qu’il soit tiré toute conséquence de l’abstention "
    "ou du refus de consigner (article 271)."
)

CONSEQUENCES: dict[str, dict[str, str]] = {
    EXPERTISE_JUDICIAIRE.id: {
        "DL-02x": "Passé ce terme, le juge peut statuer au vu du dossier : il peut remplacer l’expert qui manquerait à "
        "ses devoirs, après avoir provoqué ses explications (article 235, alinéa 2).",
        "DL-03": _DEFAUT_DE_CONSIGNATION,
        "DL-03b": "Le juge décide de ce qui suit du défaut d’un versement échelonné (articles 269 et 271).",
        "DL-06": "L’expert qui ne peut respecter le délai en demande la prorogation au juge avant son terme (article "
        "279). Le juge peut remplacer l’expert qui manquerait à ses devoirs (article 235, alinéa 2) et tient compte du "
        "respect des délais quand il fixe sa rémunération (article 284).",
        "DL-08": _DEFAUT_DE_PIECES,
        "DL-09": "L’astreinte, si elle a été prononcée, court selon l’ordonnance. La juridiction de jugement peut "
        "tirer toute conséquence de droit du défaut de communication (article 275, alinéa 2).",
        "DL-09t": "Le tiers qui a un empêchement légitime le fait savoir au juge, sans forme, qui peut rétracter ou "
        "modifier sa décision (article 141). À défaut, l’astreinte, si elle a été prononcée, court selon l’ordonnance.",
        "DL-11": "L’expert peut poursuivre sans ces observations. Celles qui lui sont présentées par écrit sont "
        "jointes à son avis si la partie le demande (article 276, alinéa 1).",
        "DL-12": "À défaut de consignation dans le délai et selon les modalités fixés par le juge, et sauf prorogation "
        "de ce délai, l’expert dépose son rapport en l’état (article 280, alinéa 2).",
        "DL-13": _DERNIERES_OBSERVATIONS,
        "DL-16": "Passé ce délai, le juge fixe la rémunération de l’expert (article 284). Aucune forme n’est imposée : "
        "les observations sont écrites, et adressées à l’expert et au juge (article 282, alinéa 5).",
        "DL-17": "Passé ce terme, le juge peut fixer la rémunération au montant qu’il envisage (article 284).",
        "DL-18": "Passé ce délai, la personne à l’égard de laquelle il a couru ne peut plus former de recours. Ni le "
        "délai ni le recours ne suspendent l’exécution de la décision ; la note qui forme le recours est envoyée en "
        "même temps à toutes les parties et à l’expert, à peine d’irrecevabilité (articles 715 et 724).",
        "DL-18n": "Le délai de recours ne court à l’égard d’une partie que du jour de la notification que l’expert lui "
        "fait (article 724).",
        "DL-21": "L’instance est périmée lorsqu’aucune des parties n’accomplit de diligences pendant deux ans (article "
        "386).",
        "DL-26": "Si le juge n’est pas saisi dans ce délai d’une demande de modification ou de rétractation de son "
        "ordonnance, le séquestre est levé et les pièces sont transmises au requérant (article R. 153-1 du code de "
        "commerce).",
        "DL-27": "Passé ce délai, l’appel du tiers n’est plus recevable (article 141).",
    },
    TECHNICIEN_CONVENTIONNEL.id: {
        "DL-06": "Le technicien peut demander aux parties de modifier sa mission ou son terme (article 131-4).",
        "DL-08": "En cas de carence d’une partie, le juge peut être saisi afin qu’il lui enjoigne de remettre les "
        "documents, au besoin à peine d’astreinte. Dans l’attente de sa décision, le technicien peut poursuivre sa "
        "mission à partir des éléments dont il dispose (article 131-5).",
        "DL-13": "Le rapport fait mention de la suite donnée aux observations que le technicien a reçues.",
    },
}
"""By body of rules, then by rule; a rule that only marks good service has none."""


def consequence(pack: str, echeance: Echeance) -> str | None:
    """What missing an échéance can mean, as a human may then settle it."""
    return CONSEQUENCES[pack].get(echeance.regle)
