-- Who may do what with the tables. To be run after each 'persona benchmark migrate', as persona_bench_migrator or as a superuser:
--
--   psql 'postgresql://persona_bench_migrator@HOST/persona_bench?sslmode=verify-full&sslrootcert=ca.crt' -f deploy/postgres/grants.sql
--
-- It takes away what an earlier version gave and this one does not, in one transaction: services that run notice nothing.

\set ON_ERROR_STOP on
BEGIN;

REVOKE ALL ON ALL TABLES IN SCHEMA public
    FROM persona_bench_coordinator, persona_bench_worker, persona_bench_submitter, persona_bench_reader;

-- All but the workers read everything: to report, to follow, to decide.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO persona_bench_coordinator, persona_bench_submitter, persona_bench_reader;

-- Services look which migrations were applied, and refuse a store of another version.
GRANT SELECT ON "__EFMigrationsHistory" TO persona_bench_worker;

-- Submitter, the command line: plans, starts, stops and cancels runs.
GRANT INSERT, UPDATE (state, started_at, finished_at, resumed_at) ON run TO persona_bench_submitter;
GRANT INSERT, UPDATE (state, lease_owner, lease_until, dispatched_at) ON work_item TO persona_bench_submitter;
GRANT INSERT ON attempt TO persona_bench_submitter;

-- Coordinator: hands out, takes back, gives up, completes. It plans nothing, and changes nothing that was measured.
GRANT UPDATE (state, started_at, finished_at, resumed_at) ON run TO persona_bench_coordinator;
GRANT UPDATE (state, lease_owner, lease_until, dispatched_at) ON work_item TO persona_bench_coordinator;
GRANT INSERT ON attempt TO persona_bench_coordinator;
GRANT INSERT ON measurement TO persona_bench_coordinator;
GRANT INSERT ON run_metric TO persona_bench_coordinator;

-- Worker: claims items and records them. It sees no measurement, its own neither.
GRANT SELECT ON run TO persona_bench_worker;
GRANT SELECT, UPDATE (state, attempt, lease_owner, lease_until, dispatched_at) ON work_item TO persona_bench_worker;
GRANT SELECT, INSERT ON attempt TO persona_bench_worker;
GRANT INSERT ON measurement TO persona_bench_worker;
GRANT INSERT ON fingerprint TO persona_bench_worker;
GRANT SELECT, INSERT, UPDATE (state, heartbeat_at) ON worker TO persona_bench_worker;
GRANT SELECT, INSERT, UPDATE (reason), DELETE ON refusal TO persona_bench_worker;
GRANT SELECT, INSERT, UPDATE (next_at) ON call_pace TO persona_bench_worker;
GRANT SELECT, INSERT, UPDATE (calls, cost_usd) ON warm_up TO persona_bench_worker;
GRANT SELECT, INSERT ON store_identity TO persona_bench_worker;

COMMIT;
