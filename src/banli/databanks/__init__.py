"""Databanks (信息库) that answer look-ups: what each is asked and gives, its source, every question and answer."""
