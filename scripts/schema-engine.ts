import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { DiffTarget, MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";

const require = createRequire(import.meta.url);
const SCHEMA_DIR = "prisma/schema";
const MIGRATIONS_DIR = "prisma/migrations";
const FILTERS = { externalTables: [], externalEnums: [] };

interface EngineModule {
  SchemaEngine: {
    new: (
      options: { datamodels: [string, string][] },
      log: () => void,
      adapter: unknown,
    ) => Promise<SchemaEngine>;
  };
  __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
}

function isEngineModule(value: unknown): value is EngineModule & WebAssembly.ModuleImports {
  return typeof value === "object" && value !== null && "SchemaEngine" in value && "__wbg_set_wasm" in value;
}

let loaded: Promise<EngineModule> | undefined;

async function loadModule(): Promise<EngineModule> {
  // The package's types leave out that `new` is async and takes an adapter.
  const bg: unknown = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  if (!isEngineModule(bg))
    throw new Error("This @prisma/schema-engine-wasm is not the one that belongs to prisma.");
  const folder = dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const wasm = readFileSync(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": { ...bg } });
  bg.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bg;
}

/** Runs `work` with Prisma's own schema engine, as WebAssembly: the native one would have to be downloaded. */
async function withEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= loadModule();
  const bg = await loaded;
  const factory = new PrismaPg({ connectionString: url });
  // The engine never closes its connections, and one of them holds its advisory lock: close them here.
  const opened: { dispose(): Promise<void> }[] = [];
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    opened.push(adapter);
    return adapter;
  };
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(factory);
    return await work(await bg.SchemaEngine.new({ datamodels: schemaFiles() }, () => undefined, adapter));
  } finally {
    for (const adapter of opened) await adapter.dispose();
  }
}

function schemaFiles(): [string, string][] {
  const names = readdirSync(SCHEMA_DIR).filter((name) => name.endsWith(".prisma"));
  return names.sort().map((name) => [join(SCHEMA_DIR, name), readFileSync(join(SCHEMA_DIR, name), "utf8")]);
}

function migrations(): MigrationList {
  const folders = readdirSync(MIGRATIONS_DIR, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return {
    baseDir: MIGRATIONS_DIR,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: folders
      .map((folder) => folder.name)
      .sort()
      .map((path) => ({
        path,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok", value: readFileSync(join(MIGRATIONS_DIR, path, "migration.sql"), "utf8") },
        },
      })),
  };
}

/** Applies what is missing; returns the names applied. Safe to run from several processes at once. */
export async function applyMigrations(url: string): Promise<string[]> {
  return withEngine(url, async (engine) => {
    const done = await engine.applyMigrations({ migrationsList: migrations(), filters: FILTERS });
    return done.appliedMigrationNames;
  });
}

/** The schema files as one text: what prisma/migrations/snapshot.prisma remembers of the newest migration. */
export function schemaText(): string {
  return schemaFiles()
    .map(([, content]) => content.trim())
    .join("\n\n")
    .concat("\n");
}

/**
 * The SQL that leads from one schema text to another ("" is the empty one); "" when they agree.
 * Datamodels are compared, because the WebAssembly engine cannot read every column type of a live catalog.
 */
export async function diffSchemas(url: string, before: string, after: string): Promise<string> {
  const from: DiffTarget = before
    ? { tag: "schemaDatamodel", files: [{ path: "before.prisma", content: before }] }
    : { tag: "empty" };
  const to: DiffTarget = { tag: "schemaDatamodel", files: [{ path: "after.prisma", content: after }] };
  const { stdout } = await withEngine(url, (engine) =>
    engine.diff({ from, to, script: true, exitCode: null, filters: FILTERS }),
  );
  return stdout?.trim() === "-- This is an empty migration." ? "" : (stdout ?? "");
}
