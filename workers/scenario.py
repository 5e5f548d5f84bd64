"""A scenario: one expertise as a file that a person can edit, read into dated commands.

    affaire:        what opens the case: an order (fields of `enregistrer_ordonnance`, with `rendue_le`), or, where
                    it has a `juge_d_appui`, a convention between parties (fields of `conclure_convention`)
    participants:   who takes part, by identifier
    actes:          what each one does, in order: `{le, heure, par, acte, ...fields of the command}`

Nothing is played here. Whatever is wrong is said in French with the line and the number of the act.
`docs/scenarios.md` describes the file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from procedure.calendrier import ZoneInconnue, date_longue, territoire
from procedure.commandes import (
    COMMANDES,
    Commande,
    ConclureConvention,
    EnregistrerOrdonnance,
    Juridiction,
    Veiller,
)
from procedure.decider import REGLES_DES_COMMANDES
from procedure.decision import Motif
from procedure.derivation_textes import citer
from procedure.personnes import SYSTEME, Auteur, Participant
from procedure.preuves import NaturePreuve
from workers.pieces_libres import Depot, Libre, sans_depot
from workers.saisie import Bloc, Illisible, Lecteur, Reperes, en_francais, lire_heure, simplifier
from workers.scenario_attendu import Alors, LecteurAlors, RefusAttendu, lire_refus
from workers.scenario_fichier import ActeEcrit, Champ, Ecrit, Lieu, ScenarioInvalide, composer, ouvrir
from workers.scenario_variante import Changements, changer, lire_variante

__all__ = ["ActePrevu", "Scenario", "ScenarioInvalide", "Variante", "lire", "lire_texte"]

SIEGES: dict[str, type[Commande]] = {"juridiction": EnregistrerOrdonnance, "juge_d_appui": ConclureConvention}
"""The field of the case that gives its calendar and its clock, and what it opens."""

NUMEROS: dict[type[Commande], str] = {EnregistrerOrdonnance: "rg", ConclureConvention: "reference"}
"""What each calls the case by."""
ATTENDRE = "attendre"
"""Not a command: time passes, and the engine looks at the dates."""

HEURE = "10:00"
DE_LA_LIGNE = frozenset({"le", "heure", "par", "acte", "nom", "refuse", "alors"})
A_LA_FRONTIERE = frozenset({"type", "auteur", "recu_a"})
"""Fields of every command that the line itself gives."""

AUTREMENT = {"constater_reception": {"reception_de": "acte"}}
"""Fields written otherwise in a scenario, because the line already uses their name."""

ACTE_VISE = "acte_vise"
"""How any other command writes its field `acte`."""


@dataclass(frozen=True)
class ActePrevu:
    """One act to perform at its instant, and what must follow."""

    rang: int
    lieu: Lieu
    a: datetime
    commande: Commande
    nom: str = ""
    du_socle: bool = False
    refus_attendu: RefusAttendu | None = None
    alors: Alors | None = None

    @property
    def attente(self) -> bool:
        """Whether nobody acts: time passes."""
        return isinstance(self.commande, Veiller)

    @property
    def type(self) -> str:
        """What is done, as the file names it."""
        return ATTENDRE if self.attente else self.commande.type

    def refuse(self, source: str, motif: Motif) -> ScenarioInvalide:
        """Say why the law refuses it, and what it would need; an act of a socle is found in its own file."""
        lieu = self.lieu if self.du_socle else Lieu(source, self.lieu.ligne)
        quand = date_longue(self.a.date())
        manque = f" ; il faut : {', '.join(motif.manque)}" if motif.manque else ""
        return ScenarioInvalide(
            f"{lieu}, acte n° {self.rang} ({self.type}, {quand}) refusé, {motif.article} : {motif.message}{manque}"
        )


@dataclass(frozen=True)
class Variante:
    """The same expertise with some acts changed, in the order of their dates."""

    titre: str
    pas: tuple[ActePrevu, ...]
    alors: Alors | None = None


@dataclass(frozen=True)
class Scenario:
    """One expertise to play."""

    source: str
    titre: str
    resume: str
    couvre: tuple[str, ...]
    socle: str
    rg: str
    juridiction: Juridiction
    participants: dict[str, Participant]
    """Everybody of the file, whoever comes later included."""
    pas: tuple[ActePrevu, ...]
    """Everything in order: the acts, those that must be refused, and the waits."""
    variantes: tuple[Variante, ...] = ()

    @property
    def actes(self) -> tuple[ActePrevu, ...]:
        """The acts that change something."""
        return tuple(pas for pas in self.pas if not pas.attente and pas.refus_attendu is None)

    @property
    def reference(self) -> str:
        """What people call the case by."""
        convention = any(isinstance(pas.commande, ConclureConvention) for pas in self.pas)
        return f"convention {self.rg}" if convention else f"RG {self.rg}"

    @property
    def fuseau(self) -> ZoneInfo:
        """The clock of the court."""
        return ZoneInfo(self.juridiction.fuseau)


def lire(fichier: Path, deposer: Depot = sans_depot) -> Scenario:
    """Read a scenario. Raises `ScenarioInvalide`."""
    return _scenario(ouvrir(fichier), deposer)


def lire_texte(texte: str, source: str, deposer: Depot = sans_depot) -> Scenario:
    """Read a scenario from its text; `source` is what messages call it. Raises `ScenarioInvalide`."""
    return _scenario(composer(texte, source), deposer)


def _scenario(ecrit: Ecrit, deposer: Depot) -> Scenario:
    lecture = _Lecture(ecrit, deposer)
    return Scenario(
        source=ecrit.lieu.source,
        titre=ecrit.titre,
        resume=ecrit.resume,
        couvre=ecrit.couvre,
        socle=ecrit.socle,
        rg=lecture.rg,
        juridiction=lecture.juridiction,
        participants=lecture.connus,
        pas=lecture.pas(),
        variantes=tuple(_variante(ecrit, champ, deposer) for champ in ecrit.et_si),
    )


class _Lecture:
    """Reads the acts of a file, in the order in which they are written."""

    def __init__(self, ecrit: Ecrit, deposer: Depot, changements: Changements | None = None) -> None:
        self._ecrit = ecrit
        self._deposer = deposer
        self._changements = changements or {}
        self._actes: list[ActePrevu] = []
        self.connus: dict[str, Participant] = {}
        self._siege = next((nom for nom in SIEGES if nom in ecrit.affaire), "juridiction")
        self._ouverture: type[Commande] = SIEGES[self._siege]
        self.juridiction = self._lire_juridiction()
        self._fuseau = ZoneInfo(self.juridiction.fuseau)
        rg = ecrit.affaire.get(NUMEROS[self._ouverture])
        self.rg = str(simplifier(rg.valeur) or "") if rg else ""
        self._participants()

    def pas(self) -> tuple[ActePrevu, ...]:
        """Every act with what must follow it."""
        for acte in self._ecrit.actes:
            self._acte(acte)
        return tuple(sorted(self._actes, key=lambda pas: pas.a) if self._changements else self._actes)

    def lecteur_alors(self, source: str) -> LecteurAlors:
        """What reads an `alors` block after the last act read."""
        return LecteurAlors(source, self._reperes(), self.connus)

    def _refuser(self, lieu: Lieu, message: str, acte: ActeEcrit | None = None, quoi: str = "") -> NoReturn:
        if acte is None:
            lieu.refuser(message)
        nomme = f" ({quoi})" if quoi else ""
        raise ScenarioInvalide(f"{lieu}, acte n° {acte.rang}{nomme} : {message}") from None

    # -- the case and its people

    def _lire_juridiction(self) -> Juridiction:
        """The court first: every hour of the file is read at its clock, which its zone gives."""
        champ = self._ecrit.affaire.get(self._siege) or Champ(None, self._ecrit.lieu)
        brut = simplifier(champ.valeur)
        if not isinstance(brut, dict):
            champ.lieu.refuser(f"« {self._siege} » attend un code, un nom et une zone")
        donnes = {nom: valeur for nom, valeur in brut.items() if valeur is not None}
        try:
            donnes.setdefault("fuseau", territoire(str(donnes.get("zone", "metropole"))).fuseau)
            juridiction = Juridiction.model_validate(donnes)
            ZoneInfo(juridiction.fuseau)
        except ValidationError as erreur:
            champ.lieu.refuser(en_francais(erreur))
        except ZoneInconnue as erreur:
            champ.lieu.refuser(str(erreur))
        except (KeyError, ValueError, OSError):
            champ.lieu.refuser(f"fuseau horaire inconnu : {citer(str(donnes['fuseau']))}")
        return juridiction

    def _participants(self) -> None:
        # everybody may be named before the line where he is described: an avocat, most often
        lecteur = Lecteur(Reperes(self._fuseau), dict.fromkeys(self._ecrit.participants))
        for nom, champ in self._ecrit.participants.items():
            if not isinstance(champ.valeur, Bloc):
                champ.lieu.refuser(f"le participant {citer(nom)} attend au moins un rôle et un nom")
            try:
                champs = {"id": nom, **lecteur.champs(Participant, champ.valeur.valeurs)}
                self.connus[nom] = Participant.model_validate(champs)
            except Illisible as erreur:
                champ.lieu.refuser(f"participant {citer(nom)} : {erreur}")
            except ValidationError as erreur:
                champ.lieu.refuser(f"participant {citer(nom)} : {en_francais(erreur)}")

    # -- one act

    def _acte(self, acte: ActeEcrit) -> None:
        if not isinstance(acte.valeur, Bloc):
            self._refuser(acte.lieu, "un acte attend au moins : le, par, acte", acte)
        bloc = changer(acte.valeur, None if acte.du_socle else self._changements.get(acte.rang))
        quoi = self._nom_de_l_acte(bloc, acte)
        try:
            a = self._instant(bloc.valeurs)
            auteur = SYSTEME if quoi == ATTENDRE else self._auteur(bloc.valeurs)
        except Illisible as erreur:
            self._refuser(acte.lieu, str(erreur), acte, quoi)
        commande = self._commande(acte, bloc, quoi, auteur, a)
        lieux = {nom: Lieu(acte.lieu.source, ligne) for nom, ligne in bloc.lignes.items()}
        refus = lire_refus(bloc.valeurs["refuse"], lieux["refuse"]) if "refuse" in bloc.valeurs else None
        nom = str(simplifier(bloc.valeurs.get("nom")) or "")
        pas = ActePrevu(acte.rang, acte.lieu, a, commande, nom, acte.du_socle, refus)
        self._actes.append(pas)
        for valeur in vars(commande).values():
            for arrivant in valeur if isinstance(valeur, tuple) else (valeur,):
                if isinstance(arrivant, Participant):
                    self.connus.setdefault(arrivant.id, arrivant)
        if "alors" in bloc.valeurs:
            alors = self.lecteur_alors(acte.lieu.source).lire(bloc.valeurs["alors"], lieux["alors"])
            self._actes[-1] = replace(pas, alors=alors)

    def _nom_de_l_acte(self, bloc: Bloc, acte: ActeEcrit) -> str:
        nom = bloc.valeurs.get("acte")
        if nom is None:
            self._refuser(acte.lieu, "il manque « acte », le nom de ce qui est fait", acte)
        if not isinstance(nom, str) or nom not in (*REGLES_DES_COMMANDES, ATTENDRE):
            admis = ", ".join((*REGLES_DES_COMMANDES, ATTENDRE))
            self._refuser(acte.lieu, f"acte inconnu : {citer(str(simplifier(nom)))} (actes : {admis})", acte)
        ouverte = any(pas.refus_attendu is None for pas in self._actes)
        ouvre = self._ouverture.model_fields["type"].default
        if (nom == ouvre) == ouverte and "refuse" not in bloc.valeurs:
            self._refuser(acte.lieu, f"{ouvre} est le premier acte, et lui seul", acte, nom)
        return nom

    def _instant(self, valeurs: Mapping[str, Any]) -> datetime:
        if not isinstance(valeurs.get("le"), str):
            raise Illisible("il manque « le », la date de l’acte")
        jour = self._reperes().jour(valeurs["le"])
        heure = valeurs.get("heure") or HEURE
        if not isinstance(heure, str):
            raise Illisible("« heure » attend une heure (par exemple 14:00)")
        a = datetime.combine(jour, lire_heure(heure), tzinfo=self._fuseau)
        if self._actes and a < self._actes[-1].a and not self._changements:
            avant = self._actes[-1]
            raise Illisible(
                f"daté du {date_longue(jour)}, il précède l’acte n° {avant.rang} du {date_longue(avant.a.date())}"
            )
        return a

    def _reperes(self) -> Reperes:
        if not self._actes:
            return Reperes(self._fuseau)
        return Reperes(self._fuseau, self._actes[0].a.date(), self._actes[-1].a.date())

    def _auteur(self, valeurs: Mapping[str, Any]) -> Auteur:
        par = valeurs.get("par")
        if par is None:
            raise Illisible("il manque « par », la personne qui agit")
        if not isinstance(par, str) or par not in self.connus:
            raise Illisible(f"personne inconnue : {citer(str(simplifier(par)))} (connues : {', '.join(self.connus)})")
        return Auteur(personne=self.connus[par].id, role=self.connus[par].role)

    def _commande(self, acte: ActeEcrit, bloc: Bloc, quoi: str, auteur: Auteur, a: datetime) -> Commande:
        classe = Veiller if quoi == ATTENDRE else COMMANDES[quoi]
        source, type_ = acte.lieu.source, classe.model_fields["type"].default
        lecteur = self._lecteur(auteur, a.date(), bloc)
        lieux = {nom: Lieu(source, ligne) for nom, ligne in bloc.lignes.items()}
        lus: dict[str, Any] = {}
        lieu = acte.lieu
        try:
            if classe is self._ouverture:
                lieux = {nom: champ.lieu for nom, champ in self._ecrit.affaire.items()} | lieux
                lus = self._affaire(lecteur, a.date())
            for nom_ecrit, brut in bloc.valeurs.items():
                lieu = lieux[nom_ecrit]
                if nom_ecrit in DE_LA_LIGNE and not (quoi == ATTENDRE and nom_ecrit == "par"):
                    continue
                if nom_ecrit in A_LA_FRONTIERE or quoi == ATTENDRE:
                    self._refuser(lieu, f"champ inconnu : « {nom_ecrit} »", acte, quoi)
                lus |= lecteur.champs(classe, {nom_du_champ(type_, nom_ecrit): brut})
            return classe.model_validate({**lus, "type": type_, "auteur": auteur, "recu_a": a})
        except Illisible as erreur:  # of the field just read
            self._refuser(lieu, str(erreur), acte, quoi)
        except ValidationError as erreur:
            fautes = [lieux[str(f["loc"][0])] for f in erreur.errors() if f["loc"] and str(f["loc"][0]) in lieux]
            self._refuser(min(fautes, key=_ordre, default=acte.lieu), en_francais(erreur), acte, quoi)

    def _lecteur(self, auteur: Auteur, jour: date, bloc: Bloc) -> Lecteur:
        premier = self._actes[0].a.date() if self._actes else jour
        nom = self.connus[auteur.personne].nom if auteur.personne in self.connus else ""
        return Lecteur(
            Reperes(self._fuseau, premier, jour),
            self.connus | dict.fromkeys(_arrivants(bloc)),  # those of one act may name each other
            lambda titre, contenu: self._deposer(Libre(titre, contenu, nom, jour, self.rg)),
        )

    def _affaire(self, lecteur: Lecteur, jour: date) -> dict[str, Any]:
        """The case as the file describes it; an order given on another day than it is registered proves itself."""
        lus: dict[str, Any] = {}
        for nom, champ in self._ecrit.affaire.items():
            try:
                if nom == "rendue_le" and isinstance(champ.valeur, str):
                    lus["survenu_le"] = lecteur.reperes.jour(champ.valeur)
                elif nom in A_LA_FRONTIERE or nom == "participants":
                    champ.lieu.refuser(f"champ inconnu : « {nom} »")
                elif nom != self._siege:
                    lus |= lecteur.champs(self._ouverture, {nom: champ.valeur})
            except Illisible as erreur:
                champ.lieu.refuser(str(erreur))
        if lus.get("survenu_le") == jour:
            del lus["survenu_le"]
        elif "survenu_le" in lus:
            lus["preuve"] = {"nature": NaturePreuve.DECISION, "reference": f"Décision RG {self.rg}"[:300]}
        return {**lus, self._siege: self.juridiction, "participants": tuple(self.connus.values())}


def _arrivants(bloc: Bloc) -> Iterator[str]:
    """Whom an act brings into the case."""
    for champ in bloc.valeurs.values():
        for valeur in champ if isinstance(champ, list) else [champ]:
            if isinstance(valeur, Bloc) and "role" in valeur.valeurs and isinstance(valeur.valeurs.get("id"), str):
                yield valeur.valeurs["id"]


def nom_du_champ(type_: str, ecrit: str) -> str:
    """The field of a command that a word of the file names."""
    if ecrit == ACTE_VISE and type_ not in AUTREMENT:
        return "acte"
    return AUTREMENT.get(type_, {}).get(ecrit, ecrit)


def _ordre(lieu: Lieu) -> tuple[str, int]:
    return lieu.source, lieu.ligne or 0


# -- what if


def _variante(ecrit: Ecrit, champ: Champ, deposer: Depot) -> Variante:
    ecrite = lire_variante(ecrit, champ)
    lecture = _Lecture(ecrit, deposer, ecrite.changements)
    pas = lecture.pas()
    if ecrite.alors is None:
        return Variante(ecrite.titre, pas)
    fin = lecture.lecteur_alors(champ.lieu.source).lire(ecrite.alors.valeur, ecrite.alors.lieu)
    return Variante(ecrite.titre, pas, fin)
