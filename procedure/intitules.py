"""What each act is called, for the people who perform it and those who read of it."""

INTITULES: dict[str, str] = {
    # -- the order and the mandate
    "enregistrer_ordonnance": "Enregistrer l’ordonnance",
    "notifier_designation": "Notifier la désignation à l’expert",
    "accepter_mission": "Accepter la mission",
    "refuser_mission": "Refuser la mission",
    "remplacer_expert": "Remplacer l’expert",
    # -- the provision
    "inviter_a_consigner": "Inviter les parties à consigner",
    "encaisser_consignation": "Créditer une consignation",
    "aviser_consignation": "Aviser l’expert de la consignation",
    # -- the operations
    "convoquer_reunion": "Convoquer à une réunion",
    "tenir_reunion": "Constater la tenue d’une réunion",
    "adresser_note": "Adresser une note aux parties",
    "demander_pieces": "Demander des pièces",
    "communiquer_pieces": "Communiquer des pièces",
    "consulter_sapiteur": "Consulter un sapiteur",
    "communiquer_avis_sapiteur": "Communiquer l’avis du sapiteur",
    # -- the pré-rapport, the dires, the report
    "deposer_pre_rapport": "Déposer le pré-rapport",
    "deposer_dire": "Déposer un dire",
    "repondre_dire": "Répondre à un dire",
    "deposer_rapport": "Déposer le rapport",
    # -- receipt and pay
    "constater_reception": "Constater la réception d’un acte",
    "observer_remuneration": "Présenter des observations sur la rémunération",
    "envisager_reduction": "Inviter l’expert à s’expliquer sur une réduction",
    "repondre_reduction": "Répondre à la réduction envisagée",
    "taxer_remuneration": "Taxer la rémunération",
    "notifier_taxe": "Notifier l’ordonnance de taxe",
    "liberer_fonds": "Libérer les fonds consignés",
    "clore_dossier": "Clore le dossier",
    # -- the platform
    "recalculer": "Recalculer les échéances",
    "reprendre_expertise": "Reprendre une expertise en cours",
    "veiller": "Regarder les dates",
    "signaler_echec": "Signaler une remise impossible",
}
"""The title of each command, as an action."""
