import type { Organisation } from '../kernel/ctx.ts';
import { ensureMember, ensureUser, givePassword, hasOperator, membersOf, oneAtATime } from '../kernel/installation.ts';
import { makeOrganisation, organisationBySlug, removeSampleOrganisations } from '../kernel/organisations.ts';
import type { House } from '../kernel/run.ts';
import type { OpenHouse } from './house.ts';
import { company } from './sample/company.ts';
import { loadSample } from './sample/load.ts';

/** Who may sign in now; passwords are shown once and kept nowhere. */
export interface FirstRun {
  owner: { email: string; password: string };
  /** People of the sample company, one per role, to try what each of them sees. */
  staff: { email: string; role: string; password: string }[];
  /** Why there is no sample company, although one was wanted. */
  sampleFailure: string | null;
}

const OWNER = 'owner@vitalfew.local';
const SHOWN_ROLES = ['head', 'kam', 'account_manager', 'admin'];
const firstRunKey = 7_845_204;

/**
 * Fills a new installation: the owner, an empty organisation for him and the sample company. Null when an operator with a password
 * exists already. A first run that was killed begins anew: the password is set last.
 */
export async function firstRun(
  open: OpenHouse,
  wanted: { sample: boolean; say(text: string): void },
): Promise<FirstRun | null> {
  const { house } = open;
  if (await hasOperator(house.identity)) return null;
  return oneAtATime(open.connections.owner, firstRunKey, async () => {
    if (await hasOperator(house.identity)) return null;
    const now = house.now();
    const owner = await ensureUser(
      house.identity,
      { email: OWNER, name: 'Owner', language: 'en', isOperator: true },
      now,
    );
    const company = await ensureOrganisation(house, {
      slug: 'company',
      name: 'My company',
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
      isSample: false,
    });
    await ensureMember(house.identity, company.id, owner.id, ['admin', 'director'], now);
    let sampleFailure: string | null = null;
    let staff: FirstRun['staff'] = [];
    if (wanted.sample) {
      try {
        staff = await makeSampleCompany(house, owner.id, wanted.say);
      } catch (error) {
        house.log.error({ err: error }, 'the sample company could not be made');
        sampleFailure = (error as Error).message;
        await removeSampleOrganisations(house.identity);
      }
    }
    return {
      owner: { email: OWNER, password: await givePassword(house.identity, owner.id, now) },
      staff,
      sampleFailure,
    };
  });
}

async function makeSampleCompany(
  house: House,
  ownerId: string,
  say: (text: string) => void,
): Promise<FirstRun['staff']> {
  await removeSampleOrganisations(house.identity);
  say('Making the sample company (about 20 seconds) ...\n');
  const org = await ensureOrganisation(house, {
    slug: 'sample',
    name: company.name,
    timezone: 'Europe/Berlin',
    isSample: true,
  });
  await ensureMember(house.identity, org.id, ownerId, ['admin', 'director'], house.now());
  await loadSample(house, org, house.log);
  const members = (await membersOf(house.identity, org.id)).filter((member) => member.id !== ownerId);
  const staff: FirstRun['staff'] = [];
  for (const role of SHOWN_ROLES) {
    const member = members.find((each) => each.roles.includes(role));
    if (!member) continue;
    staff.push({ email: member.email, role, password: await givePassword(house.identity, member.id, house.now()) });
  }
  return staff;
}

async function ensureOrganisation(
  house: House,
  wanted: { slug: string; name: string; timezone: string; isSample: boolean },
): Promise<Organisation> {
  const found = await organisationBySlug(house.identity, wanted.slug);
  if (found) return found;
  return makeOrganisation(house.identity, { ...wanted, baseCurrency: 'EUR', language: 'en' }, house.now());
}

/** What the console shows once, after the address. */
export function signInWords(first: FirstRun, address: string): string {
  const lines = [
    '',
    `  Open ${address} and sign in (shown this once, kept nowhere):`,
    '',
    `    e-mail    ${first.owner.email}`,
    `    password  ${first.owner.password}`,
    '',
    '  Change the password under your name.',
  ];
  if (first.staff.length > 0) {
    lines.push('  The sample company as others see it:', '');
    for (const one of first.staff) lines.push(`    ${one.role.padEnd(16)} ${one.email}  ${one.password}`);
    lines.push('');
  }
  if (first.sampleFailure) lines.push(`  There is no sample company: ${first.sampleFailure}`);
  lines.push('  Forgotten? bin/vitalfew user reset-password owner@vitalfew.local', '');
  return `${lines.join('\n')}\n`;
}
