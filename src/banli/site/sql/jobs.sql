-- What the jobs did; their tables are Procrastinate's.

-- :done
-- How long ago each job last did its work, and how long it has been waited for.
SELECT job.task_name, now() - max(event.at) FILTER (WHERE event.type = 'succeeded'), now() - min(event.at)
  FROM procrastinate_jobs job JOIN procrastinate_events event ON event.job_id = job.id GROUP BY job.task_name

-- :stalled
-- Jobs under way whose worker was not heard of for so long.
SELECT count(*) FROM procrastinate_jobs job LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
 WHERE job.status = 'doing'
   AND coalesce(worker.last_heartbeat < now() - %(silent)s,
                NOT EXISTS (SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > now() - %(silent)s))
