/** One field of the input that is wrong: which, what was found, what was expected. */
export interface FieldProblem {
  field: string;
  expected: string;
  found?: string;
  /** The rule that it breaks, for screens to say in the reader's words (`problem:` in the words of ui-kit); left out: `expected` is all there is. */
  rule?: ProblemRule;
  /** The number in the rule: at least so many. */
  limit?: number;
}

/** What can be wrong with a field of a form. */
export const PROBLEM_RULES = [
  'required',
  'choose',
  'chooseSome',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'email',
  'guessable',
  'day',
  'future',
  'past',
  'currency',
  'timezone',
  'number',
  'whole',
  'wrong',
] as const;
export type ProblemRule = (typeof PROBLEM_RULES)[number];

/**
 * A rule said no. `code` is a stable dotted word (`accounts.cycle`) that screens translate (`refusals:` in the locales);
 * `message` is the same in English words that a user can act on; `params` fill the translation.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly params: Record<string, unknown>;
  constructor(code: string, message: string, params: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.params = params;
  }
}

/** A save met a newer version of the row: carries both, so that the screen can show them side by side. */
export class StaleVersion extends Refusal {
  constructor(current: unknown, yours: unknown) {
    super('stale', 'Somebody saved this record in the meantime. Compare both versions and save again.', {
      current,
      yours,
    });
  }
}

/** The input is not of the shape that the operation declares. */
export class Invalid extends Error {
  readonly problems: FieldProblem[];
  constructor(problems: FieldProblem[], message = 'The input is not valid.') {
    super(message);
    this.problems = problems;
  }
}

/** The person has no right to the operation at all (a row that may not be seen is NotFound). */
export class Forbidden extends Error {
  constructor(message = 'You do not have the right to do this.') {
    super(message);
  }
}

/** Nothing there, or nothing that this person may see: the two are never told apart. */
export class NotFound extends Error {
  constructor(message = 'Not found.') {
    super(message);
  }
}
