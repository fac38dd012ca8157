-- Roles of a Persona.Bench store, each with no more than it needs, and the database. Can be run again: it changes what differs.
--
--   psql -v database=persona_bench -f deploy/postgres/roles.sql          as a superuser of the server
--
-- Passwords come from the environment, so that no list of processes shows them; a role whose variable is not set keeps its own:
-- PERSONA_BENCH_MIGRATOR_PASSWORD, _COORDINATOR_PASSWORD, _WORKER_PASSWORD, _SUBMITTER_PASSWORD, _READER_PASSWORD.
--
-- Afterwards 'persona benchmark migrate' makes the tables as persona_bench_migrator, and grants.sql says who may do what with them.

\set ON_ERROR_STOP on
\if :{?database}
\else
  \set database persona_bench
\endif
\set migrator_password ''
\set coordinator_password ''
\set worker_password ''
\set submitter_password ''
\set reader_password ''
\getenv migrator_password PERSONA_BENCH_MIGRATOR_PASSWORD
\getenv coordinator_password PERSONA_BENCH_COORDINATOR_PASSWORD
\getenv worker_password PERSONA_BENCH_WORKER_PASSWORD
\getenv submitter_password PERSONA_BENCH_SUBMITTER_PASSWORD
\getenv reader_password PERSONA_BENCH_READER_PASSWORD

-- A password that is set is a statement, and statements may be logged.
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_error_statement = 'panic';
SET password_encryption = 'scram-sha-256';

-- persona_bench is what they have in common, and what pg_hba.conf lets in. Nobody logs in as it.
SELECT 'CREATE ROLE persona_bench NOLOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'persona_bench') \gexec
SELECT format('CREATE ROLE %I LOGIN IN ROLE persona_bench', name)
FROM unnest(ARRAY['persona_bench_migrator', 'persona_bench_coordinator', 'persona_bench_worker', 'persona_bench_submitter', 'persona_bench_reader']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
SELECT format('ALTER ROLE %I PASSWORD %L', name, password)
FROM (VALUES
    ('persona_bench_migrator', :'migrator_password'),
    ('persona_bench_coordinator', :'coordinator_password'),
    ('persona_bench_worker', :'worker_password'),
    ('persona_bench_submitter', :'submitter_password'),
    ('persona_bench_reader', :'reader_password')) AS given (name, password)
WHERE password <> '' \gexec

SELECT format('CREATE DATABASE %I OWNER persona_bench_migrator', :'database')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec

REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO persona_bench;

-- A service that is suspended in the middle of a transaction must not hold its locks until somebody notices.
ALTER ROLE persona_bench_coordinator SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE persona_bench_worker SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE persona_bench_submitter SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE persona_bench_reader SET default_transaction_read_only = on;

\connect :"database"

-- The owner of the database may do what it likes in the schema; the others may look things up there.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO persona_bench;

-- Tables of later migrations can be read before grants.sql was run again. Not by workers: they see what they work with.
ALTER DEFAULT PRIVILEGES FOR ROLE persona_bench_migrator IN SCHEMA public
    GRANT SELECT ON TABLES TO persona_bench_coordinator, persona_bench_submitter, persona_bench_reader;
