import { FILTERS } from "#app/domain/compliance/export/data-sets";
import type { Filter } from "#app/domain/compliance/export/order";
import type { Sheet, SheetPart } from "#app/domain/evidence/receipt/pdf.server";
import type { Instant } from "#app/domain/instant";
import { catalogue, type Language } from "#app/messages/catalogue";
import { entryKindName } from "#app/messages/entry-kinds";
import { exportMessages } from "#app/messages/exports";
import { inboxMessages } from "#app/messages/inbox";
import { languageName } from "#app/messages/language-names";
import { noticeDeskMessages } from "#app/messages/notice-desk";
import { receiptSheetMessages } from "#app/messages/receipt-sheet";
import { formatUtc } from "#app/messages/time";
import type { NoticeRow } from "#db/schema/notices";

export type GroupName = "acts" | "notices" | "versions" | "erasures" | "others";

export type ToldParty = { id: string; name: string | null; address: string | null };

type ToldLine = { partyId: string; slug: string; number: number; changeClass: "first" | "editorial" | "ordinary" | "essential"; language: string; purpose: string | null; grade: string | null };
type ToldNotice = Pick<NoticeRow, "id" | "reason"> & { slug: string; number: number | null; channel: string | null; at: string | null };

/** An entry of the bag, as a report tells it. */
export type ToldEntry = {
  kind: string;
  record: string;
  at: Instant;
  ledger: string;
  index: number;
  /** Of an act. */
  lines: readonly ToldLine[];
  /** Of what is about notices. */
  notices: readonly ToldNotice[];
  version: { slug: string; number: number } | null;
  /** Of deliveries that were made together. */
  count: number | null;
  isImported: boolean;
};

export type BagReport = {
  /** When the newest entry of the bag was recorded. */
  lastAt: Instant;
  hasConsents: boolean;
  groups: Record<GroupName, { count: number; entries: ToldEntry[] }>;
  parties: ToldParty[];
  partyCount: number;
};

export type ReportedBag = {
  filter: Filter;
  mask: "masked" | "unmasked";
  ledgers: readonly { origin: string; size: number }[];
  stamp: { authority: string; genTime: string; size: number } | null;
};

const reportMessages = catalogue({
  en: {
    title: "What this evidence bag holds",
    lead: "A reading copy. The evidence is records.jsonl with its proofs; HOWTO.en.md says how anyone can check it. Times are UTC. Nothing here says that anything is valid in law.",
    checkpoint: "Proved at",
    checkpointOf: (origin: string, size: number) => `${origin}, ${size} entries`,
    filter: "Chosen by",
    whole: "no filter: the whole ledger",
    stamp: "Time stamp from outside",
    stamped: (authority: string, at: string, size: number) => `${authority}, ${at}, over ${size} entries`,
    unstamped: "none: the times are those of the portal’s own clock",
    parties: (count: number) => `Parties (${count})`,
    masked: "Parties stand by their ids only.",
    closed: "no name and no address: not known, restricted or erased",
    more: (count: number) => `and ${count} more, in records.jsonl`,
    groups: {
      acts: (count: number) => `Acts (${count})`,
      notices: (count: number) => `Notices, and how it is proved that they arrived (${count})`,
      versions: (count: number) => `Versions that these rest on (${count})`,
      erasures: (count: number) => `Restrictions and erasures (${count})`,
      others: (count: number) => `Authorities, questions, answers, leavings and others (${count})`,
    } satisfies Record<GroupName, (count: number) => string>,
    none: "none",
    entry: (kind: string, at: string) => `${at} · ${kind}`,
    place: (record: string, index: number) => `${record}, entry ${index}`,
    party: (id: string) => `Party ${id}`,
    version: (slug: string, number: number | null) => (number === null ? slug : `${slug}, version ${number}`),
    line: (version: string, language: string, changeClass: string) => `${version} (${changeClass}), text in ${language}`,
    purpose: (code: string) => `Purpose: ${code}`,
    grade: (grade: string) => `Proof that the party knew: grade ${grade}`,
    imported: "Recorded by another system, whose time this is; what is not known is named in the entry.",
    notice: (id: string, about: string, reason: string) => `${id}: ${reason}, ${about}`,
    event: (notice: string, channel: string, at: string) => `${notice}; ${channel}, ${at}`,
    deliveries: (count: number) => `${count === 1 ? "1 delivery to an inbox" : `${count} deliveries to inboxes`}, listed in notices/`,
  },
  "zh-CN": {
    title: "证据包内容说明",
    lead: "本件供阅读使用。证据为 records.jsonl 及其证明；任何人均可按 HOWTO.zh-CN.md 核验。时间均为 UTC。本件不表示任何事项在法律上有效。",
    checkpoint: "证明所据检查点",
    checkpointOf: (origin: string, size: number) => `${origin}，${size} 个条目`,
    filter: "筛选条件",
    whole: "无，账本全部内容",
    stamp: "外部时间戳",
    stamped: (authority: string, at: string, size: number) => `${authority}，${at}，涵盖 ${size} 个条目`,
    unstamped: "无；时间以系统自身时钟为准",
    parties: (count: number) => `当事人（${count}）`,
    masked: "当事人仅以编号表示。",
    closed: "无姓名和地址：未知、已限制处理或者已抹除",
    more: (count: number) => `另有 ${count} 项，见 records.jsonl`,
    groups: {
      acts: (count: number) => `操作（${count}）`,
      notices: (count: number) => `通知及其送达证明（${count}）`,
      versions: (count: number) => `所依据的版本（${count}）`,
      erasures: (count: number) => `限制处理与抹除（${count}）`,
      others: (count: number) => `授权、提问、答复、退出及其他（${count}）`,
    } satisfies Record<GroupName, (count: number) => string>,
    none: "无",
    entry: (kind: string, at: string) => `${at} · ${kind}`,
    place: (record: string, index: number) => `${record}，第 ${index} 号条目`,
    party: (id: string) => `当事人 ${id}`,
    version: (slug: string, number: number | null) => (number === null ? slug : `${slug} 第 ${number} 版`),
    line: (version: string, language: string, changeClass: string) => `${version}（${changeClass}），文本语言：${language}`,
    purpose: (code: string) => `目的：${code}`,
    grade: (grade: string) => `知悉的证明等级：${grade}`,
    imported: "由其他系统记录，时间为该系统所载时间；未知事项载于条目。",
    notice: (id: string, about: string, reason: string) => `${id}：${reason}，${about}`,
    event: (notice: string, channel: string, at: string) => `${notice}；${channel}，${at}`,
    deliveries: (count: number) => `站内信 ${count} 件，清单见 notices/`,
  },
});

const GROUPS = ["acts", "notices", "versions", "erasures", "others"] as const;

/** The report as a sheet of paper. The same bag gives the same. */
export function reportSheet(bag: ReportedBag, report: BagReport, language: Language): Sheet {
  const words = reportMessages[language];
  const parts: SheetPart[] = [
    { kind: "paragraph", text: words.lead },
    ...factParts(bag, language),
    { kind: "heading", text: words.parties(report.partyCount) },
    ...partyParts(bag, report, language),
    ...GROUPS.flatMap((name) => groupParts(name, report, language)),
  ];
  const [first] = bag.ledgers.toReversed();
  return { language, title: words.title, recordId: `${first?.origin} ${first?.size}`, at: report.lastAt, parts, lacking: receiptSheetMessages[language].lacking };
}

function factParts({ filter, ledgers, stamp }: ReportedBag, language: Language): SheetPart[] {
  const words = reportMessages[language];
  const { filters, narrowed } = exportMessages[language];
  const chosen = FILTERS.flatMap((name) => (filter[name] === undefined ? [] : [narrowed(filters[name], filter[name])]));
  return [
    { kind: "fact", name: words.checkpoint, lines: ledgers.map(({ origin, size }) => words.checkpointOf(origin, size)) },
    { kind: "fact", name: words.filter, lines: chosen.length === 0 ? [words.whole] : chosen },
    { kind: "fact", name: words.stamp, lines: [stamp ? words.stamped(stamp.authority, formatUtc(stamp.genTime), stamp.size) : words.unstamped] },
  ];
}

function partyParts({ mask }: ReportedBag, { parties, partyCount }: BagReport, language: Language): SheetPart[] {
  const words = reportMessages[language];
  const told: SheetPart[] = parties.map(({ id, name, address }) => {
    const known = [name, address].filter((value) => value !== null);
    return { kind: "fact", name: id, lines: mask === "masked" ? [] : known.length === 0 ? [words.closed] : known };
  });
  return [...(mask === "masked" ? [small(words.masked)] : []), ...told, ...further(partyCount - parties.length, language)];
}

function groupParts(name: GroupName, { groups }: BagReport, language: Language): SheetPart[] {
  const words = reportMessages[language];
  const { count, entries } = groups[name];
  const told = entries.map((entry): SheetPart => ({ kind: "fact", name: words.entry(entryKindName(entry.kind, language), formatUtc(entry.at)), lines: linesOf(entry, language) }));
  return [{ kind: "heading", text: words.groups[name](count) }, ...(count === 0 ? [small(words.none)] : told), ...further(count - entries.length, language)];
}

function linesOf({ record, index, lines, notices, version, count, isImported }: ToldEntry, language: Language): string[] {
  const words = reportMessages[language];
  const { choices } = exportMessages[language];
  const [first] = lines;
  return [
    words.place(record, index),
    ...(first ? [words.party(first.partyId)] : []),
    ...lines.flatMap((line) => [
      words.line(words.version(line.slug, line.number), languageName(line.language, language), choices[line.changeClass]), ...(line.purpose === null ? [] : [words.purpose(line.purpose)]),
    ]),
    ...(first?.grade ? [words.grade(first.grade)] : []),
    ...(isImported ? [words.imported] : []),
    ...(version ? [words.version(version.slug, version.number)] : []),
    ...notices.map((notice) => noticeLine(notice, language)),
    ...(count === null ? [] : [words.deliveries(count)]),
  ];
}

function noticeLine({ id, reason, slug, number, channel, at }: ToldNotice, language: Language): string {
  const words = reportMessages[language];
  const notice = words.notice(id, words.version(slug, number), inboxMessages[language].reason[reason]);
  return channel === null || at === null ? notice : words.event(notice, channelName(channel, language), formatUtc(at));
}

function channelName(channel: string, language: Language): string {
  const { channel: names } = noticeDeskMessages[language];
  return channel === "mail" || channel === "webhook" || channel === "inbox" ? names[channel] : channel;
}

function further(count: number, language: Language): SheetPart[] {
  return count > 0 ? [small(reportMessages[language].more(count))] : [];
}

function small(text: string): SheetPart {
  return { kind: "small", text };
}
