import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestHandler, type RequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import helmet from "helmet";
import { groupRoutes } from "#app/http/route-groups";
import { sendExport } from "#app/http/compliance/export-file.server";
import type { Portal } from "#app/portal.server";

/** Where the client assets of a build lie, from the project's root. */
const ASSETS = "build/client";

/** Where the scripts of pages lie, each whole in one file (bin/scripts.mjs). */
const SCRIPTS = "build/scripts";

/** The Express server over an open portal: headers, limits, health; then Remix. */
export function createApp(build: ServerBuild, portal: Portal): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", portal.settings.trustedProxyHops);
  app.get("/health", (_request, response) => void response.type("text").send("alive"));
  app.get("/ready", (_request, response) => void answerReady(portal, response));
  app.use(secureHeaders(portal));
  app.use(onlyPageRequests);
  app.use((request, response, next) => onlyOwnForms(portal, { request, response, next }));
  app.get("/compliance/exports/:id/file", (request, response, next) => void sendExport(loadContext(portal, request, response), { request, response, next }));
  app.use(compression());
  app.use("/assets", express.static(`${ASSETS}/assets`, { immutable: true, maxAge: "1y" }));
  app.use("/scripts", express.static(SCRIPTS, { index: false }));
  app.get(/^\/[\w-]+\.\w+$/, express.static(ASSETS, { maxAge: "1h", index: false }));
  const remix = remixHandlers(build, portal);
  app.use((request, response, next) => void remix(request.path)(request, response, next));
  return app;
}

/** Remix for a path; made once for each group of routes. */
function remixHandlers(build: ServerBuild, portal: Portal): (path: string) => RequestHandler {
  const handlers = new Map<ServerBuild, RequestHandler>();
  const groupOf = groupRoutes(build);
  return (path) => {
    const group = groupOf(path);
    const handler = handlers.get(group) ?? createRequestHandler({ build: group, getLoadContext: (request, response) => loadContext(portal, request, response) });
    handlers.set(group, handler);
    return handler;
  };
}

/** Strict by default: no framing, nothing from other hosts, inline scripts and styles only with the response's nonce. */
function secureHeaders(portal: Portal): ReturnType<typeof helmet> {
  const isSecure = portal.settings.publicUrl.startsWith("https:");
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response as Response)}'`],
        styleSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response as Response)}'`],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'", ...serviceOrigin(portal)],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(isSecure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: isSecure,
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
}

/** Browsers hold redirects after a form to this list: what is answered at the gate leads on to the service. */
function serviceOrigin({ settings: { serviceUrl } }: Portal): string[] {
  return serviceUrl === null ? [] : [new URL(serviceUrl).origin];
}

/** Pages are read and forms are sent; there is nothing else to ask, and no page has a client that fetches its data apart. */
function onlyPageRequests(request: Request, response: Response, next: NextFunction): void {
  if (!["GET", "HEAD", "POST"].includes(request.method)) {
    response.status(405).set("Allow", "GET, HEAD, POST").type("text").send("Only GET, HEAD and POST are answered here.\n");
  } else if (request.path.endsWith(".data") || request.path === "/__manifest") {
    response.status(404).type("text").send("There is nothing at this address.\n");
  } else next();
}

/**
 * Refuses what another site sends. Remix compares Origin with Host alone and fails with a bare error: behind a proxy that keeps the
 * host to itself it is told the public one, once that is what Origin says.
 */
function onlyOwnForms(
  { settings }: Portal,
  { request, response, next }: { request: Request; response: Response; next: NextFunction },
): void {
  const { origin, host } = request.headers;
  if (request.method !== "POST" || origin === undefined) return next();
  const publicOrigin = new URL(settings.publicUrl).origin;
  if (origin === publicOrigin) request.headers["x-forwarded-host"] = new URL(publicOrigin).host;
  else if (!URL.canParse(origin) || new URL(origin).host !== host) {
    const sentence = "This form was sent from another site, so nothing was done. 该表单来自其他网站，未作任何处理。\n";
    return void response.status(403).type("text").send(sentence);
  }
  next();
}

function nonceOf(response: Response): string {
  response.locals.nonce ??= randomBytes(16).toString("base64");
  return String(response.locals.nonce);
}

function loadContext(portal: Portal, request: Request, response: Response) {
  const isForwarded = portal.settings.trustedProxyHops > 0 && request.headers["x-forwarded-for"] !== undefined;
  const client = { address: request.ip ?? "", source: isForwarded ? ("proxy" as const) : ("socket" as const) };
  return { portal, nonce: nonceOf(response), client };
}

async function answerReady(portal: Portal, response: Response): Promise<void> {
  const isReady = await portal.db.selectFrom("portal").select("name").limit(1).execute().then(() => true, () => false);
  response.status(isReady ? 200 : 503).type("text").send(isReady ? "ready" : "the database does not answer");
}

export type RunningServer = { portal: Portal; url: string; close(): Promise<void> };

/** Listens on the portal's host and port (0 takes a free one). Closing drains: open requests are answered first. */
export async function openServer(build: ServerBuild, portal: Portal): Promise<RunningServer> {
  const { host, port } = portal.settings;
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = createApp(build, portal).listen(port, host, () => resolve(listening));
    listening.on("error", reject);
  });
  const address = server.address() as AddressInfo;
  return {
    portal,
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeIdleConnections();
      });
      await portal.close();
    },
  };
}
