-- Events added to the tables of facts, and rows put together; the parts are put in by banli.statistics.acts.folding.

-- :rows
read AS MATERIALIZED (<measured>),
placed AS MATERIALIZED (
  SELECT m.*, coalesce(c.channel, '') AS channel, c.item, date_trunc('month', m.day)::date AS month
    FROM read AS m
    LEFT JOIN LATERAL (
      SELECT held.channel, r.item_id AS item
        FROM cases_case_view AS held JOIN catalogue_revision_view AS r ON r.id = held.revision_id
       WHERE <counted> AND held.id = CASE WHEN m.subject ~ '^[0-9]{1,18}$' THEN m.subject::bigint END
      OFFSET 0) AS c ON true
),
fine AS MATERIALIZED (
  SELECT name, day, month, scope, facet, channel, <signed> FROM placed
   GROUP BY name, day, month, scope, facet, channel
)

-- :add
INSERT INTO <table> AS f (<key>, fold, <measures>)
SELECT <key>, %(fold)s, <summed> FROM <rows> WHERE <which> GROUP BY <key>
ON CONFLICT (<key>, fold) DO UPDATE SET <added>

-- :add_took
INSERT INTO statistics_daytook AS f (day, scope, facet, days, fold, n)
SELECT day, scope, facet, took_days, %(fold)s, sum(sign) FROM read WHERE took_days IS NOT NULL
 GROUP BY day, scope, facet, took_days
ON CONFLICT (day, scope, facet, days, fold) DO UPDATE SET n = f.n + excluded.n

-- :add_item_took
INSERT INTO statistics_monthtook AS f (month, item, days, fold, n)
SELECT month, item, took_days, %(fold)s, sum(sign) FROM placed
 WHERE took_days IS NOT NULL AND item IS NOT NULL AND name IN (<decided>)
 GROUP BY month, item, took_days
ON CONFLICT (month, item, days, fold) DO UPDATE SET n = f.n + excluded.n

-- :add_due
INSERT INTO statistics_daydue AS f (day, scope, facet, due, fold, n, followed)
SELECT day, scope, facet, due, %(fold)s, sum(n), sum(followed) FROM (<moves>) AS moves GROUP BY day, scope, facet, due
ON CONFLICT (day, scope, facet, due, fold)
DO UPDATE SET n = f.n + excluded.n, followed = f.followed + excluded.followed

-- :put_together
WITH gone AS (DELETE FROM <table> WHERE fold <> 0 RETURNING *)
INSERT INTO <table> AS f (<key>, fold, <measures>) SELECT <key>, 0, <summed> FROM gone GROUP BY <key>
ON CONFLICT (<key>, fold) DO UPDATE SET <added>

-- :months
-- The whole months around two days.
SELECT date_trunc('month', %(from)s::date)::date, (date_trunc('month', %(to)s::date) + interval '1 month - 1 day')::date
