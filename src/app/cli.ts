import { runCommandLine } from './command-line.ts';

// Whoever reads the output may go away before the end (`| head`): the work goes on, and the exit code says how it ended.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await runCommandLine(process.argv.slice(2));
