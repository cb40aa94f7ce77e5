// A bare Remix action on Express: what the framework costs when nothing is done. Prints its address.
import { createRequestHandler } from "@remix-run/express";
import express from "express";

const build = {
  mode: "production",
  future: { v3_singleFetch: true },
  isSpaMode: false,
  publicPath: "/",
  assetsBuildDirectory: "",
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" },
  entry: { module: { default: () => new Response("") } },
  routes: {
    root: { id: "root", path: "", module: { default: () => null } },
    accept: { id: "accept", parentId: "root", path: "accept", module: { action } },
  },
};

async function action({ request }) {
  await request.formData();
  return new Response(null, { status: 303, headers: { Location: "/receipts/acc_1" } });
}

const server = express().use(createRequestHandler({ build })).listen(0, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${server.address().port}\n`);
});
