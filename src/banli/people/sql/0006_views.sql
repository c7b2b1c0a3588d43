-- What other apps may read of the house in SQL of their own.
CREATE VIEW people_department_view AS
  SELECT code, region_id, "order" FROM people_department;
