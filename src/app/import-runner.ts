import { runOne } from '../features/imports/run.ts';
import { readConfig } from '../kernel/config.ts';
import { openLog } from '../kernel/log.ts';
import { organisationById } from '../kernel/organisations.ts';
import { openHouse } from './house.ts';

/** `import-runner ORG IMPORT run|dry-run`: one import in a process of its own. It ends with the server that started it. */
async function main([orgId, importId, what]: string[]): Promise<void> {
  const config = readConfig();
  const ending = new AbortController();
  process.on('SIGTERM', () => ending.abort(new Error('stopped')));
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit(1));
  const open = await openHouse(config, openLog(config.logLevel), 'import');
  try {
    const org = await organisationById(open.house.identity, orgId!);
    if (org)
      await runOne(open.house, org, importId!, { dryRun: what === 'dry-run', signal: ending.signal, stays: true });
  } finally {
    await open.close();
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
