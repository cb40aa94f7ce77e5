import { z } from "zod";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { hasParties } from "#db/access";
import { findLastSettings } from "#db/compliance/audit";

const recorded = z.object({ publicUrl: z.string() });

/**
 * The portal for a command that may tell people something. Where the command was started without PUBLIC_URL, its address is the one under which the server
 * was last started, since a link in a notice is never changed; without such a record it is not known.
 */
export async function withOwnAddress(portal: Portal): Promise<Portal> {
  if (portal.settings.publicUrlFrom !== "default") return portal;
  const last = await findLastSettings(portal.db);
  return { ...portal, settings: last === null ? { ...portal.settings, publicUrlFrom: "unknown" } : { ...portal.settings, ...recordedIn(last), publicUrlFrom: "record" } };
}

function recordedIn({ detailJson }: { detailJson: string }): { publicUrl: string } {
  return recorded.parse(JSON.parse(detailJson));
}

/** Throws public-url-unknown where there are people to tell and the links for them would lead nowhere. */
export async function requireOwnAddress({ db, settings }: Pick<Portal, "db" | "settings">): Promise<void> {
  if (settings.publicUrlFrom === "unknown" && (await hasParties(db))) throw new DomainError("public-url-unknown");
}
