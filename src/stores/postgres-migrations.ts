import { UserError } from "../errors.ts";
import { fillPostgresTopics } from "./fill-postgres-topics.ts";
import { MAIN_SCHEMA, type Transaction } from "./postgres-query.ts";
import { FIRST_DATED_KEY } from "./time-key.ts";

/** Any number of ours: processes that migrate at the same time wait for each other. */
const MIGRATION_LOCK = 0x53524550;

/** Counters that processes write side by side; what counts is their sum. */
export const STRIPES = 16;

/**
 * One step per schema version, oldest first. A step that has shipped is never edited: add the next one.
 * Texts compare by their bytes, as in the other store, whatever the locale of the database is.
 */
const STEPS: readonly (string | ((tx: Transaction) => Promise<void>))[] = [
  `
  CREATE TABLE sitrep.notes (key text COLLATE "C" PRIMARY KEY, value text NOT NULL);

  -- Revision and counts: a process adds to one stripe, so that writers do not queue for one row.
  CREATE TABLE sitrep.totals (
    stripe integer PRIMARY KEY,
    revision bigint NOT NULL DEFAULT 0,
    articles bigint NOT NULL DEFAULT 0,
    facts bigint NOT NULL DEFAULT 0
  );
  INSERT INTO sitrep.totals (stripe) SELECT generate_series(0, ${STRIPES - 1});

  -- The key is publication in milliseconds x 1024 plus a sequence: a window of time is a range of keys, and a
  -- month is a partition. json and not jsonb: facts come back in the order and with the characters written.
  CREATE TABLE sitrep.articles (
    key bigint PRIMARY KEY,
    id text COLLATE "C" NOT NULL,
    reader text COLLATE "C" NOT NULL,
    bundled boolean NOT NULL,
    article json NOT NULL,
    facts json NOT NULL,
    search tsvector NOT NULL
  ) PARTITION BY RANGE (key);
  CREATE INDEX articles_by_words ON sitrep.articles USING gin (search);
  CREATE INDEX articles_by_reader ON sitrep.articles (reader);
  CREATE INDEX articles_bundled ON sitrep.articles (id) WHERE bundled;
  CREATE TABLE sitrep.articles_undated PARTITION OF sitrep.articles
    FOR VALUES FROM (MINVALUE) TO (${FIRST_DATED_KEY});

  -- An index over all partitions must hold the partition's key: that an id is there once is said here.
  CREATE TABLE sitrep.article_ids (id text COLLATE "C" PRIMARY KEY, key bigint NOT NULL);

  -- What an address said before its publisher changed it: texts are never lost.
  CREATE TABLE sitrep.earlier_versions (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text COLLATE "C" NOT NULL,
    sha256 text NOT NULL,
    article json NOT NULL
  );
  CREATE INDEX earlier_versions_by_id ON sitrep.earlier_versions (id);

  CREATE TABLE sitrep.facts (
    id text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    article bigint NOT NULL,
    PRIMARY KEY (id, article)
  );
  CREATE INDEX facts_by_article ON sitrep.facts (article);

  -- Running counts of places and actors, and of the aliases and roles they appear under.
  CREATE TABLE sitrep.names (
    kind text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    detail text COLLATE "C" NOT NULL,
    articles integer NOT NULL,
    mentions integer NOT NULL,
    PRIMARY KEY (kind, name, detail)
  );
  CREATE TABLE sitrep.name_forms (
    kind text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    detail text COLLATE "C" NOT NULL,
    use text COLLATE "C" NOT NULL,
    form text COLLATE "C" NOT NULL,
    articles integer NOT NULL,
    PRIMARY KEY (kind, name, detail, use, form)
  );
  `,
  `
  -- Small values by key, for keyv: settings of a workspace, for example. Milliseconds, null is for ever.
  -- UTF-8 in bytes, because a PostgreSQL text has no place for the character NUL.
  CREATE TABLE sitrep.keyed_values (
    namespace bytea NOT NULL,
    key bytea NOT NULL,
    value bytea NOT NULL,
    expires bigint,
    PRIMARY KEY (namespace, key)
  );
  CREATE INDEX keyed_values_by_expiry ON sitrep.keyed_values (expires) WHERE expires IS NOT NULL;
  `,
  async (tx) => {
    await tx.rows(`
      -- What an article is about (places, where they lie, actors): see termsOfFacts.
      ALTER TABLE sitrep.articles ADD COLUMN terms text[] COLLATE "C" NOT NULL DEFAULT '{}';
      CREATE TABLE sitrep.unread_languages (language text COLLATE "C" PRIMARY KEY);

      -- Articles of each day since 1970 of their publication, so that a part of them is counted without a scan.
      CREATE TABLE sitrep.days (
        day integer NOT NULL,
        stripe integer NOT NULL,
        articles bigint NOT NULL,
        PRIMARY KEY (day, stripe)
      );

      -- Names by what somebody may type of them (see nameKeys), and the most mentioned ones by their grade:
      -- the binary digits of a count change rarely, so that the index over them does, too.
      CREATE FUNCTION sitrep.grade_of(count integer) RETURNS integer LANGUAGE sql IMMUTABLE
        RETURN CASE WHEN count <= 0 THEN 0 ELSE length(ltrim(count::bit(32)::text, '0')) END;
      ALTER TABLE sitrep.names ADD COLUMN grade integer NOT NULL DEFAULT 0;
      CREATE INDEX names_by_grade ON sitrep.names (grade DESC, kind, name, detail);
      CREATE TABLE sitrep.name_keys (
        key text COLLATE "C" NOT NULL,
        kind text COLLATE "C" NOT NULL,
        name text COLLATE "C" NOT NULL,
        detail text COLLATE "C" NOT NULL,
        PRIMARY KEY (key, kind, name, detail)
      );
    `);
    await fillPostgresTopics(tx);
    await tx.rows("CREATE INDEX articles_by_terms ON sitrep.articles USING gin (terms)");
  },
  `
  -- Articles whose copies have not been looked for yet: all that come, and all that were here before.
  CREATE TABLE sitrep.copies_waiting (key bigint PRIMARY KEY);
  INSERT INTO sitrep.copies_waiting SELECT key FROM sitrep.article_ids;

  -- What copies find each other by (see place-copies.ts), by fortnight of publication. A row whose article is gone or
  -- was changed proposes a comparison too many and nothing else.
  CREATE TABLE sitrep.copy_keys (
    bucket integer NOT NULL,
    hash bigint NOT NULL,
    article bigint NOT NULL,
    PRIMARY KEY (bucket, hash, article)
  );
  CREATE TABLE sitrep.copy_pages (page bigint NOT NULL, article bigint NOT NULL, PRIMARY KEY (page, article));

  -- Confirmed pairs, in both directions: a group is what hangs together.
  CREATE TABLE sitrep.copy_links (
    a bigint NOT NULL,
    b bigint NOT NULL,
    kind text NOT NULL,
    share real NOT NULL,
    PRIMARY KEY (a, b)
  );

  CREATE FUNCTION sitrep.articles_wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO sitrep.copies_waiting SELECT key FROM added ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;
  CREATE TRIGGER articles_wait AFTER INSERT ON sitrep.articles
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION sitrep.articles_wait();
  CREATE FUNCTION sitrep.articles_part() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM sitrep.copies_waiting WHERE key IN (SELECT key FROM removed);
    DELETE FROM sitrep.copy_links WHERE (a, b) IN
      (SELECT b, a FROM sitrep.copy_links WHERE a IN (SELECT key FROM removed));
    DELETE FROM sitrep.copy_links WHERE a IN (SELECT key FROM removed);
    RETURN NULL;
  END $$;
  CREATE TRIGGER articles_part AFTER DELETE ON sitrep.articles
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION sitrep.articles_part();
  `,
  `
  -- What was read from a version while it stood; empty for versions that were kept without it.
  ALTER TABLE sitrep.earlier_versions ADD COLUMN facts json, ADD COLUMN reader text COLLATE "C";
  CREATE INDEX earlier_versions_unread ON sitrep.earlier_versions (number) WHERE facts IS NULL;
  CREATE TABLE sitrep.earlier_facts (
    id text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (id, version)
  );

  -- Articles that no longer stand: kept, and told no more.
  CREATE TABLE sitrep.withdrawals (article text COLLATE "C" PRIMARY KEY, at text NOT NULL, by text NOT NULL, reason text);
  `,
  `
  -- What recurs. The value is what people asked for, as JSON; the rest is what became of it. Moments are milliseconds.
  CREATE TABLE sitrep.subscriptions (
    id text COLLATE "C" PRIMARY KEY,
    tenant text COLLATE "C" NOT NULL,
    channel text COLLATE "C" NOT NULL,
    value text NOT NULL,
    created_at bigint NOT NULL,
    paused_at bigint,
    paused_why text,
    resumed_at bigint,
    last_run text,
    last_due_at bigint,
    delivered_at bigint,
    problem text,
    next_at bigint
  );
  CREATE INDEX subscriptions_by_tenant ON sitrep.subscriptions (tenant, channel);
  CREATE INDEX subscriptions_by_next ON sitrep.subscriptions (next_at) WHERE paused_at IS NULL;

  -- Each due time once: who makes its digest (by lease and fence), and what it was made of.
  CREATE TABLE sitrep.runs (
    key text COLLATE "C" PRIMARY KEY,
    subscription text COLLATE "C" NOT NULL,
    due_at bigint NOT NULL,
    holder text NOT NULL,
    lease bigint NOT NULL,
    fence bigint NOT NULL,
    frozen_at bigint,
    delivered_at bigint,
    snapshot text
  );
  CREATE INDEX runs_by_subscription ON sitrep.runs (subscription, due_at);

  -- Posts on their way, complete.
  CREATE TABLE sitrep.posts (
    key text COLLATE "C" PRIMARY KEY,
    tenant text COLLATE "C" NOT NULL,
    platform text COLLATE "C" NOT NULL,
    channel text COLLATE "C" NOT NULL,
    person text,
    document text NOT NULL,
    parent text COLLATE "C",
    subscription text COLLATE "C",
    created_at bigint NOT NULL,
    next_at bigint NOT NULL,
    state text NOT NULL DEFAULT 'waiting',
    holder text,
    lease bigint,
    fence bigint NOT NULL DEFAULT 0,
    attempts integer NOT NULL DEFAULT 0,
    first_at bigint,
    unclear integer NOT NULL DEFAULT 0,
    under text,
    message_id text,
    problem text,
    settled_at bigint
  );
  CREATE INDEX posts_open ON sitrep.posts (platform, next_at) WHERE state IN ('waiting', 'claimed');
  CREATE INDEX posts_by_parent ON sitrep.posts (parent) WHERE parent IS NOT NULL;
  CREATE INDEX posts_by_subscription ON sitrep.posts (subscription) WHERE subscription IS NOT NULL;
  CREATE INDEX posts_by_tenant ON sitrep.posts (tenant);
  `,
  `
  -- What people want to be told of, as JSON, the picture it was compared with last, and when to look again. A look counts
  -- only under the fence it began with; marks grow with what comes in meanwhile. Moments are milliseconds.
  CREATE TABLE sitrep.watches (
    id text COLLATE "C" PRIMARY KEY,
    tenant text COLLATE "C" NOT NULL,
    channel text COLLATE "C" NOT NULL,
    value text NOT NULL,
    created_at bigint NOT NULL,
    since bigint NOT NULL,
    paused_at bigint,
    paused_why text,
    look_at bigint,
    alerted_at bigint,
    marked_at bigint,
    marks bigint NOT NULL DEFAULT 0,
    fence bigint NOT NULL DEFAULT 0,
    settled_by text,
    picture text NOT NULL
  );
  CREATE INDEX watches_by_tenant ON sitrep.watches (tenant, channel);
  CREATE INDEX watches_by_look ON sitrep.watches (look_at) WHERE paused_at IS NULL;

  -- What each was told of, and by which post.
  CREATE TABLE sitrep.alerts (
    watch text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    tenant text COLLATE "C" NOT NULL,
    channel text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    post text COLLATE "C" NOT NULL,
    PRIMARY KEY (watch, key)
  );
  CREATE INDEX alerts_by_channel ON sitrep.alerts (tenant, channel, at);

  -- Articles that came, were corrected, withdrawn or reinstated, and that nobody has followed up.
  CREATE TABLE sitrep.changed_articles (article text COLLATE "C" PRIMARY KEY, change text NOT NULL);
  CREATE FUNCTION sitrep.articles_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO sitrep.changed_articles SELECT id, gen_random_uuid()::text FROM added ORDER BY id
      ON CONFLICT (article) DO UPDATE SET change = excluded.change;
    RETURN NULL;
  END $$;
  CREATE TRIGGER articles_change AFTER INSERT ON sitrep.articles
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION sitrep.articles_change();
  CREATE FUNCTION sitrep.withdrawals_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO sitrep.changed_articles VALUES (
        CASE TG_OP WHEN 'DELETE' THEN old.article ELSE new.article END, gen_random_uuid()::text)
      ON CONFLICT (article) DO UPDATE SET change = excluded.change;
    RETURN NULL;
  END $$;
  CREATE TRIGGER withdrawals_change AFTER INSERT OR DELETE ON sitrep.withdrawals
    FOR EACH ROW EXECUTE FUNCTION sitrep.withdrawals_change();
  `,
];

export const LATEST_SCHEMA = STEPS.length;

/**
 * Brings the transaction's schema to this version (or to an earlier one that it has not reached yet); all of it
 * is in that transaction. `where` names the database in messages. Throws a `UserError` (newer-store)
 * when a later Sitrep wrote it.
 */
export async function migratePostgres(
  tx: Transaction,
  where: string,
  upTo: number = LATEST_SCHEMA,
): Promise<void> {
  const { rows, schema } = tx;
  if ((await versionOf(tx)) === upTo) return;
  if (schema === MAIN_SCHEMA) await rows("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
  else await rows("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`${schema} migrations`]);
  // Another process may have been faster.
  const version = await versionOf(tx);
  if (version > LATEST_SCHEMA) {
    throw new UserError(
      "newer-store",
      `${where} was written by a newer Sitrep (schema ${version}, this one knows ${LATEST_SCHEMA}): update Sitrep`,
    );
  }
  if (version === 0) {
    // An operator may have made it, for a user who may not.
    const [made] = await rows("SELECT FROM pg_namespace WHERE nspname = $1", [schema]);
    if (made === undefined) await rows(`CREATE SCHEMA ${schema}`);
    await rows("CREATE TABLE sitrep.migrations (version integer PRIMARY KEY)");
  }
  for (let next = version + 1; next <= upTo; next++) {
    const step = STEPS[next - 1]!;
    if (typeof step === "string") await rows(step);
    else await step(tx);
    await rows("INSERT INTO sitrep.migrations VALUES ($1)", [next]);
  }
}

async function versionOf(tx: Transaction): Promise<number> {
  if (!(await hasTable(tx, "migrations"))) return 0;
  const [row] = await tx.rows<{ version: number | null }>(
    "SELECT max(version) AS version FROM sitrep.migrations",
  );
  return row?.version ?? 0;
}

/**
 * Whether the table is there now. Asks the catalogue and not to_regclass, which inside a transaction may repeat
 * that there was none before another process made it.
 */
export async function hasTable({ rows, schema }: Transaction, name: string): Promise<boolean> {
  const found = await rows("SELECT FROM pg_tables WHERE schemaname = $1 AND tablename = $2", [schema, name]);
  return found.length > 0;
}
