import { reachesOne } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { handle } from '../../kernel/run.ts';
import { NotFound, Refusal } from '../../pure/refusal.ts';
import { checkAccountVisible } from '../accounts/public.ts';
import * as contract from './contract-logos.ts';
import { contentOf } from './operations-reading.ts';
import { checkLogo } from './picture-size.ts';
import { receive } from './receiving.ts';
import { mediaType } from './rules.ts';
import { insertFile, loadFile } from './store.ts';
import { loadLogo, saveLogo } from './store-logos.ts';
import { loadContent } from './store-versions.ts';
import { tellFile } from './told.ts';

/** Throws where a file of the account cannot be its logo: of another account or record, confidential, or no such picture. */
async function chosen(ctx: Ctx, accountId: string, fileId: string) {
  const file = await loadFile(ctx, fileId, 'files.read');
  if (file.account_id !== accountId || file.record_kind !== 'account') throw new NotFound();
  if (file.readers !== null) throw new Refusal('files.logoKept', 'A confidential file cannot be the logo.');
  const { kind, size, sha256 } = await loadContent(ctx, file.id, file.number);
  const taken = await ctx.files.shelf.take(sha256);
  try {
    await checkLogo(kind, Number(size), taken.path);
  } finally {
    await taken.giveBack();
  }
  return { file_id: file.id, number: file.number };
}

export const handlers = [
  handle(contract.getLogo, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'files.read');
    const logo = await loadLogo(ctx, input.id);
    const write = ctx.can('files.write') && (await reachesOne(ctx, 'files.write', input.id));
    return { fileId: logo?.file_id ?? null, number: logo?.number ?? null, can: { write } };
  }),

  handle(contract.showLogo, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'files.read');
    const logo = await loadLogo(ctx, input.id);
    const { file = logo?.file_id, number = logo?.number } = input;
    if (logo === null || logo.file_id !== file || logo.number !== number) throw new NotFound();
    const { name, kind, sha256 } = await loadContent(ctx, logo.file_id, logo.number);
    return { name, type: mediaType(kind), content: (await contentOf(ctx, sha256)).content, inline: true };
  }),

  handle(contract.uploadLogo, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'files.write');
    const content = await receive(ctx, input.file, input.name, (kind, { size, path }) => checkLogo(kind, size, path));
    const file = await insertFile(ctx, {
      ...{ accountId: input.id, record: { kind: 'account', id: null }, content, hasText: false },
      ...{ readers: null, teamReads: false },
    });
    await tellFile(ctx, 'files.added', file);
    await saveLogo(ctx, input.id, { file_id: file.id, number: file.number });
    return { fileId: file.id };
  }),

  handle(contract.setLogo, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'files.write');
    const logo = input.fileId === null ? null : await chosen(ctx, input.id, input.fileId);
    await saveLogo(ctx, input.id, logo, input.replaces);
    return { done: true as const };
  }),
] as const;
