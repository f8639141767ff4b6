import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor } from '../../kernel/cursor.ts';
import { handle } from '../../kernel/run.ts';
import { finds } from '../../kernel/search.ts';
import { holdsClasses } from '../../kernel/secrecy.ts';
import { noteReading } from '../../kernel/secret-logs.ts';
import { trashes } from '../../kernel/trash.ts';
import { formatMinor, parseAmount } from '../../pure/money.ts';
import { Invalid } from '../../pure/refusal.ts';
import { checkAccountVisible, keepsAccounts } from '../accounts/public.ts';
import { checkPast, mayEdit, person } from './checks.ts';
import * as contract from './contract.ts';
import { type Facts, SECTIONS, type Section } from './contract-shapes.ts';
import { handlers as changeHandlers } from './operations-changes.ts';
import { handlers as settingsHandlers } from './operations-settings.ts';
import {
  dropYear,
  loadSections,
  loadVersions,
  loadYears,
  OPEN,
  openClasses,
  type Place,
  writeSection,
  writeYear,
} from './store.ts';
import { countOpenChanges } from './store-changes.ts';
import { loadStanding, publishDossiers } from './store-figures.ts';
import { foundChanges, foundSections } from './store-found.ts';
import './store-moving.ts';
import './store-texts.ts';

finds(foundSections, foundChanges);

trashes(
  {
    ...{ kind: 'dossierYear', verb: 'dossiers.edit', parts: { table: 'dossier_years', hanging: [] } },
    restored: (ctx, { accountId }) => publishDossiers(ctx, [accountId!]),
  },
  { kind: 'businessChange', verb: 'dossiers.edit', parts: { table: 'dossier_changes', hanging: [] } },
);

for (const table of ['dossier_sections', 'dossier_years', 'dossier_changes']) keepsAccounts(table);

type Stored = Awaited<ReturnType<typeof loadSections>>[number];
const writtenAnswer = (row: Stored) => ({
  text: row.text,
  facts: row.facts,
  source: row.source,
  sourceNote: row.source_note,
  knownAsOf: row.known_as_of,
  author: person(row.author_id, row.author_name),
  savedAt: row.saved_at.toISOString(),
  version: row.version,
});

const inOrder = (a: { section: Section }, b: { section: Section }) =>
  SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section);

/** A reading of a confidential text: those know of it who are cleared for its class. */
const readingOf = (accountId: string, classId: string) =>
  classId === OPEN ? [] : [{ kind: 'dossier' as const, id: classId, accountId, readers: [classId] }];

/** Which text of a section is meant. Refuses a class that the actor is not cleared for. */
function placeOf(ctx: Ctx, { section, class: classId = OPEN }: { section: Section; class?: string }): Place {
  if (!openClasses(ctx).includes(classId))
    throw new Invalid([{ field: 'class', expected: 'a class that you are cleared for', found: classId }]);
  return { section, classId };
}

/** The lines that say something; only "how they buy and work with us" has any. */
function linesOf(section: Section, facts: Facts): Facts {
  const said = Object.entries(facts).flatMap(([line, text]) =>
    text.trim() === '' ? [] : [[line, text.trim()] as const],
  );
  if (section !== 'working' && said.length > 0) {
    throw new Invalid([{ field: 'facts', expected: 'only the section `working` has lines' }]);
  }
  return Object.fromEntries(said);
}

// A text that was emptied holds nothing.
holdsClasses({ table: 'dossier_sections', column: 'class', when: `text <> ''` });

export const handlers = [
  handle(contract.getDossier, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'dossiers.read');
    const sections = await loadSections(ctx, input.id);
    const years = await loadYears(ctx, input.id);
    noteReading(ctx, ...sections.flatMap((row) => readingOf(input.id, row.class)));
    const money = (minor: bigint | null, currency: string) =>
      minor === null ? null : { amount: formatMinor(minor, currency), currency };
    return {
      standing: await loadStanding(ctx, input.id),
      sections: sections
        .filter((row) => row.class === OPEN)
        .map((row) => ({ section: row.section, ...writtenAnswer(row) }))
        .sort(inOrder),
      confidential: sections
        .flatMap((row) => {
          const found = ctx.org.classes.find(({ id }) => id === row.class);
          return found
            ? [{ section: row.section, class: { id: found.id, name: found.name }, ...writtenAnswer(row) }]
            : [];
        })
        .sort(inOrder),
      years: years.map((row) => ({
        year: row.year,
        revenue: money(row.revenue, row.currency),
        profit: money(row.profit, row.currency),
        employees: row.employees,
        currency: row.currency,
        source: row.source,
        knownAsOf: row.known_as_of,
        author: person(row.author_id, row.author_name),
        savedAt: row.saved_at.toISOString(),
        version: row.version,
      })),
      openChanges: await countOpenChanges(ctx, input.id),
      can: {
        edit: await mayEdit(ctx, input.id),
        classes: ctx.org.classes
          .filter(({ id }) => openClasses(ctx).includes(id))
          .map(({ id, name }) => ({ id, name })),
      },
    };
  }),

  handle(contract.saveSection, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'dossiers.edit');
    const knownAsOf = input.knownAsOf ?? ctx.today;
    checkPast(ctx, 'knownAsOf', knownAsOf);
    const version = await writeSection(ctx, input.id, placeOf(ctx, input), input.version, {
      text: input.text.trim(),
      facts: linesOf(input.section, input.facts ?? {}),
      source: input.source,
      source_note: (input.sourceNote ?? '').trim(),
      known_as_of: knownAsOf,
    });
    await publishDossiers(ctx, [input.id]);
    return { version };
  }),

  handle(contract.listSectionVersions, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'dossiers.read');
    const after = fromCursor(input.after, ['int']);
    const slice = { before: (after?.[0] ?? null) as number | null, limit: input.limit ?? 50 };
    const place = placeOf(ctx, input);
    const { rows, next } = await loadVersions(ctx, input.id, place, slice);
    noteReading(ctx, ...readingOf(input.id, place.classId));
    return { rows: rows.map(writtenAnswer), next };
  }),

  handle(contract.saveYear, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'dossiers.edit');
    const knownAsOf = input.knownAsOf ?? ctx.today;
    checkPast(ctx, 'knownAsOf', knownAsOf);
    const [revenue, profit, employees] = [input.revenue ?? null, input.profit ?? null, input.employees ?? null];
    if (revenue === null && profit === null && employees === null) {
      throw new Invalid([{ field: 'revenue', expected: 'revenue, profit or employees', rule: 'required' }]);
    }
    const version = await writeYear(ctx, input.id, input.year, input.version, {
      currency: input.currency,
      revenue: revenue === null ? null : parseAmount(revenue, input.currency),
      profit: profit === null ? null : parseAmount(profit, input.currency),
      employees,
      source: input.source,
      known_as_of: knownAsOf,
    });
    await publishDossiers(ctx, [input.id]);
    return { version };
  }),

  handle(contract.removeYear, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'dossiers.edit');
    await dropYear(ctx, input.id, input.year, input.version);
    await publishDossiers(ctx, [input.id]);
    return { done: true as const };
  }),

  ...changeHandlers,
  ...settingsHandlers,
] as const;
