import type { Ctx } from '../../kernel/ctx.ts';
import { hidePerson, placesOf } from '../../kernel/person-texts.ts';
import { handle } from '../../kernel/run.ts';
import { purgePerson } from '../../kernel/trash.ts';
import { type Naming, namingsOf, partsOf } from '../../pure/person-words.ts';
import { loadAccountNames } from '../accounts/public.ts';
import { eraseFields } from '../fields/public.ts';
import * as contract from './contract.ts';
import { MOST_PLACES } from './contract-erasure.ts';
import { type ContactRecord, loadContact } from './store.ts';
import { loadNotes } from './store-notes.ts';
import { countKept, erase, loadNamed } from './store-personal.ts';
import { loadPositions } from './store-positions.ts';
import { eraseFiles, tellErased } from './told.ts';

/** Every way in which texts may name the person, under earlier names too. */
export async function namingsOfContact(ctx: Ctx, row: ContactRecord, words: readonly string[]): Promise<Naming[]> {
  const { names, reaches } = await loadNamed(ctx, row);
  const [name = '', ...others] = names;
  const found = [
    ...namingsOf({ name, latinName: null, reaches, words }),
    ...others.flatMap((other) => namingsOf({ name: other, latinName: null, reaches: [], words: [] })),
  ];
  return [...new Map(found.map((one) => [one.pattern.source, one])).values()];
}

export const handlers = [
  handle(contract.previewErasure, async (ctx, { id, words = [] }) => {
    const row = await loadContact(ctx, id, 'contacts.erase');
    const namings = await namingsOfContact(ctx, row, words);
    const found = await placesOf(ctx, id, namings, MOST_PLACES + 1);
    const accounts = await loadAccountNames(
      ctx,
      found.flatMap(({ accountId }) => accountId ?? []),
    );
    const { names } = await loadNamed(ctx, row);
    const { files, trash, merges, places, events } = await countKept(ctx, id);
    ctx.note({ recordKind: 'contact', recordId: id, accountId: id });
    return {
      version: row.version,
      goes: { notes: (await loadNotes(ctx, id)).length, files, trash, merges },
      stays: { positions: (await loadPositions(ctx, [id], 'contacts.erase')).length, places, events },
      texts: found.slice(0, MOST_PLACES).map(({ accountId, ...place }) => ({
        ...place,
        account: accountId === null ? null : (accounts.get(accountId) ?? null),
      })),
      isMore: found.length > MOST_PLACES,
      proposed: [...new Set(names.flatMap(partsOf))].filter((part) => part.length > 2),
    };
  }),

  handle(contract.eraseContact, async (ctx, { id, version, words = [], spare = [], files = [] }) => {
    const row = await loadContact(ctx, id, 'contacts.erase');
    const namings = await namingsOfContact(ctx, row, words);
    await erase(ctx, id, version);
    await eraseFields(ctx, id);
    await purgePerson(ctx, id);
    await tellErased(ctx, id);
    await eraseFiles(ctx, files, id);
    await hidePerson(ctx, namings, spare);
    return { done: true as const };
  }),
] as const;
