"""Experts and seats are never deleted; draws, opinions and conclusions are written once."""

from __future__ import annotations

from django.db import migrations

from banli.kernel.tables import immutable, kept


class Migration(migrations.Migration):
    dependencies = [("experts", "0001_initial")]
    operations = [
        kept("experts_expert", "an expert is never deleted"),
        kept("experts_panelseat", "a seat is never deleted"),
        immutable("experts_panel", "a draw is never changed"),
        immutable("experts_expertopinion", "an opinion is written once"),
        immutable("experts_panelconclusion", "a conclusion is written once"),
    ]
