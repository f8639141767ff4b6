import { IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './HelpMark.module.css';
import { openHelp } from './help.ts';
import { useWords } from './words.ts';

/** The small question mark that opens "what does this number mean?": `<HelpMark of="hhi" label="HHI" />`. */
export function HelpMark({ of, label }: { of: string; label?: string }) {
  const t = useWords('kit');
  const words = label === undefined ? t('help.open') : t('help.openOf', { label });
  return (
    <button type="button" className={styles.mark} aria-label={words} title={words} onClick={() => openHelp(of)}>
      <IconHelpCircle size={14} stroke={1.6} />
    </button>
  );
}

/** A labelled figure with its help mark beside the label: `<Figure label="HHI" help="hhi">1 998</Figure>`. */
export function Figure({ label, help, children }: { label: string; help?: string; children: ReactNode }) {
  return (
    <span className={styles.figure}>
      <span className="dim">
        {label}
        {help === undefined ? null : <HelpMark of={help} label={label} />}
      </span>
      <span className="num">{children}</span>
    </span>
  );
}
