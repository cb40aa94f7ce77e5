import { findChromium } from "#test/support/browser";
import { loadBuild } from "../../bin/build.mjs";

/** Once before all journeys: the bundle that they drive is built when it is old, and Chromium is unpacked. */
export default async function setUp(): Promise<void> {
  await loadBuild();
  await findChromium();
}
