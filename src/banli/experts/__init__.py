"""The expert pool, seeded draws with recusal, single opinions and the conclusion of a panel."""
