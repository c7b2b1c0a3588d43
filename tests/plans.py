"""The pack's plan of patrols, for tests that open no whole house."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from banli.files.service import StoredFile, receive_photograph
from banli.hall.service import PatrolPlanFile, load_patrol_plan
from banli.kernel.actors import SYSTEM
from banli.province.load import SICHUAN
from banli.province.patrol import patrol_plan_of
from tests.samples import picture


def the_plan() -> PatrolPlanFile:
    """The plan as it is shipped."""
    plan = patrol_plan_of(SICHUAN)
    assert plan is not None
    return plan


def patrols() -> None:
    """Load it."""
    load_patrol_plan(plan=the_plan(), by=SYSTEM)


def shot(name: str = "现场.jpg", size: tuple[int, int] = (60, 40)) -> SimpleUploadedFile:
    """A photograph as a phone sends it."""
    return SimpleUploadedFile(name, picture(size=size), "image/jpeg")


def proof(size: tuple[int, int] = (60, 40)) -> StoredFile:
    """A photograph that was taken in."""
    return receive_photograph(by=SYSTEM, sent=shot(size=size))
