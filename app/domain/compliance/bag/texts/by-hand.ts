/** What the how-to of a bag tells to type; both languages give the same. Everything is run in the folder of the bag, with `ledger.vkey` beside that folder. */
export const WHOLE_COMMANDS = `sha256sum -c --quiet manifest-sha256.txt && sha256sum -c --quiet tagmanifest-sha256.txt &&
  test "$(find data -type f | wc -l)" = "$(wc -l < manifest-sha256.txt)" && echo "complete and unaltered"`;

export const PROGRAM_COMMAND = "node data/verify.mjs . --key ../ledger.vkey --lang en";

export const SIGNATURE_COMMANDS = String.raw`{ printf '\060\052\060\005\006\003\053\145\160\003\041\000'
  head -n 1 ../ledger.vkey | cut -d+ -f3- | base64 -d | tail -c 32; } > ../key.der
for checkpoint in data/checkpoints/*; do
  sed '/^$/,$d' "$checkpoint" > ../signed
  grep -F "— $(head -n 1 ../ledger.vkey | cut -d+ -f1) " "$checkpoint" |
    cut -d' ' -f3 | base64 -d | tail -c 64 > ../signature
  openssl pkeyutl -verify -pubin -keyform DER -inkey ../key.der \
    -rawin -in ../signed -sigfile ../signature && echo "$checkpoint"
done`;

export const CLIMB_PROGRAM = String.raw`import base64, glob, hashlib, hmac, json

def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def read(name):
    return open(name, encoding="utf-8", newline="").read()

def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

def climb(place, last, hash, path):
    for other in path:
        if last == 0:
            return None
        if place % 2 == 1 or place == last:
            hash = sha256(b"\1", other, hash)
            while place % 2 == 0 and place > 0:
                place, last = place // 2, last // 2
        else:
            hash = sha256(b"\1", hash, other)
        place, last = place // 2, last // 2
    return hash if last == 0 else None

def extends(old, new, path):
    (size1, root1), (size2, root2) = old, new
    path = list(path) if size1 & (size1 - 1) else [root1] + list(path)
    place, last = size1 - 1, size2 - 1
    while place % 2 == 1:
        place, last = place // 2, last // 2
    one = two = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        if place % 2 == 1 or place == last:
            one, two = sha256(b"\1", other, one), sha256(b"\1", other, two)
            while place % 2 == 0 and place > 0:
                place, last = place // 2, last // 2
        else:
            two = sha256(b"\1", two, other)
        place, last = place // 2, last // 2
    return last == 0 and one == root1 and two == root2

checkpoints = {read(name) for name in glob.glob("data/checkpoints/*")}
heads = {}
for text in checkpoints:
    origin, size, root = text.split("\n")[:3]
    heads[origin, int(size)] = base64.b64decode(root)
records, bad = {}, []
for line in open("data/records.jsonl", encoding="utf-8", newline="\n"):
    record = json.loads(line)
    leaf = base64.b64decode(record["leaf"])
    head, checkpoint = read("data/" + record["proof"]).split("\n\n", 1)
    lines = head.split("\n")
    origin, size, root = checkpoint.split("\n")[:3]
    climbed = climb(record["index"], int(size) - 1, sha256(b"\0", leaf), map(base64.b64decode, lines[2:]))
    is_there = checkpoint in checkpoints and lines[1] == "index %d" % record["index"] and climbed == base64.b64decode(root)
    if not (is_there and origin == record["ledger"] and json.loads(leaf) == record["entry"]):
        bad.append(record["entry"]["record"])
    records[record["ledger"], record["index"]] = record["entry"]
for name in glob.glob("data/consistency/*"):
    head, checkpoint = read(name).split("\n\n", 1)
    lines = head.split("\n")
    origin, size, root = checkpoint.split("\n")[:3]
    old = int(lines[0].split()[1])
    known = checkpoint in checkpoints and (origin, old) in heads
    if not known or not extends((old, heads[origin, old]), (int(size), base64.b64decode(root)), map(base64.b64decode, lines[1:])):
        bad.append(name)
opened = 0
for line in open("data/openings.jsonl", encoding="utf-8", newline="\n") if glob.glob("data/openings.jsonl") else []:
    one = json.loads(line)
    message = one["tag"].encode() + b"\0" + canonical(one["value"])
    commitment = hmac.new(bytes.fromhex(one["opening"]), message, "sha256").hexdigest()
    if records[one["ledger"], one["index"]]["commitments"].get(one["tag"]) != commitment:
        bad.append("opening of " + str(one["index"]))
    opened += 1
print("%d entries, %d openings:" % (len(records), opened), "all hold" if records and not bad else "NOT SO: " + ", ".join(bad))`;

export const CLIMB_COMMAND = "python3 ../climb.py";

export const FILE_COMMANDS = String.raw`for file in data/documents/* data/screens/* data/notices/*; do
  test -e "$file" || continue
  hash=$(sha256sum < "$file" | cut -c1-64)
  test "$hash" = "$(basename "$file" | cut -d. -f1)" || echo "$file: ALTERED"
  grep -q "$hash" data/records.jsonl || echo "$file: NO ENTRY NAMES IT"
done; echo "files looked at"`;

export const PERSON_COMMAND = String.raw`printf 'address\0"a@terms.example"' | openssl dgst -sha256 -mac HMAC -macopt hexkey:$OPENING`;

export const TIME_COMMANDS = String.raw`for token in data/timestamps/*.tst; do
  openssl ts -verify -token_in -in "$token" -CAfile ../authority.pem \
    -data "data/checkpoints/$(basename "$token" .tst).checkpoint" && echo "$token"
  openssl ts -reply -token_in -in "$token" -text | grep 'Time stamp'
done`;
