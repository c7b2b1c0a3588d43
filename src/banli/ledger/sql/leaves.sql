-- Events by blocks: leaves for the Merkle trees, and whether each event fits its chain. The parts are put in by
-- banli.ledger.selectors.leaves.

-- :canonical
-- The canonical form of banli.ledger.rules.chain, as SQL says it.
convert_to(topic || E'\x1f' || subject || E'\x1f' || seq || E'\x1f' || name || E'\x1f' || scope || E'\x1f' || facet
  || E'\x1f' || (extract(epoch FROM at) * 1000000)::bigint
  || E'\x1f' || (extract(epoch FROM recorded_at) * 1000000)::bigint || E'\x1f' || actor || E'\x1f' || body, 'UTF8')

-- :wrong
-- What no digest shows: a field that runs into the next, a day that is not the moment's, a moment without digits.
(strpos(topic || subject || name || scope || facet || actor, E'\x1f') > 0
  OR day IS DISTINCT FROM (at AT TIME ZONE 'Asia/Shanghai')::date
  OR at NOT BETWEEN '0001-01-01 00:00+00' AND '9999-12-31 00:00+00'
  OR recorded_at NOT BETWEEN '0001-01-01 00:00+00' AND '9999-12-31 00:00+00')

-- :read
-- Events, each with the one before it where that lies in the same range. By subject first: topics are few and alike.
SELECT id, topic, subject, seq, name, scope, facet, at, day, recorded_at, actor, body, digest,
    lag(digest) OVER chain AS digest_before, lag(seq) OVER chain AS seq_before, lag(id) OVER chain AS id_before
  FROM ledger_event WHERE id BETWEEN %(first)s AND %(last)s
  WINDOW chain AS (PARTITION BY subject, topic ORDER BY seq)

-- :previous
CASE WHEN seq = 1 THEN decode(repeat('00', 32), 'hex')
  WHEN seq_before = seq - 1 AND id_before < id THEN digest_before
  ELSE (SELECT p.digest FROM ledger_event p WHERE p.topic = read.topic AND p.subject = read.subject
    AND p.seq = read.seq - 1 AND p.id < read.id LIMIT 1) END

-- :first_unchained
WITH read AS (<read>) SELECT min(id) FROM read
WHERE CASE WHEN <wrong> THEN true ELSE sha256(<previous> || <canonical>) IS DISTINCT FROM digest END

-- :handed_over
WITH read AS (<read>)
SELECT id, digest, CASE WHEN NOT <wrong> THEN <previous> || <canonical> END FROM read ORDER BY id

-- :blocks
SELECT id >> <bits>, string_agg(int2send((id & <mask>)::int2), ''::bytea ORDER BY id),
  string_agg(sha256('\x00'::bytea || int8send(id) || digest), ''::bytea ORDER BY id)
FROM ledger_event WHERE id BETWEEN %(first)s AND %(last)s GROUP BY 1 ORDER BY 1

-- :digests
SELECT id, digest FROM ledger_event WHERE id BETWEEN %(first)s AND %(last)s ORDER BY id
