-- What refuses changes of the record.

-- :guards
SELECT (SELECT count(*) FROM pg_trigger WHERE tgname = ANY(ARRAY['ledger_event_immutable', 'ledger_seal_immutable',
    'ledger_block_immutable', 'ledger_founding_immutable']) AND tgenabled IN ('O', 'A')) = 4
  AND (SELECT count(*) FROM pg_index WHERE indexrelid = to_regclass('ledger_event_once')
    AND indisunique AND indisvalid) = 1
