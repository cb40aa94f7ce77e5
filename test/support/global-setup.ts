/** Runs once before all tests. */
export default function setUp(): void {
  process.env.TZ = "UTC";
}
