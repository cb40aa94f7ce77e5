import type { LoaderFunctionArgs } from "@remix-run/node";
import { readMessage } from "#app/domain/notice/inbox/message.server";
import { DomainError } from "#app/domain/refusal";
import { readMessageLanguage } from "#app/http/notices/inbox-page.server";
import { messageFile } from "#app/http/notices/inbox-view.server";
import { readLanguage } from "#app/http/language.server";
import { problemResponse } from "#app/http/problem";
import { requireActor } from "#app/http/viewer.server";

/** A message as a file: its exact text, or its record with hashes. Saving it is not reading it: nothing is recorded. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const viewer = await requireActor({ request, context });
  const { deliveryId = "", file = "" } = params;
  try {
    const message = await readMessage(context.portal, viewer, { deliveryId, language: readMessageLanguage(request) });
    const made = messageFile(message, file);
    if (!made) throw new DomainError("message-unknown");
    const name = `${deliveryId}.${file.split(".").at(-1) ?? ""}`;
    return new Response(made.body, {
      headers: { "Content-Type": made.type, "Content-Disposition": `attachment; filename="${name}"`, "Cache-Control": "no-store" },
    });
  } catch (error) {
    return problemResponse(error, readLanguage({ request, context }, viewer));
  }
}
