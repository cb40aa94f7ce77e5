import { DomainError } from "#app/domain/refusal";

/** What an attempt was refused with; fails the test when it was not refused. */
export async function refusalOf(attempt: () => unknown): Promise<DomainError> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error("the attempt was not refused");
}
