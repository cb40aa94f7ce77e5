import { expect, test } from "vitest";
import { groupRoutes } from "#app/http/route-groups";

const PATHS = { root: "", home: undefined, accept: "accept", agreement: "agreements/:slug", versions: "agreements/:slug/versions", any: "*" };

function groupFor(path: string): string[] {
  const routes = Object.fromEntries(Object.entries(PATHS).map(([id, of]) => [id, { id, path: of, module: { default: () => null } }]));
  const entries = Object.keys(PATHS).map((id) => [id, { id, module: "", hasAction: false, hasLoader: false, hasClientAction: false, hasClientLoader: false, hasErrorBoundary: false }]);
  const group = groupRoutes({ routes, assets: { routes: Object.fromEntries(entries) } })(path);
  expect(Object.keys(group.assets.routes), "rendering needs the module of every route of the manifest").toEqual(Object.keys(group.routes));
  return Object.keys(group.routes);
}

test.each([
  ["/accept", ["root", "home", "accept", "any"]],
  ["/ACCEPT/", ["root", "home", "accept", "any"]],
  ["/agreements/general-terms/versions", ["root", "home", "agreement", "versions", "any"]],
])("a request for %s is matched against its own routes", (path, ids) => {
  expect(groupFor(path)).toEqual(ids);
});

test.each(["/", "/nowhere", "/%61ccept", "//accept", "/:slug", "/__proto__", ""])("a request for %s is matched against all routes", (path) => {
  expect(groupFor(path)).toEqual(Object.keys(PATHS));
});
