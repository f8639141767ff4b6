import { type ParseArgsConfig, parseArgs } from 'node:util';
import { readConfig } from '../kernel/config.ts';
import { diskProblem } from '../kernel/disk-words.ts';
import { openLog } from '../kernel/log.ts';
import { Invalid, NotFound, Refusal } from '../pure/refusal.ts';
import { type Args, type Command, type Out, UsageError } from './command.ts';
import { backupCommand } from './commands/backup.ts';
import { importCommand } from './commands/import.ts';
import { importsCommand } from './commands/imports.ts';
import { importsUndoCommand } from './commands/imports-undo.ts';
import { keyAccountsCommand } from './commands/key-accounts.ts';
import { ledgerVerifyCommand } from './commands/ledger-verify.ts';
import { migrateCommand } from './commands/migrate.ts';
import { orgCreateCommand } from './commands/org-create.ts';
import { orgListCommand } from './commands/org-list.ts';
import { restoreCommand } from './commands/restore.ts';
import { startCommand } from './commands/start.ts';
import { stopCommand } from './commands/stop.ts';
import { userAddCommand } from './commands/user-add.ts';
import { userListCommand } from './commands/user-list.ts';
import { userResetPasswordCommand } from './commands/user-reset-password.ts';
import { openHouse } from './house.ts';

/** Every command, in the order of the help. */
const commands: readonly Command[] = [
  startCommand,
  stopCommand,
  orgCreateCommand,
  orgListCommand,
  userAddCommand,
  userListCommand,
  userResetPasswordCommand,
  importCommand,
  importsCommand,
  importsUndoCommand,
  keyAccountsCommand,
  ledgerVerifyCommand,
  backupCommand,
  restoreCommand,
  migrateCommand,
];

const everywhere = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

function usageOf(command: Command): string {
  const words = `bin/vitalfew ${[...command.words, command.usage].filter(Boolean).join(' ')}`;
  const more = command.help ? `\n\n${command.help.map((line) => `  ${line}`).join('\n')}` : '';
  return `Usage: ${words}\n\n${command.summary}${more}\n`;
}

function overview(): string {
  const rows = commands.map((command) => [command.words.join(' '), command.summary] as const);
  const width = Math.max(...rows.map(([words]) => words.length));
  const lines = rows.map(([words, summary]) => `  ${words.padEnd(width)}  ${summary}`);
  return [
    'Usage: bin/vitalfew COMMAND ... [--json]',
    '',
    ...lines,
    '',
    'bin/vitalfew COMMAND --help tells more. Commands work beside a running server and without one.',
    '',
  ].join('\n');
}

/** The command that the words begin with: the longest that fits. */
function commandOf(words: readonly string[]): Command | null {
  const fitting = commands.filter((command) => command.words.every((word, index) => words[index] === word));
  return fitting.sort((one, other) => other.words.length - one.words.length)[0] ?? null;
}

function readArgs(command: Command, argv: readonly string[]): Args & { json: boolean; help: boolean } {
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({
      args: argv.slice(command.words.length),
      options: { ...everywhere, ...command.options } as NonNullable<ParseArgsConfig['options']>,
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. To specify')[0]);
  }
  const { values, positionals } = parsed;
  const all = (name: string) => [values[name] ?? []].flat().map(String);
  const text = (name: string) => all(name).at(-1);
  const [least, most] = command.positionals ?? [0, 0];
  if (values.help !== true && positionals.length < least) throw new UsageError('Something is missing.');
  if (positionals.length > most) throw new UsageError(`"${positionals[most]}" is too much.`);
  return {
    positionals,
    all,
    text,
    needed(name) {
      const value = text(name)?.trim();
      if (!value) throw new UsageError(`--${name} is missing.`);
      return value;
    },
    flag: (name) => values[name] === true,
    json: values.json === true,
    help: values.help === true,
  };
}

function makeOut(json: boolean): Out & { answered(): boolean } {
  let answered = false;
  const people = json ? process.stderr : process.stdout;
  return {
    json,
    say: (line) => void people.write(`${line}\n`),
    progress: (line) => void process.stderr.write(`${line}\n`),
    table(rows) {
      if (json) return;
      const widths = (rows[0] ?? []).map((_head, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
      for (const row of rows) {
        people.write(
          `${row
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join('  ')
            .trimEnd()}\n`,
        );
      }
    },
    answered: () => answered,
    result(answer) {
      if (answered) throw new Error('a command answers once');
      answered = true;
      const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
      if (json) process.stdout.write(`${JSON.stringify(answer, plain)}\n`);
    },
  };
}

/** Runs one command line and gives the exit code. Whatever goes wrong is told in words on stderr; with `--json` as `{error, message}` on stdout too. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const words = argv.filter((word) => !word.startsWith('-'));
  if (words.length === 0 || words[0] === 'help') {
    const wanted = commandOf(words.slice(1));
    const isAsked =
      words[0] === 'help' || (argv.length > 0 && argv.every((word) => word === '--help' || word === '-h'));
    (isAsked ? process.stdout : process.stderr).write(wanted ? usageOf(wanted) : overview());
    return isAsked ? 0 : 1;
  }
  const command = commandOf(argv);
  const out = makeOut(argv.includes('--json'));
  if (!command) {
    const group = commands.filter((each) => each.words[0] === argv[0]);
    const message = `There is no command "${words.slice(0, group.length > 0 ? 2 : 1).join(' ')}".`;
    process.stderr.write(`${message}\n\n`);
    process.stderr.write(group.length > 0 ? group.map(usageOf).join('\n') : overview());
    out.result({ error: 'usage', message });
    return 1;
  }
  try {
    const args = readArgs(command, argv);
    if (args.help) {
      process.stdout.write(usageOf(command));
      return 0;
    }
    return await runCommand(command, args, out);
  } catch (error) {
    const message = wordsOf(error as Error);
    process.stderr.write(`${message}\n`);
    if (!out.answered()) out.result({ error: codeOf(error), message });
    if (error instanceof UsageError) process.stderr.write(`\n${usageOf(command)}`);
    if (process.env.LOG_LEVEL === 'debug') process.stderr.write(`${(error as Error).stack}\n`);
    return 1;
  }
}

/** The word for programs that says what kind of failure it was. */
function codeOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  if (error instanceof UsageError) return 'usage';
  if (error instanceof Invalid) return 'invalid';
  return error instanceof NotFound ? 'notFound' : 'failed';
}

async function runCommand(command: Command, args: Args, out: Out): Promise<number> {
  const config = readConfig();
  const log = openLog(process.env.LOG_LEVEL ? config.logLevel : 'warn', 2);
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (ending.signal.aborted) process.exit(1);
      ending.abort(new Error('Interrupted.'));
    });
  }
  const setting = { config, log, args, out, signal: ending.signal };
  if (command.opens === 'nothing') return (await command.run(setting)) ?? 0;
  const open = await openHouse(config, log, command.words.join(' '));
  try {
    return (await command.run({ ...setting, open, house: open.house })) ?? 0;
  } finally {
    await open.close();
  }
}

function wordsOf(error: Error): string {
  if (!(error instanceof Invalid)) return diskProblem(error) ?? (error.message || String(error));
  const fields = error.problems.map(
    ({ field, expected, found }) => `  ${field}: ${expected}${found === undefined ? '' : `, found "${found}"`}`,
  );
  return [error.message, ...fields].join('\n');
}
