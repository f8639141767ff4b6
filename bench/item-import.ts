import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { million, sized, writeLedgerCsv } from './ledger-files.ts';
import { megabytes, seconds, timed, type Wanted, watchMemory } from './measure.ts';
import { commandLine, openPlace, type Place } from './place.ts';

/**
 * 6a: flat sales by CSV through the command line, against a bare COPY. The bare COPY brings exactly the rows and the columns that the import has put into
 * `ledger_lines` (written to a file before, in the order in which the sales file has them) into a committed, logged table with the same columns, primary key and indexes, from a client like ours,
 * with its commit. The import pays for more: documents, roll-ups and masters are not in the floor.
 */
export async function measureImport({ note, add }: Wanted): Promise<void> {
  const place = await openPlace();
  try {
    const lines = Number(process.env.VITALFEW_BENCH_LINES ?? million.lines);
    const file = join(place.dir, 'sales.csv');
    note(`making ${lines} flat sales lines`);
    await writeLedgerCsv(file, sized(lines));
    await place.organisation('bench');
    let pid = 0;
    const memory = watchMemory(() => pid);
    let report = '';
    const whole = await timed(async () => {
      report = await commandLine(place, ['import', file, '--org', 'bench', '--json'], (id) => {
        pid = id;
      });
    });
    const peak = memory.stop();
    const said = JSON.parse(report) as { files: { inserted: number }[]; seconds: number };
    if (said.files[0]?.inserted !== lines) throw new Error(`only ${said.files[0]?.inserted} lines came in`);
    note(`imported in ${seconds(whole)}; the same rows by a bare COPY now`);
    const floor = await bareCopy(place);
    const ratio = whole / floor;
    add({
      item: '6',
      name: `${lines} flat sales lines by CSV, against a bare COPY`,
      value: seconds(whole),
      floor: seconds(floor),
      ratio,
      target: '<= 4 times',
      holds: ratio <= 4,
    });
    add({
      item: '6',
      name: 'peak memory of all Node processes (PSS)',
      value: megabytes(peak),
      floor: '',
      ratio: Math.round(peak / 1e6),
      target: '< 400 MB',
      holds: peak < 400e6,
    });
  } finally {
    await place.close();
  }
}

/** Milliseconds of a bare COPY, the median of three; each time into a fresh table. */
async function bareCopy(place: Place): Promise<number> {
  const { owner } = place;
  const rows = join(place.dir, 'rows');
  const inOrderOfTheFile = `select l.* from ledger_lines l join ledger_documents d on d.org_id = l.org_id and d.id = l.document_id order by d.number, l.line_key`;
  await pipeline(owner.query(copyTo(`copy (${inOrderOfTheFile}) to stdout`)), createWriteStream(rows));
  const took: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    await owner.query('create table bare_lines (like ledger_lines including all)');
    await owner.query('checkpoint');
    took.push(
      await timed(() =>
        pipeline(
          createReadStream(rows, { highWaterMark: 1 << 20 }),
          owner.query(copyFrom('copy bare_lines from stdin')),
        ),
      ),
    );
    await owner.query('drop table bare_lines');
  }
  rmSync(rows);
  return took.sort((a, b) => a - b)[1]!;
}
