"""What each payer owes, what its money covers, what is still lacking (art. 267 al. 2, 269, 271, 280 CPC)."""

from collections.abc import Iterable, Iterator
from datetime import date

from procedure.calendrier import date_longue
from procedure.commandes import Versement
from procedure.dossier import Credit, Dossier
from procedure.echeances import Echeance
from procedure.langue import abreger, montant
from procedure.modele import Centimes, Modele, PersonneId
from procedure.ouverture import identifiant


class Somme(Modele):
    """One sum due by one payer: an instalment of the provision, or a complement."""

    regle: str
    """What its passing unpaid would mean: « DL-03 » caducité (271), « DL-12 » a report en l’état (280 al. 2)."""
    objet: str
    """« versement-2 »: its rank never changes; one that another replaced stays, with nothing due."""
    payeur: PersonneId
    montant: Centimes


def regle_du_versement(provision: tuple[Versement, ...], rang: int) -> str:
    """Art. 271: a payer's first instalment, without which nothing starts; later ones follow the order's terms."""
    payeur = provision[rang - 1].payeur
    return "DL-03b" if any(v.payeur == payeur and v.montant for v in provision[: rang - 1]) else "DL-03"


def sommes(dossier: Dossier, payeur: PersonneId | None = None) -> Iterator[Somme]:
    """Every sum due, in the order in which money is imputed: the provision, then the complements."""
    for rang, v in enumerate(dossier.provision, 1):
        if v.montant and payeur in (None, v.payeur):
            regle = regle_du_versement(dossier.provision, rang)
            yield Somme(regle=regle, objet=f"versement-{rang}", payeur=v.payeur, montant=v.montant)
    for rang, v in enumerate(dossier.complements, 1):
        if v.montant and payeur in (None, v.payeur):
            yield Somme(regle="DL-12", objet=f"complement-{rang}", payeur=v.payeur, montant=v.montant)


def echeance_de(dossier: Dossier, objet: str, payeur: PersonneId) -> Echeance | None:
    """The échéance of a sum, while it is not closed; a later instalment recorded long ago is a « DL-03 »."""
    regles = ("DL-12",) if objet.startswith("complement") else ("DL-03", "DL-03b")
    return next((e for r in regles if (e := dossier.echeances.get(identifiant(r, payeur, objet)))), None)


def total_du(dossier: Dossier, payeur: PersonneId) -> Centimes:
    """What a payer owes in all, paid or not."""
    return sum(s.montant for s in sommes(dossier, payeur))


def sommes_attendues(dossier: Dossier, payeur: PersonneId) -> Centimes:
    """What a payer still owes."""
    return max(0, total_du(dossier, payeur) - dossier.encaisse.get(payeur, 0))


def jour_de_couverture(verses: tuple[Credit, ...], payeur: PersonneId, montant_du: Centimes) -> date | None:
    """The day on which what a payer owes was credited in full, or nothing while it is not."""
    cumul = 0
    for credit in sorted(verses, key=lambda credit: credit.le):
        cumul += credit.montant if credit.payeur == payeur else 0
        if cumul >= montant_du:
            return credit.le
    return None


def sommes_couvertes(dossier: Dossier, payeur: PersonneId) -> Iterator[tuple[Somme, date]]:
    """The sums that the payer's money covers, each with the day when it did.

    Credits count in the order of their days, not of their recording (art. 271).
    """
    cumul = 0
    for somme in sommes(dossier, payeur):
        cumul += somme.montant
        couverte_le = jour_de_couverture(dossier.credits, payeur, cumul)
        if couverte_le is not None:
            yield somme, couverte_le


def soldes(dossier: Dossier, payeur: PersonneId) -> list[tuple[Echeance, date]]:
    """The échéances not closed whose sum is covered, each with the day when it was."""
    couvertes = ((echeance_de(dossier, s.objet, payeur), le) for s, le in sommes_couvertes(dossier, payeur))
    return [(echeance, le) for echeance, le in couvertes if echeance is not None]


def hors_terme(echeance: Echeance, jour: date) -> bool:
    """Whether nobody can argue any more, on that day, that it is in time."""
    return echeance.calcul is not None and jour > echeance.calcul.arguable_until


def caducites_encourues(dossier: Dossier, jour: date) -> tuple[Echeance, ...]:
    """Art. 271: the first instalments whose last defensible day is past and that were not paid in time.

    Once one is paid and the operations have begun, caducité cannot be invoked for it (Cass. 2e civ., 27 Feb. 2014).
    """
    passees = [e for e in dossier.echeances_de("DL-03") if hors_terme(e, jour)]
    if dossier.operations_depuis is None or dossier.operations_depuis > jour:
        return tuple(passees)
    payees = {e.id for p in {e.personne for e in passees} for e, _ in soldes(dossier, p)}
    return tuple(e for e in passees if e.id not in payees)


def premiers(dossier: Dossier) -> dict[PersonneId, Centimes]:
    """Each payer's first instalment."""
    premiers: dict[PersonneId, Centimes] = {}
    for versement in dossier.provision:
        if versement.montant:
            premiers.setdefault(versement.payeur, versement.montant)
    return premiers


def premiers_versements_faits(dossier: Dossier) -> bool:
    """Art. 267 al. 2: the provision, or each payer's first instalment, is consigned."""
    return all(dossier.encaisse.get(payeur, 0) >= attendu for payeur, attendu in premiers(dossier).items())


def restes_a_consigner(dossier: Dossier) -> tuple[str, ...]:
    """What each payer's first instalment still lacks, in words."""
    return tuple(
        f"{montant(attendu - dossier.encaisse.get(payeur, 0))} à la charge de {dossier.participants[payeur].nom}"
        for payeur, attendu in premiers(dossier).items()
        if dossier.encaisse.get(payeur, 0) < attendu
    )


def dates_discutees(ouvertes: Iterable[Echeance]) -> tuple[str, ...]:
    """Art. 642: a date fixed on a day off, unlike a period that ends there, is not clearly carried over."""
    jours = {e.calcul.legal: e.calcul.arguable_until for e in ouvertes if e.calcul is not None}
    return tuple(
        f"Le {date_longue(legal)}, date fixée par le juge, n’est pas un jour ouvrable : son report au "
        f"{date_longue(dernier)} est discuté (CPC 642)."
        for legal, dernier in jours.items()
        if dernier > legal
    )


def nom(dossier: Dossier, personne: PersonneId) -> str:
    """A person, short enough for a sentence."""
    return abreger(dossier.participants[personne].nom)


def alertes_au_terme(dossier: Dossier, echeance: Echeance) -> tuple[str, ...]:
    """What a human should know when a sum has not come: each kind has its own consequence (art. 269, 271, 280)."""
    if echeance.regle == "DL-03b":
        return (
            "Versement suivant impayé : aucune caducité n’est levée ; le juge apprécie, selon les termes de "
            "l’ordonnance (CPC 271, 280).",
        )
    if echeance.regle == "DL-12":
        return (
            "Complément impayé : jamais de caducité ; sauf prolongation par le juge, l’expert dépose son rapport "
            "en l’état (CPC 280 al. 2).",
        )
    return tuple(_alertes_de_caducite(dossier, echeance)) if echeance.regle == "DL-03" else ()


def _alertes_de_caducite(dossier: Dossier, echeance: Echeance) -> Iterator[str]:
    yield (
        "Prorogation ou relevé : toute partie peut le demander au juge pour un motif légitime ; le texte ne fixe "
        "aucun délai, le plus tôt est le mieux (CPC 271)."
    )
    autres = [p for p in premiers(dossier) if p != echeance.personne and dossier.encaisse.get(p)]
    if autres:
        yield (
            f"Consignation partielle : {nom(dossier, autres[0])} a versé, {nom(dossier, echeance.personne)} non ; "
            "un autre peut payer à sa place, ou un relevé être demandé (CPC 269, 271)."
        )
    if dossier.operations_depuis is not None:
        yield (
            "Les opérations ont commencé : la caducité ne peut plus être invoquée une fois la provision payée "
            "(CPC 271 ; Cass. 2e civ., 27 février 2014)."
        )
