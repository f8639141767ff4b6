import { LoadingState } from '../../../ui-kit/States.tsx';
import styles from './Shell.module.css';

/** Stands in for a page while its script loads. */
export function PageLoading() {
  return (
    <div className={styles.pending}>
      <LoadingState lines={8} />
    </div>
  );
}
