import type { Operation } from '../pure/operation.ts';
export function openapi(_operations: readonly Operation[]): Record<string, unknown> {
  return { openapi: '3.1.0' };
}
