import type { ServerBuild } from "@remix-run/node";

/**
 * Gives, for a path, a build that holds only the routes below its first segment. Remix sorts and tries all routes of its build at each request, twice;
 * with more than a hundred of them that costs as much as all else that the framework does. A path of no known segment gets the whole build.
 */
export function groupRoutes<B extends Routed>(build: B): (path: string) => B {
  const groups = new Map<string, B>();
  for (const segment of new Set(Object.values(build.routes).map(segmentOf))) {
    if (segment !== null) groups.set(segment, { ...build, ...routesBelow(build, segment) });
  }
  return (path) => groups.get(path.split("/", 2)[1]?.toLowerCase() ?? "") ?? build;
}

/** The routes of a build, and what its manifest says of each: rendering asks for the module of every route of the manifest. */
type Routed = { routes: ServerBuild["routes"]; assets: Pick<ServerBuild["assets"], "routes"> };

type Route = NonNullable<ServerBuild["routes"][string]>;

/** The first segment of the route's path where it stands for itself; null where it could be any. */
function segmentOf(route: Route | undefined): string | null {
  const first = route?.path?.split("/", 1)[0] ?? "";
  return /^[\w-]+$/.test(first) ? first.toLowerCase() : null;
}

/** The routes of the segment, and those that every address may come to: the root, and what answers where nothing is. */
function routesBelow({ routes, assets }: Routed, segment: string): Routed {
  const below = Object.fromEntries(Object.entries(routes).filter(([, route]) => [segment, null].includes(segmentOf(route))));
  const named = Object.fromEntries(Object.entries(assets.routes).filter(([id]) => id in below));
  return { routes: below, assets: { ...assets, routes: named } };
}
