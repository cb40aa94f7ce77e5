import type { Finding } from "#app/domain/acceptance/deeming-finding";
import type { NoticeProof } from "#app/domain/notice/proof";
import type { UseRow } from "#db/schema/deeming";
import { catalogue, type Language } from "#app/messages/catalogue";
import { formatInstant } from "#app/messages/time";

type Grade = "B" | "C" | "D" | "E";

/** The words of deemed acceptances. None of them says that somebody accepted or agreed. */
export const deemingMessages = catalogue({
  en: {
    title: "Record: taken as accepted",
    statement: (told: string, used: string) =>
      `The following was taken as accepted, because the notice of it ${told} and the service was used on ${used}. Nobody accepted it by a click; that can still be done at any time.`,
    told: {
      site: (time: string) => `was published on ${time}`,
      delivered: (time: string) => `was delivered on ${time}`,
      displayed: (time: string) => `was displayed on ${time}`,
      acknowledged: (time: string) => `was confirmed as received on ${time}`,
    },
    used: "Service used",
    source: { command: "reported by the service", gate: "by pressing “Continue to the service”", api: "reported by the service" } satisfies Record<UseRow["source"], string>,
    period: "Own notice period ended",
    proof: "How it is proved that the notice came",
    grade: {
      B: "Grade B: the notice was confirmed as received, then the service was used.",
      C: "Grade C: the notice was displayed to the signed-in person, then the service was used.",
      D: "Grade D: the notice was delivered on a personal channel, then the service was used.",
      E: "Grade E: the notice was published, then the service was used.",
    } satisfies Record<Grade, string>,
    conditions: "Conditions, each met",
    before: "This was taken as accepted before, so nothing was recorded now. It can be accepted by a click; whoever does not want it can leave.",
    toClick: "Accept this by a click",
    choices: {
      title: "What you can do about it",
      lead: "You did not click, and you need not agree. An objection that comes now is late: it does not undo what was taken as accepted, but it goes on record and is answered. Whoever does not want to be bound any longer can leave.",
      object: (number: number | null) => (number === null ? "Say that you disagree" : `Say that you disagree with version ${number}`),
      ask: (number: number | null) => (number === null ? "Ask what a clause means" : `Ask about a clause of version ${number}`),
      leave: "Leave",
    },
    late: (time: string) => `This objection came after the change had taken effect on ${time}. It is on record and does not count as an objection.`,
    reason: "Reason given",
  },
  "zh-CN": {
    title: "视为接受的记录",
    statement: (told: string, used: string) => `因有关通知${told}，且服务其后于 ${used}被使用，以下内容视为接受。任何人均未点击接受；仍可随时改为点击接受。`,
    told: {
      site: (time: string) => `已于 ${time}公布`,
      delivered: (time: string) => `已于 ${time}送达`,
      displayed: (time: string) => `已于 ${time}展示`,
      acknowledged: (time: string) => `已于 ${time}经确认收到`,
    },
    used: "服务使用时间",
    source: { command: "由服务报告", gate: "点击“继续使用服务”", api: "由服务报告" },
    period: "本人公告期届满时间",
    proof: "通知到达的证明",
    grade: {
      B: "B 级：通知经确认收到，其后使用了服务。",
      C: "C 级：通知已向登录本人展示，其后使用了服务。",
      D: "D 级：通知已通过个人渠道送达，其后使用了服务。",
      E: "E 级：通知仅经公布，其后使用了服务。",
    },
    conditions: "各项条件均已具备",
    before: "此前已视为接受，因此这次没有新增记录。可以改为点击接受；不愿接受的，可以退出。",
    toClick: "改为点击接受",
    choices: {
      title: "您可以如何处理",
      lead: "您并未点击接受，也可以不同意。此时提出异议已属逾期，不改变视为接受的结果，但会记录在案并得到答复。不愿继续受约束的，可以退出。",
      object: (number: number | null) => (number === null ? "表示不同意" : `对第 ${number} 版表示不同意`),
      ask: (number: number | null) => (number === null ? "询问某一条款的含义" : `询问第 ${number} 版的条款`),
      leave: "退出",
    },
    late: (time: string) => `变更已于 ${time}生效，该异议在此之后提出，已记录在案，但不作为异议计算。`,
    reason: "所述理由",
  },
});

/** How it is told that a notice came: on the site it is published, unless it was displayed there. */
export function describeProof({ channel, state, at }: NoticeProof, { language, zone }: { language: Language; zone: string }): string {
  const { told } = deemingMessages[language];
  const time = formatInstant(at, { zone, language });
  if (state === "displayed" || state === "acknowledged") return told[state](time);
  return (channel === "site" ? told.site : told.delivered)(time);
}

type Sentences = { [code in Finding["code"]]: (finding: Extract<Finding, { code: code }>, time: (instant: string) => string) => string };

const findings = catalogue<Sentences>({
  en: {
    terms: () => "It is an agreement that can be accepted.",
    "not-ended": () => "The agreement had not ended.",
    "change-clause": ({ number }) => `Version ${number}, which bound before, says how the terms may be changed.`,
    "none-skipped": () => "No change in between was left out.",
    "agreement-allows": () => "The agreement allows it.",
    "class-allows": () => "The change is an ordinary one.",
    "reasons-allow": () => "Nothing in the reasons of the change asks for a click.",
    "customer-allows": ({ customerKind }) => `The agreement allows it for ${customerKind === "business" ? "businesses" : "consumers"}.`,
    "in-audience": () => "The agreement is meant for the party.",
    "joined-before": () => "The party was bound before the change was announced.",
    "notice-complete": () => "The notice said what changes, from when, what use would mean, and how and until when to object or leave.",
    reached: ({ grade }) => `The notice came, proved with grade ${grade}.`,
    "proof-suffices": ({ proof }, time) => `The first proof that suffices is of ${time(proof.at)}.`,
    "period-ran": ({ working }, time) => `The ${working.noticeDays} full days from that proof were over on ${time(working.earliestAt)}.`,
    used: ({ use }, time) => `The service was used on ${time(use.at)}, after all of this.`,
    "not-refused": () => "Nobody had objected, declined or left.",
    "no-open-question": () => "No question about a changed clause was open.",
    consent: () => "A consent is never taken as given.",
    information: () => "What informs is never accepted.",
    ended: ({ endsAt }, time) => `The agreement ended on ${time(endsAt)}.`,
    "nothing-binds": () => "No earlier version binds.",
    "change-clause-missing": ({ number }) => `Version ${number}, which binds, has no clause on changes that may be relied on.`,
    "versions-skipped": ({ numbers }) => `Version ${numbers.join(", ")} in between was not accepted.`,
    "agreement-forbids": () => "The agreement does not let use count as acceptance.",
    "class-forbids": () => "This change is accepted by a click alone.",
    "reason-forbids": () => "What the change is about asks for a click.",
    "customer-forbids": ({ customerKind }) => `The agreement does not let use by ${customerKind === "business" ? "businesses" : "consumers"} count as acceptance.`,
    "not-in-audience": () => "The agreement is not meant for this party.",
    "joined-after-announcement": ({ joinedAt }, time) => `The party joined on ${time(joinedAt)}, after the announcement.`,
    "notice-missing": () => "No notice of this change was given.",
    "notice-incomplete": () => "The notice did not say everything that it must.",
    "not-reached": () => "It is not proved that the notice came.",
    "proof-too-weak": ({ grade, minimum }) => `It is proved with grade ${grade} that the notice came; grade ${minimum} is needed.`,
    "period-runs": ({ working }, time) => `The notice came late for this party: its own period runs until ${time(working.earliestAt)}.`,
    "not-used": ({ effectiveAt }, time) => `The service was not used since the change took effect on ${time(effectiveAt)}.`,
    refused: ({ refusal }, time) => `The party refused the change on ${time(refusal.at)}.`,
    "question-open": ({ askedAt }, time) => `A question about a changed clause, asked on ${time(askedAt)}, is still to be answered.`,
    "not-used-since-answer": ({ answeredAt }, time) => `A question about a changed clause was answered on ${time(answeredAt)}; the service was not used since.`,
  },
  "zh-CN": {
    terms: () => "该文本属于须经接受的协议。",
    "not-ended": () => "该协议当时尚未终止。",
    "change-clause": ({ number }) => `此前具有约束力的第 ${number} 版载有协议变更条款。`,
    "none-skipped": () => "其间没有遗漏任何变更。",
    "agreement-allows": () => "协议允许以使用视为接受。",
    "class-allows": () => "该变更属于一般变更。",
    "reasons-allow": () => "变更事由不要求点击接受。",
    "customer-allows": ({ customerKind }) => `协议允许对${customerKind === "business" ? "企业" : "消费者"}以使用视为接受。`,
    "in-audience": () => "当事人属于协议的适用对象。",
    "joined-before": () => "当事人在变更公告之前已是用户。",
    "notice-complete": () => "通知已载明变更内容、施行时间、使用服务的后果，以及提出异议或者退出的方式和期限。",
    reached: ({ grade }) => `通知已经到达，证明等级为 ${grade} 级。`,
    "proof-suffices": ({ proof }, time) => `最先达到最低证明等级的时间为 ${time(proof.at)}。`,
    "period-ran": ({ working }, time) => `自该证明起满 ${working.noticeDays} 日的公告期已于 ${time(working.earliestAt)}届满。`,
    used: ({ use }, time) => `上述各项具备之后，服务于 ${time(use.at)}被使用。`,
    "not-refused": () => "未曾提出异议、选择不接受或者退出。",
    "no-open-question": () => "就变更条款没有尚待答复的提问。",
    consent: () => "同意不得推定。",
    information: () => "告知类文本无须接受。",
    ended: ({ endsAt }, time) => `该协议已于 ${time(endsAt)}终止。`,
    "nothing-binds": () => "此前没有任何版本具有约束力。",
    "change-clause-missing": ({ number }) => `具有约束力的第 ${number} 版没有可援引的变更条款。`,
    "versions-skipped": ({ numbers }) => `其间的第 ${numbers.join("、")} 版未获接受。`,
    "agreement-forbids": () => "协议不允许以使用视为接受。",
    "class-forbids": () => "该变更须点击接受。",
    "reason-forbids": () => "变更事由要求点击接受。",
    "customer-forbids": ({ customerKind }) => `协议不允许对${customerKind === "business" ? "企业" : "消费者"}以使用视为接受。`,
    "not-in-audience": () => "当事人不属于协议的适用对象。",
    "joined-after-announcement": ({ joinedAt }, time) => `当事人于 ${time(joinedAt)}加入，在公告之后。`,
    "notice-missing": () => "没有就该变更发出通知。",
    "notice-incomplete": () => "通知未载明全部应载事项。",
    "not-reached": () => "没有证据证明通知已经到达。",
    "proof-too-weak": ({ grade, minimum }) => `通知到达的证明为 ${grade} 级，须达到 ${minimum} 级。`,
    "period-runs": ({ working }, time) => `当事人较晚获得通知，其公告期至 ${time(working.earliestAt)}届满。`,
    "not-used": ({ effectiveAt }, time) => `自变更于 ${time(effectiveAt)}施行以来，未曾使用服务。`,
    refused: ({ refusal }, time) => `当事人已于 ${time(refusal.at)}拒绝该变更。`,
    "question-open": ({ askedAt }, time) => `${time(askedAt)}就变更条款提出的问题尚待答复。`,
    "not-used-since-answer": ({ answeredAt }, time) => `就变更条款提出的问题已于 ${time(answeredAt)}答复，其后尚未使用服务。`,
  },
});

/** A condition of a deemed acceptance, met or not, as a sentence with times in the agreement's zone. */
export function describeFinding(finding: Finding, { language, zone }: { language: Language; zone: string }): string {
  return sentenceFor(finding.code, language)(finding, (instant) => formatInstant(instant, { zone, language }));
}

/** The table has a sentence of the right facts for each code; the compiler cannot see that code and facts belong together. */
function sentenceFor(code: Finding["code"], language: Language): (finding: Finding, time: (instant: string) => string) => string {
  return findings[language][code] as (finding: Finding, time: (instant: string) => string) => string;
}
