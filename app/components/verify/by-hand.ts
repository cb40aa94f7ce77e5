/** A Python program, kept as parts.py: takes an evidence file apart, under names that cannot lead elsewhere. */
export const PARTS_PROGRAM = `import base64, json, os, sys

def save(name, content):
    open(name, "wb").write(content)

evidence = json.load(open(sys.argv[1], encoding="utf-8"))
save("entry.json", evidence["entry"].encode())
save("a.tlog-proof", evidence["proof"].encode())
for file in evidence.get("files", []):
    coded = base64.b64decode(file.get("base64", ""))
    content = file["text"].encode() if "text" in file else coded
    save("file-" + os.path.basename(file["name"]), content)`;

export const PARTS_COMMAND = "python3 parts.py a.evidence.json";

/** Commands for a shell with OpenSSL: the key of ledger.vkey on the checkpoint within a .tlog-proof. */
export const SIGNATURE_COMMANDS = `sed '1,/^$/d' a.tlog-proof > checkpoint
sed '/^$/,$d' checkpoint > signed
{ printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'
  head -n 1 ledger.vkey | cut -d+ -f3- | base64 -d | tail -c 32; } > key.der
grep -F "— $(head -n 1 ledger.vkey | cut -d+ -f1) " checkpoint |
  cut -d' ' -f3 | base64 -d | tail -c 64 > signature
openssl pkeyutl -verify -pubin -keyform DER -inkey key.der \\
  -rawin -in signed -sigfile signature`;

/** A Python program, kept as climb.py: from the entry up to the root (RFC 9162, section 2.1.3.2). */
export const CLIMB_PROGRAM = `import base64, hashlib, sys

def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

entry, proof = (open(name, "rb").read() for name in sys.argv[1:])
head, checkpoint = proof.decode().split("\\n\\n", 1)
lines = [line for line in head.split("\\n")[1:] if line[:6] != "extra "]
place, path = int(lines[0].split()[1]), map(base64.b64decode, lines[1:])
origin, size, root = checkpoint.split("\\n")[:3]
last, hash = int(size) - 1, sha256(b"\\0", entry)
good = place <= last
for other in path:
    good = good and last > 0
    if place % 2 == 1 or place == last:
        hash = sha256(b"\\1", other, hash)
        while place % 2 == 0 and place > 0:
            place, last = place // 2, last // 2
    else:
        hash = sha256(b"\\1", hash, other)
    place, last = place // 2, last // 2
good = good and last == 0 and hash == base64.b64decode(root)
print("in the ledger" if good else "NOT in the ledger")`;

export const CLIMB_COMMAND = "python3 climb.py entry.json a.tlog-proof";

export const TEXT_COMMAND = "sha256sum file-*";
