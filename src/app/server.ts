import { readConfig } from '../kernel/config.ts';
import { diskProblem } from '../kernel/disk-words.ts';
import { openLog } from '../kernel/log.ts';
import { serve } from './serve.ts';

/** Runs the server until Ctrl-C or SIGTERM, in order; a second one does not wait. */
async function main(): Promise<void> {
  const config = readConfig();
  const ending = new AbortController();
  let asked = 0;
  const end = () => {
    // A terminal's Ctrl-C reaches the program twice when npm passes it on as well: only a later one means "at once".
    if (ending.signal.aborted) {
      if (Date.now() - asked > 1000) process.exit(1);
      return;
    }
    asked = Date.now();
    process.stdout.write('Stopping ...\n');
    ending.abort(new Error('stopped'));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  try {
    // Who watches a terminal gets words, and a log line only when something is wrong.
    const level = process.stdout.isTTY && !process.env.LOG_LEVEL ? 'warn' : config.logLevel;
    const server = await serve(config, openLog(level), {
      sample: process.env.VITALFEW_SAMPLE !== '0',
      apart: process.env.VITALFEW_IMPORTS_APART !== '0',
      rateLimit: Number(process.env.VITALFEW_RATE_LIMIT ?? 6000),
      say: (text) => process.stdout.write(text),
      signal: ending.signal,
    });
    if (!ending.signal.aborted) await new Promise((resolve) => ending.signal.addEventListener('abort', resolve));
    await server.stop();
  } catch (error) {
    if (!ending.signal.aborted) throw error;
  }
  process.exit(0);
}

main().catch((error: Error) => {
  process.stderr.write(`${diskProblem(error) ?? error.message}\n`);
  if (process.env.LOG_LEVEL === 'debug') process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
