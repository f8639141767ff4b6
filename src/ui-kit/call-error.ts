import type { FieldProblem } from '../pure/refusal.ts';

/** The body of an error answer (RFC 9457, `application/problem+json`). */
export interface Problem {
  status: number;
  title: string;
  detail?: string;
  code?: string;
  params?: Record<string, unknown>;
  problems?: FieldProblem[];
  requestId?: string;
}

/** What a call throws. `status` 0: the server was not reached. */
export class CallError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly params: Record<string, unknown>;
  readonly problems: FieldProblem[];
  readonly requestId: string | null;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'CallError';
    this.status = problem.status;
    this.code = problem.code ?? String(problem.status);
    this.title = problem.title;
    this.detail = problem.detail ?? '';
    this.params = problem.params ?? {};
    this.problems = problem.problems ?? [];
    this.requestId = problem.requestId ?? null;
  }
}

/** The error of a bad answer, whatever its body holds. */
export function errorOf(status: number, text: string, requestId: string | null): CallError {
  let body: Partial<Problem> = {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed !== null && typeof parsed === 'object') body = parsed as Partial<Problem>;
  } catch {
    body = {};
  }
  return new CallError({
    ...body,
    status,
    title: body.title ?? `HTTP ${status}`,
    requestId: body.requestId ?? requestId ?? undefined,
  });
}

export const unreachable = () =>
  new CallError({ status: 0, code: 'unreachable', title: 'The server cannot be reached.' });

/** The problem of one field, for the form that sent it. */
export function problemAt(error: unknown, field: string): FieldProblem | undefined {
  if (!(error instanceof CallError)) return undefined;
  return error.problems.find((problem) => problem.field.replace(/^\//, '').replaceAll('/', '.') === field);
}
