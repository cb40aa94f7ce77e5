import type { HeadersArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, useLocation, useRouteError, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { LanguageProvider } from "#app/components/language";
import { describeProblem, ProblemPage } from "#app/components/problem";
import { Shell } from "#app/components/shell";
import { shownActing } from "#app/http/account/acting.server";
import { passGate } from "#app/http/acceptance/gate.server";
import { readLanguage } from "#app/http/language.server";
import { ledgerFaultFor } from "#app/http/ledger-fault.server";
import { readViewer } from "#app/http/viewer.server";
import { LANGUAGES } from "#app/messages/catalogue";
import { commonMessages } from "#app/messages/common";
import acceptance from "#app/styles/acceptance.css?url";
import afterPublication from "#app/styles/after-publication.css?url";
import base from "#app/styles/base.css?url";
import caseFile from "#app/styles/case.css?url";
import compare from "#app/styles/compare.css?url";
import compliance from "#app/styles/compliance.css?url";
import gate from "#app/styles/gate.css?url";
import forms from "#app/styles/forms.css?url";
import notices from "#app/styles/notices.css?url";
import organisation from "#app/styles/organisation.css?url";
import print from "#app/styles/print.css?url";
import questions from "#app/styles/questions.css?url";
import reading from "#app/styles/reading.css?url";
import staff from "#app/styles/staff.css?url";
import text from "#app/styles/text.css?url";
import tokens from "#app/styles/tokens.css?url";
import verify from "#app/styles/verify.css?url";

export const links: LinksFunction = () => [
  ...[tokens, base, text, reading, forms, staff, acceptance, compare, compliance, caseFile, organisation, afterPublication, notices, gate, questions, verify].map((href) => ({ rel: "stylesheet", href })),
  { rel: "stylesheet", href: print, media: "print" },
  { rel: "icon", href: "/mark.svg", type: "image/svg+xml" },
];

export const meta: MetaFunction<typeof loader> = ({ data, error }) => {
  const language = data?.language ?? "zh-CN";
  const words = commonMessages[language];
  return [{ title: error ? words.titled(describeProblem(error, language).title) : words.portal }];
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await readViewer({ request, context });
  await passGate({ request, context }, viewer);
  const { pathname, search } = new URL(request.url);
  return {
    language: readLanguage({ request, context }, viewer),
    viewer: viewer && { address: viewer.address, roles: viewer.roles, unread: viewer.unread, acting: await shownActing(context.portal, viewer) },
    ledgerFault: ledgerFaultFor(viewer, context),
    formToken: viewer?.formToken ?? null,
    path: pathname + search,
  };
}

/** Nothing is kept, unless a page says otherwise; refusals say when to come back and how to ask. */
export function headers({ errorHeaders }: HeadersArgs) {
  const headers = new Headers({ "Cache-Control": "no-store" });
  for (const name of ["Allow", "Retry-After"]) {
    const value = errorHeaders?.get(name);
    if (value) headers.set(name, value);
  }
  return headers;
}

export default function Root() {
  return <Outlet />;
}

/** Where not even the reader's language could be learnt, the problem is told in every language. */
export function ErrorBoundary() {
  const error = useRouteError();
  const isReaderKnown = useRouteLoaderData<typeof loader>("root") !== undefined;
  if (isReaderKnown) return <ProblemPage error={error} />;
  return LANGUAGES.map((language) => (
    <LanguageProvider key={language} language={language}>
      <div lang={language}><ProblemPage error={error} /></div>
    </LanguageProvider>
  ));
}

/** Around pages and errors alike. Where even the loader failed, the shell stands without a viewer. */
export function Layout({ children }: { children: ReactNode }) {
  const view = useRouteLoaderData<typeof loader>("root");
  const { pathname } = useLocation();
  const language = view?.language ?? "zh-CN";
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        <LanguageProvider language={language}>
          <Shell view={view ?? { viewer: null, ledgerFault: null, formToken: null, path: pathname }}>{children}</Shell>
        </LanguageProvider>
      </body>
    </html>
  );
}
