import { useFormats } from '../../../ui-kit/format.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { previewDigest } from '../contract.ts';
import styles from './Notices.module.css';

/** What the next digest would say, and when it would come. */
export default function DigestPreview({ onClose }: { onClose: () => void }) {
  const t = useWords('notices');
  const format = useFormats();
  const found = useCall(previewDigest, {}, { keep: false });
  const digest = found.data;
  return (
    <SideDrawer opened onClose={onClose} title={t('preview.title')}>
      {found.error ? <ErrorState error={found.error} retry={() => void found.refetch()} /> : null}
      {found.isPending ? <LoadingState lines={5} /> : null}
      {digest === undefined ? null : (
        <div className={styles.preview}>
          <p>{digest.at === null ? t('preview.none') : t('preview.at', { moment: format.moment(digest.at) })}</p>
          {digest.subject === null ? (
            <p className="dim">{t('preview.empty')}</p>
          ) : (
            <article>
              <h3>{digest.subject}</h3>
              <ul>
                {digest.lines.map((line, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one answer, which never move
                  <li key={at}>{line.path === null ? line.text : <PageLink to={line.path}>{line.text}</PageLink>}</li>
                ))}
              </ul>
            </article>
          )}
          <p className="dim">{t('preview.hint')}</p>
        </div>
      )}
    </SideDrawer>
  );
}
