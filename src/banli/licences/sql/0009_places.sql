-- The places of certificates in the list of standings. Nobody waits for anybody here; what is taken back leaves a gap.
CREATE SEQUENCE licences_place MINVALUE 0 START 0;
SELECT setval('licences_place', 1 + max(status_index), false) FROM licences_certificate HAVING max(status_index) IS NOT NULL;
