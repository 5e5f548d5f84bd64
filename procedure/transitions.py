"""The transitions of an expertise (reference: T01 to T40): what is noticed, decided or done, and the facts that say so.

A table to read and to check: the rules are in `phases/`. A scenario that says it shows a transition must have caused
one of its facts.
"""

from procedure.modele import Modele


class Transition(Modele):
    """One way for an expertise, or for one of its parts, to go from a state to another."""

    id: str
    de: str
    vers: str
    faits: tuple[str, ...]
    """The types of fact, any of which makes the transition."""
    garde: str
    """What it takes, in French."""
    article: str


def _t(identifiant: str, de: str, vers: str, faits: str, garde: str, article: str) -> Transition:
    return Transition(id=identifiant, de=de, vers=vers, faits=tuple(faits.split()), garde=garde, article=article)


TRANSITIONS: dict[str, Transition] = {
    t.id: t
    for t in (
        _t("T01", "–", "ordonnée", "ordonnance_enregistree convention_conclue", "les mentions de l’article 265 ; la compétence de l’article 145 est signalée", "CPC 265"),
        _t("T02", "ordonnée", "mise en place", "designation_notifiee", "–", "CPC 267 al. 1"),
        _t("T03", "mandat notifié", "mandat accepté", "mission_acceptee", "l’indépendance est déclarée", "CPC 267 al. 2"),
        _t("T04", "mandat notifié", "mandat refusé", "mission_refusee expert_remplace", "le refus, ou le silence dont le juge tire la suite", "CPC 235 al. 1"),
        _t("T05", "mandat", "mandat contesté", "recusation_demandee conflit_declare", "avant les opérations ou dès la révélation ; une demande tardive est signalée", "CPC 234"),
        _t("T06", "mandat contesté", "maintenu ou à remplacer", "recusation_tranchee", "la décision du juge", "CPC 234, 235"),
        _t("T07", "mandat accepté", "appel aux explications, puis maintenu ou à remplacer", "manquement_tranche", "les explications de l’expert ont été appelées", "CPC 235 al. 2"),
        _t("T08", "provision appelée", "provision consignée", "consignation_encaissee aide_juridictionnelle_admise", "chaque payeur, ou sa première part, ou l’aide juridictionnelle", "CPC 269"),
        _t("T09", "provision appelée", "caducité encourue", "echeance_depassee", "le dernier jour défendable est passé ; rien n’est décidé", "CPC 271"),
        _t("T10", "caducité encourue", "provision appelée", "releve_statue", "la décision du juge, à la demande d’une partie", "CPC 271"),
        _t("T11", "caducité encourue", "désignation caduque", "caducite_constatee", "un humain la constate", "CPC 271"),
        _t("T12", "mise en place", "opérations", "consignation_avisee mission_acceptee", "l’avis au greffe, l’ordre de commencer, ou l’aide juridictionnelle ; la mission est acceptée", "CPC 267 al. 2"),
        _t("T13", "réunion projetée", "réunion convoquée", "reunion_convoquee", "une voie licite pour chacun", "CPC 160"),
        _t("T14", "réunion convoquée", "réunion tenue", "reunion_tenue", "chacun convoqué, sinon l’irrégularité est signalée", "CPC 160, 161"),
        _t("T15", "demande de pièces", "injonction, passer outre ou dépôt en l’état", "carence_tranchee", "la décision du juge, sur le rapport de l’expert", "CPC 275"),
        _t("T16", "opérations", "avis du sapiteur communiqué", "avis_sapiteur_communique", "une spécialité distincte ; l’avis va à tous", "CPC 278"),
        _t("T17", "délai du rapport", "délai prorogé", "prorogation_du_rapport_tranchee", "la décision du juge", "CPC 279"),
        _t("T18", "opérations", "complément consigné ou impayé", "provision_complementaire_statuee", "la décision du juge ; impayé, l’expert dépose en l’état", "CPC 280"),
        _t("T19", "opérations", "opérations, avec une partie de plus", "parties_mises_en_cause tiers_intervenu", "la décision ou l’intervention ; tout le dossier va au nouveau venu", "CPC 169, 145"),
        _t("T20", "opérations", "dires ouverts", "pre_rapport_depose", "les avis des sapiteurs communiqués, le temps de rédiger réservé", "CPC 276"),
        _t("T21", "dires ouverts", "dire reçu : dans le délai, discuté ou tardif", "dire_depose", "la date de la réception", "CPC 276 al. 2"),
        _t("T22", "dire tardif", "cause grave admise ou rejetée", "cause_grave_decidee", "le rapport de l’expert au juge", "CPC 276 al. 2"),
        _t("T23", "dires ouverts", "dires clos", "echeance_depassee", "le dernier jour défendable de chacun est passé", "CPC 276"),
        _t("T24", "dires clos", "rapport déposé", "rapport_depose rapport_remis", "une réponse à chaque dire reçu à temps, la demande de rémunération jointe", "CPC 173, 276, 282"),
        _t("T25", "rapport déposé", "observations ouvertes", "reception_constatee", "la preuve de la réception par cette partie", "CPC 282 al. 5"),
        _t("T26", "observations ouvertes", "à taxer", "echeance_depassee remuneration_observee", "le délai de chacun passé, ou ses observations reçues", "CPC 284"),
        _t("T27", "à taxer", "débat sur la réduction", "reduction_envisagee", "l’expert est invité à s’expliquer", "CPC 284 al. 3"),
        _t("T28", "à taxer", "rémunération taxée", "remuneration_taxee", "l’ordonnance du juge", "CPC 284"),
        _t("T29", "rémunération taxée", "recours ouverts", "taxe_notifiee", "la notification de l’expert porte les textes", "CPC 724, 725"),
        _t("T30", "rémunération taxée", "fonds libérés", "fonds_liberes", "l’ordonnance ; le recours ne suspend pas", "CPC 284 al. 2, 724"),
        _t("T31", "recours ouverts", "recours formé", "recours_forme", "copies simultanées à tous, sinon le risque est signalé", "CPC 715, 724"),
        _t("T32", "recours", "dossier clos", "dossier_clos", "aucun délai ne court, les fonds sont réglés", "CPC 284, 724"),
        _t("T33", "mise en place, opérations", "mission sans objet", "conciliation_constatee", "le rapport de l’expert au juge", "CPC 281"),
        _t("T34", "avant le rapport", "instance interrompue, puis reprise", "interruption_signalee", "une instance en cours, avant l’ouverture des débats", "CPC 369 à 374"),
        _t("T35", "avant le rapport", "mesure suspendue", "mesure_suspendue", "une décision sur la mesure", "CPC 377 à 383, 386"),
        _t("T36", "avant le rapport", "ordonnance anéantie", "ordonnance_aneantie", "l’infirmation ou la rétractation", "CPC 496, 497, 561"),
        _t("T37", "rapport déposé", "complément ordonné", "complement_ordonne", "le juge de l’instance, ou le juge du fond après une mesure de l’article 145", "CPC 245, 283"),
        _t("T38", "opérations", "difficulté soulevée, puis tranchée", "difficulte_tranchee", "la décision du juge", "CPC 167, 168"),
        _t("T39", "une opération", "irrégulière, puis régularisée ou annulée", "irregularite_regularisee operations_annulees", "le grief est l’affaire du juge", "CPC 175 à 178"),
        _t("T40", "avant le rapport", "désistement", "desistement_constate", "l’acceptation, si elle est nécessaire", "CPC 394 à 399"),
    )
}
"""Every transition by its identifier."""
