-- The tables of the job queue (schema graphile_worker, made by its own library) are closed to the application: it may only add jobs.
create function enqueue_job(task text, payload jsonb, job_key text, run_at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform graphile_worker.add_job(
    identifier => task, payload => payload::json, job_key => job_key, run_at => coalesce(run_at, now()), max_attempts => 5);
end $$;
revoke all on function enqueue_job(text, jsonb, text, timestamptz) from public;
grant execute on function enqueue_job(text, jsonb, text, timestamptz) to vitalfew_app;
