import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';

/** From when to when somebody is in a position, as far as known. */
export function Span({ position }: { position: { since: string | null; until: string | null } }) {
  const t = useWords('contacts');
  if (position.since === null && position.until === null) return null;
  return (
    <span className="dim">
      {position.since ? (
        <>
          {t('position.since')} <DateText value={position.since} />{' '}
        </>
      ) : null}
      {position.until ? (
        <>
          {t('position.until')} <DateText value={position.until} />
        </>
      ) : null}
    </span>
  );
}
