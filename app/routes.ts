import { index, route, type RouteConfig } from "@remix-run/route-config";

export default [
  index("routes/home.tsx"),
  route("agreements/:slug", "routes/agreement.tsx"),
  route("agreements/:slug/versions", "routes/versions.tsx"),
  route("agreements/:slug/versions/:number", "routes/version.tsx"),
  route("agreements/:slug/versions/:number/:file", "routes/version-text.ts"),
  route("agreements/:slug/versions/:number/:language/print.css", "routes/version-print.ts"),
  route("language", "routes/language.tsx"),
  route("sign-up", "routes/sign-up.tsx"),
  route("sign-in", "routes/sign-in.tsx"),
  route("sign-out", "routes/sign-out.ts"),
  route("confirm/:token", "routes/confirm.tsx"),
  route("reset", "routes/reset.tsx"),
  route("reset/:token", "routes/reset-link.tsx"),
  route("account", "routes/account.tsx"),
  route("account/address/:token", "routes/account-address.tsx"),
  route("operator/:token", "routes/operator.tsx"),
] satisfies RouteConfig;
