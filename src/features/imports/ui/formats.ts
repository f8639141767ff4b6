/** What the file chooser offers; what is dropped is judged by its content. */
export const FORMATS = '.csv,.tsv,.txt,.xlsx,.xlsm,.xml,.gz,.zip';

/** The answers of the reader that a person may change: name in the overrides, and the choices. Empty: as detected. */
export const READING = {
  encoding: ['utf-8', 'windows-1251', 'windows-1252', 'utf-16le', 'utf-16be', 'cp866', 'koi8-r'],
  delimiter: [',', ';', '\t', '|'],
  decimal: ['.', ','],
  dateOrder: ['dmy', 'mdy', 'ymd'],
} as const;

/** What a table's reader found; only what this screen shows. */
export interface Dialect {
  encoding: string | null;
  compression: 'gzip' | 'zip' | null;
  delimiter: string | null;
  decimal: '.' | ',';
  thousands: string | null;
  dateOrder: 'dmy' | 'mdy' | 'ymd';
  dateOrders: Record<string, 'dmy' | 'mdy' | 'ymd'>;
  confidence: Record<'encoding' | 'delimiter' | 'decimal' | 'dateOrder', 'sure' | 'likely' | 'ambiguous'>;
}
