import type { FieldProblem } from '../../pure/refusal.ts';
import type { NewClass } from './contract.ts';

/** What is wrong with a ladder: whoever is cleared for a class must be cleared for every one below it, and a director for each, so that nothing is hidden from everybody. */
export function checkClasses(classes: readonly NewClass[], known: ReadonlySet<string>): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const names = new Set<string>();
  for (const [at, { id, name, roles, people }] of classes.entries()) {
    const field = (part: string) => `classes.${at}.${part}`;
    if (id !== undefined && classes.findIndex((other) => other.id === id) !== at)
      problems.push({ field: field('id'), expected: 'an id that no other class has', found: id });
    if (id !== undefined && !known.has(id))
      problems.push({ field: field('id'), expected: 'a class that there is, or no id for a new one', found: id });
    if (names.has(name.trim().toLowerCase()))
      problems.push({ field: field('name'), expected: 'a name that no other class has', found: name });
    names.add(name.trim().toLowerCase());
    if (!roles.includes('director'))
      problems.push({ field: field('roles'), expected: 'directors among them: nothing is hidden from everybody' });
    for (const lower of classes.slice(0, at)) {
      const role = roles.find((each) => !lower.roles.includes(each));
      if (role !== undefined)
        problems.push({
          field: field('roles'),
          expected: `roles that are cleared for "${lower.name}" too`,
          found: role,
        });
      const isCleared = (id: string) => lower.people.includes(id);
      if (people.some((each) => !isCleared(each)))
        problems.push({ field: field('people'), expected: `people who are cleared for "${lower.name}" too` });
    }
  }
  return problems;
}
