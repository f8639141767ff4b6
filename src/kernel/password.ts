import { type Algorithm, hash, verify } from '@node-rs/argon2';

const SETTINGS = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
let nobody: Promise<string> | null = null;

/** argon2id with the parameters of the OWASP password storage guidance (19 MiB, 2 passes). */
export function hashPassword(password: string): Promise<string> {
  return hash(password, SETTINGS);
}

/** Checks a password; with no hash (unknown person) it takes as long and says no. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const matches = await verify(stored ?? (await nobody), password);
  return stored !== null && matches;
}

/** Why a password is too weak, or null. Length is what counts (NIST SP 800-63B): 10 characters and not the address itself. */
export function passwordProblem(password: string, email: string): 'short' | 'long' | 'guessable' | null {
  if (password.length < 10) return 'short';
  if (password.length > 200) return 'long';
  const plain = password.toLowerCase();
  const name = email.split('@')[0] ?? '';
  if (plain.includes(email) || (name.length > 3 && plain.startsWith(name)) || new Set(plain).size < 4)
    return 'guessable';
  return null;
}
