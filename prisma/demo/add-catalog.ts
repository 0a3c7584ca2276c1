import { readFile } from "node:fs/promises";
import {
  addChange,
  createApi,
  createPlan,
  createVersion,
  publishRevision,
  setLifecycle,
  writeGuide,
} from "#server/catalog/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { db } from "#server/platform/db.ts";
import { type DemoApi, type DemoPublisher, type DemoVersion, demoPublishers } from "./portal.ts";
import { asPerson, ownerOf } from "./world.ts";

type At = (daysAgo: number) => Ctx;

/** The APIs of every publisher with their versions, plans, guides and changes, each dated as it would have been. */
export async function addCatalog(now: Date): Promise<void> {
  for (const publisher of demoPublishers) {
    const owner = await asPerson(ownerOf(publisher.slug), now);
    const at: At = (daysAgo) => ({ ...owner, now: new Date(now.getTime() - daysAgo * DAY_MS) });
    for (const api of publisher.apis) await addApi(publisher, api, at);
    for (const [position, { terms, ...plan }] of publisher.plans.entries()) {
      const known = await db().plan.findFirst({ where: { slug: plan.slug } });
      if (!known) await createPlan(at(oldest(publisher.apis[0])), { ...plan, termsMd: terms, position });
    }
  }
}

function oldest(api: DemoApi | undefined): number {
  return Math.max(0, ...(api?.versions ?? []).map((version) => version.publishedDaysAgo));
}

async function addApi(publisher: DemoPublisher, api: DemoApi, at: At): Promise<void> {
  const { slug, description, versions, guides, changes, ...fields } = api;
  if (!(await db().api.findUnique({ where: { slug } }))) {
    await createApi(at(oldest(api)), { ...fields, slug, descriptionMd: description });
  }
  for (const version of versions) await addVersion(publisher, slug, version, at);
  for (const [position, { file, ...guide }] of guides.entries()) {
    const known = await db().apiGuide.findFirst({ where: { slug: guide.slug, api: { slug } } });
    if (known) continue;
    const markdown = await readFile(new URL(`guides/${file}`, import.meta.url), "utf8");
    await writeGuide(at(oldest(api)), { ...guide, api: slug, markdown, position });
  }
  for (const { daysAgo, ...change } of changes) {
    const known = await db().changelogEntry.findFirst({ where: { title: change.title, api: { slug } } });
    if (!known) await addChange(at(daysAgo), { ...change, api: slug });
  }
}

async function addVersion(
  publisher: DemoPublisher,
  api: string,
  version: DemoVersion,
  at: At,
): Promise<void> {
  const { name, file, publishedDaysAgo, states } = version;
  const find = () => db().version.findFirst({ where: { name, api: { slug: api } } });
  if (!(await find())) await createVersion(at(publishedDaysAgo), { api, name });
  const started = await find();
  if (!started?.currentRevisionId) {
    const bytes = await readFile(new URL(`${publisher.slug}/${file}`, import.meta.url));
    await publishRevision(at(publishedDaysAgo), {
      api,
      version: name,
      sourceName: file,
      bytes: new Uint8Array(bytes),
    });
  }
  if (started && started.lifecycle !== "draft") return;
  for (const { lifecycle, daysAgo, sunsetInDays } of states) {
    const ctx = at(daysAgo);
    const sunsetAt = sunsetInDays === undefined ? null : at(-sunsetInDays).now;
    await setLifecycle(ctx, { api, version: name, lifecycle, sunsetAt });
  }
}
