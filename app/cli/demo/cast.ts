import type { Role } from "#app/domain/access/role";
import type { Language } from "#app/messages/catalogue";

/** One password for everybody: a demo folder is made to be thrown away. */
export const DEMO_PASSWORD = "concordat-demo-2026";

/** What a person of the demo does, days counted from its beginning. */
export type DemoPerson = {
  address: string;
  name: string;
  language: Language;
  customerKind: "consumer" | "business";
  roles: Role[];
  joinsOnDay: number;
  /** Answers to the terms as they are asked, in order of time. */
  answers: { day: number; answer: "accept" | "decline" }[];
  /** Answers to each purpose asked for, in order of purposes. */
  consents: ("give" | "refuse" | "none")[];
};

/** The second version of the general terms takes effect about this many days after the beginning. */
const SECOND_VERSION_DAY = 33;

/** Those whose sign-ins are printed: one in every role, and readers at three stages. */
export const LEADS: readonly DemoPerson[] = [
  lead("reader", "阅读者 / Reader", { answers: [{ day: 4, answer: "accept" }, { day: 40, answer: "accept" }], consents: ["give", "refuse"] }),
  lead("behind", "尚未接受新版 / Behind", { answers: [{ day: 5, answer: "accept" }] }),
  lead("newcomer", "新用户 / Newcomer", { joinsOnDay: 395 }),
  lead("editor", "编辑 / Editor", { roles: ["editor"] }),
  lead("approver", "审批人 / Approver", { roles: ["approver"] }),
  lead("auditor", "合规 / Auditor", { roles: ["auditor"] }),
  lead("operator", "管理员 / Operator", { roles: ["operator"] }),
];

function lead(name: string, shown: string, own: Partial<DemoPerson>): DemoPerson {
  const usual = { language: "zh-CN", customerKind: "consumer", roles: [], joinsOnDay: 3, answers: [], consents: [] } as const;
  return { ...usual, address: `${name}@demo.example`, name: shown, ...own, roles: own.roles ?? [], answers: own.answers ?? [], consents: own.consents ?? [] };
}

/** So many others, told apart by their number alone: the same on every run. */
export function crowd(count: number): DemoPerson[] {
  return Array.from({ length: count }, (_, index) => ({
    address: `person${String(index + 1).padStart(3, "0")}@demo.example`,
    name: `用户 ${index + 1}`,
    language: index % 3 === 0 ? "en" : "zh-CN",
    customerKind: index % 4 === 0 ? "business" : "consumer",
    roles: [],
    joinsOnDay: joiningDay(index),
    answers: answersOf(index),
    consents: index % 5 === 0 ? ["give", index % 2 === 0 ? "give" : "refuse"] : [],
  }));
}

/** Two in three are there before the second version, the others join over the following year. */
function joiningDay(index: number): number {
  return index % 3 === 2 ? SECOND_VERSION_DAY + 5 + index * 3 : 1 + (index % 25);
}

function answersOf(index: number): DemoPerson["answers"] {
  const joins = joiningDay(index);
  const first = { day: joins, answer: index % 17 === 16 ? ("decline" as const) : ("accept" as const) };
  if (index % 3 === 2 || index % 7 === 3) return [first];
  return [first, { day: SECOND_VERSION_DAY + 2 + (index % 40), answer: index % 11 === 10 ? "decline" : "accept" }];
}
