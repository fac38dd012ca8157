CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "migration_id" TEXT NOT NULL CONSTRAINT "pk___ef_migrations_history" PRIMARY KEY,
    "product_version" TEXT NOT NULL
);

CREATE TABLE "call_pace" (
    "provider" TEXT NOT NULL CONSTRAINT "pk_call_pace" PRIMARY KEY,
    "next_at" INTEGER NOT NULL
);

CREATE TABLE "fingerprint" (
    "id" TEXT NOT NULL CONSTRAINT "pk_fingerprint" PRIMARY KEY,
    "environment" TEXT NOT NULL
);

CREATE TABLE "run" (
    "id" TEXT NOT NULL CONSTRAINT "pk_run" PRIMARY KEY,
    "name" TEXT NULL,
    "spec" TEXT NOT NULL,
    "spec_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "persona_version" TEXT NOT NULL,
    "git_commit" TEXT NULL,
    "created_at" INTEGER NOT NULL,
    "started_at" INTEGER NULL,
    "resumed_at" INTEGER NULL,
    "finished_at" INTEGER NULL,
    "requested_by" TEXT NULL
);

CREATE TABLE "store_identity" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_store_identity" PRIMARY KEY,
    "identity" TEXT NOT NULL
);

CREATE TABLE "worker" (
    "id" TEXT NOT NULL CONSTRAINT "pk_worker" PRIMARY KEY,
    "fingerprint" TEXT NOT NULL,
    "environment" TEXT NULL,
    "providers" TEXT NOT NULL,
    "slots" INTEGER NOT NULL,
    "labels" TEXT NOT NULL DEFAULT '{}',
    "version" TEXT NOT NULL,
    "heartbeat_at" INTEGER NOT NULL,
    "state" TEXT NOT NULL
);

CREATE TABLE "refusal" (
    "run_id" TEXT NOT NULL,
    "worker_id" TEXT NOT NULL,
    "workload" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    CONSTRAINT "pk_refusal" PRIMARY KEY ("run_id", "worker_id", "workload", "provider"),
    CONSTRAINT "fk_refusal_run_run_id" FOREIGN KEY ("run_id") REFERENCES "run" ("id") ON DELETE CASCADE
);

CREATE TABLE "run_metric" (
    "run_id" TEXT NOT NULL,
    "workload" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "value" REAL NULL,
    "lower" REAL NULL,
    "upper" REAL NULL,
    "n" INTEGER NOT NULL,
    CONSTRAINT "pk_run_metric" PRIMARY KEY ("run_id", "workload", "provider", "metric"),
    CONSTRAINT "fk_run_metric_run_run_id" FOREIGN KEY ("run_id") REFERENCES "run" ("id") ON DELETE CASCADE
);

CREATE TABLE "warm_up" (
    "run_id" TEXT NOT NULL,
    "worker_id" TEXT NOT NULL,
    "workload" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "calls" INTEGER NOT NULL,
    "cost_usd" REAL NULL,
    CONSTRAINT "pk_warm_up" PRIMARY KEY ("run_id", "worker_id", "workload", "provider"),
    CONSTRAINT "fk_warm_up_run_run_id" FOREIGN KEY ("run_id") REFERENCES "run" ("id") ON DELETE CASCADE
);

CREATE TABLE "work_item" (
    "id" TEXT NOT NULL CONSTRAINT "pk_work_item" PRIMARY KEY,
    "run_id" TEXT NOT NULL,
    "workload" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "iteration" INTEGER NOT NULL,
    "block" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "lease_owner" TEXT NULL,
    "lease_until" INTEGER NULL,
    "dispatched_at" INTEGER NULL,
    CONSTRAINT "fk_work_item_run_run_id" FOREIGN KEY ("run_id") REFERENCES "run" ("id") ON DELETE CASCADE
);

CREATE TABLE "attempt" (
    "item_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "worker_id" TEXT NOT NULL,
    "started_at" INTEGER NULL,
    "ended_at" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "http_tries" INTEGER NOT NULL,
    CONSTRAINT "pk_attempt" PRIMARY KEY ("item_id", "attempt"),
    CONSTRAINT "fk_attempt_work_item_item_id" FOREIGN KEY ("item_id") REFERENCES "work_item" ("id") ON DELETE CASCADE
);

CREATE TABLE "measurement" (
    "item_id" TEXT NOT NULL CONSTRAINT "pk_measurement" PRIMARY KEY,
    "run_id" TEXT NOT NULL,
    "workload" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "iteration" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "worker_id" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "started_at" INTEGER NOT NULL,
    "ended_at" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "error_kind" TEXT NULL,
    "error_detail" TEXT NULL,
    "latency_ms" REAL NULL,
    "time_to_first_token_ms" REAL NULL,
    "retry_ms" REAL NOT NULL,
    "api_calls" INTEGER NOT NULL,
    "personas_requested" INTEGER NOT NULL,
    "personas_returned" INTEGER NOT NULL,
    "personas_valid" INTEGER NOT NULL,
    "input_tokens" INTEGER NULL,
    "output_tokens" INTEGER NULL,
    "cost_usd" REAL NULL,
    "memory_peak_mb" REAL NULL,
    "memory_average_mb" REAL NULL,
    "request_id" TEXT NULL,
    "model_reported" TEXT NULL,
    "prompt_hash" TEXT NULL,
    "response_hash" TEXT NULL,
    "prompt_text" TEXT NULL,
    "response_text" TEXT NULL,
    CONSTRAINT "fk_measurement_work_item_item_id" FOREIGN KEY ("item_id") REFERENCES "work_item" ("id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "ix_measurement_run_id_workload_provider_iteration" ON "measurement" ("run_id", "workload", "provider", "iteration");

CREATE INDEX "ix_run_created_at" ON "run" ("created_at");

CREATE INDEX "ix_work_item_dispatched" ON "work_item" ("run_id", "block") WHERE dispatched_at IS NOT NULL;

CREATE INDEX "ix_work_item_leased" ON "work_item" ("run_id", "lease_until") WHERE state = 'leased';

CREATE INDEX "ix_work_item_open" ON "work_item" ("run_id", "block", "position") WHERE state IN ('pending', 'leased');

CREATE UNIQUE INDEX "ix_work_item_run_id_workload_provider_iteration" ON "work_item" ("run_id", "workload", "provider", "iteration");

INSERT INTO "__EFMigrationsHistory" ("migration_id", "product_version")
VALUES ('20261128101733_Initial', '10.0.15');

ALTER TABLE "measurement" ADD "arrived_at_once" INTEGER NULL;

ALTER TABLE "measurement" ADD "cached_input_tokens" INTEGER NULL;

ALTER TABLE "measurement" ADD "chunks" INTEGER NULL;

ALTER TABLE "measurement" ADD "client_lag_ms" REAL NULL;

ALTER TABLE "measurement" ADD "compressed" INTEGER NULL;

ALTER TABLE "measurement" ADD "first_output_token_ms" REAL NULL;

ALTER TABLE "measurement" ADD "longest_gap_ms" REAL NULL;

ALTER TABLE "measurement" ADD "opening" INTEGER NULL;

ALTER TABLE "measurement" ADD "reasoning_tokens" INTEGER NULL;

INSERT INTO "__EFMigrationsHistory" ("migration_id", "product_version")
VALUES ('20261128141149_Arrivals', '10.0.15');

