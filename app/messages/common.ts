import { catalogue } from "#app/messages/catalogue";

/** The words of the shell around every page. */
export const commonMessages = catalogue({
  en: {
    portal: "Concordat",
    titled: (title: string) => `${title} · Concordat`,
    skip: "Skip to the text",
    navigation: "Main",
    home: "Agreements",
    me: "My agreements",
    consents: "Consents",
    account: "Account",
    accountOf: (address: string) => `Account ${address}`,
    signIn: "Sign in",
    signOut: "Sign out",
    yours: "Your account and language",
    allAgreements: "All agreements",
    historyOf: "All versions of this agreement",
    otherLanguage: { code: "zh-CN", name: "中文" },
    purpose:
      "Here you can read the agreements and privacy notices that apply to you, in every version ever announced, and keep proof of what you accepted. Reading needs no account.",
  },
  "zh-CN": {
    portal: "Concordat",
    titled: (title: string) => `${title} · Concordat`,
    skip: "跳到正文",
    navigation: "主导航",
    home: "全部协议",
    me: "我的协议",
    consents: "我的同意",
    account: "账户",
    accountOf: (address: string) => `账户 ${address}`,
    signIn: "登录",
    signOut: "退出登录",
    yours: "账户与语言",
    allAgreements: "全部协议",
    historyOf: "该协议的历次版本",
    otherLanguage: { code: "en", name: "English" },
    purpose: "在这里可以阅读适用于您的各项协议与隐私说明，包括公告过的每一个版本，并保存您接受它们的凭证。阅读无需注册。",
  },
});
