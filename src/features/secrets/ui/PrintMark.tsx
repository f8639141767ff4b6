import { createPortal } from 'react-dom';
import { useFormats } from '../../../ui-kit/format.ts';
import { useCall } from '../../../ui-kit/use-call.ts';
import { usePrinting } from '../../../ui-kit/use-printing.ts';
import { getSession } from '../../people/contract.ts';
import styles from './Secrets.module.css';

/** On every printed sheet of an account whose class asks for it: who printed it, in which organisation, and when. */
export default function PrintMark() {
  const formats = useFormats();
  const { data } = useCall(getSession, {});
  // Drawn anew when the sheet is made: its time is that of the sheet.
  usePrinting();
  if (!data) return null;
  const text = [data.user.name, data.organisation?.name, formats.moment(new Date().toISOString())].join(' · ');
  return createPortal(
    <div className={styles.mark} aria-hidden="true">
      {[0, 1, 2, 3].map((line) => (
        <span key={line}>{text}</span>
      ))}
    </div>,
    document.body,
  );
}
