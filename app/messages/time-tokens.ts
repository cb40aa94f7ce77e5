import type { TimeFault } from "#app/domain/evidence/time/time-token";
import { catalogue } from "#app/messages/catalogue";

type FaultWords = Record<TimeFault, (said: string) => string>;

/** What is said of time tokens: to operators on the console, to readers under /transparency. */
export const timeTokenMessages = catalogue({
  en: {
    faults: {
      unreachable: (said) => `It cannot be reached (${said}). Check TIME_AUTHORITY_URL and whether this machine may reach it.`,
      timedOut: () => "It did not answer in time. The portal asks again within the hour.",
      statusOther: (said) => `It answered with the HTTP status ${said}. Check TIME_AUTHORITY_URL; redirects are not followed.`,
      tooLarge: () => "Its answer is larger than any token. Check that TIME_AUTHORITY_URL is the address of an RFC 3161 service.",
      unreadable: () => "Its answer cannot be read as one of RFC 3161. Check TIME_AUTHORITY_URL.",
      refused: (said) => `It refused to give a token: ${said === "" ? "it gave no reason" : said}. Ask who runs it.`,
      imprintOther: () => "Its token is about something else than the checkpoint. It was thrown away.",
      nonceOther: () => "Its token answers another request than this one. It was thrown away.",
      policyMissing: () => "Its token names no policy. It was thrown away.",
      certificateMissing: () => "Its token comes without the certificate that signed it. It was thrown away.",
      certificateOther: () => "Its token does not name the certificate that it came with. It was thrown away.",
      purposeOther: () => "The certificate that signed its token is not meant for time stamps alone. It was thrown away.",
      certificateExpired: () => "The certificate that signed its token was not valid at the time that the token states. It was thrown away.",
      signatureWrong: () => "The signature of its token does not hold. It was thrown away.",
      authorityForeign: () => "Its certificate does not lead to one in TIME_AUTHORITY_CA_FILE. The token was thrown away. Name the file with the authority’s own root certificate.",
    } satisfies FaultWords,
    failed: (fault: string) => `The time authority gave no time stamp. ${fault}`,
    unset: "No time authority is named. Name one by TIME_AUTHORITY_URL.",
    stamped: "Time stamps",
    lead: "An authority outside signed that it saw a checkpoint at a certain time (RFC 3161). What the checkpoint covers is not younger than that; what was entered after the time stamp is not older.",
    authority: "Authority",
    genTime: "Time stated by the authority",
    covers: "Entries covered",
    token: "Token",
    checkpoint: "Checkpoint",
    checked: "Trust",
    trusted: "certified by an authority that the operator trusts",
    untrusted: "signature checked, but not checked against an authority you trust",
    howTo: "Take the certificate of the authority from the authority itself, and check with:",
    caption: "Time stamps, the newest first",
  },
  "zh-CN": {
    faults: {
      unreachable: (said) => `无法连接（${said}）。请检查 TIME_AUTHORITY_URL，以及本机能否访问该地址。`,
      timedOut: () => "未在时限内应答。门户将在一小时内再次请求。",
      statusOther: (said) => `返回的 HTTP 状态码为 ${said}。请检查 TIME_AUTHORITY_URL；门户不跟随重定向。`,
      tooLarge: () => "应答过大，不可能是时间戳。请确认 TIME_AUTHORITY_URL 是 RFC 3161 服务的地址。",
      unreadable: () => "应答不符合 RFC 3161，无法读取。请检查 TIME_AUTHORITY_URL。",
      refused: (said) => `拒绝签发时间戳：${said === "" ? "未说明理由" : said}。请向该机构查询。`,
      imprintOther: () => "所签发的时间戳并非针对该检查点，未予保存。",
      nonceOther: () => "所签发的时间戳对应另一请求，未予保存。",
      policyMissing: () => "所签发的时间戳未载明策略，未予保存。",
      certificateMissing: () => "所签发的时间戳未附签名证书，未予保存。",
      certificateOther: () => "所签发的时间戳指明的证书与所附证书不一致，未予保存。",
      purposeOther: () => "签名证书并非专用于时间戳，所签发的时间戳未予保存。",
      certificateExpired: () => "签名证书在时间戳所载时间不在有效期内，该时间戳未予保存。",
      signatureWrong: () => "时间戳的签名无效，未予保存。",
      authorityForeign: () => "其证书不能追溯至 TIME_AUTHORITY_CA_FILE 中的任何证书，时间戳未予保存。请将该设置指向含有该机构根证书的文件。",
    } satisfies FaultWords,
    failed: (fault: string) => `未能从时间戳机构取得时间戳。${fault}`,
    unset: "尚未指定时间戳机构，请用 TIME_AUTHORITY_URL 指定。",
    stamped: "时间戳",
    lead: "外部机构以签名证明其在某一时间见到某一检查点（RFC 3161）。该检查点覆盖的条目不晚于该时间；时间戳存入之后写入的条目不早于该时间。",
    authority: "签发机构",
    genTime: "机构所载时间",
    covers: "覆盖条目数",
    token: "时间戳文件",
    checkpoint: "检查点",
    checked: "信任情况",
    trusted: "证书由运营者所信任的机构签发",
    untrusted: "签名有效，但未对照您所信任的机构核验",
    howTo: "请直接向该机构取得其证书，并运行以下命令核验：",
    caption: "时间戳，由新到旧",
  },
});

type Words = (typeof timeTokenMessages)["en"];

/** Why there is no time stamp, and what to do. */
export function timeFaultSentence({ failed, faults }: Words, { fault, said }: { fault: TimeFault; said: string }): string {
  return failed(faults[fault](said));
}
