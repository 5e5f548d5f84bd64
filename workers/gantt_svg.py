"""The stages and the échéances of a play as a drawing (SVG): one line each, to scale, with every date that differs.

Nothing is said by a colour alone: every bar has its dates beside it and its sentence for a screen reader.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from zoneinfo import ZoneInfo

from procedure.calendrier import date_longue
from procedure.dossier import LIBELLES_DES_PHASES, Phase
from procedure.echeances import Statut
from procedure.rejeu import Deroulement, Suivi

LIGNE = 26
"""Height of one line, in user units."""

LIBELLES, TRACE, DATES = 490, 760, 190
"""Widths: of the names, of the drawing, of the room kept for the last date."""

HAUT = 72
"""Room for the title and the months."""

LARGEUR = LIBELLES + TRACE + DATES
NOM_DU_MOIS = 62
"""The room that « mars 2026 » takes."""

SIGNES = 68
"""The longest name written whole on its line."""

_STYLE = """\
text { font: 12px system-ui, sans-serif; fill: #1a1a1a; }
.titre { font-size: 16px; font-weight: 600; }
.mois { fill: #444; font-size: 11px; }
.grille { stroke: #d9d9d9; }
.phase { fill: #dbe7f3; stroke: #24527a; }
.ouverte { fill: #2f6f9f; }
.close { fill: #6f7c86; }
.depassee { fill: #a8322a; }
.gelee { fill: #fff; stroke: #2f6f9f; stroke-dasharray: 4 3; }
.nominal { stroke: #1a1a1a; stroke-width: 2; }
.discutable { fill: url(#hachures); stroke: #7a4b00; stroke-dasharray: 3 2; }
"""

_MOIS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")


@dataclass(frozen=True)
class _Echelle:
    """Days to user units."""

    du: date
    au: date

    def x(self, jour: date) -> float:
        duree = max((self.au - self.du).days, 1)
        return round(LIBELLES + TRACE * (jour - self.du).days / duree, 1)


def gantt(deroulement: Deroulement) -> str:
    """Draw a play. Its table, with every word of it, is the text of the play itself."""
    phases = _phases(deroulement)
    suivis = [s for s in deroulement.historique().values() if s.echeance.calcul and s.echeance.origine]
    echelle = _echelle(deroulement, suivis)
    noms = {p.id: p.nom for p in deroulement.participants}
    hauteur = HAUT + LIGNE * (len(phases) + len(suivis)) + 64
    titre = f"{deroulement.reference} — étapes et échéances"
    resume = (
        f"Du {date_longue(echelle.du)} au {date_longue(echelle.au)} : {len(phases)} étapes et {len(suivis)} échéances, "
        "chacune avec son dernier jour légal, le terme du compte et le jour jusqu’auquel elle se discute."
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" lang="fr" role="graphics-document document" '
            f'aria-labelledby="titre resume" viewBox="0 0 {LARGEUR} {hauteur}" width="{LARGEUR}" height="{hauteur}">',
            f'<title id="titre">{escape(titre)}</title>',
            f'<desc id="resume">{escape(resume)}</desc>',
            f"<style>{_STYLE}</style>",
            '<defs><pattern id="hachures" width="6" height="6" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff3d6"/>'
            '<path d="M0 0V6" stroke="#7a4b00" stroke-width="2"/></pattern></defs>',
            f'<rect width="{LARGEUR}" height="{hauteur}" fill="#fff"/>',
            f'<text class="titre" x="12" y="26">{escape(titre)}</text>',
            *_mois(echelle, hauteur - 64),
            *_bandes(echelle, phases),
            *(
                ligne
                for rang, suivi in enumerate(suivis, len(phases))
                for ligne in _ligne(echelle, suivi, noms.get(suivi.echeance.personne, ""), HAUT + LIGNE * rang)
            ),
            *_legende(hauteur - 40),
            "</svg>",
            "",
        ]
    )


def _phases(deroulement: Deroulement) -> list[tuple[Phase, date]]:
    """Each stage with the day of the act that opened it."""
    fuseau = ZoneInfo(deroulement.fuseau)
    phases: list[tuple[Phase, date]] = []
    for moment in deroulement.moments:
        for etape, a in ((f.etape, f.a) for f in (*moment.en_chemin, *moment.faits)):
            if not phases or phases[-1][0] is not etape:
                phases.append((etape, a.astimezone(fuseau).date()))
    return phases


def _echelle(deroulement: Deroulement, suivis: list[Suivi]) -> _Echelle:
    fuseau = ZoneInfo(deroulement.fuseau)
    jours = [m.a.astimezone(fuseau).date() for m in deroulement.moments]
    for suivi in suivis:
        debut, _ = _bornes(suivi)
        calcul = suivi.echeance.calcul
        jours += [debut, calcul.nominal, calcul.legal, calcul.arguable_until] if calcul else []
    return _Echelle(min(jours), max(jours))


def _bornes(suivi: Suivi) -> tuple[date, date]:
    """Where the bar begins and ends: what started the period, its last day."""
    origine, calcul = suivi.echeance.origine, suivi.echeance.calcul
    if origine is None or calcul is None:
        raise ValueError("an échéance that has not started has no bar")
    return min(origine.date, calcul.legal), calcul.legal


# -- what is drawn


def _mois(echelle: _Echelle, bas: int) -> Iterator[str]:
    jour, annee = echelle.du.replace(day=1), 0
    mois = (echelle.x(echelle.du + timedelta(days=30)) - LIBELLES) or 1
    pas = next((p for p in (1, 2, 3, 4, 6) if p * mois >= NOM_DU_MOIS), 12)
    while jour <= echelle.au:
        if jour >= echelle.du and (jour.month - 1) % pas == 0:
            x = echelle.x(jour)
            nom = _MOIS[jour.month - 1] if jour.year == annee else f"{_MOIS[jour.month - 1]} {jour.year}"
            annee = jour.year
            yield f'<path class="grille" d="M{x} 52V{bas}"/><text class="mois" x="{x}" y="48">{nom}</text>'
        jour = (jour + timedelta(days=32)).replace(day=1)


def _bandes(echelle: _Echelle, phases: list[tuple[Phase, date]]) -> Iterator[str]:
    fins = [debut for _, debut in phases[1:]] + [echelle.au]
    for rang, ((phase, debut), fin) in enumerate(zip(phases, fins, strict=False)):  # no stage, no end
        y = HAUT + LIGNE * rang
        gauche, droite = echelle.x(debut), echelle.x(fin)
        nom = LIBELLES_DES_PHASES[phase]
        dit = f"Étape « {nom} », du {date_longue(debut)} au {date_longue(fin)}"
        yield (
            f'<g role="img" aria-label="{escape(dit)}"><title>{escape(dit)}</title>'
            f'<text x="12" y="{y + 13}">Étape : {escape(nom)}</text>'
            f'<rect class="phase" x="{gauche}" y="{y + 1}" width="{max(droite - gauche, 1):.1f}" '
            f'height="{LIGNE - 10}"/><text x="{droite + 6}" y="{y + 13}">depuis le {_jour(debut)}</text></g>'
        )


def _ligne(echelle: _Echelle, suivi: Suivi, qui: str, y: int) -> Iterator[str]:
    echeance, calcul = suivi.echeance, suivi.echeance.calcul
    if calcul is None:
        return
    debut, fin = _bornes(suivi)
    nom = f"{echeance.regle} {echeance.intitule} — {qui}"
    dit = _phrase(nom, suivi, debut)
    gauche, droite = echelle.x(debut), echelle.x(fin)
    yield f'<g role="img" aria-label="{escape(dit)}"><title>{escape(dit)}</title>'
    yield f'<text x="12" y="{y + 13}">{escape(_court(nom))}</text>'
    yield (
        f'<rect class="{_etat(suivi)}" x="{gauche}" y="{y + 3}" width="{max(droite - gauche, 2):.1f}" '
        f'height="{LIGNE - 14}" rx="2"/>'
    )
    if calcul.arguable_until > fin:
        large = max(echelle.x(calcul.arguable_until) - droite, 3)
        yield f'<rect class="discutable" x="{droite}" y="{y + 3}" width="{large:.1f}" height="{LIGNE - 14}"/>'
    if calcul.nominal != calcul.legal:
        yield f'<path class="nominal" d="M{echelle.x(calcul.nominal)} {y}V{y + LIGNE - 8}"/>'
    apres = echelle.x(max(calcul.legal, calcul.arguable_until)) + 6
    yield f'<text x="{apres}" y="{y + 13}">{escape(_dates(suivi))}</text></g>'


def _etat(suivi: Suivi) -> str:
    if suivi.cloture is not None:
        return "close"
    return {Statut.DEPASSEE: "depassee", Statut.GELEE: "gelee"}.get(suivi.echeance.statut, "ouverte")


def _dates(suivi: Suivi) -> str:
    calcul = suivi.echeance.calcul
    ecrit = _jour(calcul.legal) if calcul else ""
    etat = {"close": " (close)", "depassee": " (dépassée)", "gelee": " (gelée)", "ouverte": ""}[_etat(suivi)]
    return ecrit + etat


def _jour(jour: date) -> str:
    return f"{jour.day} {_MOIS[jour.month - 1]} {jour.year}"


def _court(nom: str) -> str:
    return nom if len(nom) <= SIGNES else f"{nom[: SIGNES - 1].rstrip()}…"


def _phrase(nom: str, suivi: Suivi, debut: date) -> str:
    calcul = suivi.echeance.calcul
    if calcul is None:
        return nom
    dits = [f"{nom} : du {date_longue(debut)} au {date_longue(calcul.legal)}"]
    if calcul.nominal != calcul.legal:
        dits.append(f"terme du compte le {date_longue(calcul.nominal)}")
    if calcul.arguable_until != calcul.legal:
        dits.append(f"discutable jusqu’au {date_longue(calcul.arguable_until)}")
    if suivi.cloture is not None:
        dits.append(f"close le {date_longue(suivi.cloture.le)}, {suivi.cloture.motif}")
    elif suivi.echeance.statut is Statut.DEPASSEE:
        dits.append("terme passé")
    elif suivi.echeance.statut is Statut.GELEE:
        dits.append("gelée jusqu’à une nouvelle date")
    return ", ".join(dits)


def _legende(y: int) -> Iterator[str]:
    x = 12
    for forme, texte, large in (
        ('<rect class="ouverte" x="{x}" y="{y}" width="28" height="12"/>', "en cours", 120),
        ('<rect class="close" x="{x}" y="{y}" width="28" height="12"/>', "close", 100),
        ('<rect class="depassee" x="{x}" y="{y}" width="28" height="12"/>', "dépassée, à trancher", 190),
        ('<rect class="gelee" x="{x}" y="{y}" width="28" height="12"/>', "gelée", 100),
        ('<path class="nominal" d="M{m} {y}v14"/>', "terme du compte, avant report", 240),
        ('<rect class="discutable" x="{x}" y="{y}" width="28" height="12"/>', "jours qui se discutent", 200),
    ):
        yield forme.format(x=x, y=y, m=x + 14) + f'<text x="{x + 36}" y="{y + 10}">{texte}</text>'
        x += large
