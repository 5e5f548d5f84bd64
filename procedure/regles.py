"""The registry of time limits: each with its article, who fixes it, its ladder of reminders, what its passing raises.

Amounts that the law or the service fixes are here; those that a judge or the expert fixes come with the act.

DL-01 to DL-25 are the rows of the reference, DL-26 to DL-28 the periods that it does not number; a missing number is a
date that nobody's échéance follows. A letter tells apart the periods of one row, each with its own article and its own
passing: DL-01a the appeal of a référé order, DL-01b the leave to appeal, DL-01d the appeal of a decision taken during
the measure; DL-02x the expert's explanations; DL-03b every instalment but the first; DL-07b the minutes of a meeting;
DL-09t the injunction of DL-09 to a third person; DL-18n the expert's notification, from which each DL-18 runs. The
journal of running cases holds these identifiers: none is ever given another meaning.
"""

from datetime import date

from procedure.delais import Delai, Instance
from procedure.echeances import Nature
from procedure.modele import Modele
from procedure.textes import LUS_LE


class Regle(Modele):
    """One kind of time limit."""

    id: str
    intitule: str
    article: str
    nature: Nature
    delai: Delai | None = None
    """Absent when a judge or the expert fixes it."""
    echelons: tuple[int, ...] = ()
    """Days before the last working day on or before the date (negative), or after it started (positive)."""
    levera: str | None = None
    """What its passing raises, for a human to settle; absent for a right that simply ends."""
    instance: Instance = Instance.AUTRE
    """For the distance extensions, whose list is closed (art. 643-644)."""
    avis: bool = False
    """Whether the person is sent a notice of the date and its reason when it opens."""
    par_partie: bool = False
    """Every party has its own: the state then keeps its dates without their derivation, which the journal has."""
    garde: bool = False
    """Its last day still decides once it is closed, for an act recorded after it happened."""
    prescription: bool = False
    """A limitation period: no working day extends it (Cass., 12 Dec. 2018)."""
    signification: bool = False
    """Only the service of the decision on this person starts it: no other receipt does (art. 490, 651)."""
    version: date = LUS_LE


def _regle(
    identifiant: str,
    intitule: str,
    article: str,
    nature: Nature,
    delai: str | None = None,
    echelons: tuple[int, ...] = (),
    levera: str | None = None,
    *,
    instance: Instance = Instance.AUTRE,
    avis: bool = False,
    par_partie: bool = False,
    garde: bool = False,
    prescription: bool = False,
    signification: bool = False,
) -> Regle:
    return Regle(
        id=identifiant,
        intitule=intitule,
        article=article,
        nature=nature,
        delai=Delai.lire(delai) if delai else None,
        echelons=echelons,
        levera=levera,
        instance=instance,
        avis=avis,
        par_partie=par_partie,
        garde=garde,
        prescription=prescription,
        signification=signification,
    )


_L, _J, _E, _S = Nature.LEGALE, Nature.JUDICIAIRE, Nature.EXPERT, Nature.SERVICE

REGLES: dict[str, Regle] = {
    r.id: r
    for r in (
        _regle("DL-01a", "Appel de l’ordonnance de référé", "CPC 490", _L, "P15D", instance=Instance.APPEL, par_partie=True, garde=True, signification=True),
        _regle("DL-01b", "Assignation en autorisation d’appel devant le premier président", "CPC 272", _L, "P1M", par_partie=True, garde=True),
        _regle("DL-01d", "Appel d’une décision du juge du contrôle (quinze jours, délai discuté)", "CPC 145, 490", _L, "P15D", instance=Instance.APPEL, par_partie=True, garde=True, signification=True),
        _regle("DL-02", "Réponse de l’expert", "CPC 267 al. 2", _S, "P15D", (8, 15), "silence_de_l_expert"),
        # about the mandate, like DL-02; the judge fixes how long the expert has to explain himself
        _regle("DL-02x", "Explications de l’expert", "CPC 235 al. 2, 239", _J, None, (-3,), "explications_attendues", avis=True, garde=True),
        _regle("DL-03", "Consignation de la provision", "CPC 271", _J, None, (-15, -3), "caducite_encourue"),
        _regle("DL-03b", "Versement suivant de la provision", "CPC 269", _J, None, (-15, -3), "versement_impaye"),
        _regle("DL-05", "Première réunion", "CPC 267 al. 2", _S, "P45D", (-15,), "premiere_reunion_attendue"),
        _regle("DL-06", "Dépôt du rapport", "CPC 265, 239", _J, None, (-60, -30, -8), "retard_du_rapport"),
        _regle("DL-07b", "Compte rendu de la réunion", "CPC 16", _S, "P15D", (-3,), "compte_rendu_attendu"),
        _regle("DL-08", "Communication des pièces demandées", "CPC 275", _E, None, (-5,), "carence_de_pieces", avis=True, par_partie=True),
        _regle("DL-09", "Production ordonnée par le juge", "CPC 275 al. 2", _J, None, (-5,), "injonction_inexecutee", avis=True, par_partie=True),
        _regle("DL-09t", "Production ordonnée à un tiers", "CPC 243", _J, None, (-5,), "injonction_inexecutee", avis=True),
        _regle("DL-10", "Observations sur l’avis du sapiteur", "CPC 278, 16", _E, None, (-5,), par_partie=True, garde=True),
        _regle("DL-11", "Observations de l’intervenant sur les opérations déjà faites", "CPC 169, 16", _E, "P30D", (-5,), avis=True, par_partie=True, garde=True),
        _regle("DL-12", "Consignation de la provision complémentaire", "CPC 280 al. 2", _J, None, (-15, -3), "complement_impaye"),
        _regle("DL-13", "Derniers dires", "CPC 276 al. 2", _E, None, (-15, -3), avis=True, par_partie=True, garde=True),
        _regle("DL-14", "Information du juge sur l’avancement", "CPC 273", _S, "P90D", (-5,), "information_du_juge_attendue"),
        _regle("DL-15", "Rédaction du rapport après les dires", "CPC 276, 282", _S, "P30D", (-8,), "redaction_en_retard"),
        _regle("DL-28", "Restitution des pièces aux parties", "CPC 275, 282", _S, "P60D", (-15,), "restitution_attendue"),
        _regle("DL-16", "Observations sur la demande de rémunération", "CPC 282 al. 5", _L, "P15D", (-5,), avis=True, par_partie=True, garde=True),
        _regle("DL-17", "Observations de l’expert sur la réduction envisagée", "CPC 284 al. 3", _J, None, (-3,), avis=True, garde=True),
        _regle("DL-18", "Recours contre l’ordonnance de taxe", "CPC 724, 714 al. 2", _L, "P1M", (-8,), instance=Instance.RECOURS_TAXE, avis=True, par_partie=True, garde=True),
        _regle("DL-18n", "Notification de l’ordonnance de taxe par l’expert", "CPC 724", _S, "P8D", (-2,), "notification_de_taxe_attendue"),
        _regle("DL-19", "Libération des fonds consignés", "CPC 284 al. 2", _S, "P30D", (-5,), "liberation_attendue"),
        _regle("DL-22", "Audience d’incident", "CPC 168", _J, None, (-8,), "decision_d_incident_attendue"),
        _regle("DL-27", "Appel du tiers contre la nouvelle décision", "CPC 141", _L, "P15D", (-5,), instance=Instance.APPEL, avis=True),
        _regle("DL-21", "Péremption de l’instance", "CPC 386", _L, "P2Y", (548, 670), "peremption_encourue"),
        _regle("DL-23", "Prescription après la mesure : six mois au moins", "C. civ. 2239, 2241", _L, "P6M", (-60, -30, -8), par_partie=True, prescription=True),
        _regle("DL-25", "Conservation du dossier", "C. civ. 2224", _S, "P5Y", (), "conservation_echue"),
        _regle("DL-26", "Séquestre provisoire : demande de modification ou de rétractation", "C. com. R. 153-1", _L, "P1M", (-8,), "sequestre_a_lever", avis=True, par_partie=True, signification=True),
    )
}
"""Every rule by its identifier."""

DEPARTS: dict[str, str] = {
    "DL-01a": "de la signification de l’ordonnance à cette partie",
    "DL-01b": "de la décision qui ordonne l’expertise",
    "DL-01d": "de la signification de la décision à cette partie",
    "DL-02": "de la notification de la désignation",
    "DL-02x": "de la demande d’explications ou de sa réception, selon ce que dit le juge",
    "DL-03": "de la décision, de l’envoi de l’avis à consigner ou de la réception, selon ce que dit le juge",
    "DL-03b": "de la décision, de l’avis de consignation ou de la réception, selon ce que dit le juge",
    "DL-05": "de l’avis de consignation, de l’ordre de commencer ou de l’acceptation du nouvel expert",
    "DL-06": "de la décision, de l’avis de consignation, de l’acceptation ou de la réception, selon ce que dit le juge",
    "DL-07b": "du jour de la réunion",
    "DL-08": "de la demande ou de la réception par cette partie, selon ce que dit l’expert",
    "DL-09": "de l’injonction ou de la réception par cette partie, selon ce que dit le juge",
    "DL-09t": "de l’ordonnance ou de la réception par le tiers, selon ce que dit le juge",
    "DL-10": "de l’envoi de l’avis du sapiteur",
    "DL-11": "de la transmission du dossier, ou de sa réception si l’expert le dit",
    "DL-12": "de la décision ou de la réception par le payeur, selon ce que dit le juge",
    "DL-13": "de l’envoi du pré-rapport, puis de ce qui rouvre le temps des dires",
    "DL-14": "du début des opérations, puis de la dernière information donnée au juge",
    "DL-15": "de la fin du temps des dires",
    "DL-28": "du dépôt du rapport",
    "DL-16": "de la réception de la demande par cette partie",
    "DL-17": "de l’invitation du juge",
    "DL-18": "de la réception de la notification par cette partie ; pour l’expert, de celle de l’ordonnance",
    "DL-18n": "de l’ordonnance de taxe, ou de la nullité d’une première notification",
    "DL-19": "de l’ordonnance de taxe, ou de celle du premier président",
    "DL-22": "aucun : c’est le jour fixé pour l’audience",
    "DL-27": "du prononcé de la nouvelle décision",
    "DL-21": "de la dernière diligence d’une partie",
    "DL-23": "de l’exécution de la mesure : le dépôt du rapport",
    "DL-25": "de la clôture du dossier",
    "DL-26": "de la signification de l’ordonnance à cette personne",
}
"""What starts each of them: « à compter … », in words. Whatever its rule says, a judge may give a certain date."""

AUDIENCE = "DL-22"
"""The one line that is a day fixed for a hearing, at an hour, and not a time limit."""

DELAI_DE_CONVOCATION = Delai.lire("P15D")
"""The lead time that the service advises for a meeting; the Code fixes none (art. 160)."""

CONVOCATION_AU_RECOURS = Delai.lire("P15D")
"""Before the hearing of the premier président, counted backward (art. 716)."""

FENETRE_DES_DIRES = Delai.lire("P21D")
"""The shortest window for the last dires that the service accepts without a word."""

RECUSATION_AUSSITOT = Delai.lire("P8D")
"""From when on a récusation asked for after a first meeting is shown as perhaps late; the Code counts no day (234)."""

REDACTION = Delai.lire("P8D")
"""The least time to keep between the last dires and the report (validation rule: DL-13 < DL-06 - drafting)."""

ETATS_LEVES: dict[str, str] = {
    "silence_de_l_expert": "silence de l’expert",
    "explications_attendues": "explications attendues",
    "caducite_encourue": "caducité encourue",
    "versement_impaye": "versement impayé",
    "complement_impaye": "complément impayé",
    "premiere_reunion_attendue": "première réunion attendue",
    "retard_du_rapport": "retard du rapport",
    "compte_rendu_attendu": "compte rendu attendu",
    "carence_de_pieces": "carence de pièces",
    "injonction_inexecutee": "injonction inexécutée",
    "decision_d_incident_attendue": "décision sur l’incident attendue",
    "information_du_juge_attendue": "information du juge attendue",
    "redaction_en_retard": "rédaction en retard",
    "restitution_attendue": "restitution des pièces attendue",
    "peremption_encourue": "péremption encourue",
    "sequestre_a_lever": "séquestre à lever",
    "notification_de_taxe_attendue": "notification de la taxe attendue",
    "liberation_attendue": "libération des fonds attendue",
    "conservation_echue": "conservation échue",
}
"""What is raised for a human to settle, in words."""
