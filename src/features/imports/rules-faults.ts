/** Why a row is rejected: the field of the kind, what was found, a stable code, English words; what else is wrong stands in further lines of the words. */
export interface Fault {
  field: string;
  value: string;
  code: string;
  message: string;
}

/** The first fault of the row that is being read; readers set it, the compiled mapping takes it. */
export class Faults {
  first: Fault | null = null;

  set(field: string, value: string, code: string, message: string): null {
    this.first ??= { field, value: value.slice(0, 200), code, message };
    return null;
  }

  /** The fault so far, which is forgotten. */
  take(): Fault | null {
    const found = this.first;
    this.first = null;
    return found;
  }
}
