import type { ClauseFlag } from "#app/domain/publication/manifest";
import type { Fold, Redline, RedlineChange, RedlineClause } from "#app/domain/text/redline";
import { catalogue, type Language } from "#app/messages/catalogue";

/** A run of clauses that stay as they are; the range is of their places, now and before. */
type FoldFacts = { count: number; renumbered: number; layoutOnly: number; range: string; formerRange: string };

function around(before: string, after: string): readonly [before: string, after: string] {
  return [before, after];
}

const plural = new Intl.PluralRules("en");

function clauses(count: number): string {
  return plural.select(count) === "one" ? `${count} clause` : `${count} clauses`;
}

const englishGains: Record<ClauseFlag, string> = {
  conspicuous: "shown conspicuously",
  survives: "kept in force after the end of the agreement",
  liability: "marked as limiting liability",
  jurisdiction: "marked as choosing the law or the court",
  price: "marked as concerning the price",
  changeClause: "marked as the clause on changes to the agreement",
};

const chineseGains: Record<ClauseFlag, string> = {
  conspicuous: "以醒目方式显示",
  survives: "在协议终止后继续有效",
  liability: "标为限制责任的条款",
  jurisdiction: "标为法律适用或者管辖条款",
  price: "标为价格条款",
  changeClause: "标为协议变更条款",
};

/** The words of the pages on which two versions are compared. */
export const compareMessages = catalogue({
  en: {
    heading: (from: number, to: number) => `Version ${from} → ${to}`,
    title: (agreement: string, from: number, to: number) => `${agreement}: version ${from} → ${to}`,
    sameVersion: "A version does not differ from itself: there is nothing to compare. Choose two versions below.",
    counts: {
      changed: "changed", added: "added", removed: "removed", split: "split", joined: "joined", headingOnly: "heading only",
      moved: "moved", renumbered: "renumbered", reflagged: "marked otherwise", layoutOnly: "layout only", unchanged: "unchanged",
    },
    countsLabel: "Changes by kind",
    kind: {
      changed: "changed", added: "added", removed: "removed", headingOnly: "heading only", layoutOnly: "layout only", unchanged: "same words",
    },
    split: (from: string, to: string) => `${from} split into ${to}`,
    joined: (from: string) => `joined from ${from}`,
    moved: (from: string) => (from === "" ? "moved here" : `moved here from ${from}`),
    renumbered: (from: string, to: string) => (to === "" ? `number ${from} dropped` : from === "" ? `now numbered ${to}` : `renumbered ${from} → ${to}`),
    gained: (flag: ClauseFlag) => `now ${englishGains[flag]}`,
    lost: (flag: ClauseFlag) => `no longer ${englishGains[flag]}`,
    conspicuous: "read with care",
    asWritten: "The words are the same. What changed is how the text is written: emphasis or other marks.",
    heard: { insert: around("[inserted: ", "]"), remove: around("[deleted: ", "]") },
    absent: (version: number) => `Not in version ${version}`,
    fold: ({ count, renumbered, layoutOnly, range, formerRange }: FoldFacts) => {
      const place = range === "" ? "" : formerRange === range || formerRange === "" ? ` ${range}` : ` ${range} (formerly ${formerRange})`;
      const notes = [
        ...(renumbered === 0 ? [] : [renumbered === count ? "renumbered" : `${renumbered} renumbered`]),
        ...(layoutOnly === 0 ? [] : [layoutOnly === count ? "set otherwise" : `${layoutOnly} set otherwise`]),
      ];
      return `Unchanged:${place}${place === "" ? " " : " · "}${[clauses(count), ...notes].join(", ")}`;
    },
    role: { preamble: "Preamble", title: "Title", date: "Date line", frontMatter: "Head of the file" },
    step: (place: number, count: number) => `Change ${place} of ${count}`,
    previous: "Previous",
    next: "Next",
    previousChange: "Previous change",
    nextChange: "Next change",
    inVersion: (version: number) => `In version ${version}`,
    keys: "Keys n and p step through the changes",
    ways: "Compare otherwise",
    view: "View",
    inline: "In one column",
    side: "Side by side",
    whatChanges: (version: number) => `What version ${version} changes`,
    backwards: (from: number, to: number) => `This page reads backwards, from version ${from} to the earlier version ${to}: “added” is what only version ${to} has.`,
    forwards: (from: number, to: number) => `Read version ${from} → ${to}`,
    missing: (version: number, language: string, shown: string) => `Version ${version} has no ${language} text. Both versions are compared in ${shown}.`,
    noCommon: "These versions have no language in common. Each is shown in its binding text, so everything appears as changed.",
    translations: (binding: string) => `These are translations for your convenience. The ${binding} texts bind.`,
    derived: "Changes are marked by the portal to help you read. The texts of both versions are what counts.",
    sinceAccepted: (version: number) => `Since version ${version}, which you accepted`,
    sinceBinding: (version: number) => `Since version ${version}, which binds you`,
    sinceInForce: (version: number) => `Since version ${version}, in force today`,
    sinceBase: (version: number) => `Since version ${version}, on which it builds`,
    seeSinceAccepted: (version: number) => `See what changed since version ${version}, which you accepted`,
    seeSinceBinding: (version: number) => `See what changed since version ${version}, which binds you`,
    choose: "Compare two versions",
    chooseFrom: "From",
    chooseTo: "To",
    chooseButton: "Compare",
    option: (version: number, status: string) => `Version ${version} (${status})`,
    seeChanges: "See what changes",
    seeChangesFrom: (version: number) => `What changed from version ${version}`,
  },
  "zh-CN": {
    heading: (from: number, to: number) => `第 ${from} 版 → 第 ${to} 版`,
    title: (agreement: string, from: number, to: number) => `${agreement}：第 ${from} 版 → 第 ${to} 版`,
    sameVersion: "同一个版本没有可比较的内容。请在下方选择两个版本。",
    counts: {
      changed: "改动", added: "新增", removed: "删去", split: "拆分", joined: "合并", headingOnly: "仅改标题",
      moved: "移位", renumbered: "改编号", reflagged: "标记有变", layoutOnly: "仅改版式", unchanged: "未变",
    },
    countsLabel: "各类变化",
    kind: { changed: "改动", added: "新增", removed: "删去", headingOnly: "仅改标题", layoutOnly: "仅改版式", unchanged: "文字未变" },
    split: (from: string, to: string) => `由 ${from} 拆分为 ${to}`,
    joined: (from: string) => `由 ${from} 合并`,
    moved: (from: string) => (from === "" ? "移至此处" : `由 ${from} 移至此处`),
    renumbered: (from: string, to: string) => (to === "" ? `不再使用编号 ${from}` : from === "" ? `现编号为 ${to}` : `编号由 ${from} 改为 ${to}`),
    gained: (flag: ClauseFlag) => `现${chineseGains[flag]}`,
    lost: (flag: ClauseFlag) => `不再${chineseGains[flag]}`,
    conspicuous: "请特别留意",
    asWritten: "文字相同，改动的只是书写方式，如着重或者其他标记。",
    heard: { insert: around("【新增：", "】"), remove: around("【删去：", "】") },
    absent: (version: number) => `第 ${version} 版没有此条`,
    fold: ({ count, renumbered, layoutOnly, range, formerRange }: FoldFacts) => {
      const place = range === "" ? "" : formerRange === range || formerRange === "" ? range : `${range}（原 ${formerRange}）`;
      const notes = [
        ...(renumbered === 0 ? [] : [renumbered === count ? "仅改编号" : `其中 ${renumbered} 条仅改编号`]),
        ...(layoutOnly === 0 ? [] : [layoutOnly === count ? "仅改版式" : `其中 ${layoutOnly} 条仅改版式`]),
      ];
      return `未变：${place}${place === "" ? "" : " · "}${[`${count} 条`, ...notes].join("，")}`;
    },
    role: { preamble: "引言", title: "标题", date: "日期", frontMatter: "文件头" },
    step: (place: number, count: number) => `第 ${place} 处变更，共 ${count} 处`,
    previous: "上一处",
    next: "下一处",
    previousChange: "上一处变更",
    nextChange: "下一处变更",
    inVersion: (version: number) => `在第 ${version} 版中查看`,
    keys: "按 n、p 键逐处查看变更",
    ways: "其他比较方式",
    view: "显示方式",
    inline: "合并显示",
    side: "左右对照",
    whatChanges: (version: number) => `第 ${version} 版的变更内容`,
    backwards: (from: number, to: number) => `本页由第 ${from} 版向较早的第 ${to} 版倒看：标为“新增”的，是只有第 ${to} 版才有的内容。`,
    forwards: (from: number, to: number) => `改看第 ${from} 版 → 第 ${to} 版`,
    missing: (version: number, language: string, shown: string) => `第 ${version} 版没有${language}文本，现以${shown}文本比较两个版本。`,
    noCommon: "这两个版本没有相同语言的文本，各以其有约束力的文本显示，因此全部内容都显示为变化。",
    translations: (binding: string) => `这是供您参考的译文，有约束力的是${binding}文本。`,
    derived: "变更标记由本门户生成，供阅读参考；以两个版本的文本为准。",
    sinceAccepted: (version: number) => `自您接受的第 ${version} 版以来`,
    sinceBinding: (version: number) => `自对您有约束力的第 ${version} 版以来`,
    sinceInForce: (version: number) => `自现行的第 ${version} 版以来`,
    sinceBase: (version: number) => `自其所依据的第 ${version} 版以来`,
    seeSinceAccepted: (version: number) => `查看自您接受的第 ${version} 版以来的变更`,
    seeSinceBinding: (version: number) => `查看自对您有约束力的第 ${version} 版以来的变更`,
    choose: "比较两个版本",
    chooseFrom: "原版本",
    chooseTo: "新版本",
    chooseButton: "比较",
    option: (version: number, status: string) => `第 ${version} 版（${status}）`,
    seeChanges: "查看变更内容",
    seeChangesFrom: (version: number) => `与第 ${version} 版相比的变更`,
  },
});

/** What became of the clauses, in one sentence. */
export function describeCounts(counts: Redline["counts"], language: Language): string {
  const reworded = counts.changed + counts.headingOnly + counts.split + counts.joined;
  const fates = [
    ["reworded", reworded], ["added", counts.added], ["removed", counts.removed], ["moved", counts.moved], ["reflagged", counts.reflagged],
  ] as const;
  const same = { count: counts.unchanged + counts.layoutOnly, renumbered: counts.renumbered };
  const met = fates.filter(([, count]) => count > 0);
  return language === "en" ? describeInEnglish(met, same) : describeInChinese(met, same);
}

type Met = readonly (readonly [fate: "reworded" | "added" | "removed" | "moved" | "reflagged", count: number])[];
type Same = { count: number; renumbered: number };

function describeInEnglish(met: Met, same: Same): string {
  const verbs = { reworded: "changed", added: "added", removed: "removed", moved: "moved", reflagged: "marked otherwise" };
  const kept = `${clauses(same.count)} ${same.count === 1 ? "keeps" : "keep"} the same words`;
  if (met.length === 0) return `No word changed: ${kept}${same.renumbered > 0 ? `, ${same.renumbered} under another number` : ""}.`;
  const said = met.map(([fate, count], index) => `${index === 0 ? clauses(count) : count} ${verbs[fate]}`);
  return `${new Intl.ListFormat("en").format(said)}${same.count > 0 ? `; ${kept}` : ""}.`;
}

function describeInChinese(met: Met, same: Same): string {
  const verbs = { reworded: "改动", added: "新增", removed: "删去", moved: "移位", reflagged: "标记有变" };
  const kept = `${same.count} 条文字不变`;
  if (met.length === 0) return `没有文字变化：${kept}${same.renumbered > 0 ? `，其中 ${same.renumbered} 条改了编号` : ""}。`;
  return `${met.map(([fate, count]) => `${verbs[fate]} ${count} 条`).join("，")}${same.count > 0 ? `；${kept}` : ""}。`;
}

/** What became of one clause: its kind, then moves, numbers and flags. */
export function tellChange(change: RedlineChange, language: Language): string[] {
  const words = compareMessages[language];
  const { kind, isMoved, isRenumbered, gainedFlags, lostFlags } = change;
  const [before] = change.old;
  const [now] = change.new;
  return [
    kind === "split" || kind === "joined" ? tellParts(change, language) : words.kind[kind],
    ...(isMoved ? [words.moved(before?.place === now?.place ? "" : (before?.place ?? ""))] : []),
    ...(isRenumbered && !isMoved ? [words.renumbered(before?.place ?? "", now?.place ?? "")] : []),
    ...gainedFlags.map(words.gained),
    ...lostFlags.map(words.lost),
  ];
}

function tellParts({ kind, old, new: fresh }: RedlineChange, language: Language): string {
  const words = compareMessages[language];
  const [before, after] = [old, fresh].map((clauses) => clauses.map((clause) => nameOfClause(clause, language)).join(language === "en" ? ", " : "、"));
  return kind === "split" ? words.split(before ?? "", after ?? "") : words.joined(before ?? "");
}

/** A clause by its place, by its heading or first words where it has no number; other parts of a text by what they are. */
export function nameOfClause({ role, place, name }: RedlineClause, language: Language): string {
  return role === "clause" ? place || name : compareMessages[language].role[role];
}

/** Which clauses are folded, by their range, and what about them is new all the same. */
export function describeFold({ folded }: Fold, language: Language): string {
  return compareMessages[language].fold({
    count: folded.length,
    renumbered: folded.filter(({ isRenumbered }) => isRenumbered).length,
    layoutOnly: folded.filter(({ kind }) => kind === "layoutOnly").length,
    range: rangeOf(endsOf(folded).flatMap((change) => change.new.slice(0, 1)), language),
    formerRange: rangeOf(endsOf(folded).flatMap((change) => change.old.slice(0, 1)), language),
  });
}

/** The first and the last; a heading at the end belongs to what follows. */
function endsOf(folded: readonly RedlineChange[]): RedlineChange[] {
  const last = folded.findLast(({ words }) => words.length > 0) ?? folded.at(-1);
  return [...folded.slice(0, 1), ...(last && last !== folded[0] ? [last] : [])];
}

function rangeOf(ends: readonly RedlineClause[], language: Language): string {
  return Array.from(new Set(ends.map((clause) => nameOfClause(clause, language)))).join(" – ");
}
