import { DropArea } from '../../../ui-kit/DropArea.tsx';
import { FORMATS } from './formats.ts';
import { useBeginImport } from './use-begin-import.ts';

/** Drop the ledger here: an import begins, and its page opens. */
export function LedgerDrop({ title, hint }: { title: string; hint: string }) {
  const { begin, busy } = useBeginImport();
  return <DropArea title={title} hint={hint} accept={FORMATS} busy={busy} onFiles={(files) => void begin(files)} />;
}
