import type { LintCode } from "#app/domain/text/lint";
import { catalogue } from "#app/messages/catalogue";

/** What a finding says, and what to do about it. */
type FindingText = { sentence: (found: string) => string; advice: string };

export const lintMessages = catalogue<Record<LintCode, FindingText>>({
  en: {
    "hidden-character": {
      sentence: (found) => `A character that readers do not see: ${found}.`,
      advice: "Delete it. What is shown must be what is hashed.",
    },
    "look-alike": {
      sentence: (found) => `A letter that only looks Latin: ${found}.`,
      advice: "Type the word again with Latin letters.",
    },
    "empty-clause": {
      sentence: (found) => `Clause ${found} has no text and nothing under it.`,
      advice: "Write its text or remove it.",
    },
    "number-repeated": {
      sentence: (found) => `The number ${found} stands twice in a row.`,
      advice: "Renumber one of the two.",
    },
    "number-gap": {
      sentence: (found) => `The numbering jumps to ${found}.`,
      advice: "Renumber, or give the reason, such as a clause that was repealed.",
    },
    "reference-broken": {
      sentence: (found) => `“${found}” points at a clause that this text does not have.`,
      advice: "Correct the number, or name the other text that is meant.",
    },
    "reference-doubtful": {
      sentence: (found) => `“${found}” is not a clause of this text; it reads like a citation of another one.`,
      advice: "Name the text that is meant beside it, or correct the number.",
    },
    "emphasis-absent": {
      sentence: (found) => `The text promises emphasis (“${found}”) and has none.`,
      advice: "Flag the clauses that it means as conspicuous; the portal then shows them bold and underlined.",
    },
    "second-agreement": {
      sentence: (found) => `A second agreement seems to begin here: ${found}.`,
      advice: "Keep each agreement in a file of its own.",
    },
    "term-undefined": {
      sentence: (found) => `“${found}” is written like a defined term and is defined nowhere.`,
      advice: "Define it, write it in lower case, or give the reason.",
    },
    "date-stale": {
      sentence: (found) => `The date line “${found}” is that of the version before, but the words changed.`,
      advice: "Set the date of this text.",
    },
    "code-unclosed": {
      sentence: (found) => `A block that begins with ${found} is never closed; everything after it counts as code.`,
      advice: "Close the block or remove the fence.",
    },
  },
  "zh-CN": {
    "hidden-character": { sentence: (found) => `有读者看不见的字符：${found}。`, advice: "请删除。显示的文字必须与计算摘要的文字一致。" },
    "look-alike": { sentence: (found) => `有形似拉丁字母的其他字母：${found}。`, advice: "请用拉丁字母重新输入这个词。" },
    "empty-clause": { sentence: (found) => `条款 ${found} 没有正文，也没有下级条款。`, advice: "请补写正文或者删除。" },
    "number-repeated": { sentence: (found) => `编号 ${found} 连续出现两次。`, advice: "请修改其中一个编号。" },
    "number-gap": { sentence: (found) => `编号跳到了 ${found}。`, advice: "请重新编号，或者说明理由（例如原条款已经废止）。" },
    "reference-broken": { sentence: (found) => `“${found}”所指的条款在本文中不存在。`, advice: "请更正编号，或者写明所指的其他文件。" },
    "reference-doubtful": { sentence: (found) => `“${found}”不是本文的条款，像是引用其他文件。`, advice: "请在旁边写明所指的文件，或者更正编号。" },
    "emphasis-absent": { sentence: (found) => `本文承诺突出显示（“${found}”），但没有任何突出显示。`, advice: "请把所指的条款标记为醒目条款，系统会以加粗并加下划线的方式显示。" },
    "second-agreement": { sentence: (found) => `此处似乎开始了另一份协议：${found}。`, advice: "请让每份协议各用一个文件。" },
    "term-undefined": { sentence: (found) => `“${found}”写法像定义过的术语，但没有定义。`, advice: "请加以定义、改为小写，或者说明理由。" },
    "date-stale": { sentence: (found) => `日期行“${found}”与上一版本相同，但内容已经修改。`, advice: "请改为本文的日期。" },
    "code-unclosed": { sentence: (found) => `以 ${found} 开始的代码块没有结束，其后的文字都被当作代码。`, advice: "请补上结束标记，或者删除开始标记。" },
  },
});
