"""Checks of mock-trial scripts: that they can be played, and that they are safe and lawful.

What is safe (no child plays on the side of accused or victim in a case of abuse; time to ask and
to calm down) is our own rule. Whom a criminal court may try: Article 12 of the Criminal Code.
"""

import math

from tiengnoi.catalogue import Catalogue
from tiengnoi.materials.checks import References, check_ranges
from tiengnoi.problems import Problems
from tiengnoi.trials.model import Scene, Script

TRIAL_MINUTES = (45, 75)
"""Shortest and longest trial that an audience of students follows."""
MINUTES_AFTERWARDS = 20
"""Least minutes of questions and calming down, once the trial is over."""
FASTEST = 150
"""More syllables in a minute than this leave the hall behind; 130 or so are read aloud well."""
AGE_OF_RESPONSIBILITY = 16
"""Years from which one answers for every crime; those of 14 and 15 only for the gravest."""
ABUSE_FROM_AGE = 13
"""Youngest audience of a case of sexual abuse: grade 8."""


def check_trials(catalogue: Catalogue, references: References) -> None:
    for script in catalogue.scripts.values():
        _check_script(script, references)
    missing = catalogue.trial_safety is None and "trial-safety" not in catalogue.unreadable
    if catalogue.scripts and missing:
        script = next(iter(catalogue.scripts.values()))
        references.problems.add(script.place(), "no-trial-safety")


def _check_script(script: Script, references: References) -> None:
    problems = references.problems
    check_ranges(script, ("ages", "audience"), problems)
    references.topics(script, script.topics)
    for scene in script.scenes:
        _check_length(scene, problems)
        for number, id in enumerate(scene.pictures):
            references.picture(scene, id, "pictures", number)
    _check_roles(script, problems)
    shortest, longest = TRIAL_MINUTES
    if not shortest <= script.minutes_of_trial <= longest:
        values = {"minutes": script.minutes_of_trial, "shortest": shortest, "longest": longest}
        problems.add(script.place("scenes"), "trial-minutes", **values)
    if script.minutes_afterwards < MINUTES_AFTERWARDS:
        values = {"minutes": script.minutes_afterwards, "least": MINUTES_AFTERWARDS}
        problems.add(script.place("scenes"), "trial-without-calming", **values)
    if script.about == "abuse" and script.ages[0] < ABUSE_FROM_AGE:
        problems.add(script.place("ages"), "trial-audience-too-young", age=ABUSE_FROM_AGE)


def _check_length(scene: Scene, problems: Problems) -> None:
    needed = math.ceil(scene.syllables / FASTEST)
    if needed > scene.minutes:
        problems.add(scene.place("minutes"), "scene-too-long", minutes=scene.minutes, needed=needed)


def _check_roles(script: Script, problems: Problems) -> None:
    known: set[str] = set()
    for role in script.roles:
        if role.id in known:
            problems.add(role.place("id"), "same-id-twice", name=role.id)
        known.add(role.id)
        if not script.line_count(role.id):
            problems.add(role.place(), "role-without-lines", name=role.id)
        on_a_side = role.side in ("accused", "victim")
        if script.about == "abuse" and on_a_side and role.played_by != "adult":
            problems.add(role.place("played_by"), "abuse-played-by-a-child", name=role.id)
        if role.side == "accused" and role.age is not None and role.age < AGE_OF_RESPONSIBILITY:
            age = AGE_OF_RESPONSIBILITY
            problems.add(role.place("age"), "accused-too-young", name=role.id, age=age)
    for scene in script.scenes:
        for line in scene.lines:
            if line.role is not None and line.role not in known:
                problems.add(line.place("role"), "no-such-role", name=line.role, known=known)
