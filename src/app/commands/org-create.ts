import { ensureMember, ensureUser, givePassword, hasPassword } from '../../kernel/installation.ts';
import { makeOrganisation } from '../../kernel/organisations.ts';
import { runningServer } from '../../kernel/register.ts';
import { isCurrency } from '../../pure/currencies.ts';
import { type Command, UsageError } from '../command.ts';

export const orgCreateCommand: Command = {
  words: ['org', 'create'],
  usage:
    'SLUG --name NAME --currency EUR --timezone Europe/Berlin --admin-email EMAIL [--admin-name NAME] [--language en|ru] [--json]',
  summary: 'Make an organisation with its first administrator',
  help: [
    'SLUG           short name in commands and addresses: a-z, 0-9 and -',
    '--currency     base currency, ISO 4217; every amount is also kept in it',
    '--timezone     IANA time zone; decides which day it is',
    '--admin-email  becomes administrator and director; a new person gets a password, shown once',
  ],
  options: {
    name: { type: 'string' },
    currency: { type: 'string' },
    timezone: { type: 'string' },
    'admin-email': { type: 'string' },
    'admin-name': { type: 'string' },
    language: { type: 'string' },
  },
  positionals: [1, 1],
  opens: 'house',
  async run({ config, house, args, out }) {
    const slug = args.positionals[0]!;
    const email = args.needed('admin-email').toLowerCase();
    const wanted = {
      slug,
      name: args.needed('name'),
      baseCurrency: args.needed('currency').toUpperCase(),
      timezone: args.needed('timezone'),
      language: args.text('language') ?? 'en',
      isSample: false,
    };
    if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(slug))
      throw new UsageError(`"${slug}" is no slug: a-z, 0-9 and -, beginning with a letter or digit, at most 63.`);
    if (!isCurrency(wanted.baseCurrency))
      throw new UsageError(`"${wanted.baseCurrency}" is no currency of ISO 4217, such as EUR.`);
    if (!['en', 'ru'].includes(wanted.language)) throw new UsageError('--language is en or ru.');
    if (!/^[^@\s]+@[^@\s]+$/.test(email) || email.length > 254)
      throw new UsageError(`"${email}" is no e-mail address.`);
    const now = house.now();
    const org = await makeOrganisation(house.identity, wanted, now);
    const name = args.text('admin-name') ?? email.split('@')[0]!;
    const admin = await ensureUser(house.identity, { email, name, language: wanted.language }, now);
    await ensureMember(house.identity, org.id, admin.id, ['admin', 'director'], now);
    const password = (await hasPassword(house.identity, admin.id))
      ? null
      : await givePassword(house.identity, admin.id, now);
    const address = runningServer(config.dataDir)?.address ?? house.publicUrl;
    out.say(`Made ${org.name} (${slug}), ${org.baseCurrency}, ${org.timezone}.`);
    out.say(
      password
        ? `${email} signs in at ${address} with the password ${password} (shown this once).`
        : `${email} signs in at ${address} with the password that stands already.`,
    );
    out.result({
      organisation: { id: org.id, slug, name: org.name, currency: org.baseCurrency, timezone: org.timezone },
      admin: { email, password },
    });
    return 0;
  },
};
