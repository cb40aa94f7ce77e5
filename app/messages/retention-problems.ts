import type { RetentionRefusal } from "#app/domain/refusal";
import { catalogue } from "#app/messages/catalogue";
import type { ProblemText } from "#app/messages/problems";

/** What is refused about plans of what goes at the end of its period. */
export const retentionProblems = catalogue<Record<RetentionRefusal, () => ProblemText>>({
  en: {
    "retention-nothing-due": () => ({ title: "Nothing is due that a plan would remove", advice: "No plan was made. The page says when something is due next, and what holds keep." }),
    "retention-plan-open": () => ({ title: "There is a plan already", advice: "Another person decides about it, or it is being carried out. Once that is done, or it was taken back, a new one can be made." }),
    "retention-plan-unknown": () => ({ title: "There is no such plan that you could decide about", advice: "Open the page of periods again; it lists every plan." }),
    "retention-plan-own": () => ({ title: "Another person must decide about this plan", advice: "You made it. Ask another operator or an auditor." }),
    "retention-plan-decided": () => ({ title: "This plan was decided about meanwhile", advice: "Open the page again to see what was decided." }),
    "retention-plan-expired": () => ({ title: "This plan is too old to be approved", advice: "Nothing was removed. Make a new plan: it lists what is due now." }),
    "retention-plan-changed": () => ({ title: "The plan is not the one that was shown", advice: "Nothing was removed. Open the page again, read the plan and decide." }),
  },
  "zh-CN": {
    "retention-nothing-due": () => ({ title: "没有须按方案清除的到期内容", advice: "未拟定方案。页面上列有下次到期的时间以及因保全而保留的内容。" }),
    "retention-plan-open": () => ({ title: "已有一份方案", advice: "该方案正待另一人决定，或者正在执行。决定作出、执行完毕或撤回之后，方可拟定新方案。" }),
    "retention-plan-unknown": () => ({ title: "没有可由您决定的这份方案", advice: "请重新打开保存期限页面，其中列有全部方案。" }),
    "retention-plan-own": () => ({ title: "该方案须由另一人决定", advice: "该方案由您拟定，请由另一名运营者或者审计人员决定。" }),
    "retention-plan-decided": () => ({ title: "该方案已有决定", advice: "请重新打开页面，查看决定内容。" }),
    "retention-plan-expired": () => ({ title: "该方案已逾期，不能再批准", advice: "未清除任何内容。请拟定新方案，列入现已到期的内容。" }),
    "retention-plan-changed": () => ({ title: "该方案与所展示的不一致", advice: "未清除任何内容。请重新打开页面，阅读方案后再作决定。" }),
  },
});
