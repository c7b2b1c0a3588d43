-- The pairs of neighbouring characters of a text, each once: what indexes of words in the middle of a text are made of.
CREATE FUNCTION banli_bigrams(said text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT coalesce(array_agg(DISTINCT substr(said, at, 2)), '{}'::text[]) FROM generate_series(1, length(said) - 1) AS at
$$
