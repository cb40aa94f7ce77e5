/** A hash in groups of four, so that it can be compared by eye. */
export function Hash({ label, sha256 }: { label: string; sha256: string }) {
  return (
    <span className="hash">
      <span className="hash-label">{label}</span> {sha256.match(/.{1,4}/g)?.join(" ")}
    </span>
  );
}
