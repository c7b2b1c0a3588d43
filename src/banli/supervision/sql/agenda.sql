-- The cases that are looked at, and when.

-- :look_at
-- Cases handled here come on the agenda, or forward on it.
INSERT INTO supervision_agenda AS a (case_id, at)
SELECT id, %(at)s FROM cases_case_view WHERE id = ANY(%(cases)s) AND source = '' ORDER BY id
ON CONFLICT (case_id) DO UPDATE SET at = LEAST(a.at, excluded.at)
