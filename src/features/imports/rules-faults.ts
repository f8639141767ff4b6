/** Why a row is rejected: the field of the kind, what was found, a stable code, English words; what else is wrong stands in further lines of the words. */
export interface Fault {
  field: string;
  value: string;
  code: string;
  message: string;
  /** The document or payment that, as the row says, does not count: whatever else names it goes with it. */
  withdraws?: { series: string; number: string };
}

/** The first fault of the row that is being read; readers set it, the compiled mapping takes it. */
export class Faults {
  first: Fault | null = null;

  set(field: string, value: string, code: string, message: string): null {
    this.first ??= { field, value: value.slice(0, 200), code, message };
    return null;
  }

  /** Says which document the row of the fault takes back. */
  withdraw(series: string, number: string): null {
    if (this.first !== null) this.first.withdraws = { series, number };
    return null;
  }

  /** The fault so far, which is forgotten. */
  take(): Fault | null {
    const found = this.first;
    this.first = null;
    return found;
  }
}
