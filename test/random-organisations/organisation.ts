import fc from 'fast-check';
import type { Kind } from '../../src/features/accounts/contract.ts';
import type { Role } from '../../src/features/people/contract.ts';

/** When something is in force: over, today, not yet. */
export type Time = 'past' | 'now' | 'future';

/** Somebody of the organisation; `superior` comes before them in the list. */
export interface PersonPlan {
  roles: Role[];
  superior: number | null;
}

/** An account; `parent` comes before it. A class of confidentiality has its place here, and in `readableAccounts` of the oracle. */
export interface AccountPlan {
  kind: Kind;
  parent: number | null;
  /** At the top of a structure: it has the class of confidentiality, and names these readers. */
  secret: number[] | null;
}

export interface SeatPlan {
  person: number;
  account: number;
  duty: 'lead' | 'deputy' | 'rep' | 'support';
  time: Time;
}

/** A substitution: chosen accounts or all, some groups of rights or all. */
export interface CoverPlan {
  absent: number;
  substitute: number;
  time: Time;
  accounts: number[] | null;
  rights: ('accounts' | 'notes' | 'tasks')[] | null;
}

/** Whom a confidential record names. */
export interface KeptPlan {
  readers: number[];
  team: boolean;
  /** Whoever is cleared for the class may read it too. */
  cleared: boolean;
}

/** `author` null: the chief, who may do everything and is nobody's reader. */
interface Written {
  account: number;
  author: number | null;
}

export type RecordPlan =
  | ({ is: 'note'; kept: KeptPlan | null; mention: number | null; pinned: boolean; removed: boolean } & Written)
  | ({ is: 'file'; kept: KeptPlan | null; removed: boolean } & Written)
  | {
      is: 'task';
      kind: 'task' | 'request' | 'proposal' | 'shortcoming';
      account: number | null;
      giver: number | null;
      owner: number | null;
      department: Role | null;
      isPrivate: boolean;
      watchers: number[];
      secretValue: boolean;
    }
  | {
      is: 'contact';
      author: number | null;
      positions: { account: number; isPast: boolean }[];
      note: { author: number | null; readers: number[] } | null;
      onMap: boolean;
      secretValue: boolean;
    }
  | { is: 'section'; account: number; section: 'needs' | 'strategy' | 'business' }
  | { is: 'change'; account: number; tellTeam: boolean }
  | { is: 'value'; account: number; field: 'open' | 'secret' }
  | { is: 'project'; account: number; members: number[]; removed: boolean }
  | { is: 'identifier'; account: number }
  | { is: 'address'; account: number; removed: boolean }
  | { is: 'sales'; account: number; quantity: number }
  | { is: 'request'; account: number };

export interface Organisation {
  people: PersonPlan[];
  accounts: AccountPlan[];
  seats: SeatPlan[];
  covers: CoverPlan[];
  records: RecordPlan[];
  /** The roles that are cleared for the one class of confidentiality besides directors; null: there are no classes. */
  cleared: Role[] | null;
  /** Who looks. */
  reader: number;
  /** The review of the company comes last, and publishes what it finds; else it ran before anything was there. */
  isReviewed: boolean;
  /** Which questions are put, of all. */
  draw: number;
}

const ROLES: Role[][] = [
  ...(['kam', 'kam', 'account_manager', 'contributor', 'sales_support', 'credit_controller'] as const).map((role) => [
    role,
  ]),
  ...[['head'], ['director'], ['admin'], ['admin', 'kam'], ['contributor', 'account_manager']],
] as Role[][];
/** Most look at a part of the accounts only: they have the most to miss. */
const READERS: Role[][] = [...ROLES, ['kam'], ['contributor'], ['account_manager']];

const time = fc.constantFrom<Time>('past', 'now', 'now', 'now', 'future');

/** What hangs on accounts, said with so many people and accounts. */
function recordOf(people: number, accounts: number): fc.Arbitrary<RecordPlan> {
  const person = fc.nat(people - 1);
  const account = fc.nat(accounts - 1);
  const author = fc.option(person);
  const some = fc.uniqueArray(person, { maxLength: 2 });
  const kept = fc.option(fc.record({ readers: some, team: fc.boolean(), cleared: fc.boolean() }), { freq: 2 });
  const rarely = fc.constantFrom(true, false, false, false);
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        is: fc.constant('note' as const),
        account,
        author,
        kept,
        mention: author,
        pinned: rarely,
        removed: rarely,
      }),
    },
    { weight: 3, arbitrary: fc.record({ is: fc.constant('file' as const), account, author, kept, removed: rarely }) },
    {
      weight: 4,
      arbitrary: fc.record({
        is: fc.constant('task' as const),
        kind: fc.constantFrom(
          'task' as const,
          'task' as const,
          'request' as const,
          'proposal' as const,
          'shortcoming' as const,
        ),
        account: fc.option(account, { freq: 4 }),
        giver: author,
        owner: author,
        department: fc.option(fc.constantFrom<Role>('credit_controller', 'sales_support'), { freq: 1 }),
        isPrivate: rarely,
        watchers: some,
        secretValue: rarely,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        is: fc.constant('contact' as const),
        author,
        positions: fc.uniqueArray(fc.record({ account, isPast: rarely }), {
          maxLength: 3,
          selector: (each) => each.account,
        }),
        note: fc.option(fc.record({ author, readers: some })),
        onMap: fc.boolean(),
        secretValue: rarely,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        is: fc.constant('section' as const),
        account,
        section: fc.constantFrom('needs' as const, 'strategy' as const, 'business' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('change' as const), account, tellTeam: fc.boolean() }) },
    {
      weight: 2,
      arbitrary: fc.record({
        is: fc.constant('value' as const),
        account,
        field: fc.constantFrom('open' as const, 'secret' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ is: fc.constant('project' as const), account, members: some, removed: rarely }),
    },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('identifier' as const), account }) },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('address' as const), account, removed: fc.boolean() }) },
    {
      weight: 2,
      arbitrary: fc.record({ is: fc.constant('sales' as const), account, quantity: fc.integer({ min: 1, max: 900 }) }),
    },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('request' as const), account }) },
  );
}

const RANK: Record<string, number> = { group: 3, entity: 2, outlet: 1 };

/** A tree of accounts: groups below groups, entities below these, outlets at the bottom. */
function treeOf(drawn: AccountPlan[]): AccountPlan[] {
  const made: AccountPlan[] = [];
  for (const { kind, parent, secret } of drawn) {
    const fits = (above: AccountPlan) => RANK[above.kind]! > RANK[kind]! || (kind === 'group' && above.kind === kind);
    const roofs = [...made.keys()].filter((at) => fits(made[at]!));
    const below = parent === null || roofs.length === 0 ? null : roofs[parent % roofs.length]!;
    made.push({ kind, parent: below, secret: below === null ? secret : null });
  }
  return made;
}

const withoutClass = (record: RecordPlan): RecordPlan =>
  (record.is === 'note' || record.is === 'file') && record.kept !== null
    ? { ...record, kept: { ...record.kept, cleared: false } }
    : record;

/** Nobody is away twice, stands in for two, or is away and stands in: as the product keeps it. */
function coversOf(drawn: CoverPlan[]): CoverPlan[] {
  const busy = new Set<number>();
  return drawn.filter(({ absent, substitute }) => {
    if (absent === substitute || busy.has(absent) || busy.has(substitute)) return false;
    busy.add(absent).add(substitute);
    return true;
  });
}

/** An organisation of 3 to 8 people and 3 to 10 accounts, and somebody of it who looks. */
export const organisation: fc.Arbitrary<Organisation> = fc
  .record({ people: fc.integer({ min: 3, max: 8 }), accounts: fc.integer({ min: 3, max: 10 }) })
  .chain(({ people, accounts }) => {
    const person = fc.nat(people - 1);
    const account = fc.nat(accounts - 1);
    const group = fc.constantFrom('accounts' as const, 'notes' as const, 'tasks' as const);
    const seat = fc.record({
      ...{ person, account, time },
      duty: fc.constantFrom('lead' as const, 'deputy' as const, 'rep' as const, 'support' as const),
    });
    const cover = fc.record({
      ...{ absent: person, substitute: person, time },
      accounts: fc.option(fc.uniqueArray(account, { minLength: 1, maxLength: 3 }), { freq: 1 }),
      rights: fc.option(fc.uniqueArray(group, { maxLength: 2 }), { freq: 1 }),
    });
    const one = fc.record({ roles: fc.constantFrom(...ROLES), superior: fc.option(fc.nat(people), { freq: 1 }) });
    return fc.record({
      looks: fc.constantFrom(...READERS),
      reader: person,
      people: fc.array(one, { minLength: people, maxLength: people }),
      drawn: fc.array(
        fc.record({
          kind: fc.constantFrom<Kind>('group', 'entity', 'entity', 'outlet'),
          parent: fc.option(fc.nat(20), { freq: 3 }),
          secret: fc.option(fc.uniqueArray(person, { maxLength: 2 }), { freq: 1 }),
        }),
        { minLength: accounts, maxLength: accounts },
      ),
      // Whoever looks has one seat: they should miss something, and find something.
      own: account,
      seats: fc.array(seat, { minLength: 2, maxLength: accounts + 2 }),
      covers: fc.array(cover, { maxLength: 4 }),
      records: fc.array(recordOf(people, accounts), { minLength: 20, maxLength: 30, size: 'max' }),
      isReviewed: fc.boolean(),
      cleared: fc.option(fc.subarray<Role>(['head', 'sales_support', 'credit_controller']), { freq: 3 }),
      draw: fc.nat(100_000),
    });
  })
  .map(({ looks, reader, own, drawn, people, seats, covers, records, ...rest }) => ({
    ...rest,
    reader,
    // Where there are no classes, nothing is for whoever is cleared.
    records: rest.cleared === null ? records.map(withoutClass) : records,
    people: people.map((each, at) => ({
      roles: at === reader ? looks : each.roles,
      superior: each.superior === null || each.superior >= at ? null : each.superior,
    })),
    accounts: treeOf(drawn),
    seats: [{ person: reader, account: own, duty: 'deputy' as const, time: 'now' as const }, ...seats],
    covers: coversOf(covers),
  }));
