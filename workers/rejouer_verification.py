"""What a scenario says must happen, compared with what the play gave: every difference, with its line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from procedure.calendrier import date_longue
from procedure.derivation_textes import citer
from procedure.echeances import Echeance
from procedure.modele import EcheanceId
from procedure.regles import ETATS_LEVES
from procedure.rejeu import Deroulement, Moment
from workers.scenario import ActePrevu, Scenario, Variante
from workers.scenario_attendu import ABSENTE, Alors, EcheanceAttendue, RefusAttendu
from workers.scenario_fichier import Lieu

Etat = Mapping[EcheanceId, Echeance]


@dataclass(frozen=True)
class Ecart:
    """One difference."""

    lieu: Lieu
    quoi: str
    """The act it follows."""
    message: str

    def __str__(self) -> str:
        return f"{self.lieu}, {self.quoi} : {self.message}"


def verifier(scenario: Scenario, deroulement: Deroulement) -> list[Ecart]:
    """Compare a play with what its scenario expects."""
    ecarts: list[Ecart] = []
    for pas, (moment, etat) in zip(scenario.pas, deroulement.etats(), strict=True):
        ecarts += _de_l_acte(pas, moment)
        if pas.alors is not None and not pas.du_socle:  # what stands on a socle may change what it says
            ecarts += _attendus(pas.alors, _nommer(pas), moment, etat)
    return ecarts


def verifier_la_fin(variante: Variante, deroulement: Deroulement) -> list[Ecart]:
    """Compare the end of a variant with what it expects."""
    if variante.alors is None:
        return []
    *_, (moment, etat) = deroulement.etats()
    return list(_attendus(variante.alors, f"variante {citer(variante.titre)}", moment, etat))


def _nommer(pas: ActePrevu) -> str:
    return f"acte n° {pas.rang} ({pas.type}, {date_longue(pas.a.date())})"


def _de_l_acte(pas: ActePrevu, moment: Moment) -> Iterator[Ecart]:
    motif, attendu = moment.refus, pas.refus_attendu
    if motif is None and attendu is not None:
        yield Ecart(attendu.lieu, _nommer(pas), f"devait être refusé ({attendu.article}) et a été admis")
    elif motif is not None and attendu is None:
        manque = f" ; il faut : {', '.join(motif.manque)}" if motif.manque else ""
        yield Ecart(pas.lieu, _nommer(pas), f"refusé, {motif.article} : {motif.message}{manque}")
    elif motif is not None and attendu is not None and not _est(attendu, motif.article, motif.message):
        voulu = f"{attendu.article}{f' « {attendu.message} »' if attendu.message else ''}"
        yield Ecart(
            attendu.lieu, _nommer(pas), f"refusé, mais non pour {voulu} : {motif.article}, {citer(motif.message)}"
        )


def _est(attendu: RefusAttendu, article: str, message: str) -> bool:
    """« CPC 284 » is one of « CPC 282 al. 5, 284 »."""
    cites = (article, re.sub(r", (?=[0-9])", ", CPC ", article))
    return any(attendu.article in cite for cite in cites) and attendu.message in message


def _attendus(alors: Alors, quoi: str, moment: Moment, etat: Etat) -> Iterator[Ecart]:
    lieux = alors.lieux
    if alors.etape is not None and moment.etape != alors.etape:
        yield Ecart(lieux["etape"], quoi, f"l’étape est {citer(moment.etape.value)} et non {citer(alors.etape)}")
    for attendue in alors.echeances:
        for message in _echeance(attendue, etat):
            yield Ecart(attendue.lieu, quoi, f"{attendue.cle} : {message}")
    if alors.leve is not None and set(moment.leves) != alors.leve:
        dits = ", ".join(ETATS_LEVES.get(etat, etat) for etat in moment.leves) or "aucun"
        yield Ecart(lieux["leve"], quoi, f"états levés : {dits} ({', '.join(moment.leves) or '—'})")
    for alerte in alors.alertes:
        if not any(alerte in dite for dite in moment.alertes):
            yield Ecart(lieux["alertes"], quoi, f"aucune alerte ne dit {citer(alerte)} ({_citees(moment.alertes)})")
    for texte in alors.resume:
        resumes = tuple(fait.resume for fait in moment.faits)
        if not any(texte in resume for resume in resumes):
            yield Ecart(lieux["resume"], quoi, f"aucun événement ne dit {citer(texte)} ({_citees(resumes)})")
    yield from _destinataires(alors, quoi, moment)


def _citees(textes: tuple[str, ...]) -> str:
    return " ; ".join(textes) or "aucun"


def _destinataires(alors: Alors, quoi: str, moment: Moment) -> Iterator[Ecart]:
    produits: dict[str, list[set[str]]] = {}
    for envoi in moment.envois:
        produits.setdefault(envoi.acte.nature, []).append(set(envoi.acte.destinataires))
    for nature, attendus in alors.actes.items():
        vers = produits.get(nature, [])
        if attendus not in vers:
            dits = " ; ".join(", ".join(sorted(v)) or "personne" for v in vers) or "aucun acte de cette nature"
            yield Ecart(alors.lieux["actes"], quoi, f"{nature} va à : {dits}")
    for nature, exclus in alors.jamais.items():
        recus = sorted(exclus & {personne for vers in produits.get(nature, []) for personne in vers})
        if recus:
            yield Ecart(alors.lieux["jamais"], quoi, f"{nature} va à {', '.join(recus)}, et ne devait pas")


def _echeance(attendue: EcheanceAttendue, etat: Etat) -> Iterator[str]:
    trouvees = [e for e in etat.values() if _concernee(attendue, e)]
    if attendue.statut == ABSENTE:
        if trouvees:
            yield f"encore en cours ({', '.join(e.id for e in trouvees)})"
        return
    if not trouvees:
        yield "aucune échéance en cours"
    for echeance in trouvees:
        if attendue.statut and echeance.statut != attendue.statut:
            yield f"{echeance.id} est {citer(echeance.statut.value)}"
        for nom, jour in attendue.dates.items():
            trouve = getattr(echeance.calcul, nom) if echeance.calcul else None
            if trouve != jour:
                yield f"{echeance.id}, {nom} : {_jour(trouve)} et non {_jour(jour)}"


def _concernee(attendue: EcheanceAttendue, echeance: Echeance) -> bool:
    return (
        echeance.regle == attendue.regle
        and attendue.personne in ("", echeance.personne)
        and attendue.objet in ("", echeance.objet)
    )


def _jour(jour: date | None) -> str:
    return jour.isoformat() if jour else "aucune date"
