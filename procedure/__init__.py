"""The law of judicial expertise, pure: no clock, no randomness, no input or output.

Start with `decider`, which answers a command, then `phases`, where the rules are, each beside its article.

What is asked, decided, kept
    `commandes` what may be asked; `phases` the rule that answers; `evenements` the facts; `evolution` what they
    change; `lettres` what is written of them. One part of the law has the same name in the five.
How a decision is made
    `decider`, `reaction` and `veille` (acts, effects, dates that pass); `contexte` what a rule is given;
    `decision` what it answers; `cours` and `packs` what every act then meets; `effets` and `travaux` what the world
    is asked to do; `rejeu` a case played on the law alone.
The state
    `dossier`, `instance`, `echeances`, `documents`, `personnes`, `preuves`; `abreviation` how it is written;
    `participation` who comes in and goes out; `modele` the base of them all; `empreinte` of a command's content.
Tables, a source per line
    `regles` the time limits; `fiches` the documents; `transitions`; `intitules`; `calendrier` the days off;
    `textes` the wordings of the articles; `convention_textes` those of the technicien whom the parties choose.
Time limits
    `delais` counts, by `derivation`, said by `derivation_textes`; `ouverture` opens an échéance; `recalcul` and
    `deplacement` what another calendar would move.
What several phases share
    `appels`, `prescription`, `provision`, `requetes`, `suites_des_dires`.
What is written and to whom
    `circulation` who must receive; `canaux` by which way; `contenus` what a document prints, `remplissage` from what;
    `consequences` what missing a date can mean; `langue` French as a court writes it.
"""
