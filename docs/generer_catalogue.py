"""Writes `docs/catalogue/`, what the program believes, for a jurist: `python docs/generer_catalogue.py`.

Each page repeats a table of the code; `generer_etapes.py` adds what the scenarios show.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from generer_api import admis
from generer_etapes import actes_d_ou_vient, couverture, etapes

from procedure.calendrier import FETES_LEGALES, VERSION, ZONES, Fete
from procedure.canaux import CONVOCATIONS, FORMELS, TOUT_MOYEN
from procedure.commandes import COMMANDES, Commande, ReprendreExpertise
from procedure.decider import REGLES_DES_COMMANDES
from procedure.delais import Instance
from procedure.documents import Classe, Nature
from procedure.echeances import Nature as NatureEcheance
from procedure.fiches import FICHES, Fiche
from procedure.intitules import PARTIES
from procedure.packs import PACKS
from procedure.personnes import LIBELLES_DES_ROLES, Role
from procedure.regles import DEPARTS, ETATS_LEVES, REGLES, Regle
from procedure.remplissage import MODELES
from procedure.textes import LUS_LE, VERSIONS, Version, citer

CATALOGUE = Path(__file__).resolve().parent / "catalogue"

_ECRIT_PAR = "<!-- Page écrite par docs/generer_catalogue.py : modifier le code, jamais cette page. -->\n\n"

_FIXE_PAR = {
    NatureEcheance.LEGALE: "la loi",
    NatureEcheance.JUDICIAIRE: "le juge",
    NatureEcheance.EXPERT: "l’expert",
    NatureEcheance.SERVICE: "le service",
}

_LUS_PAR = (Role.JUGE, Role.GREFFE, Role.REGIE, Role.EXPERT, Role.SAPITEUR, Role.PARTIE, Role.TIERS)
"""The columns of the matrix of documents; « partie » stands for the avocats as well."""

_CLASSES = {
    Classe.CONTRADICTOIRE: "dossier contradictoire",
    Classe.ADMINISTRATION: "mandat et administration",
    Classe.RESTREINTE: "entre les parties",
}

_PREUVES = {"V": "lu dans une source publique", "M": "de mémoire", "?": "non lu"}

_DE_LA_PLATEFORME = (
    (
        Nature.AVIS_ECHEANCE,
        "un terme de celui qui le reçoit s’ouvre ou change, pour les échéances marquées « avis » ; ou il est recalculé",
        "la personne dont c’est le terme, et son avocat",
    ),
    (
        Nature.RAPPEL,
        "un jour de rappel de l’échéance arrive et elle est encore ouverte",
        "la même personne, et son avocat",
    ),
    (Nature.RECEPISSE, "un document est déposé", "celui qui l’a déposé"),
    (Nature.BORDEREAU, "un document est déposé et adressé à d’autres", "au dossier : il dit à qui, par quelle voie"),
)
"""What the platform writes of its own: kind, when, to whom."""


def pages() -> dict[str, str]:
    """Every page of the catalogue, by its file name."""
    ecrites = {
        "README.md": _sommaire(),
        "actes.md": _actes(),
        "etapes.md": etapes(),
        "echeances.md": _echeances(),
        "documents.md": _documents(),
        "avis.md": _avis(),
        "textes.md": _textes(),
        "calendriers.md": _calendriers(),
        "couverture.md": couverture(),
    }
    return {nom: _ECRIT_PAR + page for nom, page in ecrites.items()}


def _tableau(entetes: Sequence[str], lignes: Iterable[Sequence[str]]) -> str:
    rangees = [entetes, ["---"] * len(entetes), *lignes]
    return "".join("| " + " | ".join(c.replace("|", r"\|").replace("\n", " ") for c in r) + " |\n" for r in rangees)


def _sommaire() -> str:
    return f"""# Catalogue : ce que le programme tient pour le droit

Ces pages sont écrites à partir du code même qui décide. Ce qu’elles disent est ce que la plateforme fait ; si l’une
d’elles se trompe de droit, c’est le code qui se trompe.

1. [Étapes](etapes.md) : le cours d’une expertise, et ce qui fait passer d’une étape à l’autre.
2. [Actes](actes.md) : ce que chacun peut faire, et au titre de quel article.
3. [Échéances](echeances.md) : chaque délai, ce qui le fait courir, qui le fixe, comment il se compte, ce que son
   dépassement signale.
4. [Documents](documents.md) : chaque document, de quel acte il naît, à qui il va.
5. [Avis](avis.md) : ce que la plateforme envoie, quand, et par quelle voie un acte atteint une personne.
6. [Calendriers](calendriers.md) : les jours où un délai n’expire pas, par territoire, avec leur source.
7. [Textes datés](textes.md) : les articles dont la rédaction, le numéro ou l’existence a changé, et sur quelle preuve
   chacun a été lu.
8. [Couverture](couverture.md) : quel scénario montre quelle règle.

Les textes ont été lus dans leur version consolidée au {LUS_LE:%d/%m/%Y}. « CPC » est le Code de procédure civile ; un
code comme `DL-13`, `D28` ou `T20` ne sert qu’à nommer une ligne de ces tableaux.
"""


def _actes() -> str:
    page = (
        "# Actes\n\nUn acte que le droit n’admet pas est refusé avec son article, et rien ne change. « Convention » "
        "dit si l’acte existe aussi quand les parties ont choisi un technicien (CPC 131 à 131-8) ; il n’y a alors ni "
        "juge ni greffe, et une partie, son avocat ou le technicien clôt le dossier.\n"
    )
    for partie, intitules in PARTIES.items():
        lignes = [
            (titre, f"`{nom.replace('_', '-')}`", _par(COMMANDES[nom]), COMMANDES[nom].article, _convention(nom))
            for nom, titre in intitules.items()
        ]
        page += f"\n## {partie}\n\n" + _tableau(("Acte", "Nom", "Par", "Article", "Convention"), lignes)
    return page


def _par(classe: type[Commande]) -> str:
    if classe.model_fields["type"].default not in REGLES_DES_COMMANDES:
        return LIBELLES_DES_ROLES[Role.GREFFE if classe is ReprendreExpertise else Role.SYSTEME]
    return ", ".join(LIBELLES_DES_ROLES[Role(role)] for role in admis(classe))


def _convention(acte: str) -> str:
    judiciaire, convention = PACKS["expertise_judiciaire"], PACKS["technicien_conventionnel"]
    if acte not in judiciaire.commandes:
        return "seulement"
    return "oui" if acte in convention.commandes else "–"


def _echeances() -> str:
    rangees = sorted(REGLES.values(), key=lambda r: r.id)
    return (
        """# Échéances

Une échéance par personne. Un terme qui passe ne punit personne : il signale ce qu’un humain doit régler ; un droit qui
n’est pas exercé s’éteint, sans plus. Là où les textes laissent un doute, toutes les dates défendables sont montrées :
la plus sûre, celle du texte, la dernière que l’on puisse soutenir.

Un délai « du service » n’a aucun effet de droit : la loi impose l’acte et non le nombre de jours.

## Ce qui les ouvre, et ce que dit leur dépassement

"""
        + _tableau(
            ("Code", "Échéance", "À compter", "Durée", "Fixée par", "Article", "Ce que son dépassement signale"),
            [
                (r.id, r.intitule, DEPARTS[r.id], _quantite(r), _FIXE_PAR[r.nature], r.article, _suite(r))
                for r in rangees
            ],
        )
        + """
Le juge ou l’expert qui fixe un terme peut aussi donner une date certaine.

## Comment elles se comptent

- **Report** : un terme qui tombe un samedi, un dimanche, un jour férié ou chômé est prorogé au premier jour ouvrable
  (CPC 642). Une prescription ne l’est pas. Pour une date certaine fixée par le juge ou l’expert, le texte n’est pas
  clair : les deux lectures sont montrées.
- **Distance** : un mois de plus pour qui demeure outre-mer ou hors de la collectivité du siège, deux à l’étranger
  (CPC 643, 644). La liste des actes est fermée : ici, les appels seuls ; jamais le recours contre la taxe (CPC 714
  al. 2, 724). La distance n’est comptée que pour qui a sa résidence au dossier.
- **Une par partie** : chaque partie a la sienne ; si une réception la fait courir, c’est celle de cette partie. Les
  autres n’ont qu’un débiteur : l’expert, chaque payeur pour sa part, la régie, le tiers.
- **Rappels** : « J−3 », trois jours avant le dernier jour ouvrable ; « J+8 », huit jours après le départ.
- **Avis** : la personne reçoit la date et sa raison quand l’échéance s’ouvre.

"""
        + _tableau(
            ("Code", "Échéance", "Report (642)", "Distance (643, 644)", "Une par partie", "Rappels", "Avis"),
            [
                (
                    r.id,
                    r.intitule,
                    _oui(not r.prescription),
                    _distance(r),
                    _oui(r.par_partie),
                    _rappels(r),
                    _oui(r.avis),
                )
                for r in rangees
            ],
        )
    )


def _quantite(r: Regle) -> str:
    return r.delai.en_francais() if r.delai else "selon la décision"


def _oui(vrai: bool) -> str:
    return "oui" if vrai else "–"


def _distance(r: Regle) -> str:
    return "jamais (CPC 714 al. 2)" if r.instance is Instance.RECOURS_TAXE else _oui(r.instance is not Instance.AUTRE)


def _rappels(r: Regle) -> str:
    return ", ".join(f"J{jours:+d}".replace("-", "−") for jours in r.echelons) or "–"


def _suite(r: Regle) -> str:
    return ETATS_LEVES[r.levera] if r.levera else "rien : le droit s’éteint"


def _documents() -> str:
    etablis_par_quelqu_un = (f for f in FICHES.values() if f.auteur is not Role.SYSTEME)
    fiches = sorted(etablis_par_quelqu_un, key=lambda f: (f.code.startswith("C"), f.code))
    return (
        """# Documents

Par défaut chacun voit tout (CPC 16) : une exception a son texte.

- **É** : qui l’établit ou l’enregistre. **●** : qui doit le recevoir. Une case vide : il ne lui est pas adressé.
- « Partie » vaut pour toutes les parties et leurs avocats constitués. L’acte d’une partie va aux autres.
  L’acte peut aller, en plus, à la personne qu’il concerne.
- Le juge et le greffe lisent tout le dossier, adressé ou non, sauf ce que les parties s’échangent pour se concilier
  (CPC 281), qu’ils ne lisent que si on le leur adresse. L’expert, les parties et les avocats lisent ce qu’ils ont
  établi ou doivent recevoir.
- Un rapport au juge peut, sur son instruction, ne pas aller aux parties : le journal le montre (CPC 16).

## À qui va chaque document

"""
        + _tableau(
            ("Code", "Document", *(_colonne(role) for role in _LUS_PAR), "Article"),
            [(f.code, f.nom, *(_case(f, role) for role in _LUS_PAR), f.article) for f in fiches],
        )
        + "\n## De quel acte il naît\n\nTels que les scénarios les montrent ; « – » : aucun ne le montre encore.\n\n"
        + _tableau(
            ("Code", "Document", "Acte", "Classe", "Nom dans le code"),
            [(f.code, f.nom, actes_d_ou_vient(f.nature), _CLASSES[f.classe], f"`{f.nature.value}`") for f in fiches],
        )
        + "\nCe que la plateforme écrit d’elle-même (récépissés, avis, rappels…) est à la page [Avis](avis.md).\n"
    )


def _colonne(role: Role) -> str:
    return LIBELLES_DES_ROLES[role].removeprefix("le ").removeprefix("la ").removeprefix("l’").capitalize()


def _case(f: Fiche, role: Role) -> str:
    return " ".join([*(["É"] if f.auteur is role else []), *(["●"] if role in f.vers else [])])


def _avis() -> str:
    siens = [(FICHES[n].nom, quand, vers, FICHES[n].article) for n, quand, vers in _DE_LA_PLATEFORME]
    greffe = [
        (f.nom, actes_d_ou_vient(f.nature), ", ".join(LIBELLES_DES_ROLES[role] for role in f.vers), f.article)
        for f in FICHES.values()
        if f.nom.startswith("avis ") and f.auteur is Role.GREFFE
    ]
    avec_avis = [f"{r.intitule} ({r.id})" for r in sorted(REGLES.values(), key=lambda r: r.id) if r.avis]
    modeles = sorted({FICHES[nature].nom for nature in MODELES})
    voies = [(FICHES[n].nom, "tout moyen", motif) for n, motif in TOUT_MOYEN.items()]
    voies += [(FICHES[n].nom, _voie(n), article) for n, article in FORMELS.items()]
    return (
        "# Avis\n\n## Ce que la plateforme envoie d’elle-même\n\n"
        + _tableau(("Avis", "Envoyé quand", "À", "Article"), siens)
        + f"\nUn avis d’échéance est envoyé pour : {' ; '.join(avec_avis)}.\n"
        + "\n## Les avis du greffe\n\nCelui qui accomplit l’acte n’a rien à rédiger : l’avis est établi, scellé, "
        "horodaté et adressé.\n\n"
        + _tableau(("Avis", "Établi par l’acte", "À", "Article"), greffe)
        + "\n## Par quelle voie\n\nLa plateforme ne figure pas sur la liste de l’article 748-6 : ses courriels "
        "informent et ne font courir aucun délai, sauf là où le code admet tout moyen ; même là, un délai attend la "
        "preuve de la réception. Une lettre est préparée et reste à poster. Tout autre acte va par courriel, pour "
        "information, à la partie ou, si elle en a un, à son avocat ; sur papier à qui n’a pas d’adresse "
        "électronique.\n\n"
        + _tableau(("Acte", "Voie", "Article"), voies)
        + f"\n## Documents mis en forme\n\nOnt leur propre modèle : {', '.join(modeles)}. Le reste est établi en "
        "lettre simple, ou déposé par son auteur.\n"
    )


def _voie(nature: Nature) -> str:
    if nature is Nature.AVIS_A_CONSIGNER:
        return "à la partie elle-même, par lettre simple"
    defenseur = " ; lettre simple à l’avocat et à la partie défaillante" if nature in CONVOCATIONS else ""
    return f"à la partie elle-même, par lettre recommandée avec demande d’avis de réception{defenseur}"


def _textes() -> str:
    lignes = [
        (
            f"{v.code} {v.premier}" + (f" à {v.dernier}" if v.dernier != v.premier else ""),
            f"{v.depuis:%d/%m/%Y}" if v.depuis else "–",
            _jusqu_au(v),
            v.dit,
            v.decret,
            "la date de l’acte" if v.selon == "acte" else "l’introduction de l’instance",
            _PREUVES[v.marque],
        )
        for v in sorted(VERSIONS, key=_rang)
    ]
    exemple = citer("CPC 131-3", LUS_LE)
    return (
        f"# Textes datés\n\nUne affaire garde les règles de sa date. Un numéro peut avoir été deux lois : {exemple}. "
        "Tout autre article est cité tel qu’il a été lu.\n\n« Preuve » dit comment le texte est connu : tout est à "
        "comparer avec Légifrance avant un usage réel, et d’abord ce qui est de mémoire ou n’a pas été lu.\n\n"
        + _tableau(("Article", "Depuis", "Jusqu’au", "Ce qu’il dit", "Texte", "Selon", "Preuve"), lignes)
    )


def _rang(v: Version) -> tuple[str, list[int], date]:
    return v.code, [int(nombre) for nombre in v.premier.split("-")], v.depuis or date.min


def _jusqu_au(v: Version) -> str:
    if v.jusqu_a is None:
        return "en vigueur"
    return f"{v.jusqu_a:%d/%m/%Y}" + (" au plus tard" if v.au_plus_tard else "")


def _calendriers() -> str:
    communs = [(_quand(f), f.jour.nom, f.jour.article) for f in FETES_LEGALES]
    locaux = [
        (t.nom, f"`{slug}`", t.fuseau, t.article_distance or "–", " ; ".join(_fete(f) for f in t.fetes_locales) or "–")
        for slug, t in ZONES.items()
    ]
    reserves = "".join(f"- {t.nom} : {t.avertissement}\n" for t in ZONES.values() if t.avertissement)
    return (
        f"# Calendriers\n\nTable n° {VERSION}. Un jour n’est férié ou chômé que si une loi ou un règlement le dit "
        "(Cass. 2e civ., 16 juillet 1976, n° 75-12.260). Un jour « discuté » est celui sur lequel les sources se "
        "contredisent, ou dont le texte n’a pas été lu : la date la plus sûre le tient pour chômé, et toutes les dates "
        "défendables sont montrées.\n\n## Les jours communs\n\n"
        + _tableau(("Quand", "Jour", "Texte"), communs)
        + "\n## Territoires\n\n« Distance » est l’article qui augmente le délai de qui demeure ailleurs.\n\n"
        + _tableau(("Siège", "Zone", "Horloge", "Distance", "Jours propres"), locaux)
        + f"\n## Réserves\n\nElles accompagnent chaque date du territoire.\n\n{reserves}"
    )


def _quand(fete: Fete) -> str:
    if isinstance(fete.quand, int):
        proches = {1: "le lendemain de Pâques", -2: "l’avant-veille de Pâques"}
        return proches.get(fete.quand, f"Pâques {fete.quand:+d} jours".replace("-", "−"))
    if isinstance(fete.quand, date):
        return f"{fete.quand:%d/%m/%Y}, cette année-là seulement"
    mois, jour = fete.quand
    return f"{jour:02d}/{mois:02d}"


def _fete(fete: Fete) -> str:
    discute = ", discuté" if fete.jour.dispute else ""
    return f"{fete.jour.nom}, {_quand(fete)} ({fete.jour.article}{discute})"


def main() -> None:
    """Write every page, and remove those that are no longer written."""
    ecrites = pages()
    CATALOGUE.mkdir(exist_ok=True)
    for perimee in {f.name for f in CATALOGUE.glob("*.md")} - set(ecrites):
        (CATALOGUE / perimee).unlink()
    for nom, page in ecrites.items():
        (CATALOGUE / nom).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
