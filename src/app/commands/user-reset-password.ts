import { givePassword, userByEmail } from '../../kernel/installation.ts';
import { asSystem } from '../../kernel/run.ts';
import { type Command, organisationOf } from '../command.ts';

export const userResetPasswordCommand: Command = {
  words: ['user', 'reset-password'],
  usage: 'EMAIL [--org SLUG] [--json]',
  summary: 'Give somebody a new random password, shown once; all sessions end',
  help: ['--org  notes it in the audit of that organisation; refused for somebody who is no member'],
  options: { org: { type: 'string' } },
  positionals: [1, 1],
  opens: 'house',
  async run({ house, args, out }) {
    const email = args.positionals[0]!.toLowerCase();
    const user = await userByEmail(house.identity, email);
    if (!user) throw new Error(`Nobody has the address ${email}.`);
    const org = args.text('org') === undefined ? null : await organisationOf(house, args);
    if (org && !(await house.identity.organisationsOf(user.id)).some((each) => each.id === org.id))
      throw new Error(`${email} is no member of ${org.slug}.`);
    const password = await givePassword(house.identity, user.id, house.now());
    if (org) {
      await asSystem(house, org, async (ctx) => {
        ctx.note({ recordKind: 'member', recordId: user.id });
        await ctx.announce({ kind: 'identity' });
      });
    }
    out.say(`${email} signs in with the password ${password} (shown this once).`);
    out.result({ user: { id: user.id, email, password } });
    return 0;
  },
};
