import { catalogue } from "#app/messages/catalogue";

/**
 * Names the wording of both screens in the fragment that is hashed. Raise it when a word of this file changes, so that
 * records of different wordings can be told apart at a glance.
 */
export const SCREEN_WORDING = "1";

/** Before and after the time that a sentence names. */
type AroundTime = readonly [before: string, after: string];

function around(before: string, after: string): AroundTime {
  return [before, after];
}

/** The words of the screen on which terms are accepted or declined. All of them are part of the record. */
export const termsScreenMessages = catalogue({
  en: {
    heading: "Read, then accept or decline",
    between: (name: string) => `Between you and ${name}`,
    toChoice: "Go to the box and the buttons",
    setHeading: "What you accept",
    order: "In order of precedence: where two of them differ, the one listed first prevails.",
    cited: (title: string, number: number) => `“${title}”, version ${number}`,
    and: (items: string[]) => new Intl.ListFormat("en").format(items),
    read: (number: number) => `Read version ${number}`,
    inForce: around("In force since ", ""),
    announced: around("Announced: takes effect on ", ""),
    coming: (number: number) => around(`Version ${number} is announced and takes effect on `, ". Accepting here does not accept it."),
    binding: (language: string) => `You read the ${language} text, which binds.`,
    translated: (shown: string, binding: string) => `You read the ${shown} translation. The ${binding} text binds and prevails where they differ.`,
    readBinding: (language: string) => `Read the ${language} text`,
    only: (binding: string) => `This version exists in ${binding} only; that text binds and is shown here.`,
    copy: "Take a copy of the text",
    ask: "Ask what a clause means",
    conspicuousHeading: "Clauses that need your particular attention",
    conspicuousLead: "They exclude or limit liability, weigh on you, or choose the law or the court. They are shown here in full.",
    conspicuousNone: "No clause of these texts is marked as needing particular attention.",
    choiceHeading: "Your choice",
    box: (texts: string) => `I have read ${texts}, and I accept.`,
    sentence: (texts: string) => `By pressing “Accept and continue” you accept ${texts}.`,
    accept: "Accept and continue",
    decline: "Decline",
    declineHeading: "If you decline",
    formerBinds: (title: string, binds: number, number: number) =>
      `Version ${binds} of “${title}” goes on binding you, and you are not asked for version ${number} again. Nothing that you have paid for is locked. You can still accept later, under “My agreements”.`,
    nothingBinds: (title: string) =>
      `You cannot use the services that “${title}” governs. You can go on reading every text here, and accept later, under “My agreements”.`,
    nothingBindsYet: (title: string, number: number) =>
      `Once version ${number} of “${title}” takes effect, you cannot use the services that it governs. You can go on reading every text here, and accept later, under “My agreements”.`,
    ownChoice: (title: string) => `Nothing changes for you: accepting “${title}” is your own choice.`,
    recorded: "Your choice is recorded with its time, and you get a receipt of it.",
  },
  "zh-CN": {
    heading: "请先阅读，再选择接受或者不接受",
    between: (name: string) => `由您与${name}订立`,
    toChoice: "跳到勾选框和按钮",
    setHeading: "您将接受的内容",
    order: "按优先顺序排列：内容不一致的，以排在前面的为准。",
    cited: (title: string, number: number) => `《${title}》第 ${number} 版`,
    and: (items: string[]) => items.join("、"),
    read: (number: number) => `阅读第 ${number} 版`,
    inForce: around("自 ", "起施行"),
    announced: around("已经公告，将于 ", "施行"),
    coming: (number: number) => around(`第 ${number} 版已经公告，将于 `, "施行。在此接受并不包括该版。"),
    binding: (language: string) => `您阅读的是${language}文本，该文本具有约束力。`,
    translated: (shown: string, binding: string) => `您阅读的是${shown}译文。${binding}文本具有约束力，两者不一致的，以${binding}文本为准。`,
    readBinding: (language: string) => `阅读${language}文本`,
    only: (binding: string) => `该版只有${binding}文本，该文本具有约束力，在此显示。`,
    copy: "保存文本副本",
    ask: "询问条款的含义",
    conspicuousHeading: "请您特别注意的条款",
    conspicuousLead: "以下条款免除或者限制责任、加重您的负担，或者约定适用法律和争议解决，在此全文列出。",
    conspicuousNone: "这些文本中没有标明须特别注意的条款。",
    choiceHeading: "您的选择",
    box: (texts: string) => `我已阅读${texts}，并表示接受。`,
    sentence: (texts: string) => `点击“接受并继续”即表示您接受${texts}。`,
    accept: "接受并继续",
    decline: "不接受",
    declineHeading: "如果您不接受",
    formerBinds: (title: string, binds: number, number: number) =>
      `《${title}》第 ${binds} 版继续约束您，第 ${number} 版不会再次请您接受。您已付费的内容不会因此被锁定。您以后仍可在“我的协议”中接受。`,
    nothingBinds: (title: string) => `您不能使用《${title}》所适用的服务。您仍可在此阅读全部文本，以后也可在“我的协议”中接受。`,
    nothingBindsYet: (title: string, number: number) =>
      `《${title}》第 ${number} 版施行之后，您不能使用它所适用的服务。您仍可在此阅读全部文本，以后也可在“我的协议”中接受。`,
    ownChoice: (title: string) => `对您没有影响：是否接受《${title}》，由您自行决定。`,
    recorded: "您的选择及其时间将被记录，您会得到一份回执。",
  },
});

/** The words of the screen of one consent. All of them are part of the record. */
export const consentScreenMessages = catalogue({
  en: {
    asks: (name: string) => `${name} asks for your consent`,
    details: (title: string, number: number) => `The details: “${title}”, version ${number}`,
    former: "This purpose is no longer asked for, but your consent to it still stands.",
    translated: (binding: string) => `The ${binding} text binds.`,
    give: "Give consent",
    refuse: "Refuse",
    withdraw: "Withdraw consent",
    and: (sentences: string[]) => sentences.join(" "),
    giveSentence: "By pressing “Give consent” you allow this, and only this. You can withdraw here at any time, with one press.",
    refuseSentence: "Refusing has no disadvantage.",
    withdrawSentence: "By pressing “Withdraw consent” you end your consent from then on.",
  },
  "zh-CN": {
    asks: (name: string) => `${name}征求您的同意`,
    details: (title: string, number: number) => `详见《${title}》第 ${number} 版`,
    former: "现已不再就该目的征求同意，但您先前的同意仍然有效。",
    translated: (binding: string) => `以${binding}文本为准。`,
    give: "同意",
    refuse: "不同意",
    withdraw: "撤回同意",
    and: (sentences: string[]) => sentences.join(""),
    giveSentence: "点击“同意”即表示您同意此项，且仅限此项。您可随时在此一键撤回。",
    refuseSentence: "不同意不会给您带来任何不利。",
    withdrawSentence: "点击“撤回同意”即表示您自此撤回同意。",
  },
});
