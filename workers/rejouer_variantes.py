"""What if: the same expertise played again with some acts changed, and everything that it moves."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from procedure.decision import Motif
from procedure.echeances import Statut
from procedure.modele import EcheanceId, Modele, PersonneId
from procedure.regles import ETATS_LEVES
from procedure.rejeu import Deroulement, Moment, Suivi
from workers.scenario import ActePrevu

ISSUES = {
    Statut.NON_DEMARREE: "non démarrée",
    Statut.OUVERTE: "ouverte",
    Statut.SATISFAITE: "satisfaite",
    Statut.LEVEE: "sans objet",
    Statut.DEPASSEE: "terme passé",
}
"""How an échéance ended, or stands."""


class Dates(Modele):
    """Where an échéance stands at the end of a play."""

    nominal: date | None = None
    legal: date | None = None
    safe_by: date | None = None
    arguable_until: date | None = None
    statut: Statut


class EcheanceDeplacee(Modele):
    """One échéance that is not the same; absent on the side where it never opened."""

    id: EcheanceId
    regle: str
    intitule: str
    personne: PersonneId
    avant: Dates | None = None
    apres: Dates | None = None


class Issue(Modele):
    """What an act gave."""

    a: datetime
    refus: Motif | None = None
    resumes: tuple[str, ...] = ()


class ActeDeplace(Modele):
    """One act whose date, refusal or result is not the same."""

    source: str
    rang: int
    type: str
    avant: Issue
    apres: Issue

    @property
    def nouveau_refus(self) -> bool:
        """Whether it was admitted, and is not any more."""
        return self.avant.refus is None and self.apres.refus is not None


class Comparaison(Modele):
    """Everything that a variant moves."""

    titre: str
    echeances: tuple[EcheanceDeplacee, ...] = ()
    actes: tuple[ActeDeplace, ...] = ()
    leves_avant: tuple[str, ...] = ()
    leves_apres: tuple[str, ...] = ()


Partie = tuple[tuple[ActePrevu, ...], Deroulement]
"""The acts as they were planned, and how they went."""


def comparer(titre: str, avant: Partie, apres: Partie) -> Comparaison:
    """Compare two plays of the same acts."""
    return Comparaison(
        titre=titre,
        echeances=tuple(_echeances(avant[1].historique(), apres[1].historique())),
        actes=tuple(_actes(avant, apres)),
        leves_avant=avant[1].moments[-1].leves,
        leves_apres=apres[1].moments[-1].leves,
    )


def _echeances(
    avant: dict[EcheanceId, Suivi], apres: dict[EcheanceId, Suivi]
) -> Iterator[EcheanceDeplacee]:
    for identifiant in dict.fromkeys([*avant, *apres]):
        des_deux = [_dates(suivis.get(identifiant)) for suivis in (avant, apres)]
        if des_deux[0] != des_deux[1]:
            echeance = (avant.get(identifiant) or apres[identifiant]).echeance
            yield EcheanceDeplacee(
                id=identifiant,
                regle=echeance.regle,
                intitule=echeance.intitule,
                personne=echeance.personne,
                avant=des_deux[0],
                apres=des_deux[1],
            )


def _dates(suivi: Suivi | None) -> Dates | None:
    if suivi is None:
        return None
    calcul = suivi.echeance.calcul
    statut = suivi.cloture.statut if suivi.cloture else suivi.echeance.statut
    if calcul is None:
        return Dates(statut=statut)
    return Dates(
        nominal=calcul.nominal,
        legal=calcul.legal,
        safe_by=calcul.safe_by,
        arguable_until=calcul.arguable_until,
        statut=statut,
    )


def _actes(avant: Partie, apres: Partie) -> Iterator[ActeDeplace]:
    issues = {(p.lieu.source, p.rang): _issue(m) for p, m in zip(apres[0], apres[1].moments, strict=True)}
    for pas, moment in zip(avant[0], avant[1].moments, strict=True):
        ancienne, nouvelle = _issue(moment), issues[pas.lieu.source, pas.rang]
        if ancienne != nouvelle and not pas.attente:  # what a wait sees is said of the échéances
            yield ActeDeplace(
                source=pas.lieu.source, rang=pas.rang, type=pas.type, avant=ancienne, apres=nouvelle
            )


def _issue(moment: Moment) -> Issue:
    return Issue(a=moment.a, refus=moment.refus, resumes=tuple(fait.resume for fait in moment.faits))


# -- told


def tableau(comparaison: Comparaison, noms: dict[PersonneId, str]) -> Iterator[str]:
    """The échéances as a table (what, before, after), then each act that does not give the same."""
    yield f"Et si : {comparaison.titre}"
    lignes = [_ligne_echeance(e, noms) for e in comparaison.echeances]
    if comparaison.leves_avant != comparaison.leves_apres:
        lignes.append(("À trancher à la fin", _etats(comparaison.leves_avant), _etats(comparaison.leves_apres)))
    if not lignes and not comparaison.actes:
        yield "  rien ne bouge"
    if lignes:
        yield from _aligner([("échéance", "avant", "après"), *lignes])
    for acte in comparaison.actes:
        yield f"  acte n° {acte.rang} ({acte.type})"
        yield f"    avant  {_dire(acte.avant)}"
        yield f"    après  {_dire(acte.apres)}"


def _aligner(lignes: list[tuple[str, str, str]]) -> Iterator[str]:
    largeurs = [max(len(ligne[rang]) for ligne in lignes) for rang in (0, 1)]
    for quoi, avant, apres in lignes:
        yield f"  {quoi:<{largeurs[0]}}  {avant:<{largeurs[1]}}  {apres}"


def _ligne_echeance(echeance: EcheanceDeplacee, noms: dict[PersonneId, str]) -> tuple[str, str, str]:
    qui = noms.get(echeance.personne, echeance.personne)
    quoi = f"{echeance.regle} {echeance.intitule} — {qui}"
    return quoi, _ecrire(echeance.avant), _ecrire(echeance.apres)


def _ecrire(dates: Dates | None) -> str:
    if dates is None:
        return "jamais ouverte"
    issue = ISSUES.get(dates.statut, dates.statut.value)
    if dates.legal is None:
        return issue
    discutable = f", discutable au {_jour(dates.arguable_until)}" if dates.arguable_until != dates.legal else ""
    return f"{_jour(dates.legal)}{discutable} ({issue})"


def _dire(issue: Issue) -> str:
    jour = _jour(issue.a.date())
    if issue.refus is not None:
        return f"{jour} : refusé, {issue.refus.article} — {issue.refus.message}"
    return f"{jour} : {' ; '.join(issue.resumes) or 'rien'}"


def _jour(jour: date | None) -> str:
    return f"{jour:%d/%m/%Y}" if jour else "—"


def _etats(leves: Iterable[str]) -> str:
    return ", ".join(ETATS_LEVES.get(etat, etat) for etat in leves) or "rien"
