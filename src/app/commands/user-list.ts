import { membersOf } from '../../kernel/installation.ts';
import { type Command, organisationOf } from '../command.ts';

export const userListCommand: Command = {
  words: ['user', 'list'],
  usage: '--org SLUG [--json]',
  summary: 'The members of an organisation',
  options: { org: { type: 'string' } },
  opens: 'house',
  async run({ house, args, out }) {
    const members = await membersOf(house.identity, (await organisationOf(house, args)).id);
    out.table([
      ['E-MAIL', 'NAME', 'ROLES'],
      ...members.map((member) => [member.email, member.name, member.roles.join(', ')]),
    ]);
    out.result({ users: members });
    return 0;
  },
};
