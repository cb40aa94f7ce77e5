import { index, route, type RouteConfig } from "@remix-run/route-config";

export default [
  index("routes/home.tsx"),
  route("language", "routes/language.tsx"),
] satisfies RouteConfig;
