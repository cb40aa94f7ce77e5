import { findAccount } from "#app/domain/access/holder.server";
import { readContentFolder } from "#app/domain/publication/files/content-folder.server";
import type { VersionManifest } from "#app/domain/publication/manifest";
import { proposedText } from "#app/domain/publication/later/proposal";
import { publishVersion } from "#app/domain/publication/publish.server";
import type { ShippedText } from "#app/domain/publication/files/shipped";
import { readSource } from "#app/domain/publication/files/source";
import type { Portal } from "#app/portal.server";

const SLUG = "general-terms";

/** What the third version of the demo changes in the shipped second one, by language. */
const EDITS: Record<string, [from: string, to: string][]> = {
  "zh-CN": [["我们在 4 小时内首次答复", "我们在 2 小时内首次答复"], ["备份中的副本在此后 30 日内清除", "备份中的副本在此后 15 日内清除"]],
  en: [["we give a first answer and start work within 4 hours", "we give a first answer and start work within 2 hours"], ["copies in backups are cleared within 30 days after that", "copies in backups are cleared within 15 days after that"]],
};

/** The editor of the demo announces a third version, approved by the approver, for the earliest instant. */
export async function announceThirdVersion(portal: Portal): Promise<void> {
  const shipped = (await readContentFolder(portal.settings.contentDir)).find(({ properties }) => properties.slug === SLUG);
  const second = shipped?.versions.find(({ manifest }) => manifest.version === 2);
  if (!shipped || !second) throw new Error(`the demo needs version 2 of ${SLUG} in ${portal.settings.contentDir}`);
  await publishVersion(portal, {
    manifest: { agreement: shipped.properties, version: thirdManifest(second.manifest) },
    manifestFile: "the demo's third version",
    texts: second.texts.map((text) => proposedText(edited(text))),
    effectiveAt: null,
    authorId: await accountOf(portal, "editor@demo.example"),
    approverId: await accountOf(portal, "approver@demo.example"),
    reason: "faster answers to fault reports",
  });
}

function thirdManifest(second: VersionManifest): VersionManifest {
  return {
    ...second,
    version: 3,
    buildsOn: 2,
    changeClass: "ordinary",
    classReason: { "zh-CN": "两处修改都只对用户有利，不涉及醒目条款。", en: "Both changes favour users and touch no conspicuous clause." },
    summary: {
      "zh-CN": "故障报告的首次答复由 4 小时缩短到 2 小时；您删除的数据在备份中的副本由 30 日缩短到 15 日内清除。",
      en: "Fault reports get a first answer within 2 hours instead of 4. Copies of data that you delete leave the backups within 15 days instead of 30.",
    },
  };
}

function edited(text: ShippedText): ShippedText {
  const body = (EDITS[text.language] ?? []).reduce((changed, [from, to]) => changed.replace(from, to), text.body);
  return { ...text, ...readSource(Buffer.from(body), text.file) };
}

async function accountOf(portal: Portal, address: string): Promise<string> {
  const account = await findAccount(portal, address);
  if (account === null) throw new Error(`${address} has no account`);
  return account.id;
}
