import { once } from "node:events";
import { Agent, request } from "node:http";
import { createServer, type AddressInfo } from "node:net";

export type Asked = { status: number; location: string; body: string };

const agent = new Agent({ keepAlive: true });

/** Asks as a browser without script would: `fetch` says of itself that it is a script. A body is sent as a form of this site. */
export function askAs(cookie: string, url: string, body?: string): Promise<Asked> {
  const form = { Origin: new URL(url).origin, "Content-Type": "application/x-www-form-urlencoded" };
  const headers = { Cookie: cookie, "Accept-Language": "en", ...(body === undefined ? {} : form) };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: body === undefined ? "GET" : "POST", headers, agent }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part)).on("error", reject).on("end", () => {
        resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? "", body: text });
      });
    });
    asked.on("error", reject).end(body);
  });
}

/** The value of the field of that name in a page. */
export function valueOf(page: string, name: string): string {
  return new RegExp(`name="${name}"[^>]*value="([^"]+)"`).exec(page)?.[1] ?? "";
}

/** Waits until a server that is starting answers; at most half a minute. */
export async function untilReady(url: string): Promise<void> {
  for (let left = 600; ; left--) {
    const isReady = await askAs("", `${url}/ready`).then(({ status }) => status === 200, () => false);
    if (isReady) return;
    if (left === 0) throw new Error(`${url} does not answer`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
