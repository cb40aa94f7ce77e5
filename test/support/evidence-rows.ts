import type { Commit, Step } from "#db/commit";
import { insertRow } from "#db/commit";
import type { EvidenceTables } from "#db/schema";
import type { ExportRequestRow } from "#db/schema/exports";

/** One row for each evidence table; `which` (a digit) tells sets apart in every key. */
export function evidenceRows(which: number): EvidenceTables {
  const recorded = { happenedAt: "2026-03-01T00:00:00.000Z", recordedAt: "2026-03-01T00:00:00.001Z" };
  const sha = String(which).repeat(64);
  const id = (prefix: string) => `${prefix}_${which}`;
  return {
    agreements: { id: id("agr"), slug: id("terms"), kind: "terms", ...recorded },
    documents: { sha256: sha, body: "# 条款\n", recordedAt: recorded.recordedAt },
    versions: {
      id: id("ver"), agreementId: id("agr"), number: which, buildsOnId: null, manifestSha256: sha, changeClass: "first",
      authorId: "installation", approverId: "installation", approvalSha256: sha, ...recorded,
    },
    versionTexts: {
      versionId: id("ver"), language: "zh-CN", revision: 1, isBinding: 1, title: "条款", sha256: sha, originalSha256: sha, ...recorded,
    },
    clauses: {
      versionId: id("ver"), clauseId: id("c"), position: which, level: 1, number: "1.", heading: null, sha256: sha, flagsJson: "[]", ...recorded,
    },
    publications: {
      id: id("pub"), agreementId: id("agr"), versionId: id("ver"), act: "announced", followsId: "", effectiveAt: "2026-04-01T00:00:00.000Z",
      earliestAt: "2026-04-01T00:00:00.000Z", noticeDays: 30, zone: "Asia/Shanghai", actorId: "installation", reason: "first", ruleJson: null, noticeJson: null, ...recorded,
    },
    screens: { sha256: sha, html: "<p>条款</p>", recordedAt: recorded.recordedAt },
    presentations: {
      id: id("prs"), partyId: id("pty"), actorId: id("usr"), purpose: "terms", screenSha256: sha, setSha256: sha, setJson: "[]",
      language: "zh-CN", tokenSha256: sha, ...recorded,
    },
    signIns: { id: id("sig"), accountId: id("usr"), method: "password", ...recorded },
    acts: {
      id: id("acc"), kind: "acceptance", method: "click", partyId: id("pty"), actorId: id("usr"), delegationId: null,
      presentationId: id("prs"), signInId: id("sig"), language: "zh-CN", isAddressConfirmed: 1, ...recorded,
    },
    actLines: {
      actId: id("acc"), position: 0, partyId: id("pty"), subject: id("ver"), followsActId: "", agreementId: id("agr"), versionId: id("ver"),
      language: "zh-CN", shownSha256: sha, bindingSha256: sha, precedence: 1, purpose: null, conspicuousJson: "[]", replacesActId: null, ...recorded,
    },
    draftStates: { draftId: id("drf"), counter: 1, contentJson: "{}", actorId: id("usr"), note: "started", ...recorded },
    draftComments: { id: id("cmt"), draftId: id("drf"), counter: 1, clauseId: null, answersId: null, body: "why?", actorId: id("usr"), ...recorded },
    approvals: {
      id: id("apr"), draftId: id("drf"), counter: 1, act: "submitted", followsId: "", approvalSha256: sha, actorId: id("usr"), signInId: null,
      reason: "", ...recorded,
    },
    clauseMarks: {
      id: id("mrk"), agreementId: id("agr"), versionId: id("ver"), clauseId: "c", kind: "void", partiesJson: null, groundJson: "{}",
      sinceAt: null, authorId: id("usr"), approverId: "usr_second", ...recorded,
    },
    endings: {
      id: id("end"), agreementId: id("agr"), versionId: id("ver"), partiesJson: null, groundJson: "{}", refundJson: "{}", dataUntil: null,
      survivingJson: "[]", effectiveAt: "2026-04-01T00:00:00.000Z", earliestAt: "2026-04-01T00:00:00.000Z", noticeDays: 30,
      zone: "Asia/Shanghai", ruleJson: "{}", authorId: id("usr"), approverId: "usr_second", ...recorded,
    },
    refusals: { id: id("rfs"), operation: "publishDraft", subject: id("drf"), code: "clock-behind", detailsJson: "{}", actorId: id("usr"), ...recorded },
    roleChanges: {
      id: id("rol"), accountId: id("usr"), act: "granted", role: "editor", followsId: which === 1 ? "" : `rol_${which - 1}`, actorId: id("usr"),
      signInId: id("sig"), reason: "joined", ...recorded,
    },
    delegations: {
      id: id("dlg"), delegationId: id("dlg"), act: "granted", followsId: "", partyId: id("pty"), actorId: id("usr"), relation: "owner",
      scopesJson: "[]", beginsAt: recorded.happenedAt, endsAt: null, byId: id("usr"), signInId: id("sig"), acceptedSignInId: null,
      ...recorded,
    },
    importedActs: {
      actId: id("acc"), importId: id("imp"), partyId: id("pty"), source: "old portal", sourceMethod: null, unknownsJson: "[]", ...recorded,
    },
    imports: {
      id: id("imp"), agreementId: id("agr"), fileSha256: sha, rows: 1, recorded: 1, known: 0, actorId: "installation", ...recorded,
    },
    leavings: {
      id: id("lvg"), partyId: id("left"), actorId: id("usr"), delegationId: null, signInId: id("sig"), agreementsJson: "[]", reasonSealed: null,
      dataUntil: "2026-04-01T00:00:00.000Z", requestId: null, acts: 0, ...recorded,
    },
    commentPeriods: {
      id: id("cpd"), draftId: id("drf"), act: "opened", followsId: "", closesAt: "2026-04-01T00:00:00.000Z", actorId: id("usr"), ...recorded,
    },
    readerComments: {
      id: id("rcm"), draftId: id("drf"), counter: 1, clauseId: null, partyId: id("pty"), actorId: id("usr"), formSha256: sha, ...recorded,
    },
    commentAnswers: { id: id("can"), commentId: id("rcm"), followsId: "", answer: null, isShown: 0, actorId: id("usr"), ...recorded },
    questions: {
      id: id("qst"), agreementId: id("agr"), versionId: id("ver"), clauseId: "c", language: "en", partyId: id("pty"), actorId: id("usr"),
      channel: "reading", acceptedActId: id("acc"), formSha256: sha, ...recorded,
    },
    explanations: {
      id: id("exp"), questionId: id("qst"), followsId: "", answer: null, answerSha256: sha, publicQuestion: null, actorId: id("usr"), ...recorded,
    },
    holds: {
      id: id("hld"), partyId: id("pty"), holdId: id("hld"), act: "placed", reason: "dispute", wordsSealed: "v1.", untilAt: null, actorId: id("usr"),
      signInId: id("sig"), ...recorded,
    },
    erasureRequests: {
      id: id("ers"), partyId: id("pty"), followsId: "", askedBy: "reader", ground: "accountClosed", wordsSealed: null, actorId: id("usr"),
      signInId: id("sig"), ...recorded,
    },
    erasureDecisions: {
      requestId: id("ers"), act: "approved", planSha256: sha, planJson: "{}", reasonSealed: null, actorId: id("usr"), signInId: id("sig"), ...recorded,
    },
    erasures: {
      id: id("era"), requestId: id("ers"), partyId: id("pty"), followsId: "", act: "erased", ground: "accountClosed", planJson: "{}", untilAt: null,
      ...recorded,
    },
    retentionSweeps: { id: id("ret"), countsJson: "{}", ...recorded },
    retentionPlans: {
      id: id("rpl"), followsId: which === 1 ? "" : `rpl_${which - 1}`, rulesJson: "{}", countsJson: "{}", listSha256: sha, items: 1,
      expiresAt: "2026-04-01T00:00:00.000Z", actorId: id("usr"), signInId: id("sig"), ...recorded,
    },
    retentionItems: { planId: id("rpl"), position: 0, kind: "evidence", recordId: id("acc"), partyId: id("pty"), agreementId: id("agr"), sinceAt: recorded.happenedAt },
    retentionSteps: {
      id: id("rst"), planId: id("rpl"), followsId: "", act: "approved", reason: "", resultJson: null, actorId: id("usr"), signInId: id("sig"), ...recorded,
    },
    retentionOutcomes: { planId: id("rpl"), position: 0, recordId: id("acc"), outcome: "removed", sweepId: id("ret"), recordedAt: recorded.recordedAt },
    exportRequests: { id: id("xrq"), ...exportOrder(which), ...recorded },
    exportDecisions: { requestId: id("xrq"), act: "approved", reason: "", actorId: id("usr"), signInId: id("sig"), ...recorded },
    exports: {
      id: id("xpt"), requestId: id("xrq"), approverId: "usr_second", ...exportOrder(which), columnsVersion: 1, ledgerNumber: 1, size: 1, checkpoint: "ledger.example/terms",
      ...recorded,
    },
    exportFetches: { id: id("xft"), exportId: id("xpt"), afterRow: "", actorId: id("usr"), signInId: id("sig"), ...recorded },
    exportFetchEnds: { fetchId: id("xft"), outcome: "sent", bytes: 1, sha256: sha, ...recorded },
    auditRecords: {
      id: id("aud"), act: "case.viewed", onceKey: id("case.viewed sig"), partyId: id("pty"), actorId: id("usr"), signInId: id("sig"), reasonSealed: null,
      detailJson: "{}", ...recorded,
    },
    notices: {
      id: id("ntc"), reason: "announcement", onceKey: id("announcement/pub"), agreementId: id("agr"), versionId: id("ver"), publicationId: id("pub"),
      endingId: null, actId: null, partyId: null, audienceJson: "{}", ruleJson: "{}", ...recorded,
    },
    noticeTexts: { noticeId: id("ntc"), language: "zh-CN", subject: "条款变更", textSha256: sha, htmlSha256: sha, ...recorded },
    deliveries: { id: id("dlv"), noticeId: id("ntc"), partyId: id("pty"), channel: "inbox", language: "zh-CN", ...recorded },
    deliveryBatches: { id: id("dlb"), noticeId: id("ntc"), firstId: id("dlv"), lastId: id("dlv"), deliveries: 1, listSha256: sha, ...recorded },
    deliveryEvents: {
      id: id("dle"), deliveryId: id("dlv"), followsId: "", state: "displayed", reason: null, source: "viewer", messageSha256: null, enteredAs: id("dle"), ...recorded,
    },
    siteChecks: { id: id("chk"), noticeId: id("ntc"), url: "https://terms.example/notices", status: 200, bodySha256: sha, ...recorded },
    objections: {
      actId: id("acc"), partyId: id("pty"), agreementId: id("agr"), versionId: id("ver"), isLate: 0, untilAt: "2026-04-01T00:00:00.000Z",
      ...recorded,
    },
    objectionAnswers: {
      id: id("oba"), actId: id("acc"), partyId: id("pty"), followsId: "", answer: "keep", untilAt: "2026-04-01T00:00:00.000Z",
      actorId: id("usr"), ...recorded,
    },
    uses: {
      id: id("use"), partyId: id("pty"), actorId: id("usr"), actorKind: "account", delegationId: null, signInId: null, source: "command", ...recorded,
    },
    deemedActs: { actId: id("acc"), useId: id("use"), partyId: id("pty"), versionId: id("ver"), grade: "C", reasonsJson: "[]", ...recorded },
    ledgerEntries: { ledgerNumber: Math.max(which, 1), index: 0, recordId: id("acc"), entryJson: "{}", leafHash: sha },
    ledgerNodes: { ledgerNumber: Math.max(which, 1), level: 1, index: 0, hash: sha },
    checkpoints: { ledgerNumber: Math.max(which, 1), size: 1, rootHash: sha, note: "ledger.example/terms", recordedAt: recorded.recordedAt },
    ledgers: { id: id("led"), number: Math.max(which, 1), origin: `ledger.example/${which}`, reason: "", ...recorded },
    keyChanges: { id: id("key"), ledgerNumber: Math.max(which, 1), act: "introduced", verifierKey: "ledger.example/terms+00000000+AA==", followsId: "", ...recorded },
    timeTokens: {
      id: id("tst"), ledgerNumber: Math.max(which, 1), size: 1, noteSha256: sha, authority: "CN=Time", policy: "1.2.3", anchorSha256: null,
      tokenBase64: "MAA=", genTime: recorded.happenedAt, ...recorded,
    },
  };
}

function exportOrder(which: number): Omit<ExportRequestRow, "id" | "happenedAt" | "recordedAt"> {
  const what = { dataSet: "acceptances", format: "csv", filterJson: "{}", filterSha256: String(which).repeat(64) } as const;
  return { ...what, mask: "unmasked", reason: "a court asks", actorId: `usr_${which}`, signInId: `sig_${which}` };
}

/** A commit that writes one row into each evidence table; two entries, so that there is a node. */
export function evidenceCommit(which: number): Commit {
  const rows = evidenceRows(which);
  const steps: Step[] = [
    insertRow("agreements", rows.agreements),
    insertRow("documents", rows.documents),
    insertRow("versions", rows.versions),
    insertRow("versionTexts", rows.versionTexts),
    insertRow("clauses", rows.clauses),
    insertRow("publications", rows.publications),
    insertRow("screens", rows.screens),
    insertRow("presentations", rows.presentations),
    insertRow("signIns", rows.signIns),
    insertRow("acts", rows.acts),
    insertRow("actLines", rows.actLines),
    insertRow("draftStates", rows.draftStates),
    insertRow("draftComments", rows.draftComments),
    insertRow("approvals", rows.approvals),
    insertRow("clauseMarks", rows.clauseMarks),
    insertRow("endings", rows.endings),
    insertRow("refusals", rows.refusals),
    insertRow("roleChanges", rows.roleChanges),
    insertRow("delegations", rows.delegations),
    insertRow("importedActs", rows.importedActs),
    insertRow("imports", rows.imports),
    insertRow("leavings", rows.leavings),
    insertRow("auditRecords", rows.auditRecords),
    insertRow("commentPeriods", rows.commentPeriods),
    insertRow("readerComments", rows.readerComments),
    insertRow("commentAnswers", rows.commentAnswers),
    insertRow("questions", rows.questions),
    insertRow("explanations", rows.explanations),
    insertRow("holds", rows.holds),
    insertRow("erasureRequests", rows.erasureRequests),
    insertRow("erasureDecisions", rows.erasureDecisions),
    insertRow("erasures", rows.erasures),
    insertRow("retentionSweeps", rows.retentionSweeps),
    insertRow("retentionPlans", rows.retentionPlans),
    insertRow("retentionItems", rows.retentionItems),
    insertRow("retentionSteps", rows.retentionSteps),
    insertRow("retentionOutcomes", rows.retentionOutcomes),
    insertRow("exportRequests", rows.exportRequests),
    insertRow("exportDecisions", rows.exportDecisions),
    insertRow("objections", rows.objections),
    insertRow("objectionAnswers", rows.objectionAnswers),
    insertRow("uses", rows.uses),
    insertRow("deemedActs", rows.deemedActs),
    insertRow("exports", rows.exports),
    insertRow("exportFetches", rows.exportFetches),
    insertRow("exportFetchEnds", rows.exportFetchEnds),
    insertRow("notices", rows.notices),
    insertRow("noticeTexts", rows.noticeTexts),
    insertRow("deliveries", rows.deliveries),
    insertRow("deliveryBatches", rows.deliveryBatches),
    insertRow("deliveryEvents", rows.deliveryEvents),
    insertRow("siteChecks", rows.siteChecks),
    insertRow("checkpoints", rows.checkpoints),
    insertRow("ledgers", rows.ledgers),
    insertRow("keyChanges", rows.keyChanges),
    insertRow("timeTokens", rows.timeTokens),
  ];
  const { ledgerNumber, recordId } = rows.ledgerEntries;
  return { steps, entries: ['{"v":1}', '{"v":2}'].map((entryJson) => ({ ledgerNumber, recordId, entryJson })) };
}
