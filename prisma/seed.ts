// Demo data through the same verbs as everybody's. What is already there is kept, so a second run is quick.
import { clock } from "#server/platform/clock.ts";
import { closeDb } from "#server/platform/db.ts";
import { addApps } from "./demo/add-apps.ts";
import { addCatalog } from "./demo/add-catalog.ts";
import { addPeople } from "./demo/add-people.ts";
import { addPortalApi } from "./demo/add-portal-api.ts";
import { addUsage } from "./demo/add-usage.ts";

const now = clock.now();
try {
  await addPeople(now);
  await addCatalog(now);
  await addPortalApi(now);
  await addApps(now);
  await addUsage(now);
} finally {
  await closeDb();
}
