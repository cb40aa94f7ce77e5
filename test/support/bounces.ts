import { bounceAddressOf, nameDelivery } from "#app/domain/notice/reports/delivery-name.server";

/** What a report of a mail server says. */
export type BounceFacts = { action?: string; status?: string; diagnostic?: string; recipient?: string; returned?: "headers" | "nothing" };

type Sent = { secret: Buffer; deliveryId: string; name?: string };

/** A report as Postfix writes one (RFC 3464), on a delivery as this portal names it. */
export function postfixReport({ secret, deliveryId, name = nameDelivery(secret, deliveryId) }: Sent, facts: BounceFacts = {}): string {
  const { action = "failed", status = "5.1.1", diagnostic = "smtp; 550 5.1.1 <li.ming@example.com>: Recipient address rejected: User unknown" } = facts;
  const { recipient = "li.ming@example.com" } = facts;
  return lines`
    Return-Path: <>
    Delivered-To: ${bounceAddressOf("bounces@terms.example.com", name)}
    Received: by mail.terms.example.com (Postfix)
    	id 4A1B23C4D5; Sun, 01 Mar 2026 08:00:05 +0000 (UTC)
    Date: Sun, 01 Mar 2026 08:00:05 +0000 (UTC)
    From: MAILER-DAEMON@mail.terms.example.com (Mail Delivery System)
    Subject: Undelivered Mail Returned to Sender
    To: ${bounceAddressOf("bounces@terms.example.com", name)}
    Auto-Submitted: auto-replied
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status;
    	boundary="4A1B23C4D5.1772352005/mail.terms.example.com"
    Message-Id: <20260301080005.6F7A8@mail.terms.example.com>

    This is a MIME-encapsulated message.

    --4A1B23C4D5.1772352005/mail.terms.example.com
    Content-Description: Notification
    Content-Type: text/plain; charset=us-ascii

    I'm sorry to have to inform you that your message could not
    be delivered to one or more recipients.

    --4A1B23C4D5.1772352005/mail.terms.example.com
    Content-Description: Delivery report
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mail.terms.example.com
    Original-Envelope-Id: ${name}
    X-Postfix-Queue-ID: 4A1B23C4D5
    Arrival-Date: Sun, 01 Mar 2026 08:00:01 +0000 (UTC)

    Final-Recipient: rfc822; ${recipient}
    Original-Recipient: rfc822;${recipient}
    Action: ${action}
    Status: ${status}
    Remote-MTA: dns; mx.example.com
    Diagnostic-Code: ${diagnostic.replace(/: /, ":\n     ")}

    --4A1B23C4D5.1772352005/mail.terms.example.com
    Content-Description: Undelivered Message Headers
    Content-Type: text/rfc822-headers

    Message-ID: <${name}@terms.example.com>
    To: ${recipient}

    --4A1B23C4D5.1772352005/mail.terms.example.com--
    `;
}

/** A report as Microsoft Exchange writes one: the status in base64, no envelope id, the message returned whole. */
export function exchangeReport({ secret, deliveryId, name = nameDelivery(secret, deliveryId) }: Sent): string {
  const status = [
    "Reporting-MTA: dns;EX01.example.com", "Received-From-MTA: dns;mail.terms.example.com", "",
    "Final-Recipient: rfc822;li.ming@example.com", "Action: failed", "Status: 5.2.2", "Diagnostic-Code: smtp;550 5.2.2 mailbox full", "",
  ].join("\r\n");
  return lines`
    From: <postmaster@example.com>
    To: <terms@terms.example.com>
    Subject: Undeliverable: =?utf-8?B?5pyN5Yqh5p2h5qy+5Y+Y5pu0?=
    Content-Type: multipart/report; report-type=delivery-status; boundary="_000_ex"
    MIME-Version: 1.0

    --_000_ex
    Content-Type: multipart/alternative; boundary="_001_ex"

    --_001_ex
    Content-Type: text/plain; charset="utf-8"
    Content-Transfer-Encoding: base64

    ${Buffer.from("您的邮件未能送达。").toString("base64")}

    --_001_ex--

    --_000_ex
    Content-Type: message/delivery-status
    Content-Transfer-Encoding: base64

    ${Buffer.from(status).toString("base64").replace(/.{76}/g, "$&\n    ")}

    --_000_ex
    Content-Type: message/rfc822

    From: <terms@terms.example.com>
    To: <li.ming@example.com>
    Message-ID: <${name}@terms.example.com>
    Subject: =?utf-8?B?5pyN5Yqh5p2h5qy+5Y+Y5pu0?=
    Content-Type: text/plain; charset=utf-8

    Action: delivered

    --_000_ex--
    `;
}

/** An answer that somebody's absence sends to the address for bounces: no report. */
export function absenceAnswer({ secret, deliveryId }: Sent): string {
  return lines`
    From: <li.ming@example.com>
    To: <${bounceAddressOf("bounces@terms.example.com", nameDelivery(secret, deliveryId))}>
    Subject: Out of office
    Auto-Submitted: auto-replied
    Content-Type: text/plain

    I am away. Action: failed
    `;
}

/** Lines as a mail has them, without the indentation of the source. */
function lines(parts: TemplateStringsArray, ...values: string[]): string {
  return String.raw({ raw: parts.map((part) => part) }, ...values).replace(/^\n/, "").replaceAll(/^ {4}/gm, "").replace(/\r?\n/g, "\r\n");
}
