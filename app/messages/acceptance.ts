import type { ActLine } from "#app/domain/acceptance/act-line";
import type { PurposeStanding } from "#app/domain/acceptance/purpose-standing";
import type { CitedAcceptance, Reason } from "#app/domain/acceptance/reason";
import type { NextStanding, Standing } from "#app/domain/acceptance/standing";
import type { Audience } from "#app/domain/publication/manifest";
import { catalogue, type Language } from "#app/messages/catalogue";
import { formatInstant } from "#app/messages/time";

/** The words of standings: what is asked of a party, and why. */
export const standingMessages = catalogue({
  en: {
    now: {
      accepted: "Accepted",
      deemed: "Taken as accepted",
      required: "Waiting for your acceptance",
      declined: "Declined",
      withdrawn: "Withdrawn",
      ended: "Ended",
      none: "Nothing to accept",
    } satisfies Record<Standing["now"], string>,
    next: {
      due: "Will be asked",
      accepted: "Accepted",
      declined: "Declined",
      objected: "Objected to",
      none: "Asks nothing of you",
    } satisfies Record<NextStanding["now"], string>,
    purpose: {
      open: "Not answered yet",
      given: "Given",
      refused: "Refused",
      withdrawn: "Withdrawn",
    } satisfies Record<PurposeStanding["state"], string>,
    accept: "Read and accept",
    acceptNow: (number: number) => `Accept version ${number} now`,
    consents: "Choose about consents",
  },
  "zh-CN": {
    now: {
      accepted: "已接受",
      deemed: "视为接受",
      required: "待接受",
      declined: "未接受",
      withdrawn: "已撤回",
      ended: "已终止",
      none: "无须接受",
    },
    next: { due: "待答复", accepted: "已接受", declined: "未接受", objected: "已提出异议", none: "无须答复" },
    purpose: { open: "尚未选择", given: "已同意", refused: "未同意", withdrawn: "已撤回" },
    accept: "阅读并接受",
    acceptNow: (number: number) => `现在接受第 ${number} 版`,
    consents: "选择是否同意",
  },
});

type Sentences = { [code in Reason["code"]]: (reason: Extract<Reason, { code: code }>, time: (instant: string) => string) => string };

const reasonSentences = catalogue<Sentences>({
  en: {
    "not-published": () => "No version of this agreement has been published.",
    ended: ({ effectiveAt }, time) => `This agreement ended for you on ${time(effectiveAt)}. Nothing more is asked; clauses that survive its end go on binding.`,
    left: ({ leftAt }, time) => `You left on ${time(leftAt)}, and this agreement ended for you. Clauses that survive its end go on binding.`,
    information: () => "This is for your information. It is never accepted.",
    consents: ({ given, open }) => `You have given ${english(given, "consent", "consents")} here; ${english(open, "purpose waits", "purposes wait")} for your choice.`,
    "not-yet-in-force": ({ number, effectiveAt }, time) => `Version ${number} takes effect on ${time(effectiveAt)}. Until then nothing is asked of you.`,
    accepted: ({ effectiveAt, accepted }, time) => `${acceptedEnglish(accepted, time)}. It has been in force since ${time(effectiveAt)}.`,
    "accepted-ahead": ({ effectiveAt, accepted }, time) => `${acceptedEnglish(accepted, time)}. It takes effect, and begins to bind you, on ${time(effectiveAt)}.`,
    editorial: ({ number, accepted }, time) => `Version ${number} changes wording only, so you are not asked again. ${acceptedEnglish(accepted, time)}.`,
    "first-asked": ({ number, effectiveAt }, time) => `Asked because version ${number} has been in force since ${time(effectiveAt)}; you have not accepted any version yet.`,
    "newer-version": ({ number, effectiveAt, accepted }, time) => `Asked because version ${number} took effect on ${time(effectiveAt)}; ${lowered(acceptedEnglish(accepted, time))}.`,
    declined: ({ number, declinedAt, binds }, time) =>
      `You declined version ${number} on ${time(declinedAt)}. ${binds ? `Version ${binds.number}, accepted on ${time(binds.acceptedAt)}, goes on binding you.` : "No version of it binds you."}`,
    objected: ({ number, objectedAt, binds }, time) =>
      `You objected to version ${number} on ${time(objectedAt)}. ${binds ? `Version ${binds.number} goes on binding you; nobody asks you about version ${number} again.` : "No version of it binds you."}`,
    "not-in-audience": ({ audience }) => `This agreement is for ${audienceEnglish(audience)}. You may accept it, but nobody asks you to.`,
    optional: () => "Accepting this agreement is your own choice.",
    "optional-earlier": ({ number, accepted }, time) => `${acceptedEnglish(accepted, time)}; it goes on binding you. Whether to accept version ${number} is your own choice.`,
    announced: ({ number, effectiveAt, accepted }, time) =>
      `Version ${number} takes effect on ${time(effectiveAt)}. ${accepted ? `Until then version ${accepted.number} goes on binding you. ` : ""}You will be asked about it then, and can accept it now.`,
  },
  "zh-CN": {
    "not-published": () => "该协议尚未发布任何版本。",
    ended: ({ effectiveAt }, time) => `该协议已于 ${time(effectiveAt)}对您终止，不再请您作出任何选择；依约继续有效的条款仍约束双方。`,
    left: ({ leftAt }, time) => `您于 ${time(leftAt)}退出，该协议随之对您终止；依约继续有效的条款仍约束双方。`,
    information: () => "此文供您知悉，无须接受。",
    consents: ({ given, open }) => `您已同意 ${given} 项，另有 ${open} 项等待您选择。`,
    "not-yet-in-force": ({ number, effectiveAt }, time) => `第 ${number} 版将于 ${time(effectiveAt)}生效，在此之前无须您作出任何选择。`,
    accepted: ({ effectiveAt, accepted }, time) => `${acceptedChinese(accepted, time)}。该版自 ${time(effectiveAt)}起施行。`,
    "accepted-ahead": ({ effectiveAt, accepted }, time) => `${acceptedChinese(accepted, time)}。该版将于 ${time(effectiveAt)}施行，届时开始约束您。`,
    editorial: ({ number, accepted }, time) => `第 ${number} 版只修订文字、不改变含义，因此不再请您接受。${acceptedChinese(accepted, time)}。`,
    "first-asked": ({ number, effectiveAt }, time) => `之所以请您接受，是因为第 ${number} 版自 ${time(effectiveAt)}起施行，而您尚未接受过任何版本。`,
    "newer-version": ({ number, effectiveAt, accepted }, time) => `之所以请您接受，是因为第 ${number} 版已于 ${time(effectiveAt)}施行；${acceptedChinese(accepted, time)}。`,
    declined: ({ number, declinedAt, binds }, time) =>
      `您于 ${time(declinedAt)}选择不接受第 ${number} 版。${binds ? `您于 ${time(binds.acceptedAt)}接受的第 ${binds.number} 版继续约束您。` : "目前没有任何版本约束您。"}`,
    objected: ({ number, objectedAt, binds }, time) =>
      `您于 ${time(objectedAt)}对第 ${number} 版提出异议。${binds ? `第 ${binds.number} 版继续约束您，不会再就第 ${number} 版征询您的意见。` : "目前没有任何版本约束您。"}`,
    "not-in-audience": ({ audience }) => `该协议适用于${audienceChinese(audience)}。您可以接受，但无须接受。`,
    optional: () => "是否接受该协议，由您自行决定。",
    "optional-earlier": ({ number, accepted }, time) => `${acceptedChinese(accepted, time)}，该版继续约束您。是否接受第 ${number} 版，由您自行决定。`,
    announced: ({ number, effectiveAt, accepted }, time) =>
      `第 ${number} 版将于 ${time(effectiveAt)}施行。${accepted ? `在此之前，第 ${accepted.number} 版继续约束您。` : ""}届时会请您选择，您也可以现在就接受。`,
  },
});

/** Why a standing is what it is, as one or two sentences with times in the agreement's zone. */
export function describeReason(reason: Reason, { language, zone }: { language: Language; zone: string }): string {
  const time = (instant: string) => formatInstant(instant, { zone, language });
  return sentenceFor(reason.code, language)(reason, time);
}

/** The table has a sentence of the right facts for each code; the compiler cannot see that code and facts belong together. */
function sentenceFor(code: Reason["code"], language: Language): (reason: Reason, time: (instant: string) => string) => string {
  return reasonSentences[language][code] as (reason: Reason, time: (instant: string) => string) => string;
}

function english(count: number, one: string, many: string): string {
  return `${count} ${new Intl.PluralRules("en").select(count) === "one" ? one : many}`;
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

const ACCEPTED_ENGLISH: Record<ActLine["method"], (number: number, time: string) => string> = {
  click: (number, time) => `You accepted version ${number} on ${time}`,
  api: (number, time) => `You accepted version ${number} through a connected service on ${time}`,
  deemed: (number, time) => `Version ${number} was taken as accepted on ${time}, because you used the service after being told of it`,
  imported: (number, time) => `An acceptance of version ${number} on ${time} was brought in from earlier records`,
};

const ACCEPTED_CHINESE: Record<ActLine["method"], (number: number, time: string) => string> = {
  click: (number, time) => `您于 ${time}接受了第 ${number} 版`,
  api: (number, time) => `您于 ${time}通过所连接的服务接受了第 ${number} 版`,
  deemed: (number, time) => `您在获知第 ${number} 版之后使用服务，故自 ${time}起视为接受该版`,
  imported: (number, time) => `从既往记录导入：您于 ${time}接受了第 ${number} 版`,
};

function acceptedEnglish({ method, number, acceptedAt }: CitedAcceptance, time: (instant: string) => string): string {
  return ACCEPTED_ENGLISH[method](number, time(acceptedAt));
}

function acceptedChinese({ method, number, acceptedAt }: CitedAcceptance, time: (instant: string) => string): string {
  return ACCEPTED_CHINESE[method](number, time(acceptedAt));
}

const KINDS_ENGLISH = { consumer: "consumers", business: "business customers", person: "persons", organisation: "organisations" };
const KINDS_CHINESE = { consumer: "消费者", business: "企业客户", person: "个人", organisation: "组织" };

/** Whom an agreement is for, where that is not everyone. */
export function audienceName(audience: Audience, language: Language): string {
  return language === "en" ? audienceEnglish(audience) : audienceChinese(audience);
}

function audienceEnglish(audience: Audience): string {
  const list = new Intl.ListFormat("en", { type: "disjunction" });
  if (audience.who === "kind") return list.format(audience.kinds.map((kind) => KINDS_ENGLISH[kind]));
  if (audience.who === "place") return `people in ${list.format(audience.places.map((place) => placeName(place, "en")))}`;
  if (audience.who === "product") return `those who ordered ${list.format(audience.products)}`;
  return "whoever wants it";
}

function audienceChinese(audience: Audience): string {
  if (audience.who === "kind") return audience.kinds.map((kind) => KINDS_CHINESE[kind]).join("、");
  if (audience.who === "place") return `位于${audience.places.map((place) => placeName(place, "zh-CN")).join("、")}的用户`;
  if (audience.who === "product") return `订购 ${audience.products.join("、")} 的用户`;
  return "自愿接受者";
}

function placeName(place: string, language: Language): string {
  return new Intl.DisplayNames([language], { type: "region", fallback: "code" }).of(place) ?? place;
}

/** The words around the acceptance screen: never part of it, so that errors and reasons leave its hash alone. */
export const acceptPageMessages = catalogue({
  en: {
    title: "Accept or decline",
    why: "Why you are asked",
    reasonFor: (title: string, sentence: string) => `“${title}”: ${sentence}`,
    problemTitle: "Nothing was recorded",
    problem: {
      unticked: "Tick the box first. Accepting takes both: your tick, and the button.",
      changed: "Something changed while the page was open: a version, its date or its text, or an answer of yours elsewhere. This is how things stand now; please read and choose again.",
      expired: "The page had been open for more than a day. Here it is afresh; please choose again.",
      "not yours": "The form was not one that this account was shown, or you act for somebody else by now. Here is your own; please choose again.",
    },
    toBox: "Go to the box",
    nothing: "Nothing waits for your acceptance",
    nothingLead: "You have answered every agreement that is asked of you.",
    ahead: "Announced",
    aheadLead: "You need do nothing yet. If you prefer, accept ahead of time:",
    already: "You have accepted this already",
    alreadyLead: "Nothing more is asked of you here. Your receipt:",
    receipt: "Open the receipt",
    closed: (slug: string, number: number) => `Version ${number} of “${slug}” cannot be accepted`,
    closedLead: "Only the version in force and announced versions can be accepted. This one was replaced or withdrawn, or there is no such version.",
    information: "This agreement is never accepted",
    informationLead: "It informs you and asks nothing of you.",
    read: "Read the agreement",
    history: "All versions",
    mine: "My agreements",
    onward: "Continue",
  },
  "zh-CN": {
    title: "接受或者不接受",
    why: "为什么请您选择",
    reasonFor: (title: string, sentence: string) => `《${title}》：${sentence}`,
    problemTitle: "没有记录任何内容",
    problem: {
      unticked: "请先勾选方框。接受需要您勾选方框并点击按钮，二者缺一不可。",
      changed: "打开页面之后情况有变：版本、日期或者文本有所变动，或者您已在别处作出选择。以下是目前的情况，请阅读后重新选择。",
      expired: "该页面打开已超过一天。以下是新的页面，请重新选择。",
      "not yours": "提交的表单不是向本账户显示的，或者您已改为代表他方。以下是您的页面，请重新选择。",
    },
    toBox: "跳到勾选框",
    nothing: "没有等待您接受的协议",
    nothingLead: "须由您答复的协议，您都已答复。",
    ahead: "已公告的版本",
    aheadLead: "现在无须处理。如您愿意，也可以提前接受：",
    already: "您已经接受",
    alreadyLead: "此处无须再做任何事。您的回执：",
    receipt: "查看回执",
    closed: (slug: string, number: number) => `不能接受“${slug}”第 ${number} 版`,
    closedLead: "只有现行有效的版本和已公告的版本可以接受。该版已被取代、已撤回，或者并不存在。",
    information: "该协议无须接受",
    informationLead: "它供您知悉，不要求您做任何事。",
    read: "阅读该协议",
    history: "历次版本",
    mine: "我的协议",
    onward: "继续",
  },
});

/** The words around the screens of consents. */
export const consentsPageMessages = catalogue({
  en: {
    title: "Consents",
    lead: "Each purpose stands alone: none depends on another, nor on the terms that you accepted. Giving, refusing and withdrawing each take one press.",
    details: "Read the full text",
    none: "No consent is asked for",
    noneLead: "Once you are asked to consent to something, each purpose will have its own choice here.",
    askedAgain: (number: number) => `You gave this consent under version ${number}. What it covers has changed since, so you are asked again. The earlier consent covers only what it covered then.`,
    state: {
      open: "You have not chosen yet.",
      given: (time: string) => `You gave this consent on ${time}.`,
      refused: (time: string) => `You refused on ${time}.`,
      withdrawn: (time: string) => `You withdrew your consent on ${time}.`,
    },
    receipt: "Receipt",
    done: "Recorded.",
    before: "This was so already. Nothing was recorded now.",
    problemTitle: "Nothing was recorded",
    problem: {
      changed: "Something changed while the page was open: the text, or your own choice elsewhere. This is how things stand now; please choose again.",
      expired: "The page had been open for more than a day. Here it is afresh; please choose again.",
      "not yours": "The form was not one that this account was shown, or you act for somebody else by now. Here is your own; please choose again.",
    },
    home: "All agreements",
  },
  "zh-CN": {
    title: "我的同意",
    lead: "每个目的单独征求您的同意，互不影响，也与您接受的条款无关。同意、不同意和撤回，都只需点击一次。",
    details: "阅读全文",
    none: "目前没有需要征求您同意的事项",
    noneLead: "今后如需征求您的同意，每个目的都会在这里单独供您选择。",
    askedAgain: (number: number) => `您曾按第 ${number} 版同意此项。其范围此后有变，因此再次征求您的同意；先前的同意只及于当时的范围。`,
    state: {
      open: "您尚未选择。",
      given: (time: string) => `您于 ${time}同意。`,
      refused: (time: string) => `您于 ${time}选择不同意。`,
      withdrawn: (time: string) => `您于 ${time}撤回了同意。`,
    },
    receipt: "回执",
    done: "已记录。",
    before: "您的选择原本就是如此，此次没有新增记录。",
    problemTitle: "没有记录任何内容",
    problem: {
      changed: "打开页面之后情况有变：文本有所变动，或者您已在别处作出选择。以下是目前的情况，请重新选择。",
      expired: "该页面打开已超过一天。以下是新的页面，请重新选择。",
      "not yours": "提交的表单不是向本账户显示的，或者您已改为代表他方。以下是您的页面，请重新选择。",
    },
    home: "全部协议",
  },
});
