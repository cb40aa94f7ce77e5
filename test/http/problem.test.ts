import { expect, test } from "vitest";
import { describeProblem } from "#app/components/problem";
import { DomainError } from "#app/domain/refusal";
import { orProblemPage, problemResponse } from "#app/http/problem";
import { thrownBy } from "#test/support/pages";

test("machines get a refusal as problem+json with its code, its status and a sentence", async () => {
  const response = problemResponse(new DomainError("instant-invalid", { value: "yesterday" }), "en");
  expect([response.status, response.headers.get("Content-Type")]).toEqual([400, "application/problem+json"]);
  expect(await response.json()).toEqual({
    type: "urn:concordat:problem:instant-invalid",
    title: "“yesterday” is not a date",
    status: 400,
    detail: expect.stringContaining("2026-04-01"),
    code: "instant-invalid",
    value: "yesterday",
  });
});

test("a bug is never dressed up as a refusal", async () => {
  const bug = new TypeError("x is not a function");
  expect(() => problemResponse(bug, "en")).toThrow(bug);
  await expect(orProblemPage(Promise.reject(bug))).rejects.toBe(bug);
});

test("a page gets the code and the facts of a refusal, for the sentence", async () => {
  const thrown = await thrownBy(orProblemPage(Promise.reject(new DomainError("version-unknown", { slug: "terms" }))));
  expect(thrown).toEqual({ status: 404, data: { code: "version-unknown", details: { slug: "terms" } } });
});

test("what stopped a page is told in the reader's language, and nothing of a bug is shown", () => {
  const refused = { status: 404, statusText: "", internal: false, data: { code: "agreement-unknown", details: {} } };
  expect(describeProblem(refused, "zh-CN").title).toBe("此地址没有协议");
  expect(describeProblem({ ...refused, data: "not found" }, "en").title).toBe("There is no page at this address");
  expect(describeProblem({ ...refused, status: 405, data: null }, "en").title).toBe("The request could not be understood");
  expect(describeProblem({ ...refused, status: 500, data: null }, "en").title).toBe("Something went wrong on our side");
  expect(describeProblem(new Error("secret detail"), "en")).toEqual(describeProblem(null, "en"));
});
