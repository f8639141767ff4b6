import { type FieldProblem, Forbidden, Invalid, NotFound, Refusal } from '../pure/refusal.ts';

/** An error as RFC 9457 says it; `code` and `params` are for screens to translate. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  params?: Record<string, unknown>;
  problems?: FieldProblem[];
}

/** No session, or one that is over. */
export class Unauthenticated extends Error {
  constructor() {
    super('Sign in first.');
  }
}

/** The problem that an error becomes. Anything that is not a declared error is a bug: its text stays in the log. */
export function problemOf(error: unknown, requestId: string): Problem {
  const make = (status: number, code: string, title: string, detail: string, more: Partial<Problem> = {}): Problem => ({
    type: `https://vitalfew.example/problems/${code.replaceAll('.', '/')}`,
    title,
    status,
    detail,
    code,
    requestId,
    ...more,
  });
  if (error instanceof Unauthenticated) return make(401, 'unauthenticated', 'Not signed in', error.message);
  if (error instanceof Invalid)
    return make(400, 'invalid', 'Invalid input', error.message, { problems: error.problems });
  if (error instanceof Forbidden) return make(403, 'forbidden', 'Not allowed', error.message);
  if (error instanceof NotFound) return make(404, 'notFound', 'Not found', error.message);
  if (error instanceof Refusal) {
    const status = error.code === 'people.tooManyFailures' ? 429 : error.code === 'people.signIn' ? 401 : 409;
    return make(status, error.code, 'Refused', error.message, { params: error.params });
  }
  const known = error as { statusCode?: number; code?: string; message?: string };
  if (known?.statusCode === 429) return make(429, 'tooMany', 'Too many requests', 'Too many requests. Wait a minute.');
  if (known?.statusCode && known.statusCode >= 400 && known.statusCode < 500) {
    return make(known.statusCode, 'badRequest', 'Bad request', known.message ?? 'The request could not be read.');
  }
  // Text with a NUL, which PostgreSQL keeps nowhere; a number beyond its column.
  if (known?.code === '22021' || known?.code === '22P05')
    return make(400, 'invalid', 'Invalid input', 'A text holds a character that cannot be kept.', { problems: [] });
  if (known?.code === '23505') return make(409, 'duplicate', 'Already there', 'A record with this key exists already.');
  if (known?.code === '40001' || known?.code === '40P01')
    return make(409, 'busy', 'Busy', 'Somebody changed the same records. Try again.');
  return make(
    500,
    'bug',
    'Something is broken',
    'Something is broken on our side. The request id helps to find it in the log.',
  );
}
