export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 200;

/** The commonest passwords of at least ten characters; shorter ones are refused for their length. */
const COMMONEST = new Set(
  `0123456789 0987654321 1029384756 1111111111 1122334455 1212121212 1234512345 12345678910 1234567890 123456789a
  123456789q 123456789z 1234567891 123123123123 1234qwerasdf 147258369123 1qaz2wsx3edc 1q2w3e4r5t 1q2w3e4r5t6y 5201314520
  55555555555 6666666666 7777777777 7894561230 8888888888 9876543210 9999999999 a123456789 aa123456789 aaaaaaaaaa abc1234567
  abc123456789 abcd123456 abcdefghij admin12345 admin123456 administrator asdfghjkl; asdfghjkl1 asdfghjkl123 bismillah1
  changeme123 google123456 iloveyou12 iloveyou123 letmein123 letmein1234 love123456 minecraft1 motdepasse mypassword
  p@ssw0rd12 p@ssw0rd123 passw0rd12 passw0rd123 password00 password01 password10 password11 password12 password123
  password1234 password12345 password123456 password99 passwordpassword princess12 q1w2e3r4t5 q1w2e3r4t5y6 q123456789
  qazwsxedcrfv qq123456789 qwe1234567 qwer123456 qwerty1234 qwerty12345 qwerty123456 qwertyuiop qwertyuiop1 qwertyuiop123
  qwertyuiop[] superman12 unknown123 wang123456 welcome123 welcome1234 woaini1314 woaini1314520 woaini520 woaini5201314
  woaiwojia1 wojiushiwo zhang123456 zxcvbnm123 zxcvbnm1234 zxcvbnm,./ 密码密码密码密码密码`.split(/\s+/),
);

export type PasswordFault =
  | "password-missing"
  | "password-short"
  | "password-long"
  | "password-common"
  | "password-is-address";

/** The one form in which a password is hashed and counted, so that the same characters typed on any device agree. */
export function normalPassword(password: string): string {
  return password.normalize("NFKC");
}

/** Why a new password for this address is refused; null when it may be used. */
export function passwordFault(password: string, address: string | null): PasswordFault | null {
  const normal = normalPassword(password);
  const length = Array.from(normal).length;
  const plain = normal.toLowerCase();
  if (length === 0) return "password-missing";
  if (length < SHORTEST_PASSWORD) return "password-short";
  if (length > LONGEST_PASSWORD) return "password-long";
  if (address !== null && isPartOfAddress(plain.trim(), address.toLowerCase())) return "password-is-address";
  return COMMONEST.has(plain) || new Set(plain).size < 3 ? "password-common" : null;
}

function isPartOfAddress(plain: string, address: string): boolean {
  return plain === address || plain === address.slice(0, address.lastIndexOf("@"));
}
