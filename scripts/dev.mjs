// npm run dev: the server is rebuilt and restarted at each change, the screens are served by Vite with hot reload.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { noteServer, serverOptions } from './build.mjs';
import { checkNode, ensureInstalled, home, serverFile } from './ensure.mjs';

checkNode();
ensureInstalled(false);
const port = process.env.PORT ?? '3000';
const webPort = Number(process.env.VITALFEW_WEB_PORT ?? 5173);
const webAddress = `http://localhost:${webPort}`;
let server = null;
let ending = false;

/** Ends the running server and waits for it, then starts the new one. */
let turn = Promise.resolve();
function restart() {
  turn = turn.then(async () => {
    await endServer();
    if (ending || !existsSync(serverFile)) return;
    server = spawn(process.execPath, ['--enable-source-maps', serverFile], {
      stdio: 'inherit',
      env: { ...process.env, PORT: port, VITALFEW_PUBLIC_URL: process.env.VITALFEW_PUBLIC_URL ?? webAddress },
    });
  });
  return turn;
}

function endServer() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    server.once('exit', done);
    server.kill('SIGTERM');
  });
}

const esbuild = await import('esbuild');
const context = await esbuild.context({
  ...serverOptions(),
  plugins: [
    {
      name: 'restart',
      setup: (build) =>
        build.onEnd((result) => {
          if (result.errors.length > 0) return;
          noteServer(result.metafile);
          restart();
        }),
    },
  ],
});
await context.watch();

let vite = null;
if (existsSync(join(home, 'src/app/web/index.html'))) {
  const { createServer } = await import('vite');
  const target = { target: `http://127.0.0.1:${port}`, xfwd: true };
  vite = await createServer({
    configFile: existsSync(join(home, 'vite.config.ts')) ? join(home, 'vite.config.ts') : false,
    root: join(home, 'src/app/web'),
    server: { port: webPort, strictPort: true, proxy: { '/api': target, '/health': target, '/ready': target } },
  });
  await vite.listen();
  process.stderr.write(`screens with hot reload: ${webAddress}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    if (ending) return;
    ending = true;
    await turn;
    await endServer();
    await vite?.close();
    await context.dispose();
    process.exit(0);
  });
}
