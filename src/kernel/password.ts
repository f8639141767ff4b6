import { type Algorithm, hash, verify } from '@node-rs/argon2';
import type { FieldProblem, ProblemRule } from '../pure/refusal.ts';

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

const SHORTEST = 10;
const LONGEST = 200;

/** Why a password is too weak, or null. Length is what counts (NIST SP 800-63B): 10 characters and not the address itself. */
export function passwordProblem(password: string, email: string): FieldProblem | null {
  const broken = (rule: ProblemRule, expected: string, limit?: number): FieldProblem => ({
    field: 'password',
    expected,
    rule,
    ...(limit === undefined ? {} : { limit }),
  });
  if (password.length < SHORTEST) return broken('minLength', `at least ${SHORTEST} characters`, SHORTEST);
  if (password.length > LONGEST) return broken('maxLength', `at most ${LONGEST} characters`, LONGEST);
  const plain = password.toLowerCase();
  const name = email.split('@')[0] ?? '';
  if (plain.includes(email) || (name.length > 3 && plain.startsWith(name)) || new Set(plain).size < 4)
    return broken('guessable', 'something that is not your address and not a few characters repeated');
  return null;
}
