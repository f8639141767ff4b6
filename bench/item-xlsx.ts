import { join } from 'node:path';
import { openSource } from '../src/kernel/exchange/source.ts';
import { sized, writeLedgerXlsx } from './ledger-files.ts';
import { seconds, timed, type Wanted } from './measure.ts';
import { commandLine, openPlace } from './place.ts';

/** 6: 200,000 rows of XLSX through the command line, against only reading them: opening the file and going through its rows. */
export async function measureXlsx({ note, add }: Wanted): Promise<void> {
  const place = await openPlace();
  try {
    const lines = Number(process.env.VITALFEW_BENCH_LINES ?? 200_000);
    const file = join(place.dir, 'sales.xlsx');
    await writeLedgerXlsx(file, sized(lines));
    await place.organisation('bench');
    note('reading only');
    const before = await readOnly(file);
    note('importing');
    const whole = await timed(() => commandLine(place, ['import', file, '--org', 'bench', '--json'], () => {}));
    const floor = (before + (await readOnly(file))) / 2;
    add({
      item: '6',
      name: `${lines} rows by XLSX, against only reading them`,
      value: seconds(whole),
      floor: seconds(floor),
      ratio: whole / floor,
      target: '<= 2 times',
      holds: whole / floor <= 2,
    });
  } finally {
    await place.close();
  }
}

function readOnly(file: string): Promise<number> {
  return timed(async () => {
    const source = await openSource({ path: file, name: 'sales.xlsx' });
    let rows = 0;
    for (const table of source.tables) for await (const batch of table.rows()) rows += batch.length;
    await source.close();
    if (rows === 0) throw new Error('no rows were read');
  });
}
