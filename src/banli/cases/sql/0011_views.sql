-- What other apps may read of cases in SQL of their own. Plain columns of one table: the planner sees through it.
CREATE VIEW cases_case_view AS
  SELECT id, number, revision_id, kind, department_id, channel, source, state, due_on, paused_on, completed_at
    FROM cases_case;
CREATE VIEW cases_task_view AS
  SELECT id, case_id, key, round, department_id, due_on, finished_at FROM cases_task;
CREATE VIEW cases_hearing_view AS
  SELECT id, case_id, asked_on, held_at, given_up_on FROM cases_hearing;
CREATE VIEW cases_promise_view AS
  SELECT id, case_id, kind, what, until, kept FROM cases_promise;
