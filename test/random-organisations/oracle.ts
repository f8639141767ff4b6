import type { CoverPlan, KeptPlan, Organisation, RecordPlan } from './organisation.ts';

/**
 * What somebody may know, said in plain words of the specification (docs/architecture.md, the READMEs of the rooms) and without any code of the product.
 *
 * - Heads, directors, sales support and credit controllers see every account. Managers and contributors see those on whose team they stand today, and everything below; an administrator as such sees none.
 * - There may be a class of confidentiality. An account at the top of a structure that has it, and everything below, is not for those who see every account unless a role of theirs is cleared, or they are on its
 *   team; whom it names as readers sees it like its team. A note or file may be for whoever is cleared, besides those it names. Clearance is never handed on.
 * - A substitute sees besides what the absent person sees: all of it, or what lies at or below the chosen accounts; only on the days of the substitution, and only where the two fit: who reads figures does not stand
 *   in for somebody who reads none, unless they read all figures anyway. Nothing is handed on.
 */
const WIDE = ['head', 'director', 'sales_support', 'credit_controller'];
const NARROW = ['kam', 'account_manager', 'contributor'];
const SELLERS = ['kam', 'account_manager'];
const LEADERS = ['head', 'director'];

export function oracleFor(org: Organisation) {
  const { people, accounts, seats, reader, cleared } = org;
  const has = (person: number, roles: readonly string[]) => people[person]!.roles.some((role) => roles.includes(role));
  const all = new Set(accounts.keys());

  /** An account with everything below it. */
  const below = (roots: Iterable<number>): Set<number> => {
    const found = new Set(roots);
    for (const [at, { parent }] of accounts.entries()) if (parent !== null && found.has(parent)) found.add(at);
    return found;
  };
  const seatedBy = (person: number) =>
    below(seats.filter((seat) => seat.person === person && seat.time === 'now').map((seat) => seat.account));
  const chosen = ({ accounts: some }: CoverPlan) => (some === null ? all : below(some));
  const both = (one: ReadonlySet<number>, other: ReadonlySet<number>) =>
    new Set([...one].filter((at) => other.has(at)));

  const readsSome = (person: number) => has(person, [...WIDE, ...NARROW]);
  const isCleared = (person: number) => cleared !== null && has(person, ['director', ...cleared]);
  /** Whether every account is theirs by right. */
  const seesAll = (person: number) => has(person, WIDE) && (cleared === null || isCleared(person));
  const tops = (fits: (secret: number[]) => boolean) =>
    cleared === null ? [] : [...all].filter((at) => accounts[at]!.secret !== null && fits(accounts[at]!.secret!));
  const classed = below(tops(() => true));
  const namedBy = (person: number) => below(tops((readers) => readers.includes(person)));
  const fits = (substitute: number, absent: number) =>
    readsSome(substitute) &&
    readsSome(absent) &&
    // Figures on some accounts only, in the place of somebody who reads none.
    (!has(substitute, [...SELLERS, ...WIDE]) || seesAll(substitute) || has(absent, [...SELLERS, ...WIDE]));
  const running = (person: number) =>
    org.covers.filter(
      ({ substitute, absent, time }) => substitute === person && time === 'now' && fits(substitute, absent),
    );
  const byThemselves = (person: number): ReadonlySet<number> => {
    if (seesAll(person)) return all;
    if (!readsSome(person)) return new Set<number>();
    const theirs = [...seatedBy(person), ...namedBy(person)];
    return new Set(has(person, WIDE) ? [...theirs, ...[...all].filter((at) => !classed.has(at))] : theirs);
  };

  /** The accounts that somebody reads today. */
  const readableAccounts = (person: number): Set<number> => {
    const found = new Set(byThemselves(person));
    for (const cover of running(person))
      for (const at of both(byThemselves(cover.absent), chosen(cover))) found.add(at);
    return found;
  };
  /** Those on whose team somebody stands today, or in the place of somebody who does. */
  const teamAccounts = (person: number): Set<number> => {
    const found = seatedBy(person);
    for (const cover of running(person)) for (const at of both(seatedBy(cover.absent), chosen(cover))) found.add(at);
    return found;
  };
  /** Somebody and all who report to them, at any depth. */
  const team = (person: number): Set<number> => {
    const found = new Set([person]);
    for (const [at, { superior }] of people.entries()) if (superior !== null && found.has(superior)) found.add(at);
    return found;
  };

  const readable = readableAccounts(reader);
  const seated = teamAccounts(reader);
  const reports = team(reader);
  const isLeader = has(reader, LEADERS);

  const readsKept = (account: number, author: number | null, kept: KeptPlan | null) =>
    readable.has(account) &&
    (kept === null ||
      author === reader ||
      kept.readers.includes(reader) ||
      (kept.cleared && isCleared(reader)) ||
      (kept.team && seated.has(account)));

  /** Whether the reader may know of a record at all; parts of it may be hidden still (`readsValue`, `readsContactNote`, positions). */
  const reads = (record: RecordPlan): boolean => {
    switch (record.is) {
      case 'note':
      case 'file':
        return readsKept(record.account, record.author, record.kept);
      case 'task': {
        const { giver, owner, watchers, account } = record;
        if (giver === reader || owner === reader || watchers.includes(reader)) return true;
        if (record.isPrivate) return false;
        return (
          (account !== null && readable.has(account)) ||
          [giver, owner].some((person) => person !== null && reports.has(person)) ||
          (record.kind === 'request' && record.department !== null && has(reader, [record.department])) ||
          (['proposal', 'shortcoming'].includes(record.kind) && isLeader)
        );
      }
      case 'contact':
        if (record.positions.length === 0) return readsSome(reader) && (record.author === reader || isLeader);
        return record.positions.some(({ account }) => readable.has(account));
      case 'value':
        return readable.has(record.account) && readsValue(record.field);
      case 'sales':
        return readable.has(record.account) || ofTeam.has(record.account);
      case 'request':
        return isLeader && readable.has(record.account);
      default:
        return readable.has(record.account);
    }
  };
  /** The field `secret` is read by heads alone. */
  const readsValue = (field: 'open' | 'secret') => field === 'open' || has(reader, ['head']);
  const readsContactNote = (note: { author: number | null; readers: number[] }) =>
    note.author === reader || note.readers.includes(reader);

  /** Whom a substitution concerns, and who manages them; until when somebody is away today everybody is told. */
  const knowsCover = (cover: CoverPlan) =>
    cover.time === 'now' || [cover.absent, cover.substitute].includes(reader) || has(reader, [...LEADERS, 'admin']);

  /** Accounts on which somebody works who reports to the reader: the loads of portfolios name them, with what they bring. */
  const ofTeam = new Set(has(reader, SELLERS) ? [...reports].flatMap((person) => [...seatedBy(person)]) : []);
  /**
   * Accounts of which the reader knows that there is one, and nothing else: a task of theirs says that it is about something that they may not see; what they see says that it lies below something else, by which
   * it is ranked, and whose team reads it too.
   */
  const veiled = new Set<number>();
  const veil = (at: number | null): void => {
    if (at === null || readable.has(at) || ofTeam.has(at)) return;
    veiled.add(at);
    veil(accounts[at]!.parent);
  };
  for (const at of [...readable, ...ofTeam]) veil(accounts[at]!.parent);
  for (const record of org.records) if (record.is === 'task' && reads(record)) veil(record.account);

  return { readable, ofTeam, veiled, readableAccounts, reads, readsValue, readsContactNote, knowsCover, isLeader };
}

export type Oracle = ReturnType<typeof oracleFor>;

/** The same organisation, where people only do what they may, and name those who may know: what would be refused hides nothing. The chief does the rest. */
export function possible(org: Organisation): Organisation {
  const { readableAccounts } = oracleFor(org);
  const reach = [...org.people.keys()].map(readableAccounts);
  const who = (account: number | null, person: number | null) =>
    person !== null && account !== null && !reach[person]!.has(account) ? null : person;
  const those = (account: number, people: readonly number[]) =>
    people.filter((person) => who(account, person) !== null);
  const records = org.records.map((record): RecordPlan => {
    if (record.is === 'note' || record.is === 'file') {
      const { account, kept } = record;
      const settled = {
        author: who(account, record.author),
        kept: kept && { ...kept, readers: those(account, kept.readers) },
      };
      return record.is === 'file'
        ? { ...record, ...settled }
        : { ...record, ...settled, mention: who(account, record.mention) };
    }
    if (record.is === 'project') return { ...record, members: those(record.account, record.members) };
    if (record.is === 'task') {
      const giver = who(record.account, record.giver);
      const isUp = record.kind === 'proposal' || record.kind === 'shortcoming';
      // What goes up is nobody's yet; a field is filled by whoever reads it.
      const up = isUp && { owner: null, isPrivate: false };
      return { ...record, giver, secretValue: record.secretValue && giver === null, ...up };
    }
    if (record.is !== 'contact') return record;
    const adds = org.people[record.author ?? 0]!.roles.some((role) =>
      [...SELLERS, ...LEADERS, 'sales_support'].includes(role),
    );
    const author = adds ? record.author : null;
    if (record.note === null || record.positions.length === 0) return { ...record, author };
    const { account } = record.positions[0]!;
    const note = { author: who(account, record.note.author), readers: those(account, record.note.readers) };
    return { ...record, author, note };
  });
  return { ...org, records };
}
