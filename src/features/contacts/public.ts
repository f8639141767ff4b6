import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { NotFound } from '../../pure/refusal.ts';
import { loadContact, readableOf } from './store.ts';
import { loadPositions } from './store-positions.ts';
import { mayReadPosition } from './store-visible.ts';

export {
  absorbContact,
  afterContactReturned,
  beforeContactReturns,
  chooseFields,
  lockContacts,
  MERGED_FIELDS,
  type MergedField,
} from './store-merging.ts';
export { mayRead as mayReadContact } from './store-visible.ts';
export { erasesFiles, hearsErasedContacts, hearsMadeContacts } from './told.ts';

/** Some contacts with all that is known of them, as far as the reader may see them under the verb. */
export const readableContacts = readableOf;

/** NotFound where the actor may not see the contact under the verb, or where it has and had no position on the account. */
export async function checkContactOn(ctx: Ctx, contactId: string, accountId: string, verb: string): Promise<void> {
  const contact = await loadContact(ctx, contactId, verb);
  const positions = await loadPositions(ctx, [contact.id], verb);
  if (!positions.some((position) => position.account_id === accountId)) throw new NotFound();
}

/** What a later room keeps about a person, as plain values; of accounts that the reader may see. */
type PersonalData = (ctx: Ctx, contactId: string) => Promise<unknown>;

const kept = new Map<string, PersonalData>();

/** A later room says here what it keeps about people: it stands under `part` in the complete export of a person's data. Call it once, when the module loads. */
export function keepsPersonalData(part: string, load: PersonalData): void {
  kept.set(part, load);
}

/** A file that belongs to a person, as it goes into the archive of the complete export. */
export interface PersonalFile {
  name: string;
  content: AsyncIterable<Buffer | string>;
}

const fileSources: ((ctx: Ctx, contactId: string) => AsyncIterable<PersonalFile>)[] = [];

/** A later room says here which files it keeps of people, as far as the reader may read them. Call it once, when the module loads. */
export function keepsPersonalFiles(load: (ctx: Ctx, contactId: string) => AsyncIterable<PersonalFile>): void {
  fileSources.push(load);
}

/** The files that later rooms keep of a person. */
export async function* personalFiles(ctx: Ctx, contactId: string): AsyncGenerator<PersonalFile> {
  for (const load of fileSources) yield* load(ctx, contactId);
}

/** What later rooms keep about a person, by part. */
export async function furtherPersonalData(ctx: Ctx, contactId: string): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [part, load] of kept) found[part] = await load(ctx, contactId);
  return found;
}

/** Somebody at a customer with whom one must know how to deal. */
export interface HandledPerson {
  id: string;
  accountId: string;
  name: string;
  title: string;
  dos: string;
  donts: string;
}

/** The people who have a position on some accounts today, of whom somebody wrote what to do or not to do; as far as the reader may see them. */
export async function peopleToHandle(ctx: Ctx, accountIds: readonly string[]): Promise<HandledPerson[]> {
  const found = await sql<HandledPerson>`
    select c.id, p.account_id as "accountId", c.name, coalesce(p.title, '') as title, c.dos, c.donts
      from contact_positions p join contacts c on c.org_id = p.org_id and c.id = p.contact_id
     where p.org_id = ${ctx.org.id} and p.account_id = any (${[...accountIds]}::uuid[]) and (p.until is null or p.until >= ${ctx.today}::date)
       and c.erased_at is null and (c.dos <> '' or c.donts <> '') and ${mayReadPosition(ctx, 'contacts.read')}
     order by c.name_key, c.id`.execute(ctx.db);
  return found.rows;
}
