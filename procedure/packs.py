"""The body of rules that a case obeys, with its dates: an expertise that a judge orders, or one that parties agree on.

A case keeps the pack under which it was opened. Rules that two packs share are written once, under the articles of
the judicial expertise; another pack says which of them it takes, and which of its own articles stand for theirs.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from procedure.calendrier import date_longue
from procedure.commandes import COMMANDES
from procedure.contexte import Brouillon
from procedure.convention_textes import ARTICLES_DE_LA_CONVENTION, EN_VIGUEUR, ArticleLu
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import Dossier
from procedure.modele import Modele
from procedure.personnes import Role

_CITATION = re.compile(r"CPC [0-9]+(?:-[0-9]+)?(?: al\. [0-9]+)?(?:, [0-9]+(?:-[0-9]+)?(?: al\. [0-9]+)?)*")


class Pack(Modele):
    """One body of rules."""

    id: str
    nom: str
    regime: str
    """What every refusal of a foreign act recalls."""
    depuis: date | None = None
    """The first day on which a case can be opened under it; `None`: as far back as cases go."""
    jusqu_a: date | None = None
    avant: str = ""
    """What governed before `depuis`."""
    article: str
    """Where it starts."""
    commandes: frozenset[str]
    articles: tuple[ArticleLu, ...] = ()
    ecartes: Mapping[str, tuple[str, str]] = {}
    """Acts of the other pack that call for a reason of their own: article and reason."""
    renvois: Mapping[str, str] = {}
    """Its article for one of the judicial expertise."""
    sans_delai: frozenset[str] = frozenset()
    """Time limits that it does not have."""
    reserves: Mapping[str, str] = {}
    """Shared acts that its texts do not settle: what a human is told."""
    mots: tuple[tuple[str, str], ...] = ()
    """Its words for those of the judicial expertise, in the platform's own sentences."""
    qualites: Mapping[Role, str] = {}
    en_lettre: frozenset[Nature] = frozenset()
    """Documents whose usual template recalls articles that it does not have: a plain letter says them."""

    def citer(self, reference: str) -> str:
        """Its own reference for one of the shared rules; what belongs to every procedure stays as it is."""
        if not self.renvois or not reference.startswith("CPC "):
            return reference
        cites = ", ".join(self._renvoyer(article) for article in reference.removeprefix("CPC ").split(", "))
        return "CPC " + ", ".join(dict.fromkeys(cites.split(", ")))

    def citer_dans(self, phrase: str) -> str:
        """A sentence that ends with « (CPC …) », under its own references."""
        return _CITATION.sub(lambda trouve: self.citer(trouve[0]), phrase)

    def _renvoyer(self, article: str) -> str:
        numero = article.split(" ")[0]
        return self.renvois.get(numero, CONTRADICTION) if _est_d_expertise(numero) else article

    def dire(self, phrase: str) -> str:
        """A sentence of the platform, in its words."""
        for mot, sien in self.mots:
            phrase = re.sub(rf"{re.escape(mot)}\b", sien, phrase)
        return phrase


CONTRADICTION = "131-2"
"""Where the technicien's duties are: it stands for an article of the judicial expertise that has no other."""

_EXPERTISE, _TAXE = range(143, 285), range(714, 726)


def _est_d_expertise(numero: str) -> bool:
    """Whether an article belongs to the measures that a judge orders (143-284-1) or to the taxe (714-725)."""
    racine = numero.split("-")[0]
    return racine.isdecimal() and (int(racine) in _EXPERTISE or int(racine) in _TAXE)


PROPRES_A_LA_CONVENTION = frozenset(
    {
        "conclure_convention",
        "modifier_mission",
        "constater_inertie",
        "intervenir",
        "revoquer_technicien",
        "remplacer_technicien",
        "saisir_juge_d_appui",
        "statuer_juge_d_appui",
        "remettre_rapport",
    }
)

COMMUNS = frozenset(
    {
        "accepter_mission",
        "refuser_mission",
        "convoquer_reunion",
        "tenir_reunion",
        "adresser_note",
        "demander_pieces",
        "communiquer_pieces",
        "consulter_sapiteur",
        "communiquer_avis_sapiteur",
        "deposer_pre_rapport",
        "deposer_dire",
        "repondre_dire",
        "constater_reception",
        "recalculer",
        "clore_dossier",
    }
)
"""What a convention takes from the judicial expertise; an act that nobody has thought of is not taken."""

_SANS_TAXE = (
    "CPC 131",
    "Le technicien est rémunéré par les parties, comme elles en sont convenues avec lui : ni consignation, ni taxe.",
)

EXPERTISE_JUDICIAIRE = Pack(
    id="expertise_judiciaire",
    nom="expertise judiciaire",
    regime="Cet acte suppose une convention entre les parties ; cette expertise est ordonnée par un juge.",
    article="CPC 263",
    commandes=frozenset(COMMANDES) - PROPRES_A_LA_CONVENTION,
    ecartes=dict.fromkeys(PROPRES_A_LA_CONVENTION, ("CPC 131", "")),
)

TECHNICIEN_CONVENTIONNEL = Pack(
    id="technicien_conventionnel",
    nom="recours conventionnel à un technicien",
    regime="Cet acte n’existe pas dans le recours conventionnel à un technicien.",
    depuis=EN_VIGUEUR,
    avant="le recours conventionnel à un technicien relevait des anciens articles 1547 et suivants, "
    "et l’article 131 de la conciliation et de la médiation",
    article="CPC 131",
    commandes=PROPRES_A_LA_CONVENTION | COMMUNS,
    articles=ARTICLES_DE_LA_CONVENTION,
    ecartes={
        **dict.fromkeys(
            (
                "inviter_a_consigner",
                "encaisser_consignation",
                "aviser_consignation",
                "observer_remuneration",
                "envisager_reduction",
                "repondre_reduction",
                "taxer_remuneration",
                "notifier_taxe",
                "liberer_fonds",
            ),
            _SANS_TAXE,
        ),
        "deposer_rapport": ("CPC 131-8", "Le rapport est remis aux parties : ni dépôt au greffe, ni demande de taxe."),
        "remplacer_expert": ("CPC 131", "Les parties choisissent ensemble un autre technicien, ou saisissent le juge."),
        "notifier_designation": ("CPC 131", "Le technicien tient sa mission de la convention, non d’une décision."),
    },
    renvois={
        "173": "131-8",
        "234": "131-1",
        "235": "131",
        "239": "131",
        "265": "131",
        "267": "131-1",
        "275": "131-5",
        "276": "131-2, 131-7",  # the contradiction is established; 131-7 is known by heart
        "278": "131-2, 131-4",
        "279": "131-4",
        "281": "131",
        "282": "131-8",
        "284": "131",
        **{str(article): "131" for article in _TAXE},
    },
    sans_delai=frozenset({"DL-02", "DL-05", "DL-14"}),
    reserves={
        "consulter_sapiteur": "La convention doit permettre au technicien de consulter un autre technicien : "
        "le texte n’en dit rien d’établi (CPC 131-2, 131-4)."
    },
    mots=(
        ("Seul l’expert commis", "Seul le technicien choisi par les parties"),
        ("L’expert", "Le technicien"),
        ("à l’expert", "au technicien"),
        ("de l’expert", "du technicien"),
        ("l’expert", "le technicien"),
        ("précède l’ordonnance", "précède la convention"),
        ("Rapport d’expertise", "Rapport du technicien"),
        ("Dépôt du rapport", "Remise du rapport"),
        ("rapport est déposé", "rapport est remis"),
        ("rapport déposé", "rapport remis"),
        ("notification de la désignation", "convention"),
        # nothing imposes a form: the one that proves most is taken
        ("131-2 : lettre", "131-2, sans forme imposée : lettre"),
    ),
    qualites={Role.EXPERT: "technicien choisi par les parties"},
    en_lettre=frozenset(
        {Nature.CONVOCATION, Nature.DEMANDE_DE_PIECES, Nature.REPONSE_A_DIRE, Nature.ACCEPTATION, Nature.REFUS}
    ),
)

PACKS: dict[str, Pack] = {pack.id: pack for pack in (EXPERTISE_JUDICIAIRE, TECHNICIEN_CONVENTIONNEL)}
"""Every pack by its identifier."""


def pack_de(dossier: Dossier) -> Pack:
    """The pack of a case."""
    return PACKS[dossier.pack]


def exiger_en_vigueur(pack: Pack, jour: date) -> None:
    """Refuse to open a case under rules that were not, or are no longer, those of its day."""
    if pack.depuis is not None and jour < pack.depuis:
        raise Refus(pack.article, f"Avant le {date_longue(pack.depuis)}, {pack.avant}.", "une convention postérieure")
    if pack.jusqu_a is not None and jour > pack.jusqu_a:
        raise Refus(pack.article, f"Depuis le {date_longue(pack.jusqu_a)}, ces règles ne s’appliquent plus.")


def exiger_un_acte_du_pack(dossier: Dossier, commande: str) -> None:
    """Refuse to anybody an act that the rules of this case do not have, with their article.

    The act that opens a case is what chooses them.
    """
    pack = pack_de(dossier)
    if dossier.numero and commande not in pack.commandes:
        article, raison = pack.ecartes.get(commande, (pack.article, ""))
        raise Refus(article, raison or pack.regime, interdit=True)


def refuser_dans_ses_termes(pack: Pack, refus: Refus) -> Refus:
    """A refusal of a shared rule, as the pack words it."""
    m = refus.motif
    manque = tuple(pack.dire(quoi) for quoi in m.manque)
    return Refus(
        pack.citer(m.article), pack.dire(m.message), *manque, introuvable=m.introuvable, interdit=m.interdit
    )


def adapter(pack: Pack, brouillons: Iterable[Brouillon], commande: str) -> Iterator[Brouillon]:
    """What a rule drafts, under the articles and in the words of the pack."""
    if not pack.renvois:
        yield from brouillons
        return
    try:
        for brouillon in brouillons:
            yield _adapte(pack, brouillon, commande)
    except Refus as refus:
        raise refuser_dans_ses_termes(pack, refus) from refus


def _adapte(pack: Pack, brouillon: Brouillon, commande: str) -> Brouillon:
    reserve = pack.reserves.get(commande)
    return replace(
        brouillon,
        article=pack.citer(brouillon.article),
        resume=pack.dire(brouillon.resume),
        # the title of documents that a party communicates is that party's own
        actes=tuple(
            a if a.nature is Nature.PIECES else a.model_copy(update={"titre": pack.dire(a.titre)})
            for a in brouillon.actes
        ),
        ouvertes=tuple(
            e.model_copy(update={"article": pack.citer(e.article), "intitule": pack.dire(e.intitule)})
            for e in brouillon.ouvertes
            if e.regle not in pack.sans_delai
        ),
        alertes=(
            *(pack.dire(pack.citer_dans(alerte)) for alerte in brouillon.alertes),
            *((reserve,) if reserve else ()),
        ),
    )
