// npm start: brings packages and build up to date, then runs the server in this very process (signals and exit code are its own).
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ensureReady, serverFile } from './ensure.mjs';

try {
  ensureReady({ web: true, quiet: false });
  if (!existsSync(serverFile)) throw new Error('There is no server to start (src/app/server.ts is missing).');
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
process.setSourceMapsEnabled(true);
process.argv[1] = serverFile;
await import(pathToFileURL(serverFile).href);
