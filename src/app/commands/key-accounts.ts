import { type KeyAccountsAnswer, keyAccountsAnswer } from '../../features/segmentation/public.ts';
import { type Args, type Command, organisationOf, UsageError } from '../command.ts';

const BASES = ['revenue', 'margin', 'received', 'ordered'] as const;
const LEVELS = ['group', 'entity', 'outlet'] as const;

function oneOf<const W extends string>(args: Args, name: string, words: readonly W[]): W | undefined {
  const found = args.text(name);
  if (found === undefined || words.includes(found as W)) return found as W | undefined;
  throw new UsageError(`--${name} is one of ${words.join(', ')}, not "${found}".`);
}

const percent = (share: number | null) => (share === null ? 'n/a' : `${(share * 100).toFixed(2)} %`);
const grouped = (amount: string) => amount.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');

function headline(answer: KeyAccountsAnswer): string {
  const key = answer.accounts.filter((account) => account.tier === 'key');
  const made = key.reduce((all, account) => all + (account.share ?? 0), 0);
  const largest = answer.accounts[0];
  const many = `${key.length} key account${key.length === 1 ? '' : 's'}`;
  if (!largest || largest.share === null || largest.share === 0) return 'Nobody bought anything in this period.';
  return `${many} of ${answer.buyingAccounts} that buy make ${percent(made)}; losing the largest, ${largest.name}, costs ${percent(largest.share)}.`;
}

/** At which rate amounts are shown. */
const converted = ({ conversion, currency }: KeyAccountsAnswer) =>
  conversion ? ` at ${conversion.rate} ${conversion.base} for 1 ${currency}, the rate of ${conversion.day}` : '';

export const keyAccountsCommand: Command = {
  words: ['key-accounts'],
  usage:
    '--org SLUG [--from D] [--to D] [--basis revenue|margin|received|ordered] [--level group|entity|outlet] [--currency C] [--json]',
  summary: 'Who the key accounts are, by which rule, and how concentrated the business is',
  help: [
    '--from D, --to D  the period, both days included (YYYY-MM-DD); left out: the last twelve full months',
    '--basis BASIS     what is added up (revenue; where no invoice exists, orders)',
    '--level LEVEL     how far figures are rolled up (group)',
    '--currency C      amounts are shown in it, at the rate of the period’s last day (the base currency)',
  ],
  options: {
    org: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    basis: { type: 'string' },
    level: { type: 'string' },
    currency: { type: 'string' },
  },
  positionals: [0, 0],
  opens: 'house',
  async run({ house, args, out }) {
    const org = await organisationOf(house, args);
    const answer = await keyAccountsAnswer(house, org, {
      basis: oneOf(args, 'basis', BASES),
      level: oneOf(args, 'level', LEVELS),
      ...(args.text('from') === undefined ? {} : { from: args.text('from') }),
      ...(args.text('currency') === undefined ? {} : { currency: args.text('currency')!.toUpperCase() }),
      ...(args.text('to') === undefined ? {} : { to: args.text('to') }),
    });
    out.say(headline(answer));
    const basis = answer.fallback ? 'ordered (there is no invoice)' : answer.basis;
    out.say(
      `${basis} by ${answer.level}, ${answer.period.from} to ${answer.period.to}${answer.isPartial ? ', not over yet' : ''}, ${answer.currency}${converted(answer)}`,
    );
    out.say('');
    out.table([
      ['RANK', 'NUMBER', 'NAME', 'AMOUNT', 'SHARE', 'CUMULATIVE', 'CLASS', 'XYZ', 'RULES', 'TIER'],
      ...answer.accounts.map((account) => [
        String(account.rank),
        account.externalId,
        account.name,
        grouped(account.amount),
        percent(account.share),
        percent(account.cumulativeShare),
        account.class,
        account.xyz,
        account.rules.join(' '),
        account.tier,
      ]),
    ]);
    const { concentration, rules } = answer;
    out.say('');
    out.say(`Total ${grouped(answer.total)} ${answer.currency}; active client base ${answer.activeBase}`);
    out.say(
      `CR-1 ${percent(concentration.cr1)}, CR-3 ${percent(concentration.cr3)}, CR-5 ${percent(concentration.cr5)}, CR-10 ${percent(concentration.cr10)}, HHI ${concentration.hhi?.toFixed(2) ?? 'n/a'}, effective number ${concentration.effectiveNumber?.toFixed(1) ?? 'n/a'}`,
    );
    out.say(
      `10 % rule: ${rules.tenPercent.length}; 80 %: ${rules.eighty.count} (${percent(rules.eighty.share)}); top fifth: ${rules.topFifth.count} of ${rules.topFifth.of} (${percent(rules.topFifth.share)})`,
    );
    for (const one of answer.excluded)
      out.say(`Left out (${one.reason}): ${one.name}, ${grouped(one.amount)} ${answer.currency}`);
    out.result(answer);
    return 0;
  },
};
