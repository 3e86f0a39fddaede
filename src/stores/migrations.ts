import type { DatabaseSync } from "node:sqlite";
import { UserError } from "../errors.ts";
import { fillTopics } from "./fill-topics.ts";

/** Written into the file's header, so that another program's database is not taken for ours. ("SREP") */
const APPLICATION_ID = 0x53524550;

/** One step per schema version, oldest first. A step that has shipped is never edited: add the next one. */
const STEPS: readonly (string | ((db: DatabaseSync) => void))[] = [
  `
  CREATE TABLE notes (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  INSERT INTO notes VALUES ('revision', '0');

  -- The key is publication in milliseconds x 1024 plus a sequence: a window of time is a range of keys.
  CREATE TABLE articles (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    reader TEXT NOT NULL,
    bundled INTEGER NOT NULL,
    article TEXT NOT NULL,
    facts TEXT NOT NULL
  );
  CREATE INDEX articles_by_reader ON articles (reader);

  -- What an address said before its publisher changed it: texts are never lost.
  CREATE TABLE earlier_versions (id TEXT NOT NULL, sha256 TEXT NOT NULL, article TEXT NOT NULL);
  CREATE INDEX earlier_versions_by_id ON earlier_versions (id);

  CREATE TABLE facts (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (id, article)
  ) WITHOUT ROWID;
  CREATE INDEX facts_by_article ON facts (article);

  -- Running counts of places and actors, and of the aliases and roles they appear under.
  CREATE TABLE names (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    detail TEXT NOT NULL,
    articles INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (kind, name, detail)
  ) WITHOUT ROWID;
  CREATE TABLE name_forms (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    detail TEXT NOT NULL,
    use TEXT NOT NULL,
    form TEXT NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (kind, name, detail, use, form)
  ) WITHOUT ROWID;

  CREATE VIRTUAL TABLE search USING fts5 (
    title, text, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
  );
  `,
  `
  -- Small values by key, for keyv: settings of a workspace, for example. Milliseconds, null is for ever.
  CREATE TABLE keyed_values (
    namespace TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    expires INTEGER,
    PRIMARY KEY (namespace, key)
  );
  CREATE INDEX keyed_values_by_expiry ON keyed_values (expires) WHERE expires IS NOT NULL;
  `,
  (db) => {
    db.exec(`
      -- What an article is about (places, where they lie, actors), by its key: see termsOfFacts.
      CREATE VIRTUAL TABLE topics USING fts5 (
        terms, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars ':_'"
      );
      CREATE TABLE unread_languages (language TEXT PRIMARY KEY) WITHOUT ROWID;

      -- Articles of each day since 1970 of their publication, so that a part of them is counted without a scan.
      CREATE TABLE days (day INTEGER PRIMARY KEY, articles INTEGER NOT NULL);

      -- Names by what somebody may type of them (see nameKeys), and the most mentioned ones by their grade.
      ALTER TABLE names ADD COLUMN grade INTEGER NOT NULL DEFAULT 0;
      CREATE INDEX names_by_grade ON names (grade DESC, kind, name, detail);
      CREATE TABLE name_keys (
        key TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        detail TEXT NOT NULL,
        PRIMARY KEY (key, kind, name, detail)
      ) WITHOUT ROWID;
    `);
    fillTopics(db);
  },
  `
  -- Articles whose copies have not been looked for yet: all that come, and all that were here before.
  CREATE TABLE copies_waiting (key INTEGER PRIMARY KEY);
  INSERT INTO copies_waiting SELECT key FROM articles;

  -- What copies find each other by (see place-copies.ts), by fortnight of publication. A row whose article is gone or
  -- was changed proposes a comparison too many and nothing else.
  CREATE TABLE copy_keys (
    bucket INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (bucket, hash, article)
  ) WITHOUT ROWID;
  CREATE TABLE copy_pages (page INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (page, article)) WITHOUT ROWID;

  -- Confirmed pairs, in both directions: a group is what hangs together.
  CREATE TABLE copy_links (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    kind TEXT NOT NULL,
    share REAL NOT NULL,
    PRIMARY KEY (a, b)
  ) WITHOUT ROWID;

  CREATE TRIGGER articles_wait AFTER INSERT ON articles BEGIN
    INSERT OR IGNORE INTO copies_waiting VALUES (new.key);
  END;
  CREATE TRIGGER articles_part AFTER DELETE ON articles BEGIN
    DELETE FROM copies_waiting WHERE key = old.key;
    DELETE FROM copy_links WHERE (a, b) IN (SELECT b, a FROM copy_links WHERE a = old.key);
    DELETE FROM copy_links WHERE a = old.key;
  END;
  `,
  `
  -- What was read from a version while it stood; empty for versions that were kept without it.
  ALTER TABLE earlier_versions ADD COLUMN facts TEXT;
  ALTER TABLE earlier_versions ADD COLUMN reader TEXT;
  CREATE INDEX earlier_versions_unread ON earlier_versions (id) WHERE facts IS NULL;
  CREATE TABLE earlier_facts (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id, version)
  ) WITHOUT ROWID;

  -- Articles that no longer stand: kept, and told no more.
  CREATE TABLE withdrawals (article TEXT PRIMARY KEY, at TEXT NOT NULL, "by" TEXT NOT NULL, reason TEXT) WITHOUT ROWID;
  `,
  `
  -- What recurs. The value is what people asked for, as JSON; the rest is what became of it. Moments are milliseconds.
  CREATE TABLE subscriptions (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    channel TEXT NOT NULL,
    value TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    paused_at BIGINT,
    paused_why TEXT,
    resumed_at BIGINT,
    last_run TEXT,
    last_due_at BIGINT,
    delivered_at BIGINT,
    problem TEXT,
    next_at BIGINT
  );
  CREATE INDEX subscriptions_by_tenant ON subscriptions (tenant, channel);
  CREATE INDEX subscriptions_by_next ON subscriptions (next_at) WHERE paused_at IS NULL;

  -- Each due time once: who makes its digest (by lease and fence), and what it was made of.
  CREATE TABLE runs (
    key TEXT PRIMARY KEY,
    subscription TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    holder TEXT NOT NULL,
    lease BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    frozen_at BIGINT,
    delivered_at BIGINT,
    snapshot TEXT
  );
  CREATE INDEX runs_by_subscription ON runs (subscription, due_at);

  -- Posts on their way, complete.
  CREATE TABLE posts (
    key TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    platform TEXT NOT NULL,
    channel TEXT NOT NULL,
    person TEXT,
    document TEXT NOT NULL,
    parent TEXT,
    subscription TEXT,
    created_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    holder TEXT,
    lease BIGINT,
    fence BIGINT NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    first_at BIGINT,
    unclear INTEGER NOT NULL DEFAULT 0,
    under TEXT,
    message_id TEXT,
    problem TEXT,
    settled_at BIGINT
  );
  CREATE INDEX posts_open ON posts (platform, next_at) WHERE state IN ('waiting', 'claimed');
  CREATE INDEX posts_by_parent ON posts (parent) WHERE parent IS NOT NULL;
  CREATE INDEX posts_by_subscription ON posts (subscription) WHERE subscription IS NOT NULL;
  CREATE INDEX posts_by_tenant ON posts (tenant);
  `,
  `
  -- What people want to be told of, as JSON, the picture it was compared with last, and when to look again. A look counts
  -- only under the fence it began with; marks grow with what comes in meanwhile. Moments are milliseconds.
  CREATE TABLE watches (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    channel TEXT NOT NULL,
    value TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    since BIGINT NOT NULL,
    paused_at BIGINT,
    paused_why TEXT,
    look_at BIGINT,
    alerted_at BIGINT,
    marked_at BIGINT,
    marks BIGINT NOT NULL DEFAULT 0,
    fence BIGINT NOT NULL DEFAULT 0,
    settled_by TEXT,
    picture TEXT NOT NULL
  );
  CREATE INDEX watches_by_tenant ON watches (tenant, channel);
  CREATE INDEX watches_by_look ON watches (look_at) WHERE paused_at IS NULL;

  -- What each was told of, and by which post.
  CREATE TABLE alerts (
    watch TEXT NOT NULL,
    key TEXT NOT NULL,
    tenant TEXT NOT NULL,
    channel TEXT NOT NULL,
    at BIGINT NOT NULL,
    post TEXT NOT NULL,
    PRIMARY KEY (watch, key)
  ) WITHOUT ROWID;
  CREATE INDEX alerts_by_channel ON alerts (tenant, channel, at);

  -- Articles that came, were corrected, withdrawn or reinstated, and that nobody has followed up.
  CREATE TABLE changed_articles (article TEXT PRIMARY KEY, change TEXT NOT NULL) WITHOUT ROWID;
  -- Deleted first: an INSERT OR IGNORE that fires a trigger would have its way in there, too.
  CREATE TRIGGER articles_change AFTER INSERT ON articles BEGIN
    DELETE FROM changed_articles WHERE article = new.id;
    INSERT INTO changed_articles VALUES (new.id, hex(randomblob(8)));
  END;
  CREATE TRIGGER withdrawals_come AFTER INSERT ON withdrawals BEGIN
    DELETE FROM changed_articles WHERE article = new.article;
    INSERT INTO changed_articles VALUES (new.article, hex(randomblob(8)));
  END;
  CREATE TRIGGER withdrawals_go AFTER DELETE ON withdrawals BEGIN
    DELETE FROM changed_articles WHERE article = old.article;
    INSERT INTO changed_articles VALUES (old.article, hex(randomblob(8)));
  END;
  `,
];

export const LATEST_SCHEMA = STEPS.length;

/**
 * Brings a database to this version of the schema (or to an earlier one that it has not reached yet), in one
 * transaction. `where` names it in messages. Throws a `UserError`: newer-store when a later Sitrep wrote it, store-unavailable when it is not ours.
 */
export function migrate(db: DatabaseSync, where: string, upTo: number = LATEST_SCHEMA): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    const version = pragma(db, "user_version");
    if (version > STEPS.length) {
      throw new UserError(
        "newer-store",
        `${where} was written by a newer Sitrep (schema ${version}, this one knows ${STEPS.length}): ` +
          "update Sitrep, or choose another folder with --data",
      );
    }
    if (!isOurs(db, version)) {
      throw new UserError(
        "store-unavailable",
        `${where} belongs to another program: choose another folder with --data`,
      );
    }
    for (const step of STEPS.slice(version, upTo)) {
      if (typeof step === "string") db.exec(step);
      else step(db);
    }
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${Math.max(version, upTo)}`);
    db.exec("COMMIT");
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}

function isOurs(db: DatabaseSync, version: number): boolean {
  const marked = pragma(db, "application_id");
  if (marked === APPLICATION_ID) return true;
  const tables = db.prepare("SELECT count(*) AS n FROM sqlite_schema").get() as { n: number };
  return marked === 0 && version === 0 && tables.n === 0;
}

function pragma(db: DatabaseSync, name: string): number {
  return Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
}
