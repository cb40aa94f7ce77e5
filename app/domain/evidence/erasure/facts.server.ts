import type { ActLine } from "#app/domain/acceptance/act-line";
import { readLeaving } from "#app/domain/access/leaving.server";
import { readLatestLines } from "#app/domain/acceptance/standing.server";
import type { ErasureFacts, KeptFact } from "#app/domain/evidence/erasure/plan";
import { openHolds } from "#app/domain/evidence/erasure/hold";
import type { Instant } from "#app/domain/instant";
import { readHistories } from "#app/domain/publication/catalog.server";
import { endingFor } from "#app/domain/publication/later/ending";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { Portal } from "#app/portal.server";
import { findLatestDevice, findLatestWord, selectAnsweredTerms, selectHolds, selectLatestTold } from "#db/erasure/erasure";

type Reading = Pick<Portal, "db" | "now">;

/** All that decides what may be removed of a party: holds, agreements and consents, and when periods began. */
export async function readErasureFacts({ db, now }: Reading, { partyId, askedAt }: { partyId: string; askedAt: Instant }): Promise<ErasureFacts> {
  const at = now();
  const deviceAt = await findLatestDevice(db, partyId);
  const wordAt = await findLatestWord(db, partyId);
  const evidence = await evidenceFacts({ db }, { partyId, askedAt, at, leftAt: (await readLeaving({ db }, partyId))?.leftAt ?? null });
  const kept: KeptFact[] = [
    ...evidence,
    ...(await noticeFacts({ db }, partyId, evidence)),
    ...(wordAt === null ? [] : [{ kind: "correspondence", what: "period", slug: null, since: wordAt } as const]),
    ...(deviceAt === null ? [] : [{ kind: "device", what: "period", slug: null, since: deviceAt } as const]),
  ];
  return { holds: openHolds(await selectHolds(db, partyId), at), kept };
}

/** Notices about what a party answered are kept as long as that, counted from no earlier than the notice; those about anything else prove nothing. */
async function noticeFacts({ db }: Pick<Portal, "db">, partyId: string, evidence: readonly KeptFact[]): Promise<KeptFact[]> {
  const histories = await readHistories({ db });
  return (await selectLatestTold(db, partyId)).flatMap(({ agreementId, at }): KeptFact[] => {
    const slug = histories.find(({ id }) => id === agreementId)?.slug;
    const about = evidence.filter((fact) => fact.slug === slug);
    return about.map((fact) => (fact.what === "running" ? { ...fact, kind: "notices" } : { ...fact, kind: "notices", since: fact.since > at ? fact.since : at }));
  });
}

type Asked = { partyId: string; askedAt: Instant; at: Instant; leftAt: Instant | null };

async function evidenceFacts({ db }: Pick<Portal, "db">, asked: Asked): Promise<KeptFact[]> {
  const histories = await readHistories({ db });
  const answered = await selectAnsweredTerms(db, asked.partyId);
  const lines = await readLatestLines({ db }, { partyId: asked.partyId, at: null });
  const terms = answered.flatMap(({ agreementId, isAccepted, latestAt }) => {
    const history = histories.find(({ id }) => id === agreementId);
    return history ? [termsFact(history, { isAccepted, latestAt }, asked)] : [];
  });
  const consents = lines.filter(({ purpose }) => purpose !== null).flatMap((line) => {
    const history = histories.find(({ id }) => id === line.agreementId);
    return history ? [consentFact(history, line, asked)] : [];
  });
  return [...terms, ...consents];
}

/** What was accepted is kept from the end of the agreement for the party on; a decline from its own day. */
function termsFact(history: AgreementHistory, { isAccepted, latestAt }: { isAccepted: boolean; latestAt: Instant }, { partyId, at, leftAt }: Asked): KeptFact {
  const { slug } = history;
  if (!isAccepted) return { kind: "evidence", what: "period", slug, since: latestAt };
  const ending = endingFor(history, partyId, at);
  const since = [ending?.effectiveAt, leftAt].filter((each) => typeof each === "string").toSorted()[0];
  return since ? { kind: "evidence", what: "period", slug, since } : { kind: "evidence", what: "running", slug };
}

/** To ask for erasure ends what rests on a consent that stands. */
function consentFact({ slug }: AgreementHistory, line: ActLine, { askedAt }: Asked): KeptFact {
  const since = line.kind === "consent" && askedAt > line.happenedAt ? askedAt : line.happenedAt;
  return { kind: "evidence", what: "period", slug, since };
}
