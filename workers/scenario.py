"""A scenario: one expertise as a file that a person can edit, read into dated commands.

    affaire:        the order that opens the case (fields of `enregistrer_ordonnance`, with `rendue_le`)
    participants:   who takes part, by identifier
    actes:          what each one does, in order: `{le, heure, par, acte, ...fields of the command}`

Nothing is played here. Whatever is wrong is said in French with the line and the number of the act.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from procedure.calendrier import ZoneInconnue, date_longue, territoire
from procedure.commandes import COMMANDES, Commande, EnregistrerOrdonnance, Juridiction
from procedure.decider import REGLES_DES_COMMANDES
from procedure.decision import Motif
from procedure.derivation_textes import citer
from procedure.personnes import Auteur, Participant
from procedure.preuves import NaturePreuve
from workers.embarque.emplacement import Empechement
from workers.pieces_libres import Depot, Libre, sans_depot
from workers.saisie import Bloc, Illisible, Lecteur, Reperes, en_francais, lire_heure, ouvrir_yaml, simplifier

OUVERTURE = "enregistrer_ordonnance"
HEURE = "10:00"
_DE_LA_LIGNE = frozenset({"le", "heure", "par", "acte"})
_A_LA_FRONTIERE = frozenset({"type", "auteur", "recu_a"})
"""Fields of every command that the line itself gives."""

_AUTREMENT = {"constater_reception": {"reception_de": "acte"}}
"""Fields written otherwise in a scenario, because the line already uses their name."""

TAILLE_MAX = 5_000_000
"""Characters; a longer file is nobody's scenario."""


class ScenarioInvalide(Empechement):
    """The file cannot be played as it is."""


@dataclass(frozen=True)
class ActePrevu:
    """One act to perform at its instant."""

    rang: int
    ligne: int
    a: datetime
    commande: Commande

    def refuse(self, source: str, motif: Motif) -> ScenarioInvalide:
        """Say why the law refuses it, and what it would need."""
        quand = date_longue(self.a.date())
        manque = f" ; il faut : {', '.join(motif.manque)}" if motif.manque else ""
        return ScenarioInvalide(
            f"{source}, ligne {self.ligne}, acte n° {self.rang} ({self.commande.type}, {quand}) refusé, "
            f"{motif.article} : {motif.message}{manque}"
        )


@dataclass(frozen=True)
class Scenario:
    """One expertise to play."""

    source: str
    rg: str
    juridiction: Juridiction
    participants: dict[str, Participant]
    """Everybody of the file, whoever comes later included."""
    actes: tuple[ActePrevu, ...]

    @property
    def fuseau(self) -> ZoneInfo:
        """The clock of the court."""
        return ZoneInfo(self.juridiction.fuseau)


def lire(fichier: Path, deposer: Depot = sans_depot) -> Scenario:
    """Read a scenario. Raises `ScenarioInvalide`."""
    try:
        texte = fichier.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ScenarioInvalide(f"le fichier {fichier} n’existe pas") from None
    except (OSError, UnicodeDecodeError) as erreur:
        raise ScenarioInvalide(f"le fichier {fichier} ne se lit pas ({type(erreur).__name__})") from None
    return lire_texte(texte, str(fichier), deposer)


def lire_texte(texte: str, source: str, deposer: Depot = sans_depot) -> Scenario:
    """Read a scenario from its text; `source` is what messages call it. Raises `ScenarioInvalide`."""
    return _Lecture(source, deposer).lire(texte)


class _Lecture:
    def __init__(self, source: str, deposer: Depot) -> None:
        self._source = source
        self._deposer = deposer
        self._connus: dict[str, Participant] = {}
        self._actes: list[ActePrevu] = []

    def lire(self, texte: str) -> Scenario:
        racine = self._racine(texte)
        affaire = self._bloc(racine, "affaire")
        self._juridiction = self._lire_juridiction(affaire)
        self._fuseau = ZoneInfo(self._juridiction.fuseau)
        self._rg = str(simplifier(affaire.valeurs.get("rg")) or "")
        self._participants(self._bloc(racine, "participants"))
        actes = racine.valeurs["actes"]
        if not isinstance(actes, list) or not actes:
            self._refuser(racine.lignes["actes"], "« actes » attend une liste d’actes datés")
        for rang, bloc in enumerate(actes, 1):
            self._acte(rang, bloc, affaire, racine.lignes["actes"])
        return Scenario(self._source, self._rg, self._juridiction, self._connus, tuple(self._actes))

    def _refuser(self, ligne: int | None, message: str, rang: int | None = None, quoi: str = "") -> NoReturn:
        lieu = f", ligne {ligne}" if ligne else ""
        acte = f", acte n° {rang}{f' ({quoi})' if quoi else ''}" if rang else ""
        raise ScenarioInvalide(f"{self._source}{lieu}{acte} : {message}") from None

    # -- the three parts

    def _racine(self, texte: str) -> Bloc:
        if len(texte) > TAILLE_MAX:
            self._refuser(None, "ce fichier est trop long pour un scénario")
        try:
            racine = ouvrir_yaml(texte)
        except Illisible as erreur:
            self._refuser(None, str(erreur))
        parties = {"affaire", "participants", "actes"}
        if not isinstance(racine, Bloc):
            self._refuser(None, "un scénario a trois parties : affaire, participants et actes")
        for nom in racine.valeurs.keys() - parties:
            self._refuser(racine.lignes[nom], f"partie inconnue : {citer(nom)} (affaire, participants et actes)")
        for nom in sorted(parties - racine.valeurs.keys()):
            self._refuser(None, f"il manque la partie « {nom} »")
        return racine

    def _bloc(self, racine: Bloc, nom: str) -> Bloc:
        bloc = racine.valeurs[nom]
        if not isinstance(bloc, Bloc):
            self._refuser(racine.lignes[nom], f"« {nom} » attend des champs, un par ligne")
        return bloc

    def _lire_juridiction(self, affaire: Bloc) -> Juridiction:
        """The court first: every hour of the file is read at its clock, which its zone gives."""
        brut = simplifier(affaire.valeurs.get("juridiction"))
        ligne = affaire.lignes.get("juridiction", affaire.ligne)
        if not isinstance(brut, dict):
            self._refuser(ligne, "« juridiction » attend un code, un nom et une zone")
        donnes = {nom: valeur for nom, valeur in brut.items() if valeur is not None}
        try:
            donnes.setdefault("fuseau", territoire(str(donnes.get("zone", "metropole"))).fuseau)
            juridiction = Juridiction.model_validate(donnes)
            ZoneInfo(juridiction.fuseau)
        except ValidationError as erreur:
            self._refuser(ligne, en_francais(erreur))
        except ZoneInconnue as erreur:
            self._refuser(ligne, str(erreur))
        except (KeyError, ValueError, OSError):
            self._refuser(ligne, f"fuseau horaire inconnu : {citer(str(donnes['fuseau']))}")
        return juridiction

    def _participants(self, blocs: Bloc) -> None:
        # everybody may be named before the line where he is described: an avocat, most often
        lecteur = Lecteur(Reperes(self._fuseau), dict.fromkeys(blocs.valeurs))
        for nom, bloc in blocs.valeurs.items():
            ligne = blocs.lignes[nom]
            if not isinstance(bloc, Bloc):
                self._refuser(ligne, f"le participant {citer(nom)} attend au moins un rôle et un nom")
            try:
                champs = {"id": nom, **lecteur.champs(Participant, bloc.valeurs)}
                self._connus[nom] = Participant.model_validate(champs)
            except Illisible as erreur:
                self._refuser(ligne, f"participant {citer(nom)} : {erreur}")
            except ValidationError as erreur:
                self._refuser(ligne, f"participant {citer(nom)} : {en_francais(erreur)}")

    # -- one act

    def _acte(self, rang: int, bloc: Any, affaire: Bloc, ligne: int) -> None:
        if not isinstance(bloc, Bloc):
            self._refuser(ligne, "un acte attend au moins : le, par, acte", rang)
        quoi = self._nom_de_l_acte(bloc, rang)
        try:
            a = self._instant(bloc.valeurs)
            auteur = self._auteur(bloc.valeurs)
        except Illisible as erreur:
            self._refuser(bloc.ligne, str(erreur), rang, quoi)
        commande = self._commande(rang, bloc, affaire, COMMANDES[quoi], auteur, a)
        self._actes.append(ActePrevu(rang, bloc.ligne, a, commande))
        for arrivant in vars(commande).values():
            if isinstance(arrivant, Participant):
                self._connus.setdefault(arrivant.id, arrivant)

    def _nom_de_l_acte(self, bloc: Bloc, rang: int) -> str:
        nom = bloc.valeurs.get("acte")
        if nom is None:
            self._refuser(bloc.ligne, "il manque « acte », le nom de ce qui est fait", rang)
        if not isinstance(nom, str) or nom not in REGLES_DES_COMMANDES:
            admis = ", ".join(REGLES_DES_COMMANDES)
            self._refuser(bloc.ligne, f"acte inconnu : {citer(str(simplifier(nom)))} (actes : {admis})", rang)
        if (nom == OUVERTURE) != (rang == 1):
            self._refuser(bloc.ligne, f"{OUVERTURE} est le premier acte, et lui seul", rang, nom)
        return nom

    def _instant(self, valeurs: dict[str, Any]) -> datetime:
        if not isinstance(valeurs.get("le"), str):
            raise Illisible("il manque « le », la date de l’acte")
        jour = self._reperes().jour(valeurs["le"])
        heure = lire_heure(valeurs.get("heure") or HEURE)
        a = datetime.combine(jour, heure, tzinfo=self._fuseau)
        if self._actes and a < self._actes[-1].a:
            avant = self._actes[-1]
            raise Illisible(
                f"daté du {date_longue(jour)}, il précède l’acte n° {avant.rang} du {date_longue(avant.a.date())}"
            )
        return a

    def _reperes(self) -> Reperes:
        if not self._actes:
            return Reperes(self._fuseau)
        return Reperes(self._fuseau, self._actes[0].a.date(), self._actes[-1].a.date())

    def _auteur(self, valeurs: dict[str, Any]) -> Auteur:
        par = valeurs.get("par")
        if par is None:
            raise Illisible("il manque « par », la personne qui agit")
        if not isinstance(par, str) or par not in self._connus:
            raise Illisible(f"personne inconnue : {citer(str(simplifier(par)))} (connues : {', '.join(self._connus)})")
        return Auteur(personne=self._connus[par].id, role=self._connus[par].role)

    def _commande(
        self, rang: int, bloc: Bloc, affaire: Bloc, classe: type[Commande], auteur: Auteur, a: datetime
    ) -> Commande:
        jour, type_ = a.date(), classe.model_fields["type"].default
        premier = self._actes[0].a.date() if self._actes else jour
        nom = self._connus[auteur.personne].nom
        lecteur = Lecteur(
            Reperes(self._fuseau, premier, jour),
            self._connus,
            lambda titre, contenu: self._deposer(Libre(titre, contenu, nom, jour, self._rg)),
        )
        autrement = _AUTREMENT.get(type_, {})
        lignes, lus = {**bloc.lignes}, {}
        try:
            if classe is EnregistrerOrdonnance:
                lignes = {**affaire.lignes, **lignes}
                lus = self._ordonnance(lecteur, affaire, jour)
            for nom_ecrit, brut in bloc.valeurs.items():
                ligne = bloc.lignes[nom_ecrit]
                if nom_ecrit in _A_LA_FRONTIERE:
                    self._refuser(ligne, f"champ inconnu : « {nom_ecrit} »", rang, type_)
                if nom_ecrit not in _DE_LA_LIGNE:
                    lus |= lecteur.champs(classe, {autrement.get(nom_ecrit, nom_ecrit): brut})
            return classe.model_validate({**lus, "type": type_, "auteur": auteur, "recu_a": a})
        except Illisible as erreur:  # of the field just read
            self._refuser(ligne, str(erreur), rang, type_)
        except ValidationError as erreur:
            fautes = [lignes[str(f["loc"][0])] for f in erreur.errors() if f["loc"] and str(f["loc"][0]) in lignes]
            self._refuser(min(fautes, default=bloc.ligne), en_francais(erreur), rang, type_)

    def _ordonnance(self, lecteur: Lecteur, affaire: Bloc, jour: date) -> dict[str, Any]:
        """The order as the file describes it; given on another day than it is registered, it proves itself."""
        lus: dict[str, Any] = {}
        for nom, brut in affaire.valeurs.items():
            try:
                if nom == "rendue_le" and isinstance(brut, str):
                    lus["survenu_le"] = lecteur.reperes.jour(brut)
                elif nom != "juridiction":
                    lus |= lecteur.champs(EnregistrerOrdonnance, {nom: brut})
            except Illisible as erreur:
                self._refuser(affaire.lignes[nom], str(erreur))
        if lus.get("survenu_le") == jour:
            del lus["survenu_le"]
        elif "survenu_le" in lus:
            lus["preuve"] = {"nature": NaturePreuve.DECISION, "reference": f"Décision RG {self._rg}"[:300]}
        return {**lus, "juridiction": self._juridiction, "participants": tuple(self._connus.values())}
