import { type ComponentType, Suspense } from 'react';

interface Came {
  importId: string;
}

let After: ComponentType<Came> | null = null;

/** A later room says here what it shows below the report of an import that came in. Call it once, when the module loads. */
export function showsAfterImport(after: ComponentType<Came>): void {
  After = after;
}

/** What later rooms say of an import that came in. */
export function AfterImport(came: Came) {
  return After === null ? null : (
    <Suspense>
      <After {...came} />
    </Suspense>
  );
}
