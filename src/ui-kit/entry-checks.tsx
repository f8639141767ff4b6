import { type ComponentType, Suspense } from 'react';

/** What somebody is writing down, as far as records are compared by it. */
export interface Entry {
  kind: 'account' | 'contact';
  /** The record itself, when it is changed. */
  id?: string | undefined;
  name: string;
  taxId?: string;
  country?: string;
  city?: string;
  phone?: string;
  email?: string;
  web?: string;
  accountId?: string | null;
  phones?: readonly string[];
  emails?: readonly string[];
}

let Check: ComponentType<Entry> | null = null;

/** A later room says here what it shows beside a form in which somebody writes a record down. Call it once, when the module loads. */
export function checksEntries(check: ComponentType<Entry>): void {
  Check = check;
}

/** Says beside a form whether the record is there already. */
export function EntryCheck(entry: Entry) {
  return Check === null ? null : (
    <Suspense>
      <Check {...entry} />
    </Suspense>
  );
}
