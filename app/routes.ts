import { index, route, type RouteConfig } from "@remix-run/route-config";

export default [
  index("routes/home.tsx"),
  route("agreements/:slug", "routes/agreement.tsx"),
  route("agreements/:slug/versions", "routes/versions.tsx"),
  route("agreements/:slug/versions/:number", "routes/version.tsx"),
  route("agreements/:slug/versions/:number/:file", "routes/version-text.ts"),
  route("language", "routes/language.tsx"),
] satisfies RouteConfig;
