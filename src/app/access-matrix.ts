import { ROLES } from '../features/people/contract.ts';
import type { Operation } from '../pure/operation.ts';
import { rights, scopeOf } from './roles.ts';

/**
 * Who may do what, how far, as a text to be read in reviews: one line per operation with the reach of each role (`own`, `team`, `all`, `-`),
 * then the rights that guard fields and parts of answers.
 */
export function accessMatrix(operations: readonly Operation[]): string {
  const asked = new Set<string>(operations.map((operation) => operation.permission));
  const rest = Object.keys(rights).filter((verb) => !asked.has(verb));
  const lines = [
    ['operation', 'right', ...ROLES],
    ...operations.map((operation) => [operation.name, operation.permission, ...reaches(operation.permission)]),
    ...rest.sort().map((verb) => ['', verb, ...reaches(verb)]),
  ];
  const widths = lines[0]!.map((_head, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return `${lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}

function reaches(permission: string): string[] {
  if (permission === 'public') return ROLES.map(() => '*');
  if (permission === 'session') return ROLES.map(() => 'self');
  return ROLES.map((role) => scopeOf([role], permission) ?? '-');
}
