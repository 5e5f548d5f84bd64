"""Writes `docs/catalogue/`, what the program believes, for a jurist: `python docs/generer_catalogue.py`.

Each page repeats a table of the code; `generer_etapes.py` adds what the scenarios show.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from generer_api import admis
from generer_etapes import couverture, etapes

from procedure.calendrier import FETES_LEGALES, VERSION, ZONES, Fete
from procedure.canaux import FORMELS, TOUT_MOYEN
from procedure.commandes import COMMANDES, Commande, ReprendreExpertise
from procedure.contenus import CONTENUS
from procedure.decider import REGLES_DES_COMMANDES
from procedure.echeances import Nature as NatureEcheance
from procedure.fiches import FICHES
from procedure.intitules import INTITULES
from procedure.personnes import LIBELLES_DES_ROLES, Role
from procedure.regles import ETATS_LEVES, REGLES, Regle
from procedure.remplissage import MODELES
from procedure.textes import LUS_LE, VERSIONS, citer

CATALOGUE = Path(__file__).resolve().parent / "catalogue"

_ECRIT_PAR = "<!-- Page écrite par docs/generer_catalogue.py : modifier le code, jamais cette page. -->\n\n"

_FIXE_PAR = {
    NatureEcheance.LEGALE: "la loi",
    NatureEcheance.JUDICIAIRE: "le juge",
    NatureEcheance.EXPERT: "l’expert",
    NatureEcheance.SERVICE: "le service (aucun effet de droit)",
}


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

- [Actes](actes.md) : ce que chacun peut faire, et au titre de quel article.
- [Étapes](etapes.md) : le cours d’une expertise, et ce qui fait passer d’une étape à l’autre.
- [Échéances](echeances.md) : chaque délai, qui le fixe, ses rappels, ce que son dépassement signale.
- [Documents](documents.md) : chaque document, son auteur, ceux qui doivent le recevoir.
- [Avis](avis.md) : ce que la plateforme établit elle-même, et par quelle voie un acte atteint une personne.
- [Textes datés](textes.md) : les articles dont la rédaction, le numéro ou l’existence a changé.
- [Calendriers](calendriers.md) : les jours où un délai n’expire pas, par territoire, avec leur source.
- [Couverture](couverture.md) : quel scénario montre quelle règle.

Les textes ont été lus dans leur version consolidée au {LUS_LE:%d/%m/%Y}.
"""


def _actes() -> str:
    lignes = [(INTITULES[nom], f"`{nom}`", _par(classe), classe.article) for nom, classe in COMMANDES.items()]
    return "# Actes\n\nUn acte que le droit n’admet pas est refusé avec son article, et rien ne change.\n\n" + _tableau(
        ("Acte", "Nom dans le code", "Par", "Article"), lignes
    )


def _par(classe: type[Commande]) -> str:
    if classe.model_fields["type"].default not in REGLES_DES_COMMANDES:
        return LIBELLES_DES_ROLES[Role.GREFFE if classe is ReprendreExpertise else Role.SYSTEME]
    return ", ".join(LIBELLES_DES_ROLES[Role(role)] for role in admis(classe))


def _echeances() -> str:
    lignes = [
        (r.id, r.intitule, r.article, _FIXE_PAR[r.nature], _quantite(r), _rappels(r), _suite(r), _notice(r))
        for r in REGLES.values()
    ]
    return (
        "# Échéances\n\nUne échéance par personne. Un terme qui passe ne punit personne : il signale ce qu’un humain "
        "doit régler ; un droit qui n’est pas exercé s’éteint, sans plus. Là où les textes laissent un doute, toutes "
        "les dates défendables sont montrées : la plus sûre, celle du texte, la dernière que l’on puisse soutenir.\n\n"
        + _tableau(
            ("Code", "Échéance", "Article", "Fixée par", "Durée", "Rappels", "Ce que son dépassement signale", "Avis"),
            lignes,
        )
    )


def _quantite(r: Regle) -> str:
    return r.delai.en_francais() if r.delai else "selon la décision"


def _rappels(r: Regle) -> str:
    return ", ".join(f"J{jours:+d}".replace("-", "−") for jours in r.echelons) or "–"


def _suite(r: Regle) -> str:
    return ETATS_LEVES[r.levera] if r.levera else "rien : le droit s’éteint"


def _notice(r: Regle) -> str:
    return "oui" if r.avis else "–"


def _documents() -> str:
    lignes = [
        (
            f.code,
            f.nom,
            LIBELLES_DES_ROLES[f.auteur],
            ", ".join(LIBELLES_DES_ROLES[role] for role in f.vers) or "selon l’acte",
            f"{f.classe.value}",
            f.article,
            f"`{f.nature.value}`",
        )
        for f in FICHES.values()
    ]
    return (
        "# Documents\n\n« La partie » vaut pour toutes les parties et leurs avocats constitués. Par défaut chacun "
        "voit tout (CPC 16) : une exception a son texte. C1 : dossier contradictoire ; C2 : entre l’expert et la "
        "juridiction.\n\n"
        + _tableau(("Code", "Document", "De", "À", "Classe", "Article", "Nom dans le code"), lignes)
    )


def _avis() -> str:
    etablis = [(FICHES[nature].nom, f"`{modele}`") for nature, modele in MODELES.items()]
    voies = [(FICHES[n].nom, "tout moyen", motif) for n, motif in TOUT_MOYEN.items()]
    voies += [
        (FICHES[n].nom, "à la partie elle-même, par lettre (recommandée avec AR, sauf texte contraire)", article)
        for n, article in FORMELS.items()
    ]
    autres = sorted(set(CONTENUS) - set(MODELES.values()))
    return (
        "# Avis\n\n## Ce que la plateforme établit\n\nLe reste est établi sur le modèle « lettre simple », ou déposé "
        "par son auteur.\n\n"
        + _tableau(("Document", "Modèle"), etablis)
        + (f"\nAutres modèles : {', '.join(f'`{m}`' for m in autres)}.\n" if autres else "")
        + "\n## Par quelle voie\n\nLa plateforme ne figure pas sur la liste de l’article 748-6 : ses courriels "
        "informent et ne font courir aucun délai, sauf là où le code admet tout moyen.\n\n"
        + _tableau(("Acte", "Voie", "Article"), voies)
    )


def _textes() -> str:
    lignes = [
        (
            f"{v.code} {v.premier}" + (f" à {v.dernier}" if v.dernier != v.premier else ""),
            f"{v.depuis:%d/%m/%Y}" if v.depuis else "–",
            f"{v.jusqu_a:%d/%m/%Y}" if v.jusqu_a else "en vigueur",
            v.dit,
            v.decret,
            v.marque,
        )
        for v in VERSIONS
    ]
    exemple = citer("CPC 131-3", LUS_LE)
    return (
        f"# Textes datés\n\nUne affaire garde les règles de sa date. Un numéro peut avoir été deux lois : {exemple}. "
        "Tout autre article est cité tel qu’il a été lu.\n\nPreuve : V, lu dans une source publique ; M, de mémoire ; "
        "?, point ouvert.\n\n"
        + _tableau(("Article", "Depuis", "Jusqu’au", "Ce qu’il dit", "Texte", "Preuve"), lignes)
    )


def _calendriers() -> str:
    communs = [(_quand(f), f.jour.nom, f.jour.article) for f in FETES_LEGALES]
    locaux = [
        (f"`{slug}`", t.nom, t.fuseau, t.article_distance, "; ".join(_fete(f) for f in t.fetes_locales) or "–")
        for slug, t in ZONES.items()
    ]
    return (
        f"# Calendriers\n\nTable n° {VERSION}. Un jour n’est férié ou chômé que si une loi ou un règlement le dit "
        "(Cass. 2e civ., 16 juillet 1976, n° 75-12.260).\n\n"
        + _tableau(("Quand", "Jour", "Texte"), communs)
        + "\n## Territoires\n\n"
        + _tableau(("Zone", "Siège", "Horloge", "Distance", "Jours propres"), locaux)
    )


def _quand(fete: Fete) -> str:
    if isinstance(fete.quand, int):
        return "le lendemain de Pâques" if fete.quand == 1 else f"Pâques {fete.quand:+d} jours"
    mois, jour = fete.quand
    return f"{jour:02d}/{mois:02d}"


def _fete(fete: Fete) -> str:
    discute = ", discuté" if fete.jour.dispute else ""
    return f"{_quand(fete)} {fete.jour.nom} ({fete.jour.article}{discute})"


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
