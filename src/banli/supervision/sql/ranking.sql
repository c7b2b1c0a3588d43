-- Departments by the lights of all their cases under watch.

-- :under_watch
c.source = '' AND (c.completed_at IS NULL OR c.due_on IS NOT NULL)

-- :runs
-- Whether the clock of a signal still runs, by its kind.
CASE split_part(s.key, '.', 1)
  WHEN 'acceptance' THEN c.state = 'submitted' AND s.due = c.due_on
  WHEN 'delivery' THEN c.completed_at IS NOT NULL AND c.due_on IS NOT NULL
  WHEN 'step' THEN c.completed_at IS NULL AND EXISTS (SELECT 1 FROM cases_task_view t WHERE t.case_id = c.id
    AND 'step.' || t.key = s.key AND t.round = s.round AND t.finished_at IS NULL)
  WHEN 'hearing' THEN c.completed_at IS NULL AND (SELECT h.held_at IS NULL AND h.given_up_on IS NULL
    FROM cases_hearing_view h WHERE h.case_id = c.id AND h.asked_on IS NOT NULL ORDER BY h.id OFFSET s.round - 1 LIMIT 1)
  WHEN 'later_material' THEN c.completed_at IS NULL AND EXISTS (SELECT 1 FROM cases_promise_view p
    WHERE p.case_id = c.id AND 'later_material.' || p.what = s.key AND p.kept IS NULL)
  WHEN 'verification' THEN EXISTS (SELECT 1 FROM cases_promise_view p
    WHERE p.case_id = c.id AND p.kind = 'commitment' AND p.kept IS NULL)
  ELSE c.completed_at IS NULL
END

-- :due_between
SELECT min(c.due_on), max(c.due_on) FROM cases_case_view c WHERE <under_watch> AND c.due_on < %(open_end)s

-- :shown
-- Each case under watch with its worst light. What the platform cancelled was moved past its moment; what a person
-- cancelled was crossed and is only not held against anybody.
SELECT c.id, c.department_id, c.due_on, c.paused_on, coalesce((
    SELECT max(array_position(%(worse)s::text[], s.level::text)) FROM supervision_signal s
    WHERE s.case_id = c.id AND (s.state <> 'cancelled' OR s.cancelled_by_id IS NOT NULL) AND <runs>), 1) AS worst
  FROM cases_case_view c WHERE <under_watch> AND (%(department)s = '' OR c.department_id = %(department)s)

-- :ranking
WITH shown AS (<shown>)
SELECT department_id, count(*), count(*) FILTER (WHERE worst = 1), count(*) FILTER (WHERE worst = 2),
  count(*) FILTER (WHERE worst = 3), count(*) FILTER (WHERE worst = 4),
  percentile_cont(0.5) WITHIN GROUP (
    ORDER BY width_bucket(due_on, %(days)s::date[]) - width_bucket(%(today)s::date, %(days)s::date[]))
    FILTER (WHERE due_on < %(open_end)s AND paused_on IS NULL)
FROM shown GROUP BY department_id
ORDER BY 6 DESC, 5 DESC, 4 DESC, 1

-- :counts
-- The same without what is left, and up to which moment the lights are recorded; a row without department where there
-- is nothing under watch.
WITH shown AS (<shown>)
SELECT department_id, count(shown.id), count(*) FILTER (WHERE worst = 1), count(*) FILTER (WHERE worst = 2),
  count(*) FILTER (WHERE worst = 3), count(*) FILTER (WHERE worst = 4), (SELECT max(at) FROM supervision_round)
FROM (SELECT 1) AS one LEFT JOIN shown ON true GROUP BY department_id
ORDER BY 6 DESC, 5 DESC, 4 DESC, 1

-- :lit
-- The cases behind a number of the ranking, the most urgent first, a page behind a key.
SELECT shown.id FROM (<shown>) AS shown
WHERE shown.worst = ANY(%(places)s)
  AND (%(due)s::date IS NULL OR (coalesce(shown.due_on, DATE '9999-12-31'), shown.id) > (%(due)s::date, %(after)s))
ORDER BY coalesce(shown.due_on, DATE '9999-12-31'), shown.id LIMIT %(page)s

-- :running
-- Signals that stand and whose clock still runs.
SELECT s.id FROM supervision_signal s JOIN cases_case_view c ON c.id = s.case_id
WHERE s.state = ANY(%s) AND <under_watch> AND <runs>
