import { openSource } from '../../kernel/exchange/source.ts';
import { cellText } from '../../kernel/exchange/table.ts';
import { Unreadable } from '../../kernel/exchange/unreadable.ts';
import { organisationById } from '../../kernel/organisations.ts';
import { holdsTextsElsewhere } from '../../kernel/person-texts.ts';
import { asSystem, type House } from '../../kernel/run.ts';
import { removeContents } from '../../kernel/sweep.ts';
import { deleteOriginal, type KeptOriginal, loadOriginals } from './store-originals.ts';

/** Deletes the originals of imports that name somebody who was erased: what was imported from them stays, and the report. */
export const FORGET_JOB = 'imports.forgetPerson';

// The words travel in the queue, which no backup holds and which forgets them when the work is done.
holdsTextsElsewhere(async (ctx, namings) => {
  await ctx.enqueue(FORGET_JOB, { patterns: namings.map(({ pattern }) => pattern.source) });
});

/** Whether a file names the person: in a cell, in two cells of a row, or among its headers. */
async function isNamed(path: string, file: KeptOriginal, patterns: readonly RegExp[], signal: AbortSignal) {
  const says = (text: string) => patterns.some((pattern) => pattern.test(text));
  const source = await openSource({ path, name: file.name }, { overrides: file.overrides });
  try {
    for (const table of source.tables) {
      if (says(table.headers.join(' '))) return true;
      for await (const rows of table.rows(signal)) {
        signal.throwIfAborted();
        for (const { cells } of rows) if (says(cells.map((cell) => cellText(cell)).join(' '))) return true;
      }
    }
    return false;
  } finally {
    await source.close();
  }
}

/** Looks through every original of the organisation, one after the other. Of a file that cannot be read nothing is known: it goes too, for it can never come in. */
export async function forgetPerson(
  house: House,
  orgId: string,
  sources: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const org = await organisationById(house.identity, orgId);
  if (!org) return;
  const patterns = sources.map((source) => new RegExp(source, 'u'));
  for (const file of await asSystem(house, org, loadOriginals)) {
    const goes = await isNamed(house.files.pathOf(file.sha256), file, patterns, signal).catch((error) => {
      if (error instanceof Unreadable) return true;
      throw error;
    });
    if (!goes) continue;
    await asSystem(house, org, (ctx) => deleteOriginal(ctx, file.stored));
    await removeContents(house.pool, house.files, [file.sha256], 'import');
    house.log.info({ importId: file.importId }, 'an original was deleted that named somebody who was erased');
  }
}
