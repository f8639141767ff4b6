import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';

/** One figure of a run: what was measured, the machine's floor beside it, and whether the target holds. */
export interface Figure {
  item: string;
  name: string;
  /** The measured value, in words with its unit. */
  value: string;
  /** What the machine does at best, in words; empty where there is no such thing. */
  floor: string;
  /** The figure that the target is about. */
  ratio: number;
  target: string;
  holds: boolean;
  /** Load of the machine when it was taken (one minute). */
  load: number;
}

/** How a run of the measurements is asked for. */
export interface Wanted {
  full: boolean;
  note(text: string): void;
  add(figure: Omit<Figure, 'load'>): void;
}

export const load = (): number => Math.round(loadavg()[0]! * 10) / 10;

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
export const millis = (ms: number): string => `${ms.toFixed(ms < 10 ? 2 : 1)} ms`;
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
export const times = (ratio: number): string => `${ratio.toFixed(ratio < 10 ? 2 : 0)} x`;

/** Runs `work` and gives what it took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)]!;
}

/** A process and everything below it, as process ids. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readProc(`/proc/${name}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent > 0) parents.set(Number(name), parent);
  }
  const found = [root];
  for (let at = 0; at < found.length; at++)
    for (const [pid, parent] of parents) if (parent === found[at]) found.push(pid);
  return found;
}

/** Proportional memory of processes in bytes: what is shared is split among those that share it. */
export function pssOf(pids: readonly number[]): number {
  let sum = 0;
  for (const pid of pids) {
    const found = /^Pss:\s+(\d+) kB/m.exec(readProc(`/proc/${pid}/smaps_rollup`));
    sum += Number(found?.[1] ?? 0) * 1024;
  }
  return sum;
}

/** Milliseconds of processor time that processes have used: what a busy machine does not blur. */
export function cpuOf(pids: readonly number[]): number {
  let ticks = 0;
  for (const pid of pids) {
    const stat = readProc(`/proc/${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  return ticks * 10;
}

export function isNode(pid: number): boolean {
  return /node/.test(readProc(`/proc/${pid}/cmdline`).split('\0')[0] ?? '');
}

function readProc(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Watches the memory of the Node processes below `root()` until `stop`, which gives the peak in bytes. */
export function watchMemory(root: () => number): { stop(): number } {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, pssOf(processTree(root()).filter(isNode)));
  };
  // Seldom enough not to take part in what is measured: looking costs up to 30 ms.
  const timer = setInterval(look, 500);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

/** The figures as a table of plain text. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [
    ['', 'measured', 'floor', 'ratio', 'target', '', 'load'],
    ...figures.map((figure) => [
      `${figure.item}  ${figure.name}`,
      figure.value,
      figure.floor,
      Number.isInteger(figure.ratio) ? String(figure.ratio) : figure.ratio.toFixed(2),
      figure.target,
      figure.holds ? 'holds' : 'MISSED',
      figure.load.toFixed(1),
    ]),
  ];
  const widths = rows[0]!.map((_cell, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column >= 1 && column <= 3 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
