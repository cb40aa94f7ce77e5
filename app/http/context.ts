import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Portal } from "#app/portal.server";

/* eslint-disable @typescript-eslint/consistent-type-definitions -- only interfaces merge with those of the library */

/** What the Express server hands to every loader and action. */
declare module "@remix-run/node" {
  interface AppLoadContext {
    portal: Portal;
    /** Fresh for each response; the only scripts that may run inline carry it. */
    nonce: string;
    /** The client's address and how it was learnt: from the socket, or from a proxy that the settings trust. */
    client: { address: string; source: "socket" | "proxy" };
  }
  interface Future {
    v3_singleFetch: true;
  }
}

/** What every loader and action is given, without the parameters of its address. */
export type Exchange = Pick<LoaderFunctionArgs, "request" | "context">;
