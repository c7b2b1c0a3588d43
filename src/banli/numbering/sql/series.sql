-- Numbers without gaps: whoever takes the next one of a series waits for whoever took one before.

-- :take
INSERT INTO numbering_series AS s (key, last) VALUES (%(series)s, %(count)s)
ON CONFLICT (key) DO UPDATE SET last = s.last + %(count)s RETURNING last

-- :move_past
INSERT INTO numbering_series AS s (key, last) VALUES (%(series)s, %(last)s)
ON CONFLICT (key) DO UPDATE SET last = GREATEST(s.last, %(last)s)
