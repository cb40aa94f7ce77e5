import { catalogue } from "#app/messages/catalogue";
import { formatUtc } from "#app/messages/time";

/** What a mail says: its subject and its paragraphs; a link stands alone in its paragraph. */
export type MailWords = { subject: string; paragraphs: string[] };

type Link = { link: string };
type Pages = { signIn: string; reset: string };
type Answered = { answer: string; link: string };
type Change = { former: string; next: string; reset: string };
type LeftAgreement = { title: string; number: number; surviving: string[] };
type Leaving = { organisation: string | null; dataUntil: string; ended: LeftAgreement[]; link: string };
type Authority = { organisation: string; owner: string };

export const mails = catalogue({
  en: {
    signature: (portal: string) => `This mail was sent automatically by the portal for agreements at ${portal}. Replies are not read.`,
    confirm: ({ link }: Link): MailWords => ({
      subject: "Confirm your e-mail address",
      paragraphs: [
        "An account was made with this e-mail address. To confirm that the address is yours, open this page within 7 days and press the button on it:",
        link,
        "If you did not make an account, do nothing: without your confirmation, whatever is done with the account counts only as claimed, not as yours.",
      ],
    }),
    alreadySignedUp: ({ signIn, reset }: Pages): MailWords => ({
      subject: "You already have an account",
      paragraphs: [
        "Somebody, perhaps you, tried to make an account with this e-mail address. There is one already, so nothing was changed. You can sign in here:",
        signIn,
        "If you do not know the password, you can choose a new one here; that also signs out everybody who uses the account now:",
        reset,
        "If it was not you, you need not do anything.",
      ],
    }),
    reset: ({ link }: Link): MailWords => ({
      subject: "Choose a new password",
      paragraphs: [
        "Somebody, perhaps you, asked for a new password for the account with this e-mail address. To choose one, open this page within one hour:",
        link,
        "If it was not you, do nothing: your password stays as it is.",
      ],
    }),
    passwordChanged: ({ reset }: Pick<Pages, "reset">): MailWords => ({
      subject: "Your password was changed",
      paragraphs: [
        "The password of your account was changed just now, and everybody else who was signed in to it was signed out.",
        "If it was not you, choose a new password at once:",
        reset,
      ],
    }),
    confirmChange: ({ link }: Link): MailWords => ({
      subject: "Confirm your new e-mail address",
      paragraphs: [
        "The holder of an account wants to use this e-mail address from now on. If that is you, open this page within 24 hours and press the button on it:",
        link,
        "If it was not you, do nothing: the account keeps its former address.",
      ],
    }),
    changeAsked: ({ next, reset }: Change): MailWords => ({
      subject: "A change of your e-mail address was asked for",
      paragraphs: [
        `Somebody who is signed in to your account and knows its password asked to change its e-mail address to ${next}. It will change when that address is confirmed.`,
        "If it was you, you need not do anything here. If it was not you, choose a new password at once; that also stops the change:",
        reset,
      ],
    }),
    changeTaken: ({ signIn, reset }: Pages): MailWords => ({
      subject: "You already have an account",
      paragraphs: [
        "The holder of another account, perhaps you, wants to use this e-mail address for it. The address belongs to an account already, so nothing was changed. You can sign in to that account here:",
        signIn,
        "If you do not know its password, you can choose a new one here:",
        reset,
        "If it was not you, you need not do anything.",
      ],
    }),
    addressChanged: ({ former, next }: Change): MailWords => ({
      subject: "Your e-mail address was changed",
      paragraphs: [
        `The e-mail address of your account was changed from ${former} to ${next}. From now on you sign in with the new one, and mail goes there.`,
        "If you did not want this, please tell the operator of the portal at once.",
      ],
    }),
    invited: ({ organisation, owner, link }: Authority & Link): MailWords => ({
      subject: "You are invited to act for an organisation",
      paragraphs: [
        `${owner}, who holds the owner account of “${organisation}” on this portal, wants to authorise you to act for it. What you do under the authority binds the organisation.`,
        "This page says how far the authority goes. There you can accept or decline it within 7 days, signed in with this e-mail address; if you have no account with it yet, create one first:",
        link,
        "If you do not know the organisation, do nothing: nothing happens without you.",
      ],
    }),
    authorityRevoked: ({ organisation, owner }: Authority): MailWords => ({
      subject: "Your authority to act for an organisation has ended",
      paragraphs: [
        `${owner} has revoked your authority to act for “${organisation}”. From now on you can no longer act for it here. What you did for it before stands.`,
        "If you have questions, ask the holder of the owner account.",
      ],
    }),
    commentAnswered: ({ answer, link }: Answered): MailWords => ({
      subject: "Your comment on a proposed change was answered",
      paragraphs: ["You commented on a proposed change of an agreement. The answer:", answer, "Your comment and the answer are kept here:", link],
    }),
    left: ({ organisation, dataUntil, ended, link }: Leaving): MailWords => ({
      subject: organisation === null ? "You have left" : `“${organisation}” has left`,
      paragraphs: [
        organisation === null
          ? "As you asked, your account was closed, and your agreements ended."
          : `As one who may act for “${organisation}” asked, its agreements ended, and nothing more can be accepted in its name.`,
        ...ended.map(({ title, number, surviving }) =>
          surviving.length === 0
            ? `“${title}”, version ${number}, has ended. No clause of it goes on binding.`
            : `“${title}”, version ${number}, has ended. These clauses go on binding: ${surviving.join("; ")}.`),
        `Until ${formatUtc(dataUntil)} a copy of everything can be fetched by signing in here:`,
        link,
        "If this was not wanted, tell the operator of the portal at once.",
      ],
    }),
    erasureAsked: ({ link }: Link): MailWords => ({
      subject: "The erasure of your data was asked for",
      paragraphs: [
        "On this portal it was asked that all data that identifies you be erased, and your account closed. Somebody checks the request before it is carried out.",
        "Here you can see where it stands; if you made the request yourself, you can take it back here too:",
        link,
        "If you did not want this, choose a new password at once and tell the operator of the portal.",
      ],
    }),
  },
  "zh-CN": {
    signature: (portal) => `本邮件由协议门户自动发送：${portal} 。请勿回复，回复无人查看。`,
    confirm: ({ link }) => ({
      subject: "请确认您的电子邮箱",
      paragraphs: [
        "有人用这个邮箱注册了账户。若是您本人，请在 7 天内打开下面的页面，并按下页面上的按钮，确认邮箱归您所有：",
        link,
        "若不是您本人注册，请不必理会：未经您确认，用该账户所做的一切只记为对方自称，不算作您的行为。",
      ],
    }),
    alreadySignedUp: ({ signIn, reset }) => ({
      subject: "您已有账户",
      paragraphs: [
        "有人（可能是您本人）想用这个邮箱注册账户。该邮箱已有账户，因此未作任何改动。您可以在这里登录：",
        signIn,
        "若不知道密码，可在这里重设；重设后，正在使用该账户的人都会被退出登录：",
        reset,
        "若不是您本人，无需任何操作。",
      ],
    }),
    reset: ({ link }) => ({
      subject: "请设置新密码",
      paragraphs: [
        "有人（可能是您本人）要求为使用这个邮箱的账户设置新密码。请在一小时内打开下面的页面进行设置：",
        link,
        "若不是您本人，请不必理会：您的密码不会改变。",
      ],
    }),
    passwordChanged: ({ reset }) => ({
      subject: "您的密码已更改",
      paragraphs: [
        "您账户的密码刚刚已更改，其他已登录该账户的人都已被退出登录。",
        "若不是您本人操作，请立即重设密码：",
        reset,
      ],
    }),
    confirmChange: ({ link }) => ({
      subject: "请确认您的新邮箱",
      paragraphs: [
        "某账户的持有人希望今后使用这个邮箱。若是您本人，请在 24 小时内打开下面的页面，并按下页面上的按钮：",
        link,
        "若不是您本人，请不必理会：该账户仍使用原来的邮箱。",
      ],
    }),
    changeAsked: ({ next, reset }) => ({
      subject: "有人要求更改您的邮箱",
      paragraphs: [
        `有人登录了您的账户，并以正确的密码要求把邮箱改为 ${next} 。新邮箱得到确认后，更改才会生效。`,
        "若是您本人，在此无需任何操作。若不是您本人，请立即重设密码，更改也会随之作废：",
        reset,
      ],
    }),
    changeTaken: ({ signIn, reset }) => ({
      subject: "您已有账户",
      paragraphs: [
        "另一账户的持有人（可能是您本人）想改用这个邮箱。该邮箱已有账户，因此未作任何改动。您可以在这里登录已有的账户：",
        signIn,
        "若不知道密码，可在这里重设：",
        reset,
        "若不是您本人，无需任何操作。",
      ],
    }),
    addressChanged: ({ former, next }) => ({
      subject: "您的邮箱已更改",
      paragraphs: [
        `您账户的邮箱已由 ${former} 改为 ${next} 。今后请用新邮箱登录，邮件也会发往新邮箱。`,
        "若这不是您的意思，请立即告知门户的运营者。",
      ],
    }),
    invited: ({ organisation, owner, link }) => ({
      subject: "邀请您代表一家组织操作",
      paragraphs: [
        `${owner} 持有“${organisation}”在本门户的主账户，拟授权您代表该组织操作。您在授权范围内的操作，由该组织承担后果。`,
        "下面的页面载明授权范围。请在 7 天内以本邮箱登录，接受或者谢绝；尚无账户的，请先用本邮箱注册：",
        link,
        "若您不了解该组织，不必理会：未经您接受，授权不会成立。",
      ],
    }),
    authorityRevoked: ({ organisation, owner }) => ({
      subject: "您代表一家组织的授权已终止",
      paragraphs: [
        `${owner} 已撤销您代表“${organisation}”的授权。自即刻起，您不能再在本门户代表该组织操作；此前在授权范围内的操作不受影响。`,
        "如有疑问，请联系主账户持有人。",
      ],
    }),
    commentAnswered: ({ answer, link }) => ({
      subject: "您对拟议变更的意见已有答复",
      paragraphs: ["您曾就一份协议的拟议变更提出意见。答复如下：", answer, "您的意见和答复保存在这里：", link],
    }),
    left: ({ organisation, dataUntil, ended, link }) => ({
      subject: organisation === null ? "您已退出" : `“${organisation}”已退出`,
      paragraphs: [
        organisation === null
          ? "您的账户已按您的要求关闭，您的各项协议随之终止。"
          : `应有权代表“${organisation}”的人员要求，其各项协议已经终止，此后不能再以其名义接受任何内容。`,
        ...ended.map(({ title, number, surviving }) =>
          surviving.length === 0
            ? `《${title}》第 ${number} 版已终止，没有继续有效的条款。`
            : `《${title}》第 ${number} 版已终止。以下条款继续有效：${surviving.join("；")}。`),
        `在 ${formatUtc(dataUntil)} 之前，可登录此处下载全部信息的副本：`,
        link,
        "若这不是您的意思，请立即告知门户的运营者。",
      ],
    }),
    erasureAsked: ({ link }) => ({
      subject: "有人请求删除您的信息",
      paragraphs: [
        "本门户收到一项请求，要求删除能够识别您的全部信息并关闭您的账户。该请求经核实后才会执行。",
        "您可以在这里查看进展；请求由您本人提出的，也可以在这里撤回：",
        link,
        "若这不是您的意思，请立即重设密码，并告知门户的运营者。",
      ],
    }),
  },
});
