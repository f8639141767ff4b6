import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { DateText } from '../../../ui-kit/Values.tsx';
import type { Hit } from '../contract.ts';
import { Pieces } from './Pieces.tsx';
import styles from './Search.module.css';
import { kindIcons, useSearchWords } from './use-search-words.ts';

/** One thing that was found: what it is, why, and the way there. */
export function HitLine({ hit }: { hit: Hit }) {
  const { fits, details } = useSearchWords();
  const Icon = kindIcons[hit.kind];
  const [path, query] = hit.path.split('?');
  const said = details(hit);
  return (
    <li className={styles.hitLine}>
      <PageLink
        to={path!}
        search={query === undefined ? {} : Object.fromEntries(new URLSearchParams(query))}
        className={styles.link}
      >
        <Icon size={17} stroke={1.6} aria-hidden="true" />
        <span className={styles.words}>
          <span className={styles.title}>
            <Pieces pieces={hit.title} />
          </span>
          {hit.excerpt === null ? null : (
            <span className={styles.excerpt}>
              <Pieces pieces={hit.excerpt} />
            </span>
          )}
          <span className={styles.details}>
            {said.map((text) => (
              <span key={text}>{text}</span>
            ))}
            {hit.at === null ? null : <DateText value={hit.at.slice(0, 10)} />}
            <span>{fits[hit.fit]}</span>
          </span>
        </span>
      </PageLink>
    </li>
  );
}
