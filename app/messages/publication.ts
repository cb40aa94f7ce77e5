import { catalogue } from "#app/messages/catalogue";
import type { PublicationRefusal } from "#app/domain/refusal";
import type { ProblemDetails, ProblemText } from "#app/messages/problems";

/** What is written in every language, by the word that refusals have for it. */
const WORDS: Record<"en" | "zh-CN", Record<string, string>> = {
  en: { summary: "summary", ground: "ground", refund: "refund statement", notice: "notice to readers" },
  "zh-CN": { summary: "变更说明", ground: "依据", refund: "退款说明", notice: "告知读者的内容" },
};

/** What publishing, loading and importing refuse. Every sentence about a file names it first. */
export const publicationProblems = catalogue<Record<PublicationRefusal, (details: ProblemDetails) => ProblemText>>({
  en: {
    "agreement-kind-fixed": ({ file, slug, kind, given }) => ({
      title: `${file}: “${slug}” is of kind “${kind}”, not “${given}”`,
      advice: "The kind of an agreement never changes. Use another slug for a new agreement.",
    }),
    "agreement-published": ({ slug, number }) => ({
      title: `The agreement “${slug}” is published already, in version ${number}`,
      advice: "Only a first version can be published while importing. Import without --publish to bring the file in as a draft.",
    }),
    "approver-is-author": () => ({
      title: "The author of a version cannot approve it",
      advice: "Ask a second person to approve it.",
    }),
    "base-unknown": ({ file, number, buildsOn }) => ({
      title: `${file}: version ${number} builds on version ${buildsOn}, which is not a live version before it`,
      advice: "Name in “buildsOn” an earlier version that is not withdrawn; null only in version 1.",
    }),
    "class-unfit": ({ file, number, changeClass }) => ({
      title: `${file}: version ${number} cannot have the change class “${changeClass}”`,
      advice: "Version 1 has the class “first”; later versions are “editorial”, “ordinary” or “essential”.",
    }),
    "clause-ambiguous": ({ file, number, count }) => ({
      title: `${file}: the number “${number}” is printed on ${count} clauses`,
      advice: "Name each clause by its id instead; `concordat outline FILE --json` prints the ids.",
    }),
    "clause-unknown": ({ file, number }) => ({
      title: `${file}: no clause has the number “${number}”`,
      advice: "Write the number as it is printed; `concordat outline FILE` lists the numbers.",
    }),
    "clause-id-repeated": ({ file, id }) => ({
      title: `${file}: the clause id “${id}” is given twice`,
      advice: "Give each clause an id of its own.",
    }),
    "clock-behind": ({ now, latestAt }) => ({
      title: `The clock says ${now}, but something was published at ${latestAt}`,
      advice: "Set the clock of this machine right and try again.",
    }),
    "effective-not-at-once": ({ effectiveAt }) => ({
      title: `A first version is in force at once, not at ${effectiveAt}`,
      advice: "Publish it without a date; it binds only those who accept it.",
    }),
    "effective-out-of-order": ({ effectiveAt, number, otherEffectiveAt }) => ({
      title: `${effectiveAt} is not after version ${number} takes effect (${otherEffectiveAt})`,
      advice: "Versions take effect in the order of their numbers, never two at one instant. Choose a later date.",
    }),
    "effective-too-early": ({ effectiveAt, earliestAt, noticeDays, zone }) => ({
      title: `${effectiveAt} is too early: ${noticeDays} full days of notice (${zone}) end at ${earliestAt}`,
      advice: `Choose ${earliestAt} or later.`,
    }),
    "file-missing": ({ file, neededBy }) => ({
      title: `${file} is missing, but ${neededBy} needs it`,
      advice: "Add the file, or remove what needs it.",
    }),
    "file-unfit": ({ file, place, fault }) => ({
      title: `${file}${place === "" ? "" : `, ${place}`}: ${fault}`,
      advice: "Correct the file and try again.",
    }),
    "file-unreadable": ({ file, fault }) => ({ title: `${file}: ${fault}`, advice: "Check the name and the rights of the file." }),
    "manifest-misfit": ({ file, manifest, found, expected }) => ({
      title: `${file} has ${found} paragraphs and clauses, but ${manifest} lists ${expected}`,
      advice: "List each paragraph of the preamble and each clause once, in the order of the text; `concordat outline FILE --json` shows them.",
    }),
    "number-not-next": ({ file, number, next }) => ({
      title: `${file}: version ${number} cannot be published, the next is version ${next}`,
      advice: "Number the versions 1, 2, 3 … without a gap.",
    }),
    "published-differs": ({ file, number, published, given }) => ({
      title: `${file} differs from what was published as version ${number}: published ${published}, this file ${given} (SHA-256)`,
      advice: "What was published is never altered. Restore the file; make the change in a new version.",
    }),
    "purposes-unfit": ({ file, kind }) => ({
      title: `${file}: “purposes” do not fit the kind “${kind}”`,
      advice: "A consent lists at least one purpose, each with a code of its own; other kinds list none.",
    }),
    "summary-missing": ({ file, language }) => ({
      title: `${file}: there is no summary of the changes in “${language}”`,
      advice: "Write the summary for readers in each language in which the version has a text.",
    }),
    "text-binary": ({ file, line }) => ({
      title: `${file}, line ${line}: there is a NUL byte, so this is no text`,
      advice: "Give a markdown file in UTF-8. A text saved as UTF-16 must be converted.",
    }),
    "text-empty": ({ file }) => ({ title: `${file} is empty`, advice: "Give a file with a text." }),
    "text-missing": ({ file, number, language }) => ({
      title: `${file}: version ${number} has no text in “${language}”, the language that binds`,
      advice: `Add the text in “${language}”.`,
    }),
    "text-not-utf8": ({ file, line }) => ({
      title: `${file}, line ${line}: the bytes are not valid UTF-8`,
      advice: "Save the file as UTF-8, for example with: iconv -f GB18030 -t UTF-8",
    }),
    "text-too-large": ({ file, megabytes }) => ({
      title: `${file} is larger than ${megabytes} MB`,
      advice: "An agreement is far shorter; check that this is the right file, or split it into several agreements.",
    }),
    "texts-misaligned": ({ file, number, position, binding, bindingNumber }) => ({
      title: `${file}: paragraph or clause ${position} (${number}) does not stand at the level of its counterpart in ${binding} (${bindingNumber})`,
      advice: "Texts of one version have the same clauses in the same order. Compare the two outlines: `concordat outline FILE`.",
    }),
    "agreement-ended": ({ slug, effectiveAt }) => ({
      title: `The agreement “${slug}” ends at ${effectiveAt}`,
      advice: "Nothing more can be published of it. Start a new agreement under another slug.",
    }),
    "assign-only-party": ({ number, heading }) => ({
      title: `The only reason given is an assignment, but more than the contracting party changes (${number} ${heading})`,
      advice: "Add the reason “amend”, or undo every change but that of the party.",
    }),
    "approval-void": () => ({
      title: "The draft was changed after this state of it was reviewed",
      advice: "Read the draft as it is now, submit it and have it approved again.",
    }),
    "class-missing": () => ({
      title: "The change class is still to be chosen",
      advice: "Choose editorial, ordinary or essential; the suggestion and its reasons are shown beside the choice.",
    }),
    "class-reason-missing": ({ chosen, suggested }) => ({
      title: `The class “${chosen}” is milder than the suggested “${suggested}”, and no reason is given`,
      advice: "Give the reason, or take the suggested class. The approver must confirm a milder class with a reason too.",
    }),
    "clause-absent": ({ clause }) => ({
      title: `There is no clause “${clause}” here`,
      advice: "Somebody may have removed it meanwhile. Reload the draft.",
    }),
    "clause-cited": ({ number, by }) => ({
      title: `Clause ${number} is cited by ${by} and cannot be removed yet`,
      advice: "Change the clauses that cite it first, so that no reference points at another clause than meant.",
    }),
    "comment-empty": () => ({ title: "The comment is empty", advice: "Write what is to be said." }),
    "date-not-approved": ({ effectiveAt, approved }) => ({
      title: `The approval is for ${approved}, not for ${effectiveAt}`,
      advice: "Publish it for the date approved, or change the date in the draft and have it approved again.",
    }),
    "date-unchanged": ({ number, effectiveAt }) => ({
      title: `Version ${number} takes effect at ${effectiveAt} already`,
      advice: "Choose another date.",
    }),
    "draft-in-review": () => ({
      title: "The draft is not in review",
      advice: "Only a draft that was submitted and not edited since can be approved or rejected.",
    }),
    "draft-published": () => ({
      title: "This draft is published and can no longer be changed",
      advice: "Start a new draft from the published version.",
    }),
    "draft-unknown": () => ({ title: "There is no such draft", advice: "All drafts are listed on the editor’s desk." }),
    "edit-unreadable": ({ clause, language }) => ({
      title: `Written like this (${language}), clause ${clause} would not be read back as it was meant`,
      advice: "A line in it may begin with a number or a heading mark and so look like a clause of its own. Add such a clause as a clause, or rewrite the line.",
    }),
    "edit-unfit": ({ clause, fault }) => ({ title: `This edit of ${clause} cannot be made: ${fault}`, advice: "Check the place and the level that were chosen." }),
    "editorial-changes": ({ faults, number, fault, found }) => ({
      title: `Not an editorial change: ${faults} places change the meaning, the first in ${number} (${fault}: ${found})`,
      advice: "Choose the class ordinary or essential, or undo these changes.",
    }),
    "lint-errors": ({ errors, language, line, found }) => ({
      title: `${errors} errors in the text block it, the first in line ${line} of the text in ${language}: ${found}`,
      advice: "Mend the errors listed with the draft; errors cannot be excused by a reason.",
    }),
    "number-style-unknown": ({ level }) => ({
      title: `How a clause at level ${level} is numbered here cannot be told`,
      advice: "Give its number as it is to be printed.",
    }),
    "proposal-decided": () => ({ title: "This was decided already", advice: "Nothing changed. The decision is shown with it." }),
    "proposal-unknown": () => ({ title: "There is nothing like this to decide", advice: "What waits for a decision is listed on the editor’s desk." }),
    "reason-missing": () => ({ title: "A reason is missing", advice: "Write why; it is kept with the record." }),
    "role-missing": ({ role }) => ({
      title: `This needs the role of ${role}`,
      advice: "Ask the operator of this portal for the role, or somebody who has it.",
    }),
    "sign-in-stale": ({ minutes }) => ({
      title: `This needs a sign-in of the last ${minutes} minutes`,
      advice: "Sign in again, then repeat it.",
    }),
    "sign-in-wrong": ({ address, setting }) => ({
      title: `${address} cannot be signed in with ${setting}`,
      advice: "Check address and password; the account must be open.",
    }),
    "state-unknown": ({ counter }) => ({ title: `This draft has no state ${counter}`, advice: "Its saved states are listed with it." }),
    "text-binding-fixed": ({ language }) => ({
      title: `The text in ${language} binds and cannot be corrected once it is published`,
      advice: "Mend it by a new version; only translations can be added or corrected.",
    }),
    "version-in-force": ({ number, effectiveAt }) => ({
      title: `Version ${number} took effect at ${effectiveAt}`,
      advice: "It can no longer be postponed or withdrawn. Publish a new version, mark a clause void or give an undertaking.",
    }),
    "version-withdrawn": ({ number }) => ({ title: `Version ${number} was withdrawn`, advice: "Publish its text as a new version." }),
    "warnings-unexplained": ({ warnings, found }) => ({
      title: `${warnings} warnings need a reason, the first: ${found}`,
      advice: "Mend them, or say in one sentence why they stay; the approver reads it.",
    }),
    "words-missing": ({ what, language }) => ({
      title: `The ${WORDS.en[String(what)] ?? what} in ${language} is missing`,
      advice: "Write it in every language of the interface and of the texts.",
    }),
    "title-missing": ({ file }) => ({
      title: `${file} has no title`,
      advice: "Begin the text with a heading, such as “# General Terms”.",
    }),
  },
  "zh-CN": {
    "agreement-kind-fixed": ({ file, slug, kind, given }) => ({
      title: `${file}：“${slug}”的种类是“${kind}”，不是“${given}”`,
      advice: "协议的种类不可更改。新协议请另取标识。",
    }),
    "agreement-published": ({ slug, number }) => ({
      title: `协议“${slug}”已经发布，现有第 ${number} 版`,
      advice: "导入时只能直接发布第一版。去掉 --publish，即可作为草稿导入。",
    }),
    "approver-is-author": () => ({ title: "版本的作者不能审批自己的版本", advice: "请由另一人审批。" }),
    "base-unknown": ({ file, number, buildsOn }) => ({
      title: `${file}：第 ${number} 版所依据的第 ${buildsOn} 版不存在、已撤回，或不在其前`,
      advice: "请在“buildsOn”中写明一个未撤回的较早版本；仅第 1 版填 null。",
    }),
    "class-unfit": ({ file, number, changeClass }) => ({
      title: `${file}：第 ${number} 版不能使用变更类别“${changeClass}”`,
      advice: "第 1 版的类别为“first”；此后各版为“editorial”“ordinary”或“essential”。",
    }),
    "clause-ambiguous": ({ file, number, count }) => ({
      title: `${file}：有 ${count} 个条款的编号都是“${number}”`,
      advice: "请改用条款的 id；`concordat outline FILE --json` 会列出各条款的 id。",
    }),
    "clause-unknown": ({ file, number }) => ({
      title: `${file}：没有编号为“${number}”的条款`,
      advice: "请按文本中的写法填写编号；`concordat outline FILE` 会列出全部编号。",
    }),
    "clause-id-repeated": ({ file, id }) => ({ title: `${file}：条款 id“${id}”出现了两次`, advice: "每个条款须有各自的 id。" }),
    "clock-behind": ({ now, latestAt }) => ({
      title: `时钟显示 ${now}，但已有内容发布于 ${latestAt}`,
      advice: "请校准本机时钟后重试。",
    }),
    "effective-not-at-once": ({ effectiveAt }) => ({
      title: `第一版发布即生效，不能定于 ${effectiveAt}`,
      advice: "发布时不要填写日期；它只约束明示接受的人。",
    }),
    "effective-out-of-order": ({ effectiveAt, number, otherEffectiveAt }) => ({
      title: `${effectiveAt} 不晚于第 ${number} 版的生效时间（${otherEffectiveAt}）`,
      advice: "各版本按编号先后生效，不得同时生效。请选择更晚的时间。",
    }),
    "effective-too-early": ({ effectiveAt, earliestAt, noticeDays, zone }) => ({
      title: `${effectiveAt} 过早：${noticeDays} 个整日的公告期（${zone}）至 ${earliestAt} 届满`,
      advice: `请选择 ${earliestAt} 或之后的时间。`,
    }),
    "file-missing": ({ file, neededBy }) => ({
      title: `缺少 ${file}，而 ${neededBy} 需要它`,
      advice: "请补上该文件，或移除依赖它的内容。",
    }),
    "file-unfit": ({ file, place, fault }) => ({
      title: `${file}${place === "" ? "" : `，${place}`}：${fault}`,
      advice: "请改正该文件后重试。",
    }),
    "file-unreadable": ({ file, fault }) => ({ title: `无法读取 ${file}：${fault}`, advice: "请核对文件名和读取权限。" }),
    "manifest-misfit": ({ file, manifest, found, expected }) => ({
      title: `${file} 有 ${found} 个段落和条款，而 ${manifest} 列出 ${expected} 个`,
      advice: "请按文本顺序逐一列出序言各段和各条款；可用 `concordat outline FILE --json` 查看。",
    }),
    "number-not-next": ({ file, number, next }) => ({
      title: `${file}：不能发布第 ${number} 版，下一版应为第 ${next} 版`,
      advice: "版本按 1、2、3 …… 连续编号。",
    }),
    "published-differs": ({ file, number, published, given }) => ({
      title: `${file} 与已发布的第 ${number} 版不一致：已发布 ${published}，此文件 ${given}（SHA-256）`,
      advice: "已发布的内容不可更改。请还原该文件，并在新版本中修改。",
    }),
    "purposes-unfit": ({ file, kind }) => ({
      title: `${file}：“purposes”与种类“${kind}”不符`,
      advice: "同意类协议至少列出一项目的，且代码各不相同；其他种类不列目的。",
    }),
    "summary-missing": ({ file, language }) => ({
      title: `${file}：缺少“${language}”的变更说明`,
      advice: "版本有哪些语言的文本，就应有哪些语言的变更说明。",
    }),
    "text-binary": ({ file, line }) => ({
      title: `${file} 第 ${line} 行含有 NUL 字节，不是文本文件`,
      advice: "请提供 UTF-8 编码的 markdown 文件；UTF-16 编码的文本须先转换。",
    }),
    "text-empty": ({ file }) => ({ title: `${file} 是空文件`, advice: "请提供有内容的文件。" }),
    "text-missing": ({ file, number, language }) => ({
      title: `${file}：第 ${number} 版缺少有约束力的“${language}”文本`,
      advice: `请补上“${language}”文本。`,
    }),
    "text-not-utf8": ({ file, line }) => ({
      title: `${file} 第 ${line} 行不是有效的 UTF-8`,
      advice: "请将文件存为 UTF-8，例如：iconv -f GB18030 -t UTF-8",
    }),
    "text-too-large": ({ file, megabytes }) => ({
      title: `${file} 超过 ${megabytes} MB`,
      advice: "协议文本远小于此；请核对文件，或拆分为多份协议。",
    }),
    "texts-misaligned": ({ file, number, position, binding, bindingNumber }) => ({
      title: `${file}：第 ${position} 个段落或条款（${number}）与 ${binding} 中对应者（${bindingNumber}）层级不同`,
      advice: "同一版本各语言文本的条款及顺序须一致。请用 `concordat outline FILE` 对照两份文本。",
    }),
    "agreement-ended": ({ slug, effectiveAt }) => ({
      title: `协议“${slug}”于 ${effectiveAt} 终止`,
      advice: "该协议不能再发布新内容。请另取标识，新建协议。",
    }),
    "assign-only-party": ({ number, heading }) => ({
      title: `发布理由仅为转让，但变更不限于订约方（${number} ${heading}）`,
      advice: "请加上理由“修改”，或撤销订约方以外的变更。",
    }),
    "approval-void": () => ({ title: "草稿在送审后又有修改", advice: "请阅读现在的草稿，重新送审并审批。" }),
    "class-missing": () => ({ title: "尚未选择变更类别", advice: "请选择文字、一般或重大；选项旁列有建议及其理由。" }),
    "class-reason-missing": ({ chosen, suggested }) => ({
      title: `所选类别“${chosen}”轻于建议的“${suggested}”，但没有写明理由`,
      advice: "请写明理由，或采用建议的类别。审批人确认较轻的类别时也须写明理由。",
    }),
    "clause-absent": ({ clause }) => ({ title: `此处没有条款“${clause}”`, advice: "可能已被他人删除，请刷新草稿。" }),
    "clause-cited": ({ number, by }) => ({
      title: `第 ${number} 条被 ${by} 引用，暂不能删除`,
      advice: "请先修改引用它的条款，以免引用指向别的条款。",
    }),
    "comment-empty": () => ({ title: "评论没有内容", advice: "请填写评论。" }),
    "date-not-approved": ({ effectiveAt, approved }) => ({
      title: `批准的时间是 ${approved}，不是 ${effectiveAt}`,
      advice: "请按批准的时间发布，或在草稿中修改时间后重新审批。",
    }),
    "date-unchanged": ({ number, effectiveAt }) => ({ title: `第 ${number} 版原本就于 ${effectiveAt} 生效`, advice: "请选择其他时间。" }),
    "draft-in-review": () => ({ title: "草稿不在审核中", advice: "只有已送审且此后未修改的草稿才能批准或退回。" }),
    "draft-published": () => ({ title: "草稿已经发布，不能再修改", advice: "请从已发布的版本新建草稿。" }),
    "draft-unknown": () => ({ title: "没有这份草稿", advice: "全部草稿列在编辑台。" }),
    "edit-unreadable": ({ clause, language }) => ({
      title: `条款 ${clause}（${language}）如此书写，读回时会与原意不符`,
      advice: "可能有一行以编号或标题符号开头，像是另一条款。请将其另加为条款，或改写该行。",
    }),
    "edit-unfit": ({ clause, fault }) => ({ title: `无法对 ${clause} 作此编辑：${fault}`, advice: "请核对所选的位置和层级。" }),
    "editorial-changes": ({ faults, number, fault, found }) => ({
      title: `不属于文字变更：有 ${faults} 处改变含义，首处在 ${number}（${fault}：${found}）`,
      advice: "请选择一般或重大变更，或撤销这些修改。",
    }),
    "lint-errors": ({ errors, language, line, found }) => ({
      title: `文本有 ${errors} 处错误，不能继续；首处在“${language}”文本第 ${line} 行：${found}`,
      advice: "请改正草稿中列出的错误；错误不能以说明理由代替改正。",
    }),
    "number-style-unknown": ({ level }) => ({ title: `无法判断第 ${level} 级条款在本文中的编号样式`, advice: "请按应有的写法填写编号。" }),
    "proposal-decided": () => ({ title: "此事已有决定", advice: "没有任何变更，决定见该事项。" }),
    "proposal-unknown": () => ({ title: "没有这一待决事项", advice: "待决事项列在编辑台。" }),
    "reason-missing": () => ({ title: "缺少理由", advice: "请写明理由，它将随记录保存。" }),
    "role-missing": ({ role }) => ({ title: `此操作需要角色：${role}`, advice: "请向本门户的运营者申请，或请有该角色的人操作。" }),
    "sign-in-stale": ({ minutes }) => ({ title: `此操作要求在 ${minutes} 分钟内登录过`, advice: "请重新登录后再操作。" }),
    "sign-in-wrong": ({ address, setting }) => ({ title: `无法以 ${setting} 登录 ${address}`, advice: "请核对地址和密码；账户须未关闭。" }),
    "state-unknown": ({ counter }) => ({ title: `草稿没有第 ${counter} 次保存的内容`, advice: "历次保存的内容列在草稿页。" }),
    "text-binding-fixed": ({ language }) => ({
      title: `“${language}”文本具有约束力，发布后不能更正`,
      advice: "请以新版本修改；只有译文可以补充或更正。",
    }),
    "version-in-force": ({ number, effectiveAt }) => ({
      title: `第 ${number} 版已于 ${effectiveAt} 生效`,
      advice: "不能再推迟或撤回。请发布新版本、标注条款无效或作出承诺。",
    }),
    "version-withdrawn": ({ number }) => ({ title: `第 ${number} 版已撤回`, advice: "请将其内容作为新版本发布。" }),
    "warnings-unexplained": ({ warnings, found }) => ({
      title: `有 ${warnings} 处提醒需要说明理由，首处：${found}`,
      advice: "请改正，或用一句话说明为何保留；审批人会看到。",
    }),
    "words-missing": ({ what, language }) => ({ title: `缺少“${language}”的${WORDS["zh-CN"][String(what)] ?? what}`, advice: "界面和文本的各种语言都须填写。" }),
    "title-missing": ({ file }) => ({ title: `${file} 没有标题`, advice: "请在文首写标题，如“# 通用服务条款”。" }),
  },
});
