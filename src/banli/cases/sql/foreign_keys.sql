-- Foreign keys of many new cases at once.

-- :role
-- As a replica the database runs no trigger for a row; nothing where this server does not let us say so.
SELECT CASE WHEN has_parameter_privilege(current_user, 'session_replication_role', 'SET')
            THEN set_config('session_replication_role', %(role)s, true) END

-- :values
SELECT DISTINCT <column> FROM cases_case WHERE id BETWEEN %(first)s AND %(last)s
