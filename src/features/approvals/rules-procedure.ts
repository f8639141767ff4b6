import { formatMinor, parseAmount, roundHalfAwayFromZero } from '../../pure/money.ts';
import { type FieldProblem, Invalid } from '../../pure/refusal.ts';
import type { ProcedureFields } from './contract-procedures.ts';
import type { Measure } from './contract-words.ts';
import type { Procedure } from './rules.ts';

/** A procedure as it is stored, and kept with every request that runs by it. */
export interface StoredProcedure extends ProcedureFields {
  /** Of the limits of authority; null where the kind asks for no amounts. */
  currency: string | null;
}

/** What a kind starts with: the nearest superior who may decide it, a reminder, the next superior after a week. */
export function firstProcedure(isOptional: boolean): StoredProcedure {
  return {
    isOn: !isOptional,
    steps: [{ by: 'superior', role: null, userId: null, height: 0, needs: 1 }],
    limits: [],
    ownLimit: false,
    repeats: false,
    remindDays: 3,
    escalateDays: 7,
    expireDays: 60,
    currency: null,
  };
}

/** What is asked as one whole number: minor units of the currency, or ten-thousandths of a per cent. Refuses what is no decimal number. */
export function measured(text: string, measure: Measure, currency: string): bigint {
  return measure === 'amount' ? parseAmount(text, currency) : BigInt(roundHalfAwayFromZero(text, 4).replace('.', ''));
}

/** The same as people read it. */
export function unmeasured(asked: bigint, currency: string | null): { amount: string | null; share: number | null } {
  return currency === null
    ? { amount: null, share: Number(asked) / 10_000 }
    : { amount: formatMinor(asked, currency), share: null };
}

/** The stored procedure as the rules read it. */
export function procedureOf(stored: StoredProcedure, measure: Measure): Procedure {
  const { steps, limits, currency, ownLimit, repeats } = stored;
  return {
    ...{ steps, ownLimit, repeats },
    currency: measure === 'amount' ? currency : null,
    limits: limits.map(({ role, userId, upTo }) => ({
      ...{ role, userId },
      upTo: upTo === null || measure === 'none' ? null : measured(upTo, measure, currency ?? ''),
    })),
  };
}

/** Refuses steps and limits that name nobody, and limits that are no number. */
export function checkProcedure(wish: ProcedureFields, measure: Measure, currency: string): void {
  const problems: FieldProblem[] = [];
  const need = (field: string) => problems.push({ field, expected: 'is required', rule: 'required' });
  for (const [at, { by, role, userId }] of wish.steps.entries()) {
    if (by === 'role' && role === null) need(`procedure.steps.${at}.role`);
    if (by === 'person' && userId === null) need(`procedure.steps.${at}.userId`);
  }
  for (const [at, { role, userId, upTo }] of wish.limits.entries()) {
    if (role === null && userId === null) need(`procedure.limits.${at}.role`);
    if (upTo !== null && measure !== 'none' && !isLimit(upTo, measure, currency))
      problems.push({ field: `procedure.limits.${at}.upTo`, expected: 'an amount', found: upTo, rule: 'number' });
  }
  if (problems.length > 0) throw new Invalid(problems);
}

function isLimit(text: string, measure: Measure, currency: string): boolean {
  try {
    return measured(text, measure, currency) >= 0n;
  } catch {
    return false;
  }
}
