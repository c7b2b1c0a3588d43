-- Sums by line, period and event name; <periods>, <rows> and <key> are put in by banli.statistics.selectors.sums.

-- :placed
SELECT m.*, c.channel, c.item FROM (<events>) AS m
  LEFT JOIN LATERAL (
    SELECT held.channel, r.item_id AS item
      FROM cases_case_view AS held JOIN catalogue_revision_view AS r ON r.id = held.revision_id
     WHERE held.id = CASE WHEN m.subject ~ '^[0-9]{1,18}$' THEN m.subject::bigint END OFFSET 0) AS c ON true

-- :light
SELECT 1 AS sign, o.name, o.day, o.scope, o.facet, 1 AS n FROM ledger_outbox_view AS o WHERE o.topic = 'case'
UNION ALL
SELECT e.sign, e.name, e.day, e.scope, e.facet, 1 FROM (<taken_back>) AS e

-- :flows
SELECT 'flow' AS what, p.label, <key> AS key, f.name, <sums> AS sums
  FROM (<periods>) AS p (label, first, last)
  JOIN <rows> AS f ON f.day BETWEEN p.first AND p.last
   AND f.name = ANY(%(names)s) AND f.facet = ANY(%(facets)s)
 GROUP BY p.label, <key>, f.name

-- :days
SELECT 'days', p.label, <key>, f.days::text, ARRAY[sum(f.n)::bigint]
  FROM (<periods>) AS p (label, first, last)
  JOIN (SELECT day, scope, facet, days, n FROM statistics_daytook
        UNION ALL SELECT day, scope, facet, took_days, sign FROM tail WHERE took_days IS NOT NULL) AS f
    ON f.day BETWEEN p.first AND p.last AND f.facet = ANY(%(facets)s)
 GROUP BY p.label, <key>, f.days

-- :due
SELECT 'due', p.label, <key>, '',
       ARRAY[coalesce(sum(f.n) FILTER (WHERE f.due < p.last), 0)::bigint, sum(f.n)::bigint,
             coalesce(sum(f.followed) FILTER (WHERE f.due < p.last), 0)::bigint, sum(f.followed)::bigint]
  FROM (<periods>) AS p (label, first, last)
  JOIN (SELECT day, scope, facet, due, n, followed FROM statistics_daydue
        UNION ALL SELECT day, scope, facet, due, n, followed FROM (<moves>) AS moves) AS f
    ON f.day <= p.last AND f.facet = ANY(%(facets)s)
 GROUP BY p.label, <key>

-- :begins
SELECT 'begins', '', '', least((SELECT min(day) FROM statistics_daykind),
                               (SELECT min(day) FROM ledger_outbox_view WHERE topic = 'case'))::text, ARRAY[0::bigint]

-- :position
SELECT 'position', '', '', '', ARRAY[coalesce(max(id), 0)] FROM ledger_event_view
