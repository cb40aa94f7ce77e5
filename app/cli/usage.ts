/** A command line that is not understood; the message says what is wrong with it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

export const USAGE = `Usage: concordat COMMAND …

  outline FILE [--json | --source]
      Shows how a markdown agreement is understood: title, articles, numbered clauses, doubts. Needs no database.
      --json prints it for programs, --source the clauses joined, which is the file byte for byte.

  lint FILE [--json]
      Lists what to mend before people rely on a text: hidden characters, broken references, numbering, promised
      emphasis … with line, sentence and advice. Exit code 1 when there is an error. Needs no database.

  compare OLD NEW [--format text|md|html|json]
      Shows what changed from one text to another: clauses changed, added, removed, moved, renumbered, split, joined,
      with the words marked. json is a patch: with OLD alone it gives NEW byte for byte. Needs no database.

  import FILE --agreement SLUG [--kind terms|consent|information] [--language zh-CN] [--title TITLE]
         [--properties FILE] [--publish --flags FILE]
      Brings a markdown agreement in as a draft. FILE is UTF-8 text of at most 4 MB.
      --properties  a JSON file like content/<agreement>/agreement.json: precedence, audience, notice, party …
      --publish     publishes it as version 1, in force at once; only for an agreement that is not published yet
      --flags       with --publish: a JSON object from clause number (or id) to flags, {} for none, such as
                    {"9.2.4": ["conspicuous", "survives"]}
                    flags: conspicuous, survives, liability, jurisdiction, price, changeClause

  import-acceptances FILE --agreement SLUG [--format csv|jsonl] [--source NAME] [--dry-run]
      Brings in acceptances that another system recorded. All rows are checked first, and nothing is written while one is
      wrong; a file that is brought in again changes nothing. The columns are told in docs/import.md.
      --source   the system that the rows come from, where they do not say it
      --dry-run  only checks

  publish FILE --agreement SLUG --class editorial|ordinary|essential --summary FILE --author ADDRESS --approver ADDRESS
          [--effective INSTANT] [--class-reason TEXT] [--warning-reason TEXT] [--approval-reason TEXT] [--reason TEXT]
          [--language zh-CN] [--text LANGUAGE=FILE]… [--title TITLE] [--properties FILE]
      Publishes a new version through the same steps and refusals as the editor's desk, with two people: the passwords of
      author and approver are read from AUTHOR_PASSWORD and APPROVER_PASSWORD.
      --text       the same text in another language, such as en=terms.en.md; once for each
      --summary    a JSON object from language to what changes, for readers
      --effective  an instant with its zone; as early as the notice allows where not given
      --class-reason, --approval-reason  why the class is milder than suggested; --warning-reason why warnings stay

  export SLUG --version N --to FOLDER
      Writes a published version as files of a content folder: agreement.json, N.json, N.<language>.md. Brought in again
      they give the same ids and hashes. Files that are there are not overwritten.

  export-data DATA_SET --as ADDRESS --reason TEXT --to FILE [--format csv|jsonl|parquet|bag] [--agreement SLUG]
              [--version N] [--language TAG] [--method METHOD] [--class CLASS] [--grade GRADE] [--party ID] [--from DAY]
              [--until DAY] [--size N] [--unmasked] [--after PLACE]
  export-data --export ID --as ADDRESS --to FILE [--after PLACE]
      Takes records out into FILE, with its note in FILE.note.json. DATA_SET and the columns are told in docs/exports.md.
      The data set evidence is written as a bag: a ZIP file that concordat verify, and anybody without it, can check.
      The password of ADDRESS, an auditor, is read from EXPORT_PASSWORD. The portal may run meanwhile; what was made on its
      pages is fetched with --export.
      --size      the checkpoint to export at, by its number of entries; the newest where not given
      --unmasked  adds names and addresses; of more than one party a second person must approve it first
      --after     only what follows a row, named by its ledger, index and line, such as 1.20417.0
      --export    an export that is on record already: made on the pages, or approved by a second person

  earliest INSTANT --zone ZONE --days N
      Prints the earliest instant at which a change announced at INSTANT may take effect, in UTC, then how it was
      counted. Needs no database.

  verify FILE… [--key VKEY|FILE]… [--json] [--lang zh-CN|en]
      Checks an evidence file, or entry.json with its .tlog-proof and what else lies beside them, and answers four questions:
      logged, consistent, text, person. Needs no database and no network.
      --key   the verifier key of the ledger or a file with it, from another place than the evidence
      Exit code 0 when nothing fails by a key that was given, 1 when something fails, 2 when it cannot be read, 3 when
      the only key is one that came with the evidence, which shows that it agrees with itself and no more.

  ledger check
      Computes the whole ledger of the data folder anew, with signatures and the copy of its checkpoint that is kept outside
      the database (LEDGER_HEAD_FILE). Prints size and root hash; exit code 1 says what is wrong and where.

  ledger head
      Prints the newest signed checkpoint, for you to keep in another place or to publish.

  ledger stamp
      Has the newest checkpoint stamped by the time authority that TIME_AUTHORITY_URL names, as the portal does daily, and
      keeps the token. The portal may run meanwhile. Exit code 1 says why there is none.

  ledger seal --reason TEXT [--new-key]
      Closes the ledger and opens the next, which says how far the closed one is relied on: the way out when it is found
      broken and no sound backup is left. Stop the portal first.
      --new-key  when the signing key is lost or was seen by others: the next ledger gets a new one

  ledger rotate-key
      Replaces the signing key: both keys sign one checkpoint, then the old one goes out of use. Stop the portal first.

  bounce [FILE…]
      Takes in what a mail server reports of notices (RFC 3464: failed, delayed, delivered), from files or one mail from
      standard input, for the pipe of the mail server behind MAIL_BOUNCE. The portal may run meanwhile.
      Exit code 0 when it is recorded, known, or no report of ours; 1 when it was forged; 75 to try again later.

  deliver [--once]
      Sends mails and notices as a process of its own, until it is stopped; beside a running portal, or several, it takes its
      share, and what a stopped one left.
      --once  sends what is due and ends

  report bound --party ID [--at DATE|INSTANT] [--known DATE|INSTANT] [--format text|json|csv] [--lang zh-CN|en]
      Tells what bound a party then, in order of precedence: version, text, act, authority, notices proved, void clauses. A date is a
      day in each agreement's own zone; what held at its end is told, and whether it changed within the day.
      --known  by what had been recorded by then; all that is recorded where it is not given

  report accepted [--state accepted|deemed|declined|objected|given|refused|withdrawn] [--at …] [--known …] [FILTER]…
  report missing [--state required|due] [--at …] [--known …] [FILTER]…
  report failed-notices [--at …] [--known …] [FILTER]…
  report totals [--at …] [--known …] [FILTER]…
      Lists who had answered so, who was asked and had given no answer, which notices could not be delivered; counts them all by version.
      A date counts to its end in --zone (UTC where not given). Persons are named by ids alone. json is one object on each line.
      FILTER: --agreement SLUG, --version N, --class, --language, --method, --grade, --customer consumer|business,
      --kind person|organisation, --from DATE|INSTANT

  rules [SLUG] [--json] [--lang zh-CN|en]
      Tells what is configured for an agreement, or for all, against the laws named in DECLARED_LAWS: met, not met, or not to be
      told from the configuration, each with its source. Exit code 1 where a rule is not met. It never says that anything is valid.

  use --party ID [--actor ADDRESS] [--json]
      Reports that the service is used now, for the party, and prints what it came to: an announced change is taken as
      accepted where every condition holds; else what is missing, and from when. Only a use that counts is recorded, once.
      --actor  who uses it, with the authority to; the person itself where not given

  demo
      Serves a throw-away portal with people, agreements and acceptances in it.

  version
  help

Files are named relative to the folder where you stand. Settings are read from the environment and .env.
Exit codes: 0 done, 1 refused, 2 not understood.
`;
