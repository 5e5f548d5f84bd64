"""Legal aid: nothing, or less, is consigned for whoever has it (Act of 10 July 1991, art. 40; décret 2020-1717)."""

from collections.abc import Iterator

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.circulation import destinataires, interesses
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import AVANT_LE_RAPPORT, Dossier
from procedure.echeances import Cloture, Statut
from procedure.langue import montant
from procedure.modele import Centimes, PersonneId
from procedure.personnes import Role
from procedure.provision import caducites_encourues, echeance_de, hors_terme, premiers, soldes, total_du
from procedure.provision import premiers_versements_faits as suffisante


def admettre_aide_juridictionnelle(ctx: Contexte, c: cmd.AdmettreAideJuridictionnelle) -> Iterator[Brouillon]:
    """The State advances the costs and consigns nothing: no échéance, and never caducité, for the aided share."""
    ctx.exiger(Role.GREFFE)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    _exiger_une_admission(ctx, c)
    totale = c.etendue == "totale"
    reste = 0 if totale else c.reste_du or 0
    apres = _reduire(ctx.dossier, c.partie, reste)
    vers = [
        *destinataires(ctx.dossier, Nature.AVIS_AIDE_JURIDICTIONNELLE),
        *interesses(ctx.dossier, c.partie),  # the other parties need not know its means
    ]
    acte = ctx.acte(Nature.AVIS_AIDE_JURIDICTIONNELLE, "Avis d’aide juridictionnelle", vers, objet=c.partie)
    yield Brouillon(
        fait=ev.AideJuridictionnelleAdmise(
            partie=c.partie,
            totale=totale,
            decision=c.decision,
            decidee_le=c.decidee_le,
            provision=apres.provision,
            complements=apres.complements,
            suffisante=suffisante(apres),
        ),
        resume="Aide juridictionnelle " + ("totale" if totale else "partielle") + " admise pour une partie",
        article="CPC 269",
        actes=(acte,),
        closes=tuple(_dispenses(ctx, apres, c.partie)),
        alertes=tuple(_alertes(ctx, c, apres)),
    )


def _exiger_une_admission(ctx: Contexte, c: cmd.AdmettreAideJuridictionnelle) -> None:
    if c.partie not in ctx.dossier.parties:
        raise Refus("CPC 269", "Cette partie n’est pas dans l’expertise.", introuvable=True)
    if c.decidee_le > ctx.jour:
        raise Refus("CPC 640", "La décision d’aide juridictionnelle ne peut pas être datée de l’avenir.")
    if c.partie in ctx.dossier.aides:
        raise Refus("CPC 269", "L’aide juridictionnelle totale de cette partie est déjà enregistrée.")
    du = total_du(ctx.dossier, c.partie)
    if c.etendue == "partielle" and not 0 < (c.reste_du or 0) < du:
        raise Refus(
            "CPC 269",
            f"L’aide partielle laisse à cette partie une somme inférieure à ce qu’elle devait ({montant(du)}).",
            "ce qui reste à sa charge",
        )
    if c.etendue == "totale" and c.reste_du:
        raise Refus("CPC 269", "L’aide totale ne laisse rien à consigner à cette partie.", "aucun reste dû")


def _reduire(dossier: Dossier, partie: PersonneId, reste: Centimes) -> Dossier:
    """What the party still owes, its earliest sums first; each keeps its rank."""
    reduites: dict[str, tuple[cmd.Versement, ...]] = {}
    for champ in ("provision", "complements"):
        gardes = []
        for v in getattr(dossier, champ):
            if v.payeur == partie:
                v = v.model_copy(update={"montant": min(v.montant, reste)})
                reste -= v.montant
            gardes.append(v)
        reduites[champ] = tuple(gardes)
    return dossier.model_copy(update=reduites)


def _dispenses(ctx: Contexte, apres: Dossier, partie: PersonneId) -> Iterator[Cloture]:
    """What is no longer due ends without an object; what is now covered by money already there is satisfied."""
    couverts = {e.id: le for e, le in soldes(apres, partie) if not hors_terme(e, le)}
    for champ, objet in (("provision", "versement"), ("complements", "complement")):
        for rang, v in enumerate(getattr(apres, champ), 1):
            e = echeance_de(apres, f"{objet}-{rang}", partie)
            if v.payeur != partie or e is None:
                continue
            if not v.montant:
                yield Cloture(echeance=e.id, statut=Statut.LEVEE, motif="aide juridictionnelle", le=ctx.jour)
            elif e.id in couverts:
                motif = "reste dû déjà consigné"
                yield Cloture(echeance=e.id, statut=Statut.SATISFAITE, motif=motif, le=couverts[e.id])


def _alertes(ctx: Contexte, c: cmd.AdmettreAideJuridictionnelle, apres: Dossier) -> Iterator[str]:
    if total_du(ctx.dossier, c.partie):
        yield (
            "La provision était à la charge d’un bénéficiaire de l’aide juridictionnelle : la décision doit le dire, "
            "sinon se rectifier (CPC 269, 462)."
        )
    if any(e.personne == c.partie for e in caducites_encourues(ctx.dossier, ctx.jour)):
        yield "La caducité était encourue contre le bénéficiaire de l’aide : elle tombe pour la part aidée (CPC 271)."
    trop = ctx.dossier.encaisse.get(c.partie, 0) - total_du(apres, c.partie)
    if trop > 0:
        yield f"{montant(trop)} avaient déjà été consignés : au juge d’en ordonner la restitution (CPC 269)."
    if not premiers(apres):
        yield (
            "Aucune consignation n’est plus attendue : le greffe avise l’expert de l’aide juridictionnelle, et les "
            "opérations commencent de cet avis (CPC 267 al. 2)."
            if apres.provision or ctx.dossier.demarrage_immediat
            else "Aucune provision n’a été fixée : vérifier que la décision en dispense, puis aviser l’expert de "
            "l’aide juridictionnelle (CPC 267 al. 2, 269)."
        )
    if c.etendue == "partielle":
        yield "Le reste dû s’impute sur les premiers versements : à vérifier sur la décision d’admission (CPC 269)."


ACTES: dict[str, Regle] = {"admettre_aide_juridictionnelle": admettre_aide_juridictionnelle}
