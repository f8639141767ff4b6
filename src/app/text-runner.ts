import type { FileKind } from '../features/files/contract-words.ts';
import { readText } from '../features/files/public.ts';

/** `text-runner PATH KIND SIZE`: the text of one file, told to the process that started it. It ends with that one. */
async function main([path, kind, size]: string[]): Promise<void> {
  process.on('disconnect', () => process.exit(1));
  const found = await readText(path!, kind as FileKind, Number(size), new AbortController().signal);
  await new Promise((resolve) => process.send!(found, resolve));
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  () => process.exit(1),
);
