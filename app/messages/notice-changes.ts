import { catalogue } from "#app/messages/catalogue";
import type { EffectOfUse } from "#app/domain/notice/texts/effect-of-use";

type Change = { party: string; title: string; number: number; announcedAt: string; effectiveAt: string; effectiveDate: string };
type Redated = Change & { formerAt: string; inForce: number | null };
type Deemed = { clause: string; clauseOf: number; number: number; noticeDays: number; effectiveAt: string };
type Told = { subject: string; title: string; lead: string };

const CUSTOMERS = {
  en: { business: "business customer", consumer: "consumer" },
  "zh-CN": { business: "经营性客户（非消费者）", consumer: "消费者" },
};

/** The words of notices about a version: announced, given another date, withdrawn, soon to take effect. */
export const noticeChanges = catalogue({
  en: {
    announced: ({ party, title, number, announcedAt, effectiveAt, effectiveDate }: Change): Told => ({
      subject: `Change to “${title}”: version ${number} takes effect on ${effectiveDate}`,
      title: `“${title}” changes on ${effectiveDate}`,
      lead: `${party} is changing “${title}”. Version ${number} was announced on ${announcedAt} and takes effect on ${effectiveAt}.`,
    }),
    atOnce: ({ party, title, number, announcedAt }: Change): Told => ({
      subject: `“${title}”: version ${number} asks for your choice anew`,
      title: `“${title}” has changed and asks for your choice anew`,
      lead: `${party} has changed “${title}”. Version ${number} has been in force since ${announcedAt}.`,
    }),
    assigned: ({ party, title, effectiveAt, effectiveDate }: Change, next: string): Told => ({
      subject: `“${title}”: ${next} takes the place of ${party} on ${effectiveDate}`,
      title: `The contract under “${title}” is assigned to ${next}`,
      lead: `${party} will assign the contract under “${title}” to ${next}. The assignment takes effect on ${effectiveAt}.`,
    }),
    price: ({ party, title, number, effectiveAt, effectiveDate }: Change): Told => ({
      subject: `“${title}”: prices change on ${effectiveDate}`,
      title: `“${title}”: what you pay changes on ${effectiveDate}`,
      lead: `${party} will begin to charge, or change what it charges, under “${title}”. Version ${number}, which says so, takes effect on ${effectiveAt}.`,
    }),
    service: ({ party, title, number, effectiveAt, effectiveDate }: Change): Told => ({
      subject: `“${title}”: the service changes on ${effectiveDate}`,
      title: `“${title}”: the service changes on ${effectiveDate}`,
      lead: `${party} will change the service under “${title}”. Version ${number}, which says so, takes effect on ${effectiveAt}.`,
    }),
    postponed: ({ title, number, effectiveAt, effectiveDate, formerAt, inForce }: Redated): Told => ({
      subject: `New date for “${title}”: version ${number} takes effect on ${effectiveDate}`,
      title: `Version ${number} of “${title}” takes effect later`,
      lead: `Version ${number} of “${title}” was to take effect on ${formerAt}. It now takes effect on ${effectiveAt}.${inForce === null ? "" : ` Until then version ${inForce} stays in force.`} What you have answered about it stands.`,
    }),
    anew: ({ title, number, announcedAt, effectiveAt, effectiveDate, formerAt }: Redated): Told => ({
      subject: `Announced anew: version ${number} of “${title}” takes effect on ${effectiveDate}`,
      title: `Version ${number} of “${title}” is announced anew`,
      lead: `Version ${number} of “${title}” was to take effect on ${formerAt}. It is announced anew and takes effect on ${effectiveAt}. The full notice period runs again from ${announcedAt}. What you have answered about the version stands.`,
    }),
    withdrawn: ({ title, numbers, inForce }: { title: string; numbers: number[]; inForce: number | null }): Told => {
      const versions = numbers.length === 1 ? `Version ${numbers[0]}` : `Versions ${new Intl.ListFormat("en").format(numbers.map(String))}`;
      const are = numbers.length === 1 ? "is" : "are";
      return {
        subject: `“${title}”: ${versions.toLowerCase()} ${are} withdrawn`,
        title: `${versions} of “${title}” ${are} withdrawn`,
        lead: `${versions} of “${title}” ${are} withdrawn and will not take effect.${inForce === null ? "" : ` Version ${inForce} stays in force.`} Nothing changes for you, and you need not do anything.`,
      };
    },
    inShort: {
      click: "It binds you only if you accept it by a click.",
      deemed: "Going on using the service afterwards can count as acceptance; the conditions are set out below.",
      editorial: "Its meaning stays as it is, and you need not do anything.",
      optional: "",
      information: "",
      consent: "",
    } satisfies Record<EffectOfUse["kind"], string>,
    withdrawnAnswers: "If you accepted what is withdrawn, that acceptance comes to nothing; if you objected to it, your objection has done its work.",
    reminder: ({ title, number, effectiveAt, effectiveDate }: Change): Told => ({
      subject: `Reminder: version ${number} of “${title}” takes effect on ${effectiveDate}`,
      title: `Version ${number} of “${title}” takes effect soon`,
      lead: `Version ${number} of “${title}” takes effect on ${effectiveAt}. You have neither accepted it nor refused it yet.`,
    }),
    heading: {
      summary: "What changes",
      told: "What the operator says about it",
      use: "What it means to go on using the service",
      refuse: "If you do not agree",
      links: "Where to read and to answer",
      against: { inForce: (number: number) => `The changes to version ${number}, in force today`, base: (number: number) => `The changes to version ${number}, on which it builds` },
    },
    use: {
      information: ["This text informs you. It is not accepted, and using the service is not treated as agreeing to anything."],
      consent: ["Using the service never counts as consent. You are asked anew, purpose by purpose; you can say no to each, and withdraw a consent at any time."],
      editorial: ["This change mends wording and leaves the meaning as it is. You are not asked to accept it, and using the service says nothing about it. The words that you accepted stay on record."],
      optional: ["Whether you accept this agreement is your own choice. Using the service does not count as acceptance."],
      click: ["Using the service does not make this version binding on you. It binds you only if you accept it by pressing “Accept and continue”. Until you do, the version that you accepted goes on binding you; silence changes nothing."],
    } satisfies Record<Exclude<EffectOfUse["kind"], "deemed">, string[]>,
    deemed: {
      everybody: ({ clause, clauseOf, number }: Deemed) => `Under clause ${clause} of version ${clauseOf}, going on using the service can count as acceptance. You will be taken to have accepted version ${number} if all of this is true:`,
      some: (customer: "business" | "consumer", { clause, clauseOf, number }: Deemed) =>
        `If you are a ${CUSTOMERS.en[customer]}: under clause ${clause} of version ${clauseOf}, going on using the service can count as acceptance. You will be taken to have accepted version ${number} if all of this is true:`,
      conditions: ({ noticeDays, effectiveAt }: Deemed) => [
        "you joined before the announcement, and the version that binds you holds such a clause;",
        "every version between that one and this one which changes more than wording is accepted by you, or taken as accepted;",
        `this notice reached you, and the whole notice period of ${noticeDays} full days then ran for you (if it reached you late, it ends later for you);`,
        "you neither objected to the version nor declined it, and are not leaving;",
        "no question that you asked about a changed clause is still open;",
        `after all this, and not before ${effectiveAt}, you or somebody whom you authorised used the service.`,
      ],
      notUse: "Signing in, reading, asking, objecting, exporting your data and leaving are not use. Such an acceptance is recorded as what it is, “taken as accepted”, with every reason and a receipt; you can turn it into an acceptance by a click at any time.",
      others: (customer: "business" | "consumer") =>
        `If you are a ${CUSTOMERS.en[customer]}: using the service never counts as acceptance. The version binds you only if you accept it by pressing “Accept and continue”; until you do, the version that you accepted goes on binding you.`,
    },
    refuse: {
      terms: (until: string) => [
        `You can object until ${until}. The version that binds you then goes on binding you, and no use of the service counts as acceptance of the new one. Your objection is recorded and answered.`,
        "After that an objection is late: it is answered and recorded, but does not count. You can still decline the version for as long as you have not accepted it or been taken to accept it; then too the former version goes on binding you.",
        "You can leave at any time by closing your account, and take a copy of everything first. Clauses that survive the end go on binding both sides.",
      ],
      information: ["There is nothing here to accept or to refuse. You can ask what a part of the text means, withdraw consents that you gave, or leave by closing your account, at any time."],
      consent: ["A consent is your free choice. You can refuse each purpose, withdraw a consent that you gave, or leave by closing your account, at any time."],
    },
    redline: {
      marks: "Deleted words are struck through and inserted words underlined, or named as such in brackets; all other words stay as they are.",
      none: "No word of the text changes.",
      omitted: (count: number) => (count === 1 ? "To keep this message readable, 1 more changed clause is not set out here. It is on the page linked below:" : `To keep this message readable, ${count} more changed clauses are not set out here. They are all on the page linked below:`),
      unnamed: (count: number) => `and ${count} more`,
      source: (language: string) => `Shown in ${language}, the language that both versions have.`,
    },
  },
  "zh-CN": {
    announced: ({ party, title, number, announcedAt, effectiveAt, effectiveDate }) => ({
      subject: `《${title}》变更通知：第 ${number} 版自 ${effectiveDate}起施行`,
      title: `《${title}》将于 ${effectiveDate}变更`,
      lead: `${party}变更《${title}》。第 ${number} 版已于 ${announcedAt}公告，自 ${effectiveAt}起施行。`,
    }),
    atOnce: ({ party, title, number, announcedAt }) => ({
      subject: `《${title}》第 ${number} 版：请重新选择是否同意`,
      title: `《${title}》已变更，请重新选择是否同意`,
      lead: `${party}已变更《${title}》。第 ${number} 版自 ${announcedAt}起施行。`,
    }),
    assigned: ({ party, title, effectiveAt, effectiveDate }, next) => ({
      subject: `《${title}》合同转让通知：自 ${effectiveDate}起由${next}承接`,
      title: `《${title}》项下合同转让给${next}`,
      lead: `${party}将《${title}》项下的合同转让给${next}，自 ${effectiveAt}起生效。`,
    }),
    price: ({ party, title, number, effectiveAt, effectiveDate }) => ({
      subject: `《${title}》收费变更通知：自 ${effectiveDate}起施行`,
      title: `《${title}》的收费将于 ${effectiveDate}变更`,
      lead: `${party}将依照《${title}》开始收费或者变更收费。载明此项变更的第 ${number} 版，自 ${effectiveAt}起施行。`,
    }),
    service: ({ party, title, number, effectiveAt, effectiveDate }) => ({
      subject: `《${title}》服务变更通知：自 ${effectiveDate}起施行`,
      title: `《${title}》项下的服务将于 ${effectiveDate}变更`,
      lead: `${party}将变更《${title}》项下的服务。载明此项变更的第 ${number} 版，自 ${effectiveAt}起施行。`,
    }),
    postponed: ({ title, number, effectiveAt, effectiveDate, formerAt, inForce }) => ({
      subject: `《${title}》第 ${number} 版改期：自 ${effectiveDate}起施行`,
      title: `《${title}》第 ${number} 版推迟施行`,
      lead: `《${title}》第 ${number} 版原定于 ${formerAt}起施行，现改为自 ${effectiveAt}起施行。${inForce === null ? "" : `在此之前，第 ${inForce} 版继续有效。`}您此前就该版本作出的选择依然有效。`,
    }),
    anew: ({ title, number, announcedAt, effectiveAt, effectiveDate, formerAt }) => ({
      subject: `《${title}》第 ${number} 版重新公告：自 ${effectiveDate}起施行`,
      title: `《${title}》第 ${number} 版重新公告`,
      lead: `《${title}》第 ${number} 版原定于 ${formerAt}起施行，现重新公告，自 ${effectiveAt}起施行；公告期自 ${announcedAt}重新计算。您此前就该版本作出的选择依然有效。`,
    }),
    withdrawn: ({ title, numbers, inForce }) => {
      const versions = `第 ${numbers.join("、")} 版`;
      return {
        subject: `《${title}》${versions}已撤回`,
        title: `《${title}》${versions}已撤回`,
        lead: `《${title}》${versions}已撤回，不再施行。${inForce === null ? "" : `第 ${inForce} 版继续有效。`}您的权利义务没有变化，无须采取任何行动。`,
      };
    },
    inShort: {
      click: "只有经您点击接受，该版才对您生效。",
      deemed: "此后继续使用服务，可能视为您接受；所须条件见下文。",
      editorial: "含义不变，您无须采取任何行动。",
      optional: "",
      information: "",
      consent: "",
    },
    withdrawnAnswers: "您此前已接受被撤回版本的，该接受不产生效力；已提出异议的，异议的目的已经实现。",
    reminder: ({ title, number, effectiveAt, effectiveDate }) => ({
      subject: `提醒：《${title}》第 ${number} 版自 ${effectiveDate}起施行`,
      title: `《${title}》第 ${number} 版即将施行`,
      lead: `《${title}》第 ${number} 版自 ${effectiveAt}起施行。您尚未表示接受或者不接受。`,
    }),
    heading: {
      summary: "变更内容",
      told: "运营者的说明",
      use: "继续使用服务的后果",
      refuse: "如您不同意",
      links: "查阅与答复",
      against: { inForce: (number) => `与现行第 ${number} 版的逐条对照`, base: (number) => `与所依据的第 ${number} 版的逐条对照` },
    },
    use: {
      information: ["本文供您知悉，无须接受；使用服务不视为同意任何内容。"],
      consent: ["使用服务一律不视为同意。我们会就每项目的重新征求您的意见；每一项您都可以不同意，已经作出的同意也可以随时撤回。"],
      editorial: ["此次仅修订文字，含义不变，不再请您接受；使用服务不代表您对此作出任何表示。您当时所接受的文本照旧保存在案。"],
      optional: ["是否接受该协议，由您自行决定；使用服务不视为接受。"],
      click: ["仅仅使用服务，不会使您受本版约束。只有您点击“接受并继续”表示接受，本版才对您生效；在此之前，您此前接受的版本继续约束双方，沉默不产生任何效果。"],
    },
    deemed: {
      everybody: ({ clause, clauseOf, number }) => `依照第 ${clauseOf} 版${citedChinese(clause)}，继续使用服务可以视为接受。同时符合下列条件的，视为您接受第 ${number} 版：`,
      some: (customer, { clause, clauseOf, number }) =>
        `您是${CUSTOMERS["zh-CN"][customer]}的：依照第 ${clauseOf} 版${citedChinese(clause)}，继续使用服务可以视为接受。同时符合下列条件的，视为您接受第 ${number} 版：`,
      conditions: ({ noticeDays, effectiveAt }) => [
        "您在公告之前已经加入，且约束您的版本载有此类条款；",
        "该版本与本版之间不限于文字修订的各版，您均已接受或者视为接受；",
        `本通知已经送达您，且此后公告期（${noticeDays} 个整日）对您已经届满；送达较迟的，届满时间相应顺延；`,
        "您没有对该版本提出异议或者表示不接受，也没有办理退出；",
        "您就变更条款提出的问题均已得到答复；",
        `上述条件具备之后，且不早于 ${effectiveAt}，您本人或者您授权的人使用了服务。`,
      ],
      notUse: "登录、阅读、提问、提出异议、导出数据和办理退出，均不属于使用服务。此种接受如实记为“视为接受”，列明全部理由并出具回执；您可以随时改为点击接受。",
      others: (customer) =>
        `您是${CUSTOMERS["zh-CN"][customer]}的：使用服务一律不视为接受。只有您点击“接受并继续”表示接受，该版本才对您生效；在此之前，您此前接受的版本继续约束双方。`,
    },
    refuse: {
      terms: (until) => [
        `您可以在 ${until}之前提出异议。提出异议后，现在约束您的版本继续约束双方，使用服务不视为接受新版本。您的异议会记录在案并得到答复。`,
        "逾期提出的异议，我们会答复并记录，但不产生上述效力。只要您尚未接受、也未被视为接受该版本，仍可表示不接受；此时同样由原版本继续约束双方。",
        "您可以随时注销账户以退出，并可先取得全部资料的副本。依约在终止后继续有效的条款，仍约束双方。",
      ],
      information: ["本文无须接受，也就无所谓拒绝。您可以随时就其内容提问、撤回已经作出的同意，或者注销账户以退出。"],
      consent: ["是否同意由您自愿决定。您可以随时就每项目的表示不同意、撤回已经作出的同意，或者注销账户以退出。"],
    },
    redline: {
      marks: "删去的文字加删除线，新增的文字加下划线，或者以方括号标明；未加标记的文字没有变化。",
      none: "文本没有文字变化。",
      omitted: (count) => `为便于阅读，另有 ${count} 处变更条款未在此列出全文，均载于下方链接的页面：`,
      unnamed: (count) => `以及其他 ${count} 处`,
      source: (language) => `以两个版本共有的${language}文本对照。`,
    },
  },
});

/** "第 13.2 条"; a number that says already what it counts stays as it is. */
function citedChinese(clause: string): string {
  return clause.startsWith("第") ? clause : `第 ${clause} 条`;
}
