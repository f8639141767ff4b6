import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import type { Duty, Kind } from './contract-shapes.ts';
import { refreshFigures } from './store-figures.ts';
import { placeEach, rebuildStructure } from './store-structure.ts';

let count = 0;

/** What a test or the sample company may say about an account; the rest is made up. */
export interface AccountWish {
  name?: string;
  kind?: Kind;
  externalId?: string;
  source?: string;
  parentId?: string;
  country?: string;
  category?: string;
  taxId?: string;
  address?: string;
  postalCode?: string;
  city?: string;
  email?: string;
  web?: string;
  legalName?: string;
  creditLimit?: bigint;
}

/** An account with its structure and its row in the list, as an import would leave it. Gives its id. */
export async function makeAccount(ctx: Ctx, wish: AccountWish = {}): Promise<string> {
  const id = newId();
  count += 1;
  await ctx.db
    .insertInto('accounts')
    .values({
      org_id: ctx.org.id,
      id,
      source: wish.source ?? 'made',
      external_id: wish.externalId ?? `C${String(count).padStart(5, '0')}`,
      name: wish.name ?? `Customer ${count}`,
      legal_name: wish.legalName ?? null,
      kind: wish.kind ?? 'entity',
      root_id: id,
      entity_id: id,
      tax_id: wish.taxId ?? null,
      category: wish.category ?? null,
      country: wish.country ?? null,
      city: wish.city ?? null,
      postal_code: wish.postalCode ?? null,
      address: wish.address ?? null,
      email: wish.email ?? null,
      web: wish.web ?? null,
      credit_limit: wish.creditLimit ?? null,
      created_at: ctx.now,
    })
    .execute();
  await rebuildStructure(ctx, [id]);
  await refreshFigures(ctx, [id]);
  if (wish.parentId) await placeEach(ctx, [id], wish.parentId, { origin: 'import' });
  return id;
}

/** Puts somebody on an account's team, since long ago unless said otherwise. */
export async function makeTeamMember(
  ctx: Ctx,
  member: {
    accountId: string;
    userId: string;
    duty?: Duty;
    since?: string;
    until?: string;
    share?: number;
    responsible?: string;
  },
): Promise<string> {
  const id = newId();
  await ctx.db
    .insertInto('account_team')
    .values({
      org_id: ctx.org.id,
      id,
      account_id: member.accountId,
      user_id: member.userId,
      duty: member.duty ?? 'lead',
      since: member.since ?? '2000-01-01',
      until: member.until ?? null,
      share: member.share ?? null,
      responsible: member.responsible ?? '',
    })
    .execute();
  await refreshFigures(ctx, [member.accountId]);
  return id;
}
