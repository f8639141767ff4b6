import { ROLES } from '../../features/people/contract.ts';
import { ensureMember, ensureUser, givePassword, hasPassword, membersOf } from '../../kernel/installation.ts';
import { asSystem } from '../../kernel/run.ts';
import { type Command, organisationOf, UsageError } from '../command.ts';

export const userAddCommand: Command = {
  words: ['user', 'add'],
  usage: 'EMAIL --org SLUG --role ROLE [--role ROLE ...] [--name NAME] [--language en|ru] [--json]',
  summary: 'Make somebody a member of an organisation',
  help: [`ROLE: ${ROLES.join(', ')}`, 'A new person gets a password, shown once.'],
  options: {
    org: { type: 'string' },
    role: { type: 'string', multiple: true },
    name: { type: 'string' },
    language: { type: 'string' },
  },
  positionals: [1, 1],
  opens: 'house',
  async run({ house, args, out }) {
    const email = args.positionals[0]!.toLowerCase();
    const roles = [...new Set(args.all('role'))];
    const unknown = roles.find((role) => !(ROLES as readonly string[]).includes(role));
    if (unknown) throw new UsageError(`There is no role "${unknown}".`);
    if (roles.length === 0) throw new UsageError('--role is missing.');
    if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw new UsageError(`"${email}" is no e-mail address.`);
    const org = await organisationOf(house, args);
    const now = house.now();
    const person = {
      email,
      name: args.text('name') ?? email.split('@')[0]!,
      language: args.text('language') ?? org.language,
    };
    const user = await ensureUser(house.identity, person, now);
    if ((await membersOf(house.identity, org.id)).some((member) => member.id === user.id))
      throw new Error(`${email} is a member of ${org.slug} already.`);
    await ensureMember(house.identity, org.id, user.id, roles, now);
    await asSystem(house, org, async (ctx) => {
      ctx.note({ recordKind: 'member', recordId: user.id, after: { roles } });
    });
    const password = (await hasPassword(house.identity, user.id))
      ? null
      : await givePassword(house.identity, user.id, now);
    out.say(
      password ? `${email} signs in with the password ${password} (shown this once).` : `${email} is a member now.`,
    );
    out.result({ user: { id: user.id, email, roles, password } });
    return 0;
  },
};
