import { catalogue } from "#app/messages/catalogue";

type Told = { subject: string; title: string; lead: string };
type Ending = { party: string; title: string; endsAt: string; endsDate: string; isForAll: boolean };
type Mark = { party: string; title: string; number: number; clause: string };
type Act = "acceptance" | "deemed" | "decline" | "consent" | "refusal" | "withdrawal" | "objection";
type Line = { title: string; number: number; language: string; purpose: string | null };
type Answered = { answer: "keep" | "leave" | "lift" | "reply"; number: number; until: string | null };
type Late = { title: string; number: number; objectedAt: string; effectiveAt: string };

const ENGLISH_ACTS: Record<Act, { subject: string; did: string }> = {
  acceptance: { subject: "You accepted", did: "It was recorded that you accepted:" },
  deemed: { subject: "Taken as accepted", did: "Because you were told of it and went on using the service, it was recorded that the following is taken as accepted by you:" },
  decline: { subject: "You declined", did: "It was recorded that you declined:" },
  consent: { subject: "You gave your consent", did: "It was recorded that you gave your consent:" },
  refusal: { subject: "You refused your consent", did: "It was recorded that you refused your consent:" },
  withdrawal: { subject: "You withdrew your consent", did: "It was recorded that you withdrew your consent:" },
  objection: { subject: "You objected", did: "It was recorded that you objected to:" },
};

const CHINESE_ACTS: Record<Act, { subject: string; did: string }> = {
  acceptance: { subject: "接受回执", did: "已记录您接受以下内容：" },
  deemed: { subject: "视为接受回执", did: "您在获知变更后继续使用服务，已记录视为您接受以下内容：" },
  decline: { subject: "不接受回执", did: "已记录您不接受以下内容：" },
  consent: { subject: "同意回执", did: "已记录您同意以下事项：" },
  refusal: { subject: "不同意回执", did: "已记录您不同意以下事项：" },
  withdrawal: { subject: "撤回同意回执", did: "已记录您撤回对以下事项的同意：" },
  objection: { subject: "异议回执", did: "已记录您对以下内容提出异议：" },
};

/** What each act leaves as it is, or how it is undone. */
const ENGLISH_AFTER: Record<Act, string> = {
  acceptance: "An acceptance stands as it was made. How the agreement may be ended is in its own clauses.",
  deemed: "If you would rather accept expressly, you can do so at any time; that then counts instead. The receipt names every reason.",
  decline: "The version that you accepted before goes on binding you. You can still accept the new one.",
  consent: "You can withdraw your consent at any time, as easily as you gave it. That does not undo what was done before.",
  refusal: "Nothing is done for a purpose that you refused. You can choose otherwise at any time.",
  withdrawal: "From now on nothing more is done for this purpose. What was done before stays lawful.",
  objection: "The version that binds you goes on binding you, and no use of the service counts as acceptance of the new one. You will get an answer.",
};

const CHINESE_AFTER: Record<Act, string> = {
  acceptance: "接受一经作出即告确定。协议如何终止，依其自身条款。",
  deemed: "您随时可以改为明示接受，改后以明示接受为准。全部理由载于回执。",
  decline: "您此前接受的版本继续约束双方。您仍可以接受新版本。",
  consent: "您可以随时撤回同意，撤回与同意同样方便；撤回不影响此前已进行的处理。",
  refusal: "您不同意的目的，我们不会为之处理信息。您可以随时另作选择。",
  withdrawal: "自即刻起不再为该目的处理信息；撤回前已进行的处理不受影响。",
  objection: "现在约束您的版本继续约束双方，使用服务不视为接受新版本。您会收到答复。",
};

/** The words of notices about an end, a clause without effect, a receipt and an answer. */
export const noticeActs = catalogue({
  en: {
    ending: {
      head: ({ party, title, endsAt, endsDate, isForAll }: Ending): Told => ({
        subject: isForAll ? `“${title}” ends on ${endsDate}` : `“${title}” ends for you on ${endsDate}`,
        title: isForAll ? `“${title}” ends on ${endsDate}` : `“${title}” ends for you on ${endsDate}`,
        lead: `${party} ends “${title}”${isForAll ? "" : " for you"}. The end takes effect on ${endsAt}.`,
      }),
      ground: "Why it ends",
      refund: "What is paid back",
      data: "Your data",
      dataUntil: (until: string) => `You can fetch your data until ${until}. After that it can no longer be fetched.`,
      dataNone: (endsAt: string) => `No later day was set for fetching your data. Fetch it before the agreement ends on ${endsAt}.`,
      survives: "What goes on binding",
      survivesLead: (number: number) => `These clauses of version ${number} go on binding both sides after the end:`,
      survivesNone: "No clause was named that goes on binding after the end.",
      after: "After the end",
      afterwards: "Nothing can be accepted any more, and no use of the service counts as acceptance. Every version, your acceptances and your receipts stay where you can read and download them.",
    },
    mark: {
      void: ({ title, number, clause }: Mark): Told => ({
        subject: `“${title}”: clause ${clause} has no effect`,
        title: `Clause ${clause} of “${title}” has no effect`,
        lead: `Clause ${clause} of version ${number} of “${title}” is marked as having no effect. Nobody can rely on it.`,
      }),
      undertaking: ({ party, title, number, clause }: Mark): Told => ({
        subject: `“${title}”: an undertaking about clause ${clause}`,
        title: `${party} will not rely on clause ${clause} of “${title}”`,
        lead: `${party} undertakes not to rely on clause ${clause} of version ${number} of “${title}”. You can hold it to this.`,
      }),
      clause: "The clause as it stands",
      ground: "Why",
      sinceBeginning: "the beginning",
      others: "All other clauses stay in effect. You need not do anything.",
    },
    receipt: {
      head: (act: Act, what: string): Told => ({ subject: `${ENGLISH_ACTS[act].subject}: ${what}`, title: `${ENGLISH_ACTS[act].subject}: ${what}`, lead: ENGLISH_ACTS[act].did }),
      what: (title: string, others: number) => (others === 0 ? `“${title}”` : `“${title}” and ${others} more`),
      line: ({ title, number, language, purpose }: Line) => `“${title}”, version ${number}, text in ${language}${purpose === null ? "" : `, purpose “${purpose}”`}`,
      order: "Where they differ, what stands higher in this list prevails.",
      after: ENGLISH_AFTER,
      proof: "Receipt and proof",
      proofLead: "The receipt shows the record, the screen and the exact texts. It can be downloaded with all that a stranger needs to check it without this portal.",
      checkpoint: "State of the ledger when this message was written",
      checkpointLead: "Keep this message: with these signed lines anybody can show later that nothing before them was altered or left out.",
    },
    late: {
      head: ({ title, number, objectedAt, effectiveAt }: Late): Told => ({
        subject: `Your objection to version ${number} of “${title}” came too late`,
        title: "Your objection came too late",
        lead: `On ${objectedAt} you objected to version ${number} of “${title}”. One could object until it took effect on ${effectiveAt}, so the objection does not count. It is recorded all the same.`,
      }),
      still: [
        "What binds you has not changed by this. As long as you have not accepted the version or been taken to accept it, you can still decline it; then the former version goes on binding you.",
        "You can leave at any time by closing your account, and take a copy of everything first.",
      ],
    },
    objection: {
      head: ({ title, number }: { title: string; number: number }): Told => ({
        subject: `Your objection to version ${number} of “${title}” was answered`,
        title: "Your objection was answered",
        lead: `You objected to version ${number} of “${title}”. This is the answer to it.`,
      }),
      effect: ({ answer, number, until }: Answered): string =>
        ({
          keep: `The version that bound you before goes on binding you, and applies at least until ${until}.`,
          leave: `The operator asks you to end the agreement by ${until}. Until then the version that bound you before goes on binding you.`,
          lift: `The objection no longer stands. The version that bound you before goes on binding you until you accept another; you will be asked about version ${number} again, and only a click of yours can accept it.`,
          reply: "The objection came after the change had taken effect. It is on record and does not count as an objection.",
        })[answer],
      words: "In the words of the operator",
      removed: "(These words are no longer kept.)",
      kept: "Objection and answer are kept with the receipt of the objection.",
    },
    explanation: {
      head: ({ clause, title, number }: { clause: string; title: string; number: number }): Told => ({
        subject: `Your question about clause “${clause}” was answered`,
        title: "Your question was answered",
        lead: `You asked what clause “${clause}” of “${title}”, version ${number}, means.`,
      }),
      answer: "The answer",
      kept: "Question and answer are kept with the clause and its version. The answer explains the clause; it does not change it.",
    },
  },
  "zh-CN": {
    ending: {
      head: ({ party, title, endsAt, endsDate, isForAll }) => ({
        subject: isForAll ? `《${title}》终止通知：${endsDate}终止` : `《${title}》终止通知：${endsDate}起对您终止`,
        title: isForAll ? `《${title}》将于 ${endsDate}终止` : `《${title}》将于 ${endsDate}对您终止`,
        lead: `${party}${isForAll ? "" : "对您"}终止《${title}》，自 ${endsAt}起终止。`,
      }),
      ground: "终止事由",
      refund: "退款",
      data: "您的数据",
      dataUntil: (until) => `您可以在 ${until}之前取回数据，逾期不能再取回。`,
      dataNone: (endsAt) => `未另定取回数据的期限，请在 ${endsAt}协议终止之前取回。`,
      survives: "继续有效的条款",
      survivesLead: (number) => `协议终止后，第 ${number} 版的下列条款继续约束双方：`,
      survivesNone: "没有载明终止后继续有效的条款。",
      after: "终止之后",
      afterwards: "终止后不能再作出接受，使用服务也不视为接受。历次版本、您的接受记录和回执仍可查阅、下载。",
    },
    mark: {
      void: ({ title, number, clause }) => ({
        subject: `《${title}》${cited(clause)}无效`,
        title: `《${title}》${cited(clause)}无效`,
        lead: `《${title}》第 ${number} 版${cited(clause)}已标注为无效，任何一方均不得援引。`,
      }),
      undertaking: ({ party, title, number, clause }) => ({
        subject: `《${title}》${cited(clause)}：不援引承诺`,
        title: `${party}承诺不援引《${title}》${cited(clause)}`,
        lead: `${party}承诺不援引《${title}》第 ${number} 版${cited(clause)}，您可以据此主张。`,
      }),
      clause: "条款原文",
      ground: "依据",
      sinceBeginning: "自始",
      others: "其他条款的效力不受影响，您无须采取任何行动。",
    },
    receipt: {
      head: (act, what) => ({ subject: `${CHINESE_ACTS[act].subject}：${what}`, title: `${CHINESE_ACTS[act].subject}：${what}`, lead: CHINESE_ACTS[act].did }),
      what: (title, others) => (others === 0 ? `《${title}》` : `《${title}》等 ${others + 1} 项`),
      line: ({ title, number, language, purpose }) => `《${title}》第 ${number} 版，${language}文本${purpose === null ? "" : `，目的：${purpose}`}`,
      order: "各项内容不一致的，以排列在前的为准。",
      after: CHINESE_AFTER,
      proof: "回执和证明",
      proofLead: "回执载明记录、当时的页面和文本原文，并可连同证明一并下载；他人无须借助本门户即可核验。",
      checkpoint: "本通知写成时存证账本的状态",
      checkpointLead: "请保存本通知：凭下列经签名的内容，任何人日后都可以证明此前的记录未被改动、未有缺漏。",
    },
    late: {
      head: ({ title, number, objectedAt, effectiveAt }) => ({
        subject: `您对《${title}》第 ${number} 版的异议已逾期`,
        title: "您的异议已逾期",
        lead: `您于 ${objectedAt}对《${title}》第 ${number} 版提出异议。异议期至该版施行（${effectiveAt}）时届满，因此您的异议不产生异议的效力，但已记录在案。`,
      }),
      still: [
        "对您有约束力的版本不因此改变。只要您尚未接受、也未被视为接受该版本，仍可表示不接受；此时由原版本继续约束双方。",
        "您可以随时注销账户以退出，并可先取得全部资料的副本。",
      ],
    },
    objection: {
      head: ({ title, number }) => ({
        subject: `您对《${title}》第 ${number} 版提出的异议已有答复`,
        title: "您提出的异议已有答复",
        lead: `您曾对《${title}》第 ${number} 版提出异议，现答复如下。`,
      }),
      effect: ({ answer, number, until }) =>
        ({
          keep: `此前约束您的版本继续约束您，至少适用至 ${until}。`,
          leave: `运营者请您在 ${until}之前终止该协议。在此之前，此前约束您的版本继续约束您。`,
          lift: `该异议不再存续。在您接受其他版本之前，此前约束您的版本继续约束您；就第 ${number} 版将再次征询您的意见，且只有您点击接受，该版才约束您。`,
          reply: "该异议在变更生效之后提出，已记录在案，但不作为异议计算。",
        })[answer],
      words: "运营者的答复",
      removed: "（答复内容已不再保存。）",
      kept: "异议及其答复与异议回执一并保存。",
    },
    explanation: {
      head: ({ clause, title, number }) => ({
        subject: `您就“${clause}”提出的问题已有答复`,
        title: "您的提问已有答复",
        lead: `您曾询问《${title}》第 ${number} 版“${clause}”的含义。`,
      }),
      answer: "答复",
      kept: "提问和答复与所问条款及其版本一并保存。答复用于说明条款，不变更条款。",
    },
  },
});

/** "第 6.2 条"; a number that says already what it counts, and a name, stay as they are. */
function cited(clause: string): string {
  return /^[\d.]+$/.test(clause) ? `第 ${clause} 条` : `“${clause}”`;
}
