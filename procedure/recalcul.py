"""What the present calendar and rules would change in the dates already given; nothing is moved here.

A date is computed once and recorded. When a day becomes chômé by decree, or a table is corrected, somebody decides
to recompute: this module lists what would move and why. A case keeps the rules of its date, so a rule whose amount
changed is only reported, for a human to settle.
"""

import hashlib
import json
from zoneinfo import ZoneInfo

from procedure.calendrier import ZoneInconnue, date_longue
from procedure.delais import Calcul, Delai, DelaiInvalide, calculer, date_certaine
from procedure.deplacement import Dates, Deplacement
from procedure.dossier import Dossier
from procedure.echeances import Echeance, Rappel, Statut
from procedure.ouverture import echelle
from procedure.personnes import Role
from procedure.preuves import Empreinte
from procedure.regles import REGLES


def responsables(dossier: Dossier) -> tuple[Role, ...]:
    """Who applies a recomputation: the court, or the technicien where no court keeps the file."""
    return (Role.GREFFE, Role.JUGE) if dossier.de_role(Role.GREFFE, Role.JUGE) else (Role.EXPERT,)


def deplacements(dossier: Dossier) -> tuple[Deplacement, ...]:
    """Every open échéance that the present calendar or the present rules would date otherwise."""
    trouves = []
    for echeance in dossier.echeances.values():
        calcul = echeance.calcul
        if echeance.statut is Statut.OUVERTE and calcul is not None:
            trouves += [_du_calendrier(echeance, calcul), _de_la_regle(echeance, calcul)]
    return tuple(d for d in trouves if d is not None)


def a_deplacer(dossier: Dossier, fuseau: ZoneInfo) -> tuple[Echeance, ...]:
    """The échéances that move with the calendar, each on its new date; what a human must settle stays."""
    identifiants = [d.echeance for d in deplacements(dossier) if d.apres is not None and not d.a_trancher]
    return tuple(_sur_sa_nouvelle_date(dossier.echeances[i], fuseau) for i in identifiants)


def _sur_sa_nouvelle_date(echeance: Echeance, fuseau: ZoneInfo) -> Echeance:
    if echeance.calcul is None:
        raise ValueError(f"échéance {echeance.id} has no date to move")
    return deplacee(echeance, recalculer(echeance.calcul), fuseau)


def empreinte_de(listes: tuple[Deplacement, ...]) -> Empreinte:
    """SHA-256 of what a dry run listed, so that what is applied is what was shown."""
    contenu = json.dumps([d.model_dump(mode="json") for d in listes], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(contenu.encode()).hexdigest()


def recalculer(calcul: Calcul) -> Calcul:
    """Compute again from the recorded inputs. Raises `DelaiInvalide` or `ZoneInconnue` where that is impossible.

    A prescription follows no calendar (Cass., 12 Dec. 2018) and a report of CPC 748-7 was granted on a proof: both
    are returned as they were recorded.
    """
    if _hors_calendrier(calcul):
        return calcul
    if not calcul.delai:
        return date_certaine(calcul.declencheur, zone=calcul.zone)
    return calculer(
        calcul.declencheur,
        Delai.lire(calcul.delai),
        zone=calcul.zone,
        distance_mois=calcul.distance_mois,
        distance_discutee=calcul.distance_discutee,
        sens=calcul.sens,
    )


def deplacee(echeance: Echeance, calcul: Calcul, fuseau: ZoneInfo) -> Echeance:
    """The échéance on its new date, with the rungs of its ladder that were not sounded yet.

    Raises `ValueError` for an échéance that never started.
    """
    if echeance.calcul is None or echeance.origine is None:
        raise ValueError(f"échéance {echeance.id} has no date to move")
    regle, debut = REGLES[echeance.regle], echeance.origine.date
    restants = {r.echelon for r in echeance.rappels}
    sonnes = {r.echelon for r in echelle(regle, debut, echeance.calcul, fuseau)} - restants
    rappels: tuple[Rappel, ...] = echelle(regle, debut, calcul, fuseau)
    return echeance.model_copy(
        update={"calcul": calcul, "rappels": tuple(r for r in rappels if r.echelon not in sonnes)}
    )


def _hors_calendrier(calcul: Calcul) -> bool:
    """What was recorded before `regime` existed says « delai »: only 748-7 moves a date that no period gave."""
    return calcul.regime in ("prescription", "report_748_7") or (not calcul.delai and calcul.legal != calcul.nominal)


def _du_calendrier(echeance: Echeance, avant: Calcul) -> Deplacement | None:
    """What the table of days off, or the clock of the seat, moves since the date was recorded."""
    if echeance.regle not in REGLES:
        return None  # `_de_la_regle` says it, and a human settles
    try:
        apres = recalculer(avant)
    except (DelaiInvalide, ZoneInconnue) as impossible:
        return _deplacement(echeance, avant, None, f"Cette date ne se recalcule plus : {impossible}", a_trancher=True)
    if _instants(apres) == _instants(avant):
        return None
    return _deplacement(echeance, avant, apres, _motif(avant, apres))


def _instants(calcul: Calcul) -> tuple[object, ...]:
    return (calcul.nominal, calcul.legal, calcul.safe_by, calcul.arguable_until, calcul.expire_a)


def _de_la_regle(echeance: Echeance, avant: Calcul) -> Deplacement | None:
    """The registry gives another amount than the one this case was given: it keeps its own until somebody settles."""
    regle = REGLES.get(echeance.regle)
    if regle is None:
        motif = f"La règle {echeance.regle} n’est plus au registre : l’affaire garde le terme qui lui a été donné."
        return _deplacement(echeance, avant, _si_possible(avant), motif, a_trancher=True)
    if regle.delai is None or str(regle.delai) == avant.delai or not avant.delai or _hors_calendrier(avant):
        return None
    motif = (
        f"Le registre donne désormais {regle.delai.en_francais()} ({regle.article}) au lieu de "
        f"{Delai.lire(avant.delai).en_francais()} : l’affaire garde la règle de sa date, sauf à en décider autrement."
    )
    apres = _si_possible(avant.model_copy(update={"delai": str(regle.delai)}))
    return _deplacement(echeance, avant, apres, motif, a_trancher=True)


def _si_possible(calcul: Calcul) -> Calcul | None:
    try:
        return recalculer(calcul)
    except (DelaiInvalide, ZoneInconnue):
        return None


def _deplacement(
    echeance: Echeance, avant: Calcul, apres: Calcul | None, motif: str, *, a_trancher: bool = False
) -> Deplacement:
    return Deplacement(
        echeance=echeance.id,
        personne=echeance.personne,
        intitule=echeance.intitule,
        avant=Dates.de(avant),
        apres=Dates.de(apres) if apres is not None else None,
        motif=motif,
        a_trancher=a_trancher,
    )


_DITES = (
    ("legal", "le dernier jour légal"),
    ("safe_by", "le jour le plus sûr"),
    ("arguable_until", "le dernier jour défendable"),
)


def _motif(avant: Calcul, apres: Calcul) -> str:
    """Say which dates the new table moves, and the text of the day behind it where one carries the end over."""
    mouvements = [
        f"{nom} passe du {date_longue(ancien)} au {date_longue(nouveau)}"
        for champ, nom in _DITES
        if (ancien := getattr(avant, champ)) != (nouveau := getattr(apres, champ))
    ]
    if not mouvements:
        return f"L’heure légale du siège n’est plus la même : le délai expire à l’instant {apres.expire_a.isoformat()}."
    cause = f"Selon le calendrier {apres.calendrier}, et non plus {avant.calendrier}, {', '.join(mouvements)}."
    reports = [e.texte for e in apres.etapes if e.regle == "CPC 642 al. 2" and e.date == apres.legal]
    return " ".join([cause, *(reports[:1] if apres.legal != avant.legal else ())])
